"""Notes written, settled and opened again; and how they follow the text from save to save."""

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles import body, notifications
from articles.models import Note, Notification, User, database_now
from articles.reasons import Reason, Refused

from . import anchoring
from .mentions import mentioned

LONGEST = Note._meta.get_field("text").max_length
LONGEST_PASSAGE = 2000
SHOWN = 200


@dataclass
class Thread:
    """A note and its answers; `place` is where its passage stands now, None when it has none or lost it."""

    note: Note
    place: anchoring.Place | None = None
    replies: list = field(default_factory=list)

    @property
    def is_lost(self):
        return bool(self.note.passage) and self.place is None

    @property
    def is_rewritten(self):
        """True when the passage reads otherwise than when the note was written."""
        return self.place is not None and self.place.passage.split() != self.note.passage.split()


def threads(article):
    """Return the threads of `article`, the oldest first, in one query and one look at its text."""
    notes = article.discussion.select_related("by", "resolved_by").order_by("-pk")[:SHOWN]
    found = {}
    text = None
    for note in sorted(notes, key=lambda note: note.pk):
        if note.answers_id:
            if note.answers_id in found:
                found[note.answers_id].replies.append(note)
            continue
        if note.passage and text is None:
            text = body.plain_text(article.body)
        place = anchoring.find(text, note.anchor, note.before, note.after) if note.passage else None
        found[note.pk] = Thread(note, place)
    return list(found.values())


def write(article, *, by, text, passage="", before="", after="", answers=None):
    """Write a note on `article` and tell those it calls, its writers and those in the thread; return it.

    Raises Refused when there is nothing in it, or when the note it answers is another story's.
    """
    if not text.strip():
        raise Refused([Reason("empty", _("Write what you want to say."), "text")])
    if answers is not None and (answers.article_id != article.pk or answers.answers_id):
        raise Refused([Reason("elsewhere", _("The note that you answer is not there any more."), "text")])
    passage = "" if answers else passage.strip()[:LONGEST_PASSAGE]
    with transaction.atomic():
        note = Note.objects.create(
            article=article, by=by, at=database_now(), text=text[:LONGEST], answers=answers,
            passage=passage, anchor=passage, before=before[-anchoring.AROUND :], after=after[: anchoring.AROUND],
        )  # fmt: skip
        if answers is not None and answers.is_resolved:
            reopen(answers)
        _tell(note)
    return note


def _tell(note):
    """First those who are called, then the writers and the thread: nobody hears of one note twice."""
    article, event = note.article, f"note {note.pk}"
    about = {"event": event, "by": note.by, "note": note}
    called = notifications.may_open(article).filter(pk__in=mentioned(note.text, article).values("pk"))
    notifications.tell(called, Notification.Kind.MENTIONED, article, **about)
    concerned = Q(pk__in=article.shared_with.values("pk")) | Q(pk=article.owner_id)
    if note.answers_id:
        thread = Note.objects.filter(Q(pk=note.answers_id) | Q(answers=note.answers_id))
        concerned |= Q(pk__in=thread.order_by().values("by"))
    others = User.objects.filter(concerned).exclude(pk__in=called.values("pk"))
    others = notifications.may_open(article).filter(pk__in=others.values("pk"))
    notifications.tell(others, Notification.Kind.NOTED, article, **about)


def resolve(note, *, by):
    """Settle a thread; one that is settled already keeps who did it."""
    Note.objects.filter(pk=note.pk, answers=None, resolved_at=None).update(
        resolved_at=database_now(), resolved_by=by
    )


def reopen(note):
    Note.objects.filter(pk=note.pk).update(resolved_at=None, resolved_by=None)


def follow(article):
    """Have the open notes of `article` remember their passages as they read now. Call when the words were saved.

    One whose passage is gone keeps the words it knew, and finds it again should it come back.
    """
    notes = list(article.discussion.filter(resolved_at=None, answers=None).exclude(passage=""))
    if not notes:
        return
    text = body.plain_text(article.body)
    for note in notes:
        found = anchoring.find(text, note.anchor, note.before, note.after)
        if found and found != (note.anchor, note.before, note.after):
            note.anchor, note.before, note.after = found
            note.save(update_fields=["anchor", "before", "after"])
