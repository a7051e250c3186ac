"""The desk speaks Arabic: no page of it says a Latin sentence that nobody wrote."""

import re

import lxml.html
import pytest
from django.test import Client
from django.utils.html import strip_tags

from articles.models import User
from articles.roles import group_of
from tests.access.matrix import World, routes

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

# Two Latin words beside one another, between whatever signs: the start of a sentence that was not translated.
SENTENCE = re.compile(r"[A-Za-z][A-Za-z'’]+(?:[ ,:]+[A-Za-z'’]{2,})+")
# Attributes that somebody hears or sees.
SAID = ("title", "aria-label", "aria-description", "placeholder", "alt", "label", "data-leave")
# Names, not sentences: they are written like this in every language.
NAMES = {"Asia/Muscat", "Google Authenticator", "Google News"}
SILENT = "script style template code kbd samp pre textarea noscript".split()


def sentences_of(markup):
    """Yield every Latin sentence that `markup` says in an Arabic page."""
    page = lxml.html.fromstring(markup)
    for element in page.iter():
        if not isinstance(element.tag, str) or _is_content(element):
            continue
        said = [element.text or "", *(child.tail or "" for child in element)]
        said += [element.get(name, "") for name in SAID]
        if element.tag in ("input", "button") and element.get("type") in ("submit", "button"):
            said.append(element.get("value", ""))
        for text in said:
            yield from (found[0] for found in SENTENCE.finditer(strip_tags(text)) if found[0] not in NAMES)


def _is_content(element):
    """True for what a person typed, for code, and for what says itself that it is not Arabic."""
    return any(
        parent.tag in SILENT or parent.get("lang", "ar") != "ar" or parent.get("dir") == "ltr"
        for parent in (element, *element.iterancestors())
    )


@pytest.fixture
def everything():
    """Somebody who may open everything there is, in a newsroom where everything is in Arabic."""
    world = World()
    person = world.people["chief"]
    person.groups.add(group_of("administrator"))
    client = Client(headers={"accept-language": "ar"}, raise_request_exception=False)
    client.force_login(User.objects.get(pk=person.pk))
    return world, client


def pages_of_the_desk(world):
    for route in routes():
        if route.startswith(("admin/", "accounts/")) and "logout" not in route:
            yield from (address for _state, address in world.addresses(route))


def test_no_page_of_the_desk_says_a_latin_sentence(everything, caplog):
    caplog.set_level("CRITICAL")
    world, client = everything
    said, opened = {}, 0
    for address in dict.fromkeys(pages_of_the_desk(world)):
        answer = client.get(address)
        if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        opened += 1
        for sentence in sentences_of(answer.content) if answer.content else ():
            said.setdefault(sentence, address)

    assert said == {}
    assert opened > 100


def test_no_form_refuses_in_a_latin_sentence(everything, caplog):
    """Everything empty, and everything wrong."""
    caplog.set_level("CRITICAL")
    world, client = everything
    said, refused = {}, 0
    for route in routes():
        if not re.match(r"(admin|accounts)/(.*/)?(add|paste|login|change)/$", route):
            continue
        for address in (address for _state, address in world.addresses(route)):
            counts = counts_of(client.get(address))
            for data in (counts, counts | WRONG):
                answer = client.post(address, data)
                if answer.status_code != 200 or not answer.content.lstrip().startswith(b"<"):
                    continue
                refused += 1
                for sentence in sentences_of(answer.content):
                    said.setdefault(sentence, address)

    assert said == {}
    assert refused > 10


FIELDS = (
    "name slug email username order parent section starts_on ends_on starts_at ends_at due_at picture kind place"
    " headline at user words report"
).split()
WRONG = dict.fromkeys(FIELDS, "✗" * 300)


def counts_of(page):
    """The rows inside a form count themselves: without that they were not sent by the form's page."""
    return dict.fromkeys(re.findall(r'name="([a-z_]+-(?:TOTAL|INITIAL)_FORMS)"', page.content.decode()), "0")


def test_the_walk_hears_what_it_is_for():
    page = """<html lang="ar"><body><p>مادة <b>Save and continue</b></p><p lang="en">Left alone</p>
    <input type="submit" value="Log in again"><bdi dir="ltr">some user name</bdi>
    <a title="Delete this row">x</a></body>"""

    assert sorted(sentences_of(page)) == ["Delete this row", "Log in again", "Save and continue"]
