"""What stands in the way of a step. Each blocker takes an `Attempt` and yields reasons.

Warnings have the same form; they are shown and do not block.
"""

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import body, copydesk, translations
from articles.arabic import dates
from articles.arabic.counting import sentences
from articles.arabic.normalise import fold
from articles.arabic.proofreading import Category
from articles.models import (
    DATELINED_KINDS,
    Byline,
    DeskState,
    Publication,
    PublicState,
    Withdrawal,
)
from articles.models.article import DESK_SENTENCES, WITH_THE_WRITER
from articles.reasons import Reason, shortened

from .rights import picture_rights, picture_rights_end, picture_rights_then  # noqa: F401 - the table of steps asks

# What a story needs before an editor may approve it.


def no_headline(attempt):
    if not attempt.article.headline.strip():
        yield Reason("no_headline", _("The story has no headline."), "headline")


def no_section(attempt):
    section = attempt.article.section
    if section is None:
        yield Reason("no_section", _("The story is in no section."), "section")
    elif not section.is_active:
        yield Reason("section_closed", _("The story's section takes no new stories."), "section")


def no_body(attempt):
    if not body.plain_text(attempt.article.body):
        yield Reason("no_body", _("The story has no body."), "body")


def no_byline(attempt):
    if not attempt.article.bylines.exists():
        yield Reason("no_byline", _("The story has no byline."), "bylines")


def lead_picture_without_alt(attempt):
    picture = attempt.article.lead_picture
    if picture and not (attempt.article.lead_alt or picture.alt).strip():
        yield Reason("no_alt", _("The lead picture has no alternative text."), "lead_alt")


def no_dateline(attempt):
    article = attempt.article
    if article.kind in DATELINED_KINDS and not article.place.strip():
        yield Reason("no_dateline", _("News and reports need a dateline place."), "place")


def event_contradiction(attempt):
    article = attempt.article
    event, session = article.event, article.session
    if session and (event is None or session.event_id != event.pk):
        yield Reason(
            "session_elsewhere", _("The session belongs to another event than the story's."), "session"
        )
    if event is None:
        return
    for found in _dates_of_the_event_in(article, event):
        yield Reason(
            "event_date",
            gettext("The story says that the event is held on “{said}”, but its days are {held}.").format(
                said=found, held=dates.date_range(event.starts_on, event.ends_on)
            ),
            "body",
        )


def _dates_of_the_event_in(article, event):
    """Yield the date of each sentence that says that `event` is held, and names no day of it."""
    title = fold(event.title)
    text = "\n".join([article.standfirst, body.plain_text(article.body)])
    for sentence in sentences(text):
        folded = fold(sentence)
        if title not in folded or not any(verb in folded.split() for verb in HELD):
            continue
        found = dates.find_dates(sentence, default_year=event.starts_on.year)
        if found and not any(day.first <= event.ends_on and day.last >= event.starts_on for day in found):
            yield sentence[found[0].offset : found[0].offset + found[0].length]


# «It is held», in the forms that news uses, folded.
HELD = frozenset(
    fold(word)
    for word in "يعقد تعقد عقد عقدت انعقد انعقدت ينعقد تنعقد يقام تقام أقيم أقيمت انطلق انطلقت ينطلق تنطلق"
    " افتتح افتتحت يفتتح تفتتح اختتم اختتمت يختتم تختتم".split()
)

BEFORE_APPROVAL = (
    no_headline,
    no_section,
    no_body,
    no_byline,
    lead_picture_without_alt,
    no_dateline,
    event_contradiction,
    picture_rights,
)


def nothing_written(attempt):
    article = attempt.article
    if not article.headline.strip() and body.is_empty(article.body):
        yield Reason(
            "nothing_written", _("There is nothing to submit yet: no headline and no body."), "headline"
        )


