"""Every address × every role × every state of a story, and what each answers.

`answers.txt` holds the table; `UPDATE_ANSWERS=1 pytest tests/access` writes it anew, for a person to read the
difference before it is committed.
"""

import copy
import re
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from unittest import mock

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.template.backends.django import Template
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from django.utils.safestring import mark_safe

from articles import jobs, notes
from articles.admin.site import NewsroomSite
from articles.models import (
    Breaking,
    Document,
    HouseStyle,
    HouseWord,
    Job,
    MonthStart,
    PreviewLink,
    Publication,
    RegisteredName,
    Revision,
    StoryTemplate,
    Tag,
    Transition,
)
from articles.workflow import STEPS, perform
from tests import factories as make

GOLDEN = Path(__file__).with_name("answers.txt")
ROLES = [
    "anonymous",
    "norole",
    "writer",
    "colleague",
    "photographer",
    "editor",
    "elsewhere",
    "chief",
    "administrator",
]


def routes():
    """Every route of the project, as it is written."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver, prefix):
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, route)
        else:
            yield route


class World:
    """One of everything, and a story in every state."""

    def __init__(self):
        home, away = make.make_section(slug="home-section"), make.make_section(slug="away-section")
        self.people = {
            "anonymous": None,
            "norole": make.make_user(None),
            "writer": make.make_user("journalist"),
            "colleague": make.make_user("journalist"),
            "photographer": make.make_user("photographer"),
            "editor": make.make_user("editor"),
            "elsewhere": make.make_user("editor", sections=[away]),
            "chief": make.make_user("chief"),
            "administrator": make.make_user("administrator"),
        }
        self.section, self.editor, self.writer = home, make.make_user("editor"), self.people["writer"]
        self.stories = {state: getattr(self, f"_{state}")() for state in STATES}
        self.notes = {
            state: notes.write(story, by=self.writer, text="ملاحظة") for state, story in self.stories.items()
        }
        self.picture = make.make_picture()
        self.author = make.make_author(slug="matrix-author")
        self.public_author = make.make_author(slug="matrix-public-author")
        self.event = make.make_event(slug="matrix-event")
        self.hidden_event = make.make_event(slug="matrix-hidden-event", is_public=False)
        self.session = make.make_session(self.event)
        self.event.participants.create(session=self.session, name="هدى الزدجالية")
        self.line = Breaking.objects.create(text="عبارة", ends_at=timezone.now() + timedelta(hours=1))
        self.month = MonthStart.objects.create(year=1448, month=6, starts_on="2026-11-11")
        self.page = make.make_page(slug="matrix-page")
        self.hidden_page = make.make_page(slug="hidden-page", is_public=False)
        self.document = Document.objects.create(event=self.event, title="وثيقة", file="documents/none.txt")
        self.public_story = make.publish(
            self._story(authors=[self.public_author], tags=["وسم المصفوفة"]), self.editor
        )
        self.tag = Tag.objects.get()
        jobs.enqueue("renditions", {"picture": self.picture.pk})
        self.template = StoryTemplate.objects.create(name="قالب المصفوفة")
        self.links = {state: PreviewLink.give(story, by=self.writer) for state, story in self.stories.items()}
        self.samples = self._samples()

    def _story(self, **fields):
        return make.make_article(self.writer, section=self.section, **fields)

    def _draft(self):
        return self._story()

    def _submitted(self):
        return make.submit(self._story())

    def _returned(self):
        article = make.submit(self._story())
        perform(article, "return", by=self.editor, note="راجع الأرقام")
        return article

    def _approved(self):
        return make.approve(self._story(), self.editor)

    def _scheduled(self):
        return make.schedule(self._story(), self.editor)

    def _live(self):
        return make.publish(self._story(), self.editor)

    def _changed(self):
        return make.edit(make.publish(self._story(), self.editor), by=self.writer, headline="عنوان لم يُنشر")

    def _gone(self):
        return make.withdraw(make.publish(self._story(), self.editor), self.editor)

    def _merged(self):
        target = make.publish(self._story(), self.editor).public_id
        article = make.publish(self._story(), self.editor)
        return make.withdraw(article, self.editor, kind="merged", merged_into=target, notice="")

    def _noticed(self):
        return make.withdraw(make.publish(self._story(), self.editor), self.editor, kind="noticed")

    def _spiked(self):
        article = self._story()
        perform(article, "spike", by=self.editor)
        return article

    def _samples(self):
        """What stands for a model's row in an address of the desk."""
        rows = {
            "author": self.author, "event": self.event, "user": self.people["colleague"], "picture": self.picture,
            "transition": Transition.objects.first(), "revision": Revision.objects.first(),
            "publication": Publication.objects.first(), "section": self.section, "tag": self.tag,
            "breaking": self.line, "page": self.page, "monthstart": self.month,
            "storytemplate": self.template,
            "job": Job.objects.first(),
            "houseword": HouseWord.objects.create(text="عمانتل"),
            "registeredname": RegisteredName.objects.create(name="هالة الكسواني"),
            "housestyle": HouseStyle.the_row(),
        }  # fmt: skip
        return {f"admin/articles/{name}/": row.pk for name, row in rows.items()}

    def addresses(self, route):
        """Yield (state, address) for each way to fill in `route`; the state is empty where there is only one."""
        if "articles/article/" in route and "<int:pk>" in route:
            yield from self._desk_addresses(route)
        elif route in BY_STORY:
            for state, story in self.stories.items():
                yield state, BY_STORY[route].format(story=story, section=self.section)
        elif route in BY_HAND:
            for state, value in BY_HAND[route](self):
                yield state, value
        else:
            yield "", self._filled_in(route)

    def _desk_addresses(self, route):
        for state, story in self.stories.items():
            address = "/" + route.replace("<int:pk>", str(story.pk)).replace("<int:number>", "1")
            address = address.replace("<int:link>", str(self.links[state][0].pk))
            address = address.replace("<int:note>", str(self.notes[state].pk))
            if "<slug:action>" not in address:
                yield state, address
                continue
            for action in STEPS:
                yield f"{state}, {action}", address.replace("<slug:action>", action)

    def _filled_in(self, route):
        for prefix, pk in self.samples.items():
            if route.startswith(prefix):
                route = re.sub(r"<(path:object_id|int:pk)>", str(pk), route)
        route = route.replace("<slug:key>", self.picture.key).replace("<slug:address>", self.picture.address)
        route = route.replace("<str:name>", "w800.jpg").replace("<int:pk>", "1")
        for pattern, value in REGULAR.items():
            route = route.replace(pattern, value)
        assert "<" not in route, f"No sample for the address {route}"
        return "/" + route


