"""What each page says of itself to search engines and messengers."""

import io
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from articles import pictures
from articles.models import Author, Event, Page, Picture
from tests import factories as make
from tests.pictures import files
from tests.site.newsstand import SITE, canonical, copy_of, text_of

from .schema import descriptions

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum():
    event = make.make_event(
        title="ملتقى المدن", venue="مركز المعارض", city="مسقط", country="عُمان", organiser="البلدية", motto="مدن للناس",
        picture=make.make_picture(),
    )  # fmt: skip
    session = make.make_session(event, title="الافتتاح", hall="القاعة الكبرى", abstract="كلمات")
    event.participants.create(
        session=session, honorific="معالي الدكتور", name="سالم بن حمد", position="رئيس البلدية"
    )
    event.participants.create(name="ليلى الحارثية", role="guest_of_honour")
    event.participants.create(name="شركة الميناء", role="sponsor")
    return event


@pytest.fixture
def report(forum):
    return make.publish(
        headline="افتتاح الملتقى", kicker="بمشاركة واسعة", kind="report", place="مسقط", source="الرؤية",
        authors=[make.make_author(name="سلمى", title="مراسلة"), make.make_author(name="العُمانية", kind="agency")],
        tags=["المدن"], event=forum, lead_picture=make.make_picture(width=3000, height=2000),
    )  # fmt: skip


def described(client, address):
    return descriptions(text_of(client.get(address)))


def test_a_story_is_described_whole(client, report, forum):
    found = described(client, canonical(report))
    story, copy = found["ReportageNewsArticle"], copy_of(report)
    author, agency = Author.objects.get(name="سلمى"), Author.objects.get(name="العُمانية")
    assert story["headline"] == "افتتاح الملتقى"
    assert story["url"] == SITE + copy.get_absolute_url()
    assert story["author"] == [
        {"@type": "Person", "name": "سلمى", "url": f"{SITE}{author.get_absolute_url()}", "jobTitle": "مراسلة"},
        {"@type": "Organization", "name": "العُمانية", "url": f"{SITE}{agency.get_absolute_url()}"},
    ]  # fmt: skip
    assert (story["dateline"], story["contentLocation"]["name"]) == ("مسقط - الرؤية", "مسقط")
    assert story["keywords"] == ["المدن"]
    assert story["about"]["name"] == "ملتقى المدن"
    assert [(cut["width"], cut["height"]) for cut in story["image"]] == [
        (1200, 1200),
        (1200, 900),
        (1200, 675),
    ]
    assert [step["name"] for step in found["BreadcrumbList"]["itemListElement"]] == [
        "الرؤية", copy.section_name, "افتتاح الملتقى",
    ]  # fmt: skip
    assert story["publisher"] == {"@id": found["NewsMediaOrganization"]["@id"]}


def test_each_name_over_a_story_is_told_with_what_the_person_did(client):
    story = make.make_article(authors=[make.make_author(name="سلمى")])
    for role in ("translation", "photo", "editing"):
        story.bylines.create(author=make.make_author(name=role), role=role, order=1)
    make.publish(make.edit(story, by=story.owner))
    found = described(client, canonical(story))["NewsArticle"]
    told = {part: [line["name"] for line in found[part]] for part in ("author", "translator", "contributor")}
    assert told == {"author": ["سلمى"], "translator": ["translation"], "contributor": ["photo", "editing"]}


