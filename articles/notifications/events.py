"""Which step tells whom of what."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles import jobs
from articles.models import Notification, Publication, database_now

from .people import editors_of, may_open, writers_of, writes
from .telling import tell

Kind = Notification.Kind
# What was done longer ago than this is brought in from an archive: nobody waits to hear of it.
NEWS_FOR = timedelta(minutes=5)
# So long before its time people hear of a schedule that holds an earlier text.
BEFORE_ITS_TIME = timedelta(minutes=30)


def step_taken(step):
    """Tell whoever should know of a step of the workflow. Call in the transaction of the step."""
    if step.at < database_now() - NEWS_FOR:
        return
    if step.action == "schedule":
        _watch(step.publication)
    if step.action in TOLD:
        kind, people = TOLD[step.action]
        tell(people(step), kind, step.article, event=f"step {step.pk}", by=step.by, step=step)


def _editors(step):
    return [person for person in editors_of(step.article) if person.pk != step.article.owner_id]


def _writers(step):
    return writers_of(step.article)


def _everybody_at_work(step):
    """Writers, and whoever approved or published it before: a correction concerns them all."""
    article = step.article
    hands = article.transitions.filter(action__in=["approve", "override", "publish", "update"])
    concerned = writes(article.pk, article.owner_id) | Q(pk__in=hands.order_by().values("by"))
    return may_open(article).filter(concerned)


def _assignee(step):
    return may_open(step.article).filter(pk=step.details["to"])


TOLD = {
    "submit": (Kind.SUBMITTED, _editors),
    "return": (Kind.RETURNED, _writers),
    "approve": (Kind.APPROVED, _writers),
    "override": (Kind.APPROVED, _writers),
    "publish": (Kind.PUBLISHED, _writers),
    "update": (Kind.PUBLISHED, _writers),
    "correct": (Kind.CORRECTED, _everybody_at_work),
    "assign": (Kind.ASSIGNED, _assignee),
}


def _watch(publication):
    early = max(database_now(), publication.live_from - BEFORE_ITS_TIME)
    jobs.enqueue("schedule-due", {"publication": publication.pk}, key=str(publication.pk), at=early)
    jobs.enqueue(
        "appeared", {"publication": publication.pk}, key=str(publication.pk), at=publication.live_from
    )


@jobs.handles("schedule-due", label=_("A look at a schedule before its time"), atomic=True)
def schedule_due(publication):
    """Tell of a schedule that is about to bring an earlier text than the one on the desk."""
    row = Publication.objects.scheduled().filter(pk=publication).select_related("article__section").first()
    if row is None or _is_sound(row):
        return
    article = row.article
    concerned = Q(pk__in=[article.owner_id, row.created_by_id])
    people = {*editors_of(article, "publish_article"), *may_open(article).filter(concerned)}
    tell(people, Kind.SCHEDULE, article, event=f"schedule {publication}")


def _is_sound(publication):
    embargo = publication.article.embargo_until
    held_back = embargo is not None and embargo > publication.live_from
    return publication.fingerprint == publication.article.fingerprint and not held_back


@jobs.handles("appeared", label=_("Word of a story that appeared at its time"), atomic=True)
def appeared(publication):
    row = Publication.objects.live().filter(pk=publication).select_related("article__section").first()
    if row is not None:
        tell(writers_of(row.article), Kind.PUBLISHED, row.article, event=f"publication {publication}")