def _today(written):
    return timezone.localtime().strftime(written)


STATES = [
    "draft", "submitted", "returned", "approved", "scheduled", "live", "changed", "gone", "merged", "noticed", "spiked",
]  # fmt: skip
BY_STORY = {
    "seen/<public_id:public_id>/": "/seen/{story.public_id}/",
    "a/<public_id:public_id>/": "/a/{story.public_id}/",
    "<slug:section>/<public_id:public_id>/<words:slug>/": "/{section.slug}/{story.public_id}/x/",
}
BY_HAND = {
    "<slug:section>/": lambda world: [("", f"/{world.section.slug}/"), ("unknown", "/nowhere/")],
    "author/<words:slug>/": lambda world: [
        ("published", f"/author/{world.public_author.slug}/"), ("unpublished", f"/author/{world.author.slug}/"),
    ],
    "tag/<words:slug>/": lambda world: [("", f"/tag/{world.tag.slug}/"), ("unknown", "/tag/nothing/")],
    "events/<words:slug>/": lambda world: [
        ("public", f"/events/{world.event.slug}/"), ("hidden", f"/events/{world.hidden_event.slug}/"),
    ],
    "events/<words:slug>/documents/<key:pk>/": lambda world: [
        ("no file", f"/events/{world.event.slug}/documents/{world.document.pk}/"),
        ("of another event", f"/events/{world.hidden_event.slug}/documents/{world.document.pk}/"),
    ],
    "events/<words:slug>/calendar.ics": lambda world: [
        ("public", f"/events/{world.event.slug}/calendar.ics"),
        ("hidden", f"/events/{world.hidden_event.slug}/calendar.ics"),
    ],
    "events/<words:slug>/days/<day:day>.ics": lambda world: [("", f"/events/{world.event.slug}/days/2000-01-01.ics")],
    "events/<words:slug>/sessions/<key:pk>.ics": lambda world: [
        ("public", f"/events/{world.event.slug}/sessions/{world.session.pk}.ics"),
        ("of another event", f"/events/{world.hidden_event.slug}/sessions/{world.session.pk}.ics"),
    ],
    "events/<words:slug>/speakers/<words:speaker>.ics": lambda world: [
        ("nobody", f"/events/{world.event.slug}/speakers/x.ics"),
    ],
    "feeds/section/<words:slug>/<feed_format:form>": lambda world: [
        ("", f"/feeds/section/{world.section.slug}/atom.xml"), ("unknown", "/feeds/section/nowhere/atom.xml"),
    ],
    "feeds/author/<words:slug>/<feed_format:form>": lambda world: [
        ("published", f"/feeds/author/{world.public_author.slug}/rss.xml"),
        ("unpublished", f"/feeds/author/{world.author.slug}/rss.xml"),
    ],
    "feeds/tag/<words:slug>/<feed_format:form>": lambda world: [("", f"/feeds/tag/{world.tag.slug}/feed.json")],
    "feeds/event/<words:slug>/<feed_format:form>": lambda world: [
        ("public", f"/feeds/event/{world.event.slug}/atom.xml"),
        ("hidden", f"/feeds/event/{world.hidden_event.slug}/atom.xml"),
    ],
    "feeds/<feed_format:form>": lambda world: [("", "/feeds/atom.xml")],
    "sitemap/<month:month>.xml": lambda world: [
        ("", f"/sitemap/{timezone.localdate():%Y-%m}.xml"), ("nothing", "/sitemap/1999-12.xml"),
    ],
    "pictures/cards/<words:name>": lambda world: [
        (state, f"/pictures/cards/story-{story.public_id}-000000000000.jpg") for state, story in world.stories.items()
    ],
    "events/<words:slug>/sessions/<key:pk>/": lambda world: [
        ("public", f"/events/{world.event.slug}/sessions/{world.session.pk}/"),
        ("of another event", f"/events/{world.hidden_event.slug}/sessions/{world.session.pk}/"),
    ],
    "events/<words:slug>/speakers/<words:name>/": lambda world: [
        ("public", f"/events/{world.event.slug}/speakers/هدى-الزدجالية/"),
        ("of another event", f"/events/{world.hidden_event.slug}/speakers/هدى-الزدجالية/"),
    ],
    "admin/front/<slug:slug>/": lambda world: [("", f"/admin/front/{world.section.slug}/")],
    "archive/<year:year>/": lambda world: [("this year", _today("/archive/%Y/")), ("empty", "/archive/1999/")],
    "archive/<year:year>/<part:month>/": lambda world: [
        ("this month", _today("/archive/%Y/%m/")), ("no month", "/archive/2020/13/"),
    ],
    "archive/<year:year>/<part:month>/<part:day>/": lambda world: [
        ("today", _today("/archive/%Y/%m/%d/")), ("no day", "/archive/2020/2/30/"),
    ],
    "pages/<words:slug>/": lambda world: [
        ("public", f"/pages/{world.page.slug}/"), ("hidden", f"/pages/{world.hidden_page.slug}/"),
    ],
    "preview/<words:token>/": lambda world: [
        ("open", f"/preview/{world.links['draft'][1]}/"), ("unknown", "/preview/unknown/"),
        ("spiked", f"/preview/{world.links['spiked'][1]}/"),
    ],
    "preview/<words:token>/pictures/<words:address>/<words:name>": lambda world: [
        ("of another story", f"/preview/{world.links['draft'][1]}/pictures/{world.picture.address}/w800.jpg"),
    ],
    "pictures/<words:address>/<words:name>": lambda world: [("private", f"/pictures/{world.picture.address}/w800.jpg")],
}  # fmt: skip
REGULAR = {
    "<slug:key>.ics": "no-such-key.ics",
    "bulk/<slug:action>/": "bulk/spike/",
    "^(?P<app_label>articles)/$": "articles/",
    "(?P<url>.*)$": "no/such/page",
    "^confirm-email/(?P<key>[-:\\w]+)/$": "confirm-email/x/",
    "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "password/reset/key/1-x/",
}


