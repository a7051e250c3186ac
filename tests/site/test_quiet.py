"""A public page reads publications, changes nothing, and is the same for everybody."""

import ast
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import views
from articles.body.embeds import PROVIDERS
from articles.views.answers import SHARED, SHARED_BRIEFLY
from tests import factories as make

from .newsstand import canonical, copy_of

ROOM = Path(views.__file__).parent
MODULES = [*sorted(ROOM.glob("*.py")), ROOM.parent / "urls.py", ROOM.parent / "picture_views.py"]


@pytest.fixture
def public_addresses(db):
    """One address of each kind of public page, all of them with something to show."""
    event = make.make_event()
    session = make.make_session(event)
    speaker = event.participants.create(session=session, name="هدى الزدجالية")
    author = make.make_author()
    other = make.publish()
    opinion = make.publish(kind="opinion", authors=[author])
    gone = make.withdraw(make.publish(), kind="error")
    merged = make.withdraw(make.publish(), kind="merged", merged_into=other.public_id)
    noticed = make.withdraw(make.publish(), kind="noticed")
    story = make.publish(
        authors=[author],
        tags=["الموانئ"],
        related=[other, opinion],
        event=event,
        session=session,
        lead_picture=make.make_picture(),
    )
    assert copy_of(story).picture
    return [
        "/",
        story.section.get_absolute_url(),
        canonical(story),
        canonical(opinion),
        canonical(gone),
        canonical(merged),
        canonical(noticed),
        f"/a/{story.public_id}/",
        author.get_absolute_url(),
        story.tags.get().get_absolute_url(),
        "/events/",
        event.get_absolute_url(),
        session.get_absolute_url(),
        speaker.get_absolute_url(),
        "/archive/",
        f"/archive/{timezone.localdate():%Y/%m/%d}/",
        "/corrections/",
        make.make_page().get_absolute_url(),
        "/offline/",
        "/search/",
        "/search/?q=مسقط",
        "/search/?q=لا-شيء-هنا",
        "/nowhere/",
        f"/pictures/{copy_of(story).picture['address']}/w640.jpg",
    ]


def test_no_public_page_sets_a_cookie_or_differs_by_cookie(client, public_addresses):
    for address in public_addresses:
        response = client.get(address)
        assert not response.cookies, address
        assert "cookie" not in response.get("Vary", "").lower(), address


def test_no_public_page_asks_who_is_reading(client, public_addresses):
    client.force_login(make.make_user("editor"))
    for address in public_addresses:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        for query in asked.captured_queries:
            assert "django_session" not in query["sql"], address
            assert "articles_user" not in query["sql"], address


def test_no_public_page_touches_the_desk(client, public_addresses):
    for address in public_addresses:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        for query in asked.captured_queries:
            for table in ("articles_article", "articles_revision"):
                assert f'"{table}"' not in query["sql"], f"{address}: {query['sql']}"


# The first word of what changes nothing; PostgreSQL is asked by name for what it was told before to SELECT.
READS = re.compile(r"\(*(SELECT|SAVEPOINT|RELEASE|BEGIN|EXECUTE|PREPARE \w+ AS \(*SELECT)\b")


def test_no_public_page_writes(client, public_addresses):
    for address in public_addresses:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        for query in asked.captured_queries:
            assert READS.match(query["sql"]), query["sql"]


def test_public_pages_only_answer_reading(client, public_addresses):
    for address in public_addresses:
        for method in (client.post, client.put, client.patch, client.delete):
            assert method(address).status_code in (404, 405), address
        assert client.post(address).status_code == 405, address


def test_head_answers_as_get_does(client, public_addresses):
    for address in public_addresses:
        assert client.head(address).status_code == client.get(address).status_code, address


def test_public_pages_may_be_kept_by_anyone_and_not_for_long(client, public_addresses):
    for address in public_addresses[:-1]:
        response = client.get(address)
        expected = SHARED_BRIEFLY if response.status_code == 404 else SHARED
        assert response["Cache-Control"] == expected, address


def test_every_page_has_a_policy_without_a_hole(client, public_addresses):
    for address in public_addresses:
        policy = client.get(address)["Content-Security-Policy"]
        assert "unsafe" not in policy, address


def names_in(module):
    tree = ast.parse(module.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.alias):
            yield node.name.rpartition(".")[2]


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_module_of_the_public_site_names_the_desk(module):
    assert not {"Article", "Revision"} & set(names_in(module))


def test_the_public_site_has_no_script_and_no_style_of_its_own_in_a_page():
    folder = Path(settings.BASE_DIR) / "templates" / "site"
    for template in folder.glob("*.html"):
        markup = template.read_text(encoding="utf-8").lower()
        # Files of our own are named; nothing is written into a page.
        markup = markup.replace('<script src="{% static ', "")
        for forbidden in ("<script", "style=", "<style", "onclick", "onload", "javascript:"):
            assert forbidden not in markup, template.name


def test_the_policy_lets_in_the_frame_of_every_embed_and_nothing_else():
    ids = {"map": "23.6,58.5,12", "instagram": "p/abcdefg", "facebook": "reel/12345678"}
    hosts = {
        "https://" + urlsplit(provider.frame_of(ids.get(key, "12345678901"))).netloc
        for key, provider in PROVIDERS.items()
    }
    assert hosts == set(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"])
