"""What strangers put into an address, and what a hostile colleague puts into a text."""

from urllib.parse import unquote_to_bytes

import pytest

from articles.models import Participant
from tests import factories as make

from .newsstand import canonical, text_of

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = '"><img src=x onerror=alert(1)>'
NASTY = [
    "'", '"', "%25", "%25%25", "_", "\\", "%5C", "%00", "a%00b", "%0A", "%0D%0AX-Evil:1", "%7F", "%C2%85",
    "%ED%A0%80", "%FF%FE", "%C3%28", "%E2%80%AE", "%E2%81%A6", "%E2%80%8F", "%EF%BB%BF", "%F0%9F%98%80",
    "9" * 400, "-1", "0", "1e309", "NaN", "%2E%2E%2F%2E%2E%2Fetc%2Fpasswd", "%2F", "%3Cscript%3E", "{{7*7}}",
    "%7B%25%20load%20%25%7D", "' OR 1=1 --", "%D9%80" * 60, "%D9%8E" * 60, "a" * 300, "%20", "*", "(", "&&",
    "|", "NEAR", "href='http://['>x",
]  # fmt: skip
PLACES = [
    "/{}/",
    "/a/{}/",
    "/author/{}/",
    "/tag/{}/",
    "/events/{}/",
    "/events/{}/documents/1/",
    "/events/x/documents/{}/",
    "/pictures/{}/w640.jpg",
    "/pictures/x/{}",
    "/oman/{}/x/",
    "/oman/abcdefg/{}/",
    "/search/?q={}",
    "/search/?q=بلدية&before={}",
    "/?before={}",
    "/events/?before={}",
]


def raw(client, address):
    """Ask for `address` as it came over the wire: the client's own parsing would tidy it first."""
    path, _mark, query = address.partition("?")
    # WSGI hands the path over as bytes in Latin-1 clothes.
    path_info = unquote_to_bytes(path).decode("latin-1")
    return client.generic("GET", "/", PATH_INFO=path_info, QUERY_STRING=query.encode().decode("latin-1"))


@pytest.mark.parametrize("place", PLACES)
def test_no_input_is_a_fault(client, place):
    make.publish()
    for nasty in NASTY:
        status = raw(client, place.format(nasty)).status_code
        assert status in (200, 301, 302, 400, 404), (place, nasty, status)


def test_a_query_of_a_hundred_thousand_characters_is_answered(client):
    make.publish()
    for query in ("q=" + "ب" * 50_000, "q=" + "+".join(["بلدية"] * 20_000), "&".join(["q=1"] * 20_000)):
        assert raw(client, "/search/?" + query).status_code in (200, 400)


def test_parameters_that_nobody_asked_for_change_nothing(client):
    make.publish(headline="الخبر الوحيد")
    for query in ("?page=2", "?at=2020-01-01", "?as_of=2020-01-01", "?preview=1", "?language=en"):
        assert "الخبر الوحيد" in text_of(client.get("/" + query))


def test_the_words_that_were_looked_for_come_back_as_words(client):
    for nasty in (SCRIPT, ATTRIBUTE, "</title>" + SCRIPT):
        markup = text_of(client.get("/search/", {"q": nasty}))
        assert "<script>" not in markup
        assert "<img src=x" not in markup


def hostile(what=""):
    return f"{what}{SCRIPT}{ATTRIBUTE}"


@pytest.fixture
def hostile_story():
    """A story with markup in every text that people write, beside it an event that has it too."""
    section = make.make_section(name=SCRIPT, description=hostile())
    make.make_section(name=SCRIPT + "1", parent=section)
    portrait = make.make_picture(alt=hostile(), caption=hostile(), credit=hostile())
    author = make.make_author(name=hostile("كاتب"), title=hostile(), biography=hostile(), portrait=portrait)
    event = make.make_event(
        title=hostile("فعالية"), motto=hostile(), organiser=hostile(), patron=hostile(), venue=hostile(),
        city=hostile()[:80], country=hostile()[:80], description=hostile(), closing_statement=hostile(),
        picture=portrait,
    )  # fmt: skip
    session = make.make_session(event, title=hostile("جلسة"), hall=hostile(), abstract=hostile())
    for where in (session, None):
        Participant.objects.create(
            event=event, session=where, honorific=SCRIPT, name=hostile("مشارك"), position=hostile()
        )
    event.outcomes.create(text=hostile())
    event.documents.create(title=hostile("ورقة"), description=hostile(), file="documents/x.pdf")
    fields = {
        "kicker": hostile(), "headline": hostile("عنوان"), "standfirst": hostile(), "place": SCRIPT,
        "source": SCRIPT, "seo_headline": hostile(), "social_headline": hostile(), "lead_alt": hostile(),
        "lead_caption": hostile(), "body": f"<p>{SCRIPT}</p><p onclick='alert(1)'>نص {ATTRIBUTE}</p>",
    }  # fmt: skip
    first = make.publish(make.make_article(section=section, authors=[author], kind="opinion", **fields))
    return make.publish(
        make.make_article(
            section=section, authors=[author], tags=[hostile("وسم")], event=event, session=session,
            lead_picture=portrait, related=[first], **fields,
        )
    )  # fmt: skip


def test_markup_in_any_text_comes_out_as_text(client, hostile_story):
    noticed = make.withdraw(
        make.publish(make.make_article(section=hostile_story.section)), kind="noticed", notice=hostile()
    )
    gone = make.withdraw(
        make.publish(make.make_article(section=hostile_story.section)), kind="error", notice=hostile()
    )
    addresses = [
        "/",
        canonical(hostile_story),
        hostile_story.section.get_absolute_url(),
        hostile_story.authors.get().get_absolute_url(),
        hostile_story.tags.get().get_absolute_url(),
        "/events/",
        hostile_story.event.get_absolute_url(),
        "/search/?q=عنوان",
        canonical(noticed),
        canonical(gone),
    ]
    for address in addresses:
        response = client.get(address)
        assert response.status_code in (200, 410), address
        # What a page says to search engines is data in a script; tests/metadata sees that nothing breaks out of it.
        markup = text_of(response).replace('<script type="application/ld+json">', "")
        assert "&lt;script&gt;" in markup, address
        for forbidden in ("<script>", "<img src=x", "onclick=", '""><img'):
            assert forbidden not in markup, (address, forbidden)
