"""How much the story form asks of the database, at its worst."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import notes, workflow
from articles.models import PreviewLink
from tests import factories as make
from tests.desk.stories import ADD, address, opened, signed_in

pytestmark = pytest.mark.django_db

# What the form may ask in any state of a story; docs/architecture.md tells it.
MOST = 25


@pytest.fixture
def people():
    people = {role: make.make_user(role) for role in ("journalist", "editor", "chief")}
    make.make_author(user=people["journalist"])
    people["editor"].sections.add(make.make_section(name="محليات"))
    return people


@pytest.fixture
def story(people):
    """A story that has everything that the form shows."""
    writer, editor = people["journalist"], people["editor"]
    session = make.make_session()
    picture = make.make_picture()
    body = f'<p>افتتح الملتقى.</p><figure class="image"><img src="{picture.desk_url}" alt="ميناء"></figure>'
    story = make.make_article(
        writer, event=session.event, session=session, lead_picture=picture, tags=["مسقط", "نقل"], body=body,
        related=[make.publish() for _ in range(3)], authors=[make.make_author() for _ in range(3)],
    )  # fmt: skip
    story.shared_with.add(make.make_user("journalist"), make.make_user("journalist"))
    for _ in range(3):
        asked = notes.write(story, by=editor, text="من قال هذا؟")
        notes.write(story, by=writer, text="نعم.", answers=asked)
        PreviewLink.give(story, by=editor)
    return story


def submitted(story, people):
    make.submit(story)


def returned(story, people):
    make.submit(story)
    workflow.perform(story, "return", by=people["editor"], note="أعد الصياغة")


def live_with_changes(story, people):
    make.publish(story, people["chief"])
    make.edit(story, by=people["journalist"], headline="عنوان آخر")


def scheduled(story, people):
    make.schedule(story, people["chief"])


def withdrawn(story, people):
    make.publish(story, people["chief"])
    workflow.perform(story, "withdraw", by=people["chief"], kind="error", notice="نُشر خطأً.")


def typed_on(story, people):
    """Each of them has something in the form that is not saved yet."""
    for person in people.values():
        client = signed_in(Client(), person)
        typed = opened(client, address(story)) | {"headline": "عنوان لم يُحفظ", "page": "a" * 22, "sequence": 1}
        client.post(address(story).replace("change/", "working-copy/"), typed)
        assert opened(client, address(story))["headline"] == ["عنوان لم يُحفظ"]


def asked(person, url):
    client = signed_in(Client(), person)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "stand",
    [None, submitted, returned, live_with_changes, scheduled, withdrawn, typed_on],
    ids=lambda stand: stand.__name__ if stand else "draft",
)
def test_the_form_asks_at_most_twenty_five_questions(story, people, stand):
    if stand:
        stand(story, people)
    found = {role: asked(person, address(story)) for role, person in people.items()}
    assert {role: count for role, count in found.items() if count > MOST} == {}


def test_a_new_story_asks_fewer(people):
    assert max(asked(person, ADD) for person in people.values()) <= 15
