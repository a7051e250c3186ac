"""Feeds of stories, read by readers that are not ours."""

import json
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from articles import workflow
from tests import factories as make
from tests.site.newsstand import at_moment, copy_of, stand

pytestmark = pytest.mark.django_db
SITE = "https://newsroom.example"
NAMES = {
    "a": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "media": "http://search.yahoo.com/mrss/",
}
FORMATS = ["atom.xml", "rss.xml", "feed.json"]


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_URL, settings.SITE_HOST, settings.SITE_NAME = SITE, "newsroom.example", "الرؤية"


@pytest.fixture
def report():
    return make.publish(
        headline="افتتاح الملتقى",
        standfirst="مقدمة قصيرة.",
        body='<p>نص <a href="/oman/">رابط</a></p>',
        authors=[make.make_author(name="سلمى")],
        tags=["المدن"],
        event=make.make_event(title="ملتقى المدن"),
        lead_picture=make.make_picture(),
    )


def read(content, form):
    """The entries of a feed as (id, title, link, published, updated, content); fails on what is not well-formed."""
    if form == "feed.json":
        return [
            (
                item["id"],
                item["title"],
                item["url"],
                datetime.fromisoformat(item["date_published"]),
                datetime.fromisoformat(item["date_modified"]),
                item.get("content_html", ""),
            )
            for item in json.loads(content)["items"]
        ]
    tree = etree.fromstring(content)
    return [
        entry_of_atom(one) if form == "atom.xml" else entry_of_rss(one)
        for one in tree.iterfind(".//{*}entry")
    ] or [entry_of_rss(one) for one in tree.iterfind(".//item")]


def entry_of_atom(one):
    def text(path):
        return one.findtext(path, "", NAMES)

    return (
        text("a:id"),
        text("a:title"),
        one.find("a:link[@rel='alternate']", NAMES).get("href"),
        datetime.fromisoformat(text("a:published")),
        datetime.fromisoformat(text("a:updated")),
        text("a:content"),
    )


def entry_of_rss(one):
    return (
        one.findtext("guid"),
        one.findtext("title"),
        one.findtext("link"),
        parsedate_to_datetime(one.findtext("pubDate")),
        datetime.fromisoformat(one.findtext("a:updated", "", NAMES)),
        one.findtext("content:encoded", "", NAMES),
    )


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_the_same_of_a_story(client, report, form):
    response = client.get(f"/feeds/{form}")
    copy = copy_of(report)
    [(key, title, link, published, updated, content)] = read(response.content, form)
    assert key == f"tag:newsroom.example,2026:story/{report.public_id}"
    assert (title, link) == ("افتتاح الملتقى", SITE + copy.get_absolute_url())
    assert published == updated == copy.published_at.replace(microsecond=0)
    assert content == f'<p>نص <a href="{SITE}/oman/">رابط</a></p>'


@pytest.mark.parametrize("form", FORMATS)
def test_summaries_alone_by_setting(client, report, settings, form):
    settings.FEED_FULL_TEXT = False
    response = client.get(f"/feeds/{form}")
    assert [entry[5] for entry in read(response.content, form)] == [""]
    assert "مقدمة قصيرة." in response.content.decode()


def test_a_feed_names_its_writers_topics_and_picture(client, report):
    item = json.loads(client.get("/feeds/feed.json").content)["items"][0]
    assert item["authors"] == [{"name": "سلمى", "url": f"{SITE}{report.authors.get().get_absolute_url()}"}]
    assert item["tags"] == [copy_of(report).section_name, "المدن"]
    assert item["image"] == f"{SITE}/pictures/{copy_of(report).picture['address']}/share.jpg"
    tree = etree.fromstring(client.get("/feeds/atom.xml").content)
    assert tree.find(".//media:content", NAMES).get("url") == item["image"]


def feeds_of(report):
    return {
        "": "الرؤية",
        f"section/{report.section.slug}/": report.section.name,
        f"author/{report.authors.get().slug}/": "سلمى",
        f"tag/{report.tags.get().slug}/": "المدن",
        f"event/{report.event.slug}/": "ملتقى المدن",
    }


@pytest.mark.parametrize("form", FORMATS)
def test_everything_a_section_an_author_a_tag_and_an_event_have_a_feed(client, report, form):
    make.publish(section=make.make_section(), headline="خبر آخر")
    for place, title in feeds_of(report).items():
        content = client.get(f"/feeds/{place}{form}").content
        assert title in content.decode(), place
        titles = [entry[1] for entry in read(content, form)]
        assert titles == (["خبر آخر", "افتتاح الملتقى"] if place == "" else ["افتتاح الملتقى"]), place


def test_a_page_names_its_own_feed(client, report):
    for place in feeds_of(report):
        page = {"": "/"}.get(place, "")
        if place.startswith("section/"):
            page = report.section.get_absolute_url()
        for prefix, row in (
            ("author/", report.authors.get()),
            ("tag/", report.tags.get()),
            ("event/", report.event),
        ):
            page = row.get_absolute_url() if place.startswith(prefix) else page
        markup = client.get(page).content.decode()
        assert client.get(f"/feeds/{place}atom.xml").status_code == 200
        from django.utils.encoding import iri_to_uri

        assert f'href="{iri_to_uri(f"/feeds/{place}atom.xml")}"' in markup, place


