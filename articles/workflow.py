"""Who may do what, from where.

`STEPS` is the whole workflow on one screen. `perform` is the one door: admin buttons, commands and any
programme that calls us come through it, and get the same refusals in the same words.
"""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from articles import blockers, body, notes, notifications, publishing, search, translations
from articles.arabic import counting
from articles.models import Article, DeskState, PublicState, Revision, database_now, record, revise
from articles.models.article import OPEN_STATES, WITH_THE_WRITER
from articles.models.assignment import OF_THE_ASSIGNMENT
from articles.reasons import Reason, Refused

DRAFT, SUBMITTED, RETURNED, APPROVED, SPIKED = DeskState
NEVER, SCHEDULED, LIVE, LIVE_CHANGED, WITHDRAWN = PublicState
NOT_LIVE = (NEVER, SCHEDULED, WITHDRAWN)
ON_SITE = (LIVE, LIVE_CHANGED)
ANYWHERE = tuple(PublicState)


@dataclass(frozen=True)
class Step:
    """One action: from which states, to which (None: as it was), with which permission, blocked by what."""

    action: str
    label: str
    sources: tuple
    target: str | None
    public: tuple
    permission: str
    blockers: tuple = ()
    warnings: tuple = ()
    needs: tuple = ()
    does: str = ""


STEPS = {
    step.action: step
    for step in (
        Step("submit", _("Submit for review"), WITH_THE_WRITER, SUBMITTED, ANYWHERE, "change_article",
             (blockers.nothing_written,), (*blockers.BEFORE_APPROVAL, *blockers.WARNINGS)),
        Step("return", _("Return to the writer"), (SUBMITTED, APPROVED), RETURNED, ANYWHERE, "return_article",
             needs=("note",)),
        Step("approve", _("Approve"), (SUBMITTED,), APPROVED, ANYWHERE, "approve_article",
             (blockers.four_eyes, *blockers.BEFORE_APPROVAL), blockers.WARNINGS, does="approve"),
        Step("override", _("Approve alone"), (DRAFT, SUBMITTED, RETURNED), APPROVED, ANYWHERE, "override_approval",
             blockers.BEFORE_APPROVAL, blockers.WARNINGS, needs=("note",), does="approve"),
        Step("publish", _("Publish now"), (APPROVED,), None, NOT_LIVE, "publish_article",
             (blockers.not_as_approved, blockers.embargoed_now, blockers.picture_rights), does="publish"),
        Step("schedule", _("Schedule"), (APPROVED,), None, (*NOT_LIVE, LIVE_CHANGED), "publish_article",
             (blockers.not_as_approved, blockers.no_future_time, blockers.embargoed_then,
              blockers.picture_rights_then), needs=("at",),
             does="schedule"),
        Step("unschedule", _("Cancel the schedule"), tuple(DeskState), None, ANYWHERE, "publish_article",
             (blockers.nothing_scheduled,), does="unschedule"),
        Step("update", _("Publish the update"), (APPROVED,), None, (LIVE_CHANGED,), "publish_article",
             (blockers.not_as_approved, blockers.embargoed_now, blockers.picture_rights), does="publish"),
        Step("correct", _("Publish as a correction"), (APPROVED,), None, (LIVE_CHANGED,), "publish_article",
             (blockers.not_as_approved, blockers.embargoed_now, blockers.picture_rights),
             needs=("correction",), does="publish"),
        Step("withdraw", _("Withdraw"), tuple(DeskState), DRAFT, ON_SITE, "withdraw_article",
             (blockers.withdrawal_unclear,), needs=("kind",), does="withdraw"),
        Step("spike", _("Spike"), OPEN_STATES, SPIKED, (NEVER, WITHDRAWN), "spike_article"),
        Step("restore", _("Restore"), (SPIKED,), DRAFT, ANYWHERE, "spike_article",
             (blockers.place_taken,)),
        Step("takeover", _("Take over"), OPEN_STATES, None, ANYWHERE, "takeover_article",
             (blockers.already_yours,), does="take_over"),
        Step("assign", _("Assign"), OPEN_STATES, None, ANYWHERE, "assign_article",
             (blockers.cannot_write,), needs=("assignee",), does="assign"),
        Step("offer", _("Offer to the writers"), WITH_THE_WRITER, None, ANYWHERE, "assign_article",
             (blockers.already_offered,), does="offer"),
        Step("claim", _("I write it"), WITH_THE_WRITER, None, ANYWHERE, "change_article",
             (blockers.not_offered,), does="claim"),
    )
}  # fmt: skip

# Not an action anybody chooses: editing an approved story voids its approval.
VOID = Step("void", _("Approval voided by a change"), (APPROVED,), DRAFT, ANYWHERE, "change_article")


@dataclass
class Attempt:
    """What one call of `perform` wants to do: what the blockers look at."""

    article: Article
    step: Step | None
    by: object
    note: str = ""
    at: object = None
    correction: str = ""
    kind: str = ""
    notice: str = ""
    merged_into: str = ""
    assignee: object = None
    planned_for: object = None
    due_at: object = None
    wanted_words: int | None = None
    now: object = field(default_factory=database_now)