def four_eyes(attempt):
    """Nobody approves what they wrote or last changed; the override is an action of its own."""
    article, by = attempt.article, attempt.by
    if article.last_changed_by_id == by.pk:
        yield Reason("four_eyes", _("You changed this story last. Somebody else has to approve it."))
    elif _wrote(by, article):
        yield Reason("four_eyes", _("You wrote this story. Somebody else has to approve it."))


def _wrote(user, article):
    if article.owner_id == user.pk:
        return True
    first = article.revisions.order_by("number").values_list("created_by", flat=True).first()
    if first == user.pk:
        return True
    writing = (Byline.Role.WRITER, Byline.Role.FIELD, Byline.Role.TRANSLATION)
    return any(
        line.author.user_id == user.pk for line in article.signed_lines() if line.role in writing
    )


# Publishing.


def not_as_approved(attempt):
    approved = attempt.article.approved_revision
    if approved is None or approved.fingerprint != attempt.article.fingerprint:
        yield Reason("not_as_approved", _("The words have changed since they were approved."))


def embargoed_now(attempt):
    yield from _embargo(attempt, attempt.now)


def embargoed_then(attempt):
    if attempt.at:
        yield from _embargo(attempt, attempt.at)


def _embargo(attempt, moment):
    until = attempt.article.embargo_until
    if until and moment < until:
        when = timezone.localtime(until)
        yield Reason(
            "embargo",
            gettext("The story is under embargo until {when}.").format(when=dates.written_with_time(when)),
        )


def no_future_time(attempt):
    if attempt.at and attempt.at <= attempt.now:
        yield Reason("not_future", _("Choose a time in the future."), "at")


def nothing_scheduled(attempt):
    if not attempt.article.is_scheduled:
        yield Reason("nothing_scheduled", _("Nothing of this story is scheduled."))


def place_taken(attempt):
    """A spiked story holds no place among the translations: meanwhile another may have taken it."""
    article = attempt.article
    for field, objection in translations.objections(article, article.translation_of, article.language):
        yield Reason("place_taken", objection, field)


def withdrawal_unclear(attempt):
    kinds = Withdrawal.Kind
    if attempt.kind and attempt.kind not in kinds.values:
        yield Reason("kind", _("Choose one of the three kinds of withdrawal."), "kind")
    if attempt.kind in (kinds.ERROR, kinds.NOTICED) and not attempt.notice.strip():
        yield Reason("notice", _("Write the notice that readers will find in its place."), "notice")
    if attempt.kind == kinds.MERGED:
        target = Publication.objects.live().filter(public_id=attempt.merged_into)
        if not target.exclude(article=attempt.article).exists():
            yield Reason(
                "merged_into", _("Choose the live story that this one was merged into."), "merged_into"
            )


def already_yours(attempt):
    if attempt.article.owner_id == attempt.by.pk:
        yield Reason("already_yours", _("The story is yours already."))


def cannot_write(attempt):
    writer = attempt.assignee
    if writer and not (writer.is_active and writer.has_perm("articles.change_article")):
        yield Reason("cannot_write", _("This person's account may not write stories."), "assignee")


def already_offered(attempt):
    if attempt.article.is_offered:
        yield Reason("already_offered", _("The story waits for a writer already."))


def not_offered(attempt):
    if not attempt.article.is_offered:
        yield Reason("not_offered", _("Somebody writes this story already."))


# Warnings.


def no_picture(attempt):
    if attempt.article.lead_picture is None:
        yield Reason("no_picture", _("The story has no lead picture."), "lead_picture")


def no_tags(attempt):
    if not attempt.article.tags.exists():
        yield Reason("no_tags", _("The story has no tags."), "tags")


def long_headline(attempt):
    headline = attempt.article.headline.strip()
    if len(headline) > 80 or len(headline.split()) > 12:
        yield Reason("long_headline", _("The headline is longer than 12 words or 80 characters."), "headline")


def headline_stop(attempt):
    if attempt.article.headline.rstrip().endswith((".", "،", "؛")):
        yield Reason("headline_stop", _("The headline ends with a stop."), "headline")


