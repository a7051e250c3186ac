"""Makes the demo newsroom: every story goes through the workflow, in the order in which people would have acted."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from articles import body, calendars, notes, pictures, workflow
from articles.demo.drawing import draw_all
from articles.demo.reading import day, moment, read, read_events, read_stories
from articles.models import (
    Article,
    Author,
    Breaking,
    Byline,
    Document,
    Event,
    Outcome,
    Page,
    Participant,
    Picture,
    ReadCount,
    Section,
    Session,
    StoryTemplate,
    User,
)
from articles.notes import anchoring
from articles.roles import load_roles

INLINE_PICTURE = re.compile(r'<figure class="image" data-demo="([a-z0-9-]+)">\s*(?:<img[^>]*>)?')


class OtherContent(Exception):
    """Raised when the database holds content that is not the demo's."""


def is_loaded():
    """True when the demo's people and stories are all that there is; False on an empty database.

    Raises OtherContent for anything else.
    """
    demo_users = {entry["username"] for entry in read("desk.toml")["users"]}
    writers = set(Article.objects.values_list("owner__username", flat=True).distinct())
    if not writers and not Section.objects.exists() and not Event.objects.exists():
        return False
    if writers and writers <= demo_users:
        return True
    raise OtherContent


def load(password, report):
    """Load the whole demo. `report` is called with a line for people after each part."""
    desk = read("desk.toml")
    drawn = draw_all(list(read("pictures.toml")))
    report(f"{len(drawn)} pictures drawn")
    with transaction.atomic():
        shelf = Shelf(load_roles())
        shelf.make_users(desk["users"], password)
        shelf.make_sections(desk["sections"])
        shelf.make_templates(read("templates.toml")["templates"])
        shelf.make_pictures(read("pictures.toml"), drawn)
        shelf.make_authors(desk["authors"])
        shelf.make_events(read_events())
        report(f"{len(shelf.events)} events, {len(shelf.sessions)} sessions")
        stories = read_stories()
        for key in sorted(stories, key=lambda key: stories[key]["hours"]):
            shelf.make_story(key, stories[key])
        shelf.make_notes(read("notes.toml")["notes"])
        shelf.make_pages(read("pages.toml"))
        report(f"{len(stories)} stories")
        shelf.make_plans(read("plans.toml"))
    _render_all()
    report("renditions made")


def _render_all():
    """Threads are enough: Pillow lets go of the interpreter while it encodes."""
    used = list(Picture.objects.filter(publication_rows__isnull=False).distinct())
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(pictures.render_all, used))