def perform(article, action, *, by, version=None, **details):
    """Do `action` on `article` in the name of `by`, and return the row of the record that it leaves.

    `version`: the version that the person was looking at; a story changed since then is refused.
    `details`: `note`, `at` (an aware datetime), `correction`, `kind`, `notice`, `merged_into`, `assignee` (a User),
    `planned_for`, `due_at`, `wanted_words` as the step needs.
    Raises `Refused` with every reason at once; nothing has changed then.
    """
    return _perform(article, action, by, version, details)


def perform_in_the_past(article, action, moment, *, by, **details):
    """Do `action` as it was done at `moment`, for an archive brought from elsewhere; the same refusals hold.

    Raises ValueError for a moment that has not come yet: only the past can be brought in.
    """
    if moment > database_now():
        raise ValueError("A step can be dated back, never forward.")
    return _perform(article, action, by, None, details | {"now": moment})


def _perform(article, action, by, version, details):
    with transaction.atomic():
        if action == "restore":
            translations.hold_both(article.pk)
        locked = Article.objects.select_for_update(of=("self",)).select_related("section").get(pk=article.pk)
        attempt = Attempt(locked, STEPS.get(action), by, **details)
        reasons = refusals(attempt, version)
        if reasons:
            raise Refused(reasons)
        row = _carry_out(attempt)
    article.refresh_from_db()
    article.forget_public_state()
    return row


def refusals(attempt, version=None):
    """Return every reason why `attempt` may not go on; an empty list lets it through."""
    step, article = attempt.step, attempt.article
    if step is None:
        return [Reason("unknown", _("There is no such action."))]
    if not _permitted(attempt.by, article, step):
        return [Reason("forbidden", _("You do not have the right to do this."))]
    if version is not None and version != article.version:
        return [Reason("stale", _("The story was changed after you opened it. Read it again, then decide."))]
    if article.desk_state not in step.sources or article.public_state not in step.public:
        return [blockers.wrong_state(article, step)]
    missing = [blockers.missing(need) for need in step.needs if not getattr(attempt, need)]
    return missing + [reason for blocker in step.blockers for reason in blocker(attempt)]


def warnings(article, action, by):
    """Return what an editor should look at before `action`, though it does not block."""
    attempt = Attempt(article, STEPS[action], by)
    return [reason for warning in STEPS[action].warnings for reason in warning(attempt)]


# What these say depends on what is filled in on the step's own page.
_ASKED_LATER = {
    blockers.no_future_time, blockers.embargoed_then, blockers.picture_rights_then, blockers.withdrawal_unclear,
}  # fmt: skip


def outlook(article, by):
    """Return (step, reasons) for every step that `by` may try on `article` as it stands, in the table's order.

    The reasons are those that would refuse the step whatever is filled in: what a button can say beforehand. The
    clock is read once, and what blocks several steps is looked at once.
    """
    steps = available(article, by)
    attempt = Attempt(article, None, by) if any(step.blockers for step in steps) else None
    blocking = dict.fromkeys(blocker for step in steps for blocker in step.blockers if blocker not in _ASKED_LATER)
    found = {blocker: list(blocker(attempt)) for blocker in blocking}
    return [(step, [reason for blocker in step.blockers for reason in found.get(blocker, ())]) for step in steps]


def available(article, by):
    """Return the steps that `by` may try on `article` as it stands, in the order of the table."""
    reach = {}

    def permitted(step):
        """Whether the story is theirs is asked once for all steps, not once for each."""
        if not by.has_perm(f"articles.{step.permission}"):
            return False
        to_claim = step.action == "claim"
        if to_claim not in reach:
            reach[to_claim] = _reaches(by, article, to_claim=to_claim)
        return reach[to_claim]

    return _possible(article, by, permitted)


def available_on_a_row(article, by):
    """The same without a question to the database, for a row out of `visible_to(by).with_public_state()`."""
    only_offered = article.is_offered and article.owner_id != by.pk and not by.has_perm("articles.edit_any_article")

    def permitted(step):
        return by.has_perm(f"articles.{step.permission}") and (step.action == "claim" or not only_offered)

    return _possible(article, by, permitted)


def _possible(article, by, permitted):
    return [
        step
        for step in STEPS.values()
        if article.desk_state in step.sources
        and article.public_state in step.public
        and permitted(step)
        and not (step.action == "unschedule" and not article._scheduled)
        and not (step.action == "takeover" and article.owner_id == by.pk)
        and not (step.action in ("offer", "claim") and article.is_offered != (step.action == "claim"))
    ]


def can_edit(user, article):
    """True when `user` may change the words of `article`."""
    return article.desk_state != SPIKED and _permitted(user, article, VOID)


def _permitted(user, article, step):
    """True when `user` has the right that `step` needs, and the story is theirs to work in (or to claim)."""
    if not user.has_perm(f"articles.{step.permission}"):
        return False
    return _reaches(user, article, to_claim=step.action == "claim")


def _reaches(user, article, *, to_claim):
    known = article.known_reach(user)
    if known or (known is False and not to_claim):
        return known
    stories = Article.objects.visible_to(user) if to_claim else Article.objects.writable_by(user)
    return stories.filter(pk=article.pk).exists()