def test_an_update_keeps_the_id_and_moves_the_updated_time_alone(client, report):
    [before] = read(client.get("/feeds/atom.xml").content, "atom.xml")
    editor = make.make_user("editor")
    make.approve(make.edit(report, by=report.owner, headline="افتتاح الملتقى الثاني"), editor)
    workflow.perform(report, "update", by=editor)
    [after] = read(client.get("/feeds/atom.xml").content, "atom.xml")
    assert (after[0], after[3]) == (before[0], before[3])
    assert after[1] == "افتتاح الملتقى الثاني"
    assert after[4] == copy_of(report).live_from.replace(microsecond=0)


def test_what_readers_do_not_see_moves_nothing(client, report):
    before = client.get("/feeds/atom.xml")
    make.edit(report, by=report.owner, headline="مسودة لم تُنشر")
    author = report.authors.get()
    author.biography = "سيرة جديدة"
    author.save()
    after = client.get("/feeds/atom.xml")
    assert (after["ETag"], after.content) == (before["ETag"], before.content)


@pytest.mark.parametrize("form", FORMATS)
def test_an_unchanged_feed_is_not_sent_twice_and_no_body_is_read_for_it(client, report, form):
    first = client.get(f"/feeds/{form}")
    with CaptureQueriesContext(connection) as asked:
        again = client.get(f"/feeds/{form}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert len(asked) == 1
    make.publish()
    assert client.get(f"/feeds/{form}", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_feed_holds_what_is_public_and_nothing_else(client, rf):
    make.make_article(headline="مسودة")
    make.schedule(headline="مجدولة", at=timezone.now() + timedelta(hours=1))
    make.withdraw(make.publish(headline="مسحوبة"))
    make.publish(headline="منشورة")
    assert [entry[1] for entry in read(client.get("/feeds/atom.xml").content, "atom.xml")] == ["منشورة"]
    later = at_moment(rf, "/feeds/atom.xml", timezone.now() + timedelta(hours=2))
    assert [entry[1] for entry in read(later.content, "atom.xml")] == ["مجدولة", "منشورة"]
    assert later["Cache-Control"] == "private, no-store"


def test_an_author_or_a_tag_without_a_live_story_has_no_feed(client):
    author = make.make_author()
    draft = make.make_article(authors=[author], tags=["سر"])
    assert client.get(f"/feeds/author/{author.slug}/atom.xml").status_code == 404
    assert client.get(f"/feeds/tag/{draft.tags.get().slug}/atom.xml").status_code == 404
    assert client.get("/feeds/section/nowhere/atom.xml").status_code == 404
    hidden = make.make_event(is_public=False)
    assert client.get(f"/feeds/event/{hidden.slug}/atom.xml").status_code == 404


NASTY = "]]></content><script>alert(1)</script>&amp;\x0b\x1f\ufffe\"'<!--"


@pytest.mark.parametrize("form", FORMATS)
def test_no_text_breaks_a_feed(client, form):
    from articles.feeds import xml

    section = make.make_section(name=NASTY[:60], description=NASTY)
    make.publish(
        section=section, headline=NASTY, standfirst=NASTY, body=f"<p>{NASTY}</p>",
        authors=[make.make_author(name=NASTY, slug="nasty")], tags=[NASTY],
    )  # fmt: skip
    for place in ("", f"section/{section.slug}/", "author/nasty/"):
        [entry] = read(client.get(f"/feeds/{place}{form}").content, form)
        assert xml.legal(entry[1]) == xml.legal(copy_of(section.publications.get().article).headline)
        assert "<script" not in entry[5]


def test_a_feed_costs_two_questions_however_many_stories_there_are(client):
    shared = {"authors": [make.make_author()], "tags": ["المدن"], "event": make.make_event()}
    stories = stand(1, **shared)
    report = stories[0].article
    costs = []
    for more in (29, 20):
        counted = {}
        for place in feeds_of_shared(report, shared):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(f"/feeds/{place}atom.xml").status_code == 200
            counted[place] = len(asked)
        costs.append(counted)
        stand(more, **shared)
    assert costs[0] == costs[1]
    assert max(costs[0].values()) <= 4
    assert len(read(client.get("/feeds/atom.xml").content, "atom.xml")) == 30


def feeds_of_shared(report, shared):
    return [
        "",
        f"section/{report.section.slug}/",
        f"author/{shared['authors'][0].slug}/",
        f"tag/{report.tags.get().slug}/",
        f"event/{shared['event'].slug}/",
    ]


def test_the_hub_is_named_where_there_is_one(client, report, settings):
    assert "hub" not in client.get("/feeds/atom.xml").content.decode()
    settings.WEBSUB_HUB = "https://hub.example/"
    response = client.get("/feeds/atom.xml")
    assert response["Link"] == f'<https://hub.example/>; rel="hub", <{SITE}/feeds/atom.xml>; rel="self"'
    tree = etree.fromstring(response.content)
    assert tree.find("a:link[@rel='hub']", NAMES).get("href") == "https://hub.example/"
    assert tree.find("a:link[@rel='self']", NAMES).get("href") == f"{SITE}/feeds/atom.xml"


def test_a_paper_without_stories_has_a_feed_without_entries(client):
    for form in FORMATS:
        assert read(client.get(f"/feeds/{form}").content, form) == []