class Shelf:
    """What has been made so far, by the keys of the demo's files."""

    def __init__(self, groups):
        self.groups = groups
        self.now = timezone.now()
        self.users, self.sections, self.pictures, self.authors = {}, {}, {}, {}
        self.events, self.sessions, self.stories = {}, {}, {}

    def make_users(self, entries, password):
        for entry in entries:
            user = User(username=entry["username"], name=entry["name"], email=entry["email"])
            user.is_staff = True
            user.set_password(password)
            user.save()
            user.groups.set([self.groups[role] for role in entry["roles"]])
            self.users[user.username] = user

    def make_sections(self, entries):
        for entry in sorted(entries, key=lambda entry: bool(entry.get("parent"))):
            fields = {name: entry[name] for name in ("name", "slug", "description", "order")}
            parent = self.sections.get(entry.get("parent"))
            self.sections[entry["slug"]] = Section.objects.create(parent=parent, **fields)
        for entry in read("desk.toml")["users"]:
            self.users[entry["username"]].sections.set(
                [self.sections[slug] for slug in entry.get("sections", [])]
            )

    def make_templates(self, entries):
        for order, entry in enumerate(entries):
            StoryTemplate.objects.create(order=order, **entry | {"body": body.clean(entry["body"])})

    def make_pictures(self, entries, drawn):
        for key, entry in entries.items():
            said = {name: entry[name] for name in PICTURE_WORDS if name in entry}
            file = ContentFile(drawn[key], name=f"{key}.jpg")
            picture = pictures.accept(file, by=self.users["aisha"], **said)
            picture.focal_x, picture.focal_y = entry["focal"]
            if "usable_for_days" in entry:
                picture.usable_until = day(entry["usable_for_days"])
            picture.save()
            self.pictures[key] = picture

    def make_authors(self, entries):
        for entry in entries:
            fields = {name: entry.get(name, "") for name in ("name", "kind", "title", "biography")}
            self.authors[entry["key"]] = Author.objects.create(
                slug=entry["key"],
                user=self.users.get(entry.get("user")),
                portrait=self.pictures.get(entry.get("portrait")),
                is_active=entry.get("active", True),
                **fields,
            )

    def make_events(self, entries):
        for key, entry in entries.items():
            fields = {name: entry.get(name, "") for name in EVENT_WORDS}
            event = Event.objects.create(
                slug=key,
                edition=entry.get("edition"),
                starts_on=day(entry["start_day"]),
                ends_on=day(entry["end_day"]),
                picture=self.pictures.get(entry.get("picture")),
                is_public=entry["is_public"],
                **fields,
            )
            self.events[key] = event
            self._make_programme(event, entry)
            calendars.keep(event)

    def _make_programme(self, event, entry):
        for item in entry["sessions"]:
            fields = {name: item.get(name, "") for name in ("title", "kind", "hall", "abstract")}
            session = Session.objects.create(
                event=event,
                starts_at=moment(item["day"], item["start"]),
                ends_at=moment(item["day"], item["end"]),
                is_cancelled=item.get("cancelled", False),
                announced=was(item),
                **fields,
            )
            self.sessions[event.slug, item["key"]] = session
            self._make_participants(event, session, item.get("participants", []))
        self._make_participants(event, None, entry.get("participants", []))
        for order, outcome in enumerate(entry.get("outcomes", []), start=1):
            Outcome.objects.create(event=event, order=outcome.get("order", order), text=outcome["text"])
        for order, paper in enumerate(entry.get("documents", []), start=1):
            document = Document(
                event=event, order=order, title=paper["title"], description=paper.get("description", "")
            )
            document.file.save("paper.txt", ContentFile(paper["text"].encode("utf-8-sig")))

    def _make_participants(self, event, session, entries):
        for order, entry in enumerate(entries, start=1):
            fields = {name: entry.get(name, "") for name in ("honorific", "name", "position", "role")}
            Participant.objects.create(
                event=event, session=session, order=entry.get("order", order), **fields
            )

    def make_story(self, key, story):
        """Write the story, then walk it to the state that its file asks for."""
        done_at = min(self.now, self.now + timedelta(hours=story["hours"])) - timedelta(seconds=1)
        written_at = done_at - timedelta(hours=3)
        article = self._write(story, written_at)
        self.stories[key] = article
        Walk(self, article, story, written_at, done_at).to(story["state"])
        Article.objects.filter(pk=article.pk).update(
            created_at=written_at, modified_at=self.now if story["state"] == "changed" else done_at
        )

    def _write(self, story, written_at):
        owner = self.users[story["owner"]]
        fields = {name: story[name] for name in STORY_WORDS if name in story}
        article = Article.objects.create(
            owner=owner,
            section=self.sections[story["section"]],
            body=self.finished_body(story["body"]),
            lead_picture=self.pictures.get(story["picture"]),
            lead_caption=story.get("picture_caption", ""),
            event=self.events.get(story.get("event")),
            session=self.sessions.get((story.get("event"), story.get("session"))),
            translation_of=self.stories.get(story.get("translation_of")),
            notes=story["note"] if story["state"] in ("draft", "submitted", "changed") else "",
            **fields,
        )
        for order, line in enumerate(story["bylines"]):
            author = self.authors[line["author"]]
            Byline.objects.create(article=article, author=author, role=line.get("role", ""), order=order)
        article.tags.add(*story["tags"])
        for order, key in enumerate(story["related"]):
            if key in self.stories:
                article.related_links.create(to=self.stories[key], order=order)
        workflow.create(article, by=owner, at=written_at)
        return article

    def make_notes(self, entries):
        """What the desk says about stories on their way; whoever is called finds it under the bell."""
        for entry in entries:
            article, passage = self.stories[entry["story"]], entry.get("passage", "")
            place = anchoring.find(body.plain_text(article.body), passage)
            around = {"before": place.before, "after": place.after} if place else {}
            note = notes.write(
                article, by=self.users[entry["by"]], text=entry["text"], passage=passage, **around
            )
            for answer in entry["answers"]:
                notes.write(article, by=self.users[answer["by"]], text=answer["text"], answers=note)

    def make_pages(self, entries):
        """The paper's own pages, what was read within the last hours, and a line of breaking news."""
        for order, entry in enumerate(entries["pages"]):
            Page.objects.create(
                order=order, slug=entry["slug"], title=entry["title"], body=body.clean(entry["body"])
            )
        hour = self.now.replace(minute=0, second=0, microsecond=0)
        for key, reads in entries["reads"].items():
            ReadCount.objects.create(public_id=self.stories[key].public_id, hour=hour, reads=reads)
        line = entries["breaking"]
        Breaking.objects.create(
            text=line["text"],
            public_id=self.stories[line["story"]].public_id,
            starts_at=self.now,
            ends_at=self.now + timedelta(hours=line["hours"]),
            made_by=self.users["chief"],
        )

    def make_plans(self, plans):
        """Say by when and for which day stories are expected, and make those that nobody has begun."""
        for plan in plans["begun"]:
            article = self.stories[plan["story"]]
            editor = self.users["chief" if article.owner.username == "khalid" else "khalid"]
            self._plan(article, plan, by=editor, assignee=article.owner)
        for plan in plans["new"]:
            editor = self.users[plan["editor"]]
            written = {name: plan[name] for name in ("headline", "notes", "kind")}
            article = Article.objects.create(owner=editor, section=self.sections[plan["section"]], **written)
            workflow.create(article, by=editor)
            self._plan(article, plan, by=editor, assignee=self.users.get(plan["writer"]))

    def _plan(self, article, plan, *, by, assignee):
        due = self.now + timedelta(hours=plan["due_in_hours"])
        expected = {
            "due_at": due.replace(minute=0, second=0, microsecond=0),
            "planned_for": day(plan["planned_in_days"]),
            "wanted_words": plan.get("wanted_words"),
            "note": plan.get("note", ""),
        }
        if assignee:
            workflow.perform(article, "assign", by=by, assignee=assignee, **expected)
        else:
            workflow.perform(article, "offer", by=by, **expected)

    def finished_body(self, markup):
        """Put the desk's pictures into a body and clean it, as the form does when a story is saved."""
        return body.clean(INLINE_PICTURE.sub(self._figure, markup))

    def _figure(self, match):
        picture = self.pictures[match[1]]
        return f'<figure class="image"><img src="{picture.desk_url}" alt="{picture.alt}">'