@pytest.mark.parametrize(
    "kind, type_",
    [
        ("news", "NewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("investigation", "ReportageNewsArticle"),
    ],
)
def test_the_kind_of_a_story_is_its_type(client, kind, type_):
    assert type_ in described(client, canonical(make.publish(kind=kind)))


def test_a_correction_is_said_with_its_moment(client):
    from articles import workflow

    story, editor = make.publish(), make.make_user("editor")
    make.approve(make.edit(story, by=story.owner, headline="عنوان صُحح"), editor)
    workflow.perform(story, "correct", by=editor, correction="كان الرقم خطأ")
    found = described(client, canonical(story))["NewsArticle"]
    [said] = found["correction"]
    assert said["text"] == "كان الرقم خطأ"
    made_at = datetime.fromisoformat(said["datePublished"]).replace(microsecond=0)
    assert datetime.fromisoformat(found["dateModified"]) == made_at


def test_an_event_that_readers_do_not_see_is_not_named(client, report, forum):
    Event.objects.filter(pk=forum.pk).update(is_public=False)
    assert "about" not in described(client, canonical(report))["ReportageNewsArticle"]


def test_an_event_is_described_with_its_programme_and_people(client, report, forum):
    found = described(client, forum.get_absolute_url())["Event"]
    [opening] = found["subEvent"]
    assert (opening["name"], opening["location"]["name"]) == ("الافتتاح", "القاعة الكبرى")
    assert opening["performer"] == [
        {
            "@type": "Person",
            "honorificPrefix": "معالي الدكتور",
            "name": "سالم بن حمد",
            "jobTitle": "رئيس البلدية",
        }
    ]
    assert [who["name"] for who in found["performer"]] == ["ليلى الحارثية"]
    assert [who["name"] for who in found["sponsor"]] == ["شركة الميناء"]
    assert found["eventStatus"] == "https://schema.org/EventScheduled"
    assert [story["headline"] for story in found["subjectOf"]] == ["افتتاح الملتقى"]


def test_a_session_and_a_speaker_are_described_on_pages_of_their_own(client, report, forum):
    session = forum.sessions.get()
    found = described(client, session.get_absolute_url())["Event"]
    assert (found["name"], found["superEvent"]["name"]) == ("الافتتاح", "ملتقى المدن")
    assert found["url"] == SITE + session.get_absolute_url()
    who = forum.participants.get(name="سالم بن حمد")
    profile = described(client, who.get_absolute_url())["ProfilePage"]
    assert profile["mainEntity"]["honorificPrefix"] == "معالي الدكتور"
    assert [one["name"] for one in profile["about"]] == ["الافتتاح"]


def test_a_session_that_was_moved_or_cancelled_says_so(client, forum):
    session = forum.sessions.get()
    session.announce()
    before, session.starts_at = session.starts_at, session.starts_at + timedelta(minutes=30)
    session.save()
    found = described(client, session.get_absolute_url())["Event"]
    assert found["eventStatus"] == "https://schema.org/EventRescheduled"
    assert datetime.fromisoformat(found["previousStartDate"]) == before
    session.is_cancelled = True
    session.save()
    found = described(client, session.get_absolute_url())["Event"]
    assert found["eventStatus"] == "https://schema.org/EventCancelled"


def test_an_edition_names_its_series(client):
    event = make.make_event(series="ملتقى المدن")
    assert described(client, event.get_absolute_url())["Event"]["superEvent"]["name"] == "ملتقى المدن"


def test_the_paper_names_its_policies_where_it_has_them(client, report):
    Page.objects.create(title="سياسة التصويب", slug="corrections-policy", body="<p>نصوّب.</p>")
    for address in ("/", canonical(report), "/pages/corrections-policy/"):
        paper = described(client, address)["NewsMediaOrganization"]
        assert paper["correctionsPolicy"] == f"{SITE}/pages/corrections-policy/", address


def test_every_list_says_what_it_holds(client, report, forum):
    for address in (report.section.get_absolute_url(), report.tags.get().get_absolute_url()):
        [item] = described(client, address)["CollectionPage"]["mainEntity"]["itemListElement"]
        assert item["url"] == SITE + copy_of(report).get_absolute_url(), address
    assert "CollectionPage" in described(client, "/events/")


def test_the_archive_says_which_days_it_holds_and_the_way_to_them(client, report):
    copy = copy_of(report)
    day = copy.published_at.astimezone(ZoneInfo("Asia/Muscat"))
    for address, length in (("/archive/", 2), (f"/archive/{day.year}/{day.month}/", 3)):
        found = described(client, address)
        [item] = found["CollectionPage"]["mainEntity"]["itemListElement"]
        assert item["url"] == SITE + copy.get_absolute_url()
        assert len(found["BreadcrumbList"]["itemListElement"]) == length
        heading = re.search(r"<h1>(.*?)</h1>", text_of(client.get(address)))[1]
        assert found["CollectionPage"]["name"] == heading == found["BreadcrumbList"]["itemListElement"][-1]["name"]


def test_the_page_of_corrections_says_what_was_wrong_in_which_story(client, report):
    make.correct(report, "عدد المدن ٢٢")
    [said] = described(client, "/corrections/")["CollectionPage"]["hasPart"]
    assert (said["@type"], said["text"]) == ("CorrectionComment", "عدد المدن ٢٢")
    assert said["about"] == {"@id": described(client, canonical(report))["ReportageNewsArticle"]["@id"]}


def test_an_author_has_a_profile(client, report):
    author = Author.objects.get(name="سلمى")
    found = described(client, author.get_absolute_url())["ProfilePage"]
    assert (found["mainEntity"]["@type"], found["mainEntity"]["name"]) == ("Person", "سلمى")


def test_the_home_page_describes_the_paper_and_its_search(client, report):
    found = described(client, "/")
    assert (
        found["WebSite"]["potentialAction"]["target"]["urlTemplate"]
        == f"{SITE}/search/?q={{search_term_string}}"
    )
    assert found["NewsMediaOrganization"]["name"] == "الرؤية"


def meta(markup):
    return dict(re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', markup))


def test_a_shared_link_has_the_bare_title_and_a_card_of_the_right_size(client, report):
    said = meta(text_of(client.get(canonical(report))))
    assert said["og:title"] == "افتتاح الملتقى"
    assert (said["og:image:width"], said["og:image:height"], said["og:image:type"]) == (
        "1200",
        "630",
        "image/jpeg",
    )
    assert said["og:image"].endswith("/share.jpg")
    assert said["twitter:card"] == "summary_large_image"
    assert "max-image-preview:large" in said["robots"]


def card_on(client, address):
    said = meta(text_of(client.get(address)))
    response = client.get(said["og:image"].removeprefix(SITE))
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert len(response.content) < 300_000
    image = Image.open(io.BytesIO(response.content))
    assert (image.format, image.size) == ("JPEG", (1200, 630))
    return response


def test_every_page_without_a_picture_has_a_card_of_words(client):
    event = make.make_event()
    story = make.publish(lead_picture=None, event=event, tags=["المدن"])
    cards = [
        card_on(client, address).content
        for address in (canonical(story), event.get_absolute_url(), "/", story.section.get_absolute_url())
    ]
    assert len(set(cards)) == 3


def test_a_card_shows_what_readers_may_read_and_nothing_else(client):
    draft, live = make.make_article(), make.publish(headline="عنوان حي")
    gone = make.withdraw(make.publish())
    hidden = make.make_event(is_public=False)
    version = "0" * 12
    assert client.get(f"/pictures/cards/story-{live.public_id}-{version}.jpg").status_code == 200
    for name in (
        f"story-{draft.public_id}-{version}.jpg", f"story-{gone.public_id}-{version}.jpg",
        f"event-{hidden.pk}-{version}.jpg", "event-999999999999999-000000000000.jpg", "story-x.jpg", "../../x.jpg",
    ):  # fmt: skip
        assert client.get(f"/pictures/cards/{name}").status_code == 404, name


def test_a_changed_headline_has_a_card_at_another_address(client):
    first = make.publish(headline="عنوان")
    before = card_on(client, canonical(first))
    second = make.publish(headline="عنوان آخر")
    after = card_on(client, canonical(second))
    assert before["ETag"] != after["ETag"]
    assert before.content != after.content


def test_the_letters_of_a_card_are_joined():
    """Arabic letters that are not joined are wider apart: a shaped word is narrower than its letters alone."""
    from articles.pictures import cards

    font = cards._font(60)
    assert font.getlength("مسقط", direction="rtl") < sum(
        font.getlength(letter, direction="rtl") for letter in "مسقط"
    )


@pytest.mark.parametrize(
    "title", ["", "😀", "كلمة " * 200, "ب" * 400, "\u202e\u2066abc", "C++ و IBM في 2030"]
)
def test_any_title_makes_a_card(title):
    from articles.pictures import cards

    assert len(cards.draw(title, title)) < 300_000


def test_a_page_has_the_icons_and_addresses_that_programmes_look_for(client, report):
    markup = text_of(client.get(canonical(report)))
    for found in ('rel="manifest"', 'rel="search"', 'type="application/atom+xml"', 'rel="apple-touch-icon"'):
        assert found in markup
    assert markup.count('rel="icon"') == 1


def test_the_cuts_for_search_engines_are_there_to_fetch(client):
    taken = pictures.accept(files.upload(files.photo(1600, 1200)), by=make.make_user("photographer"))
    picture = Picture.objects.get(pk=taken.pk)
    story = copy_of(make.publish(lead_picture=picture, lead_alt="ميناء"))
    for cut in pictures.cuts(story.picture):
        image = Image.open(io.BytesIO(client.get(cut.address).content))
        assert (image.format, image.size) == ("JPEG", (cut.width, cut.height))
