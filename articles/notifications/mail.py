"""One message, or the hour's messages in one; never twice.

Before a message is handed to the mail server its rows are marked. A server that refuses takes the mark away, and the
job is tried again; a worker that is killed, or a connection that breaks while the server answers, leaves it: nobody
can know whether the message went, so it is not sent again, and the story's history says so. The bell has it anyway.
"""

import logging
import smtplib
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, gettext_lazy, ngettext

from articles import jobs
from articles.models import Article, MailPace, Notification, User, database_now

from .wording import plain_sentence

logger = logging.getLogger(__name__)

Mail = Notification.Mail
LEASE = 120
SHOWN = 50
LONGEST_SUBJECT = 160
RIGHT_TO_LEFT_MARK = "\u200f"
# What a mail server says when it certainly has not taken a message.
REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused, smtplib.SMTPNotSupportedError)


@jobs.handles("notification", label=gettext_lazy("E-mail to one person"), lease=LEASE, priority=3)
def send_one(notification):
    """Send one notification, unless it was sent, is no longer wanted, or its story is no longer theirs to open."""
    rows = Notification.objects.filter(pk=notification)
    for row in rows.select_related("recipient"):
        _send_to(row.recipient, rows, f"notification-{notification}")


@jobs.handles("digest", label=gettext_lazy("The hour's e-mail to one person"), lease=LEASE, priority=4)
def send_digest(person):
    """Send everything that waits for `person`, together."""
    user = User.objects.get(pk=person)
    while _send_to(user, Notification.objects.filter(recipient=user), None) == SHOWN:
        pass


def _send_to(user, rows, name):
    """Send what waits among `rows` in one message; return how many rows it told of."""
    now = database_now()
    stopped = rows.filter(mail=Mail.SENDING, mailed_at__lt=now - timedelta(seconds=LEASE - 20))
    stopped.update(mail=Mail.UNKNOWN)
    waiting = rows.filter(mail=Mail.WAITING)
    if not user.is_active or not user.email or user.mail_pace == MailPace.NEVER:
        waiting.update(mail=Mail.NONE)
        return 0
    theirs = Article.objects.visible_to(user).order_by()
    waiting.exclude(article__in=theirs).update(mail=Mail.WITHHELD)
    told = list(waiting.select_related("article__section", "by", "step", "note").order_by("pk")[:SHOWN])
    if not told:
        return 0
    message = compose(user, told, name or f"digest-{told[-1].pk}")
    if _mark([row.pk for row in told], now):
        _hand_over(message, Notification.objects.filter(pk__in=[row.pk for row in told]))
    return len(told)


def _mark(keys, now):
    """Mark rows as being sent; False when another worker was faster, and nothing is marked then."""
    with transaction.atomic():
        waiting = Notification.objects.filter(pk__in=keys, mail=Mail.WAITING)
        if len(waiting.select_for_update().values_list("pk", flat=True)) != len(keys):
            return False
        waiting.update(mail=Mail.SENDING, mailed_at=now)
    return True


def _hand_over(message, rows):
    """Give `message` to the mail server, and write on `rows` what became of it."""
    try:
        connection = get_connection()
        connection.open()
    except Exception:
        rows.update(mail=Mail.WAITING, mailed_at=None)
        raise
    try:
        connection.send_messages([message])
    except REFUSALS:
        rows.update(mail=Mail.WAITING, mailed_at=None)
        raise
    except Exception:  # the connection broke, and the server may have taken it
        logger.exception("nobody can know whether a message was sent")
        rows.update(mail=Mail.UNKNOWN)
    else:
        rows.update(mail=Mail.SENT, mailed_at=database_now())
    finally:
        connection.close()


def compose(user, rows, name):
    """Return the message that tells `user` of `rows`: text and HTML, in the newsroom's language and direction."""
    with translation.override(settings.LANGUAGE_CODE):
        context = {
            "items": [_item(row) for row in rows],
            "site": settings.SITE_NAME,
            "language": settings.LANGUAGE_CODE,
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
            "choice_url": settings.SITE_URL + reverse("admin:notifications"),
        }
        text = render_to_string("mail/notifications.txt", context)
        page = render_to_string("mail/notifications.html", context)
        message = EmailMultiAlternatives(_subject(rows), _in_direction(text), to=[user.email])
    message.attach_alternative(page, "text/html")
    host = urlsplit(settings.SITE_URL).hostname or "newsroom"
    # The same at every attempt: a server that has it already may see that.
    message.extra_headers = {"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated"}
    return message


def _item(row):
    return {
        "sentence": plain_sentence(row),
        "headline": str(row.article),
        "section": str(row.article.section or ""),
        "excerpt": row.excerpt,
        "at": row.at,
        "url": settings.SITE_URL + reverse("admin:articles_article_change", args=[row.article_id]),
    }


def _subject(rows):
    if len(rows) > 1:
        told = ngettext(
            "%(count)s thing happened to your stories", "%(count)s things happened to your stories", len(rows)
        )
        return told % {"count": len(rows)}
    row = rows[0]
    words = gettext("{sentence}: {headline}").format(sentence=plain_sentence(row), headline=row.article)
    return " ".join(words.split())[:LONGEST_SUBJECT]


def _in_direction(text):
    """Have every line begin in the direction of the language, whatever letter it begins with; addresses stay."""
    if not translation.get_language_bidi():
        return text
    lines = text.strip().splitlines()
    return "\n".join(
        line if not line or line.startswith("http") else RIGHT_TO_LEFT_MARK + line for line in lines
    )