def body_picture_without_alt(attempt):
    if any(not alt.strip() for alt in body.picture_alts(attempt.article.body)):
        yield Reason("body_alt", _("A picture in the body has no alternative text."), "body")


def box_without_text(attempt):
    for title in body.bare_boxes(attempt.article.body):
        yield Reason("bare_box", gettext("The fact box “{title}” has a title and no text.").format(title=title), "body")


def picture_without_credit(attempt):
    article = attempt.article
    if article.lead_picture and not article.lead_picture.credit:
        yield Reason("no_credit", _("The lead picture has no credit."), "lead_picture")


def place_is_not_the_city(attempt):
    article = attempt.article
    event = article.event
    if event and event.city and article.place and fold(event.city) != fold(article.place):
        yield Reason(
            "place_city",
            gettext("The dateline says {place}, but the event is held in {city}.").format(
                place=article.place, city=event.city
            ),
            "place",
        )


def changes_beside_a_schedule(attempt):
    article = attempt.article
    pending = article.publications.scheduled().first()
    if pending and pending.fingerprint != article.fingerprint:
        yield Reason(
            "schedule_older",
            _("What is scheduled is the earlier approved text; schedule again to send these words."),
        )


# More words than these are for the copy desk's own panel.
_MOST_WORDS_TOLD = 8


def copy_desk(attempt):
    """What the copy desk found, and what somebody let stand: by the words, in the order of the story."""
    marked = copydesk.read(attempt.article)
    for code, sentence, is_told in _TOLD_OF_THE_COPY_DESK:
        found = [mark for mark in marked if is_told(mark)]
        if found:
            words = list(dict.fromkeys(shortened(mark.finding.text) for mark in found))
            told = "، ".join(words[:_MOST_WORDS_TOLD]) + ("…" if len(words) > _MOST_WORDS_TOLD else "")
            yield Reason(code, sentence.format(words=told), found[0].field)


_TOLD_OF_THE_COPY_DESK = (
    (
        "copy_desk_spelling",
        _("The copy desk doubts the spelling of: {words}."),
        lambda mark: mark.finding.category == Category.SPELLING and not mark.ignored_by,
    ),
    (
        "copy_desk_names",
        _("The register of names and titles writes otherwise: {words}."),
        lambda mark: mark.finding.rule in ("name-form", "name-title") and not mark.ignored_by,
    ),
    (
        "copy_desk_leftovers",
        _("Left over from pasting: {words}."),
        lambda mark: mark.finding.rule in ("pasted-leftover", "markup") and not mark.ignored_by,
    ),
    (
        "copy_desk_ignored",
        _("The copy desk doubted these, and they were left to stand: {words}."),
        lambda mark: bool(mark.ignored_by),
    ),
)

WARNINGS = (
    no_picture,
    no_tags,
    long_headline,
    headline_stop,
    body_picture_without_alt,
    box_without_text,
    picture_without_credit,
    picture_rights_end,
    place_is_not_the_city,
    changes_beside_a_schedule,
    copy_desk,
)


# Refusals that are not blockers of one step.


def wrong_state(article, step):
    """Say why `step` does not fit the story as it stands: what is missing, or else where the story stands."""
    is_open = article.desk_state in (*WITH_THE_WRITER, DeskState.SUBMITTED)
    if is_open and step.sources == (DeskState.APPROVED,) and article.public_state in step.public:
        return Reason("state", _("The story has to be approved first."))
    if article.desk_state == DeskState.SPIKED or article.public_state == PublicState.NEVER:
        return Reason("state", DESK_SENTENCES[article.desk_state])
    return Reason("state", article.state_sentence())


def missing(need):
    return {
        "note": Reason("note", _("Write a note that says why."), "note"),
        "at": Reason("at", _("Choose the time at which it appears."), "at"),
        "correction": Reason("correction", _("Write the public wording of the correction."), "correction"),
        "kind": Reason("kind", _("Choose one of the three kinds of withdrawal."), "kind"),
        "assignee": Reason("assignee", _("Choose who writes the story."), "assignee"),
    }[need]