def asked(world, method):
    """Return the table: one line for each address and state, one column for each role.

    Who gets what is decided for each of them. What it looks like is drawn once: a page for the first role that
    sees it, a refusal for the first address that is refused to a role.
    """
    lines, drawn = {}, set()
    for role in ROLES:
        client = Client()
        if world.people[role] is not None:
            client.force_login(world.people[role])
        with _met_before(world.people[role]):
            _ask_everywhere(world, method, role, client, lines, drawn)
    return lines


def _ask_everywhere(world, method, role, client, lines, drawn):
    for route in routes():
        for state, address in world.addresses(route):
            line = f"{method} /{route}" + (f" [{state}]" if state else "")
            with ExitStack() as undrawn:
                if line in drawn:
                    undrawn.enter_context(NO_PAGE)
                if role in drawn:
                    undrawn.enter_context(NO_REFUSAL)
                status = _ask(client, method, address)
            lines.setdefault(line, []).append(status)
            drawn.update({"200": [line], "403": [role], "404": [role]}.get(status, ()))


@contextmanager
def _met_before(user):
    """Whose session it is, and what that person may do where, is read once and not at every address."""
    if user is None:
        yield
        return
    known = type(user).objects.get(pk=user.pk)
    known.get_all_permissions(), known.section_ids()

    def whose(request):
        return copy.copy(known) if SESSION_KEY in request.session else AnonymousUser()

    with mock.patch("django.contrib.auth.get_user", whose):
        yield


NO_PAGE = mock.patch.object(Template, "render", return_value=mark_safe(""))
NO_REFUSAL = mock.patch.object(
    NewsroomSite, "_told", lambda self, request, status, *_words: HttpResponse(status=status)
)


def _ask(client, method, address):
    """Ask once and undo whatever the question did, to the database and to the session in the client's cookie."""
    from django.db import transaction

    cookies = client.cookies.copy()
    with transaction.atomic():
        answer = getattr(client, method.lower())(address)
        if answer.streaming:
            answer.close()
        transaction.set_rollback(True)
    client.cookies = cookies
    return str(answer.status_code)


def written(tables):
    """Lay the tables out for a person to read: equal answers are said once."""
    text = ["# What every address answers: " + " ".join(ROLES) + ". One number: the same for all."]
    for table in tables:
        for line, answers in sorted(table.items()):
            shown = answers[0] if len(set(answers)) == 1 else " ".join(answers)
            text.append(f"{line:<78} {shown}")
    return "\n".join(text) + "\n"