def create(article, *, by, reason="", at=None):
    """Write down a new story: its first revision and the first row of its record (`at`: for an old archive)."""
    with transaction.atomic():
        revision = _revise(article, by, reason, at)
        return _write_down(article, "create", article.desk_state, by, at=at, revision=revision)


def record_edit(article, *, by, reason="", at=None):
    """Take a revision of a story that was just changed; an approval of other words is void from here on.

    Call in the transaction of the change, with the row locked. Returns the revision, or None when no
    reader would see a difference.
    """
    revision = _revise(article, by, reason, at)
    if revision:
        notes.follow(article)
    if revision and article.desk_state == APPROVED:
        came_from = article.desk_state
        article.desk_state, article.approved_revision, article.is_settled = VOID.target, None, False
        article.save(update_fields=["desk_state", "approved_revision", "is_settled"])
        _write_down(article, VOID.action, came_from, by, at=at, revision=revision)
    return revision


def _revise(article, by, reason, at):
    article.words = counting.words(body.plain_text(article.body))
    if revision := revise(article, by, reason, at):
        search.index_article(article, search.names_in(revision.content["bylines"], revision.content["tags"]))
    return revision


def _carry_out(attempt):
    article, step = attempt.article, attempt.step
    came_from = article.desk_state
    outcome = DOES[step.does](attempt) if step.does else {}
    if step.target:
        article.desk_state = step.target
    if step.target and step.target != APPROVED:
        article.approved_revision = None
    if step.target or step.does in SETTLES:
        article.is_settled = SETTLES.get(step.does, False)
    article.is_offered = article.is_offered and article.desk_state in WITH_THE_WRITER
    article.version += 1
    article.save(update_fields=["desk_state", "approved_revision", "version", "owner", *OF_THE_ASSIGNMENT])
    return _write_down(
        article, step.action, came_from, attempt.by, at=attempt.now, note=attempt.note, **outcome
    )


def _write_down(
    article, action, came_from, by, *, at=None, note="", revision=None, publication=None, details=None
):
    step = record.append(
        article=article,
        action=action,
        from_state=came_from,
        to_state=article.desk_state,
        by=by,
        at=at or database_now(),
        note=note,
        fingerprint=publication.fingerprint if publication else article.fingerprint,
        revision=revision,
        publication=publication,
        details=details or {},
    )
    notifications.step_taken(step)
    return step


def _approve(attempt):
    article = attempt.article
    revision = Revision.objects.filter(article=article, fingerprint=article.fingerprint).latest("number")
    article.approved_revision = revision
    return {"revision": revision}


def _publish(attempt):
    return _open(attempt, attempt.now)


def _schedule(attempt):
    return _open(attempt, attempt.at) | {"details": {"at": attempt.at.isoformat()}}


def _open(attempt, live_from):
    article = attempt.article
    publication = publishing.open_interval(
        article, article.approved_revision, live_from=live_from, by=attempt.by, correction=attempt.correction
    )
    details = {"correction": attempt.correction} if attempt.correction else {}
    return {"publication": publication, "revision": article.approved_revision, "details": details}


def _unschedule(attempt):
    publishing.cancel_schedule(attempt.article)
    return {}


def _withdraw(attempt):
    details = {"kind": attempt.kind, "notice": attempt.notice, "merged_into": attempt.merged_into}
    withdrawal = publishing.withdraw(attempt.article, at=attempt.now, **details)
    return {"publication": withdrawal.publication, "details": details}


def _take_over(attempt):
    return {"details": _hand_to(attempt.article, attempt.by)}


def _assign(attempt):
    details = _hand_to(attempt.article, attempt.assignee) | _expect(attempt)
    return {"details": details | {"to": attempt.assignee.pk, "to_name": str(attempt.assignee)}}


def _offer(attempt):
    attempt.article.is_offered = True
    return {"details": _expect(attempt)}


def _claim(attempt):
    return {"details": _hand_to(attempt.article, attempt.by)}


def _hand_to(article, writer):
    before = article.owner
    article.owner, article.is_offered = writer, False
    return {"from": before.pk, "from_name": str(before)}


def _expect(attempt):
    """Put what the desk expects on the story, and return it for the record; what is not said is not expected."""
    article = attempt.article
    article.planned_for, article.due_at = attempt.planned_for, attempt.due_at
    article.wanted_words = attempt.wanted_words
    said = {
        "planned_for": attempt.planned_for and attempt.planned_for.isoformat(),
        "due_at": attempt.due_at and attempt.due_at.isoformat(),
        "wanted_words": attempt.wanted_words,
    }
    return {name: value for name, value in said.items() if value}


DOES = {
    "approve": _approve,
    "publish": _publish,
    "schedule": _schedule,
    "unschedule": _unschedule,
    "withdraw": _withdraw,
    "take_over": _take_over,
    "assign": _assign,
    "offer": _offer,
    "claim": _claim,
}
# What is done with a story that is sent to readers, and not when that is taken back.
SETTLES = {"publish": True, "schedule": True, "unschedule": False}