PICTURE_WORDS = ("alt", "caption", "credit", "keywords", "place", "copyright", "rights", "restriction")
EVENT_WORDS = (
    "title", "series", "motto", "organiser", "patron", "venue", "city", "country", "description", "closing_statement",
)  # fmt: skip
STORY_WORDS = ("kicker", "headline", "standfirst", "place", "source", "kind", "language", "direction")


def was(item):
    """What the programme said first of a session, where it was changed since."""
    before = {name: item[f"was_{name}"] for name in ("start", "end", "hall") if f"was_{name}" in item}
    if not before:
        return None
    item = {**item, **before}
    starts, ends = (moment(item["day"], item[edge]).isoformat() for edge in ("start", "end"))
    return {"starts_at": starts, "ends_at": ends, "hall": item["hall"]}


class Walk:
    """The way of one story through the workflow, each step at its own past moment."""

    def __init__(self, shelf, article, story, written_at, done_at):
        self.article, self.story, self.shelf = article, story, shelf
        self.written_at, self.done_at = written_at, done_at
        self.owner = shelf.users[story["owner"]]
        self.editor = self._editor()

    def to(self, state):
        getattr(self, f"_{state}")()

    def _editor(self):
        """An editor who answers for the story's section and did not write it."""
        for username in ("huda", "khalid", "chief"):
            editor = self.shelf.users[username]
            if editor != self.owner and editor.answers_for(self.article.section):
                return editor
        raise LookupError(f"Nobody may approve {self.article}")

    def _step(self, action, by, minutes_before, **details):
        at = self.done_at - timedelta(minutes=minutes_before)
        workflow.perform_in_the_past(self.article, action, at, by=by, **details)

    def _draft(self):
        pass

    def _submitted(self):
        self._step("submit", self.owner, 0)

    def _returned(self):
        self._step("submit", self.owner, 40)
        self._step("return", self.editor, 0, note=self.story["note"])

    def _approved(self):
        self._step("submit", self.owner, 70)
        self._step("approve", self.editor, 12)

    def _spiked(self):
        self._step("spike", self.editor, 0)

    def _scheduled(self):
        self._approved()
        at = self.shelf.now + timedelta(hours=self.story["hours"])
        self._step("schedule", self.editor, 0, at=at.replace(minute=0, second=0, microsecond=0))

    def _published(self):
        self._approved()
        self._step("publish", self.editor, 0)

    def _withdrawn(self):
        self._published()
        at = min(self.done_at + timedelta(hours=2), self.shelf.now)
        notice = self.story["note"]
        workflow.perform_in_the_past(
            self.article, "withdraw", at, by=self.editor, kind="error", notice=notice
        )

    def _changed(self):
        self._published()
        self._edit(self.story["changed_body"], self.shelf.now - timedelta(minutes=50), "تحديث بعد النشر")

    def _corrected(self):
        """Publish with a slip, then publish the correction of it."""
        self._published()
        self.done_at = min(self.done_at + timedelta(hours=4), self.shelf.now - timedelta(minutes=5))
        self._edit(
            self.story.get("changed_body") or self.story["body"] + " ",
            self.done_at - timedelta(minutes=90),
            "تصويب",
        )
        self._approved()
        self._step("correct", self.editor, 0, correction=self.story["note"])

    def _edit(self, markup, at, reason):
        self.article.body = self.shelf.finished_body(markup)
        self.article.save()
        workflow.record_edit(self.article, by=self.owner, at=at, reason=reason)
        self.article.forget_public_state()
