"""Rows and their mail, once for each person and event."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import jobs
from articles.models import Article, Job, MailPace, Notification, database_now

GIVEN_UP_LOOKED_AT = 1000


def tell(people, kind, article, *, event, by=None, step=None, note=None):
    """Tell `people` (users) of `event` of `article`, in the caller's transaction.

    `by` is never told of what they did themselves; whoever was told of this very event is not told again.
    """
    with transaction.atomic():
        now = database_now()
        rows = [
            Notification(
                recipient=person, kind=kind, article=article, event=event, by=by, step=step, note=note, at=now,
                mail=Notification.Mail.WAITING if _wants_mail(person) else Notification.Mail.NONE,
            )
            for person in people
            if person != by
        ]  # fmt: skip
        Notification.objects.bulk_create(rows, ignore_conflicts=True)
        if any(row.mail == Notification.Mail.WAITING for row in rows):
            jobs.enqueue("mail", {"article": article.pk, "event": event})


def _wants_mail(person):
    return bool(person.email) and person.mail_pace != MailPace.NEVER


@jobs.handles("mail", label=_("E-mail about one event"), atomic=True, priority=2)
def write_mail_jobs(article, event):
    """Write a job for each person's message, so that one address that fails keeps nobody else waiting."""
    waiting = Notification.objects.filter(article=article, event=event, mail=Notification.Mail.WAITING)
    for row in waiting.select_related("recipient"):
        if row.recipient.mail_pace == MailPace.HOURLY:
            hour = next_hour(row.at)
            key = f"{row.recipient_id} {hour.isoformat()}"
            jobs.enqueue("digest", {"person": row.recipient_id}, key=key, at=hour)
        else:
            jobs.enqueue("notification", {"notification": row.pk}, key=str(row.pk))


def next_hour(moment):
    """The next full hour by the newsroom's clock."""
    local = timezone.localtime(moment)
    return local.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def told_of(article, most):
    """Return the latest `most` rows about `article`, each with `mail_given_up`: its message will not go by itself."""
    failed = Job.objects.failed().filter(kind__in=("notification", "digest")).order_by("-pk")
    given_up = [tuple(payload.items()) for payload in failed.values_list("payload", flat=True)[:GIVEN_UP_LOOKED_AT]]
    rows = list(article.notifications.select_related("recipient").order_by("-pk")[:most])
    for row in rows:
        own = ((("notification", row.pk),), (("person", row.recipient_id),))
        row.mail_given_up = row.mail == Notification.Mail.WAITING and any(job in given_up for job in own)
    return rows


def unread(user):
    """How many things `user` was told, may still read, and has not."""
    return Notification.objects.shown_to(user).unread().count()


def mark_read(user, *, upto=None, only=None, article=None):
    """Mark as read what `user` was told: everything up to the row `upto`, that one row, or all of one story's."""
    mine = Notification.objects.filter(recipient=user).unread()
    if upto is not None:
        mine = mine.filter(pk__lte=upto)
    elif only is not None:
        mine = mine.filter(pk=only)
    else:
        mine = mine.filter(article__in=Article.objects.filter(pk=article))
    return mine.update(read_at=database_now())
