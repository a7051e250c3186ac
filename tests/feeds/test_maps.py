"""Maps of the site, and the small files that programmes ask every site for."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from articles.publishing import open_interval
from articles.views.sitemaps import bounds, month_of
from tests import factories as make
from tests.site.newsstand import SITE, at_moment, copy_of

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 15, 8, 0, tzinfo=UTC)


def places(response):
    """{address: last change} of a map."""
    assert response.status_code == 200
    return {one.findtext("{*}loc"): one.findtext("{*}lastmod") for one in etree.fromstring(response.content)}


def whole(moment):
    return timezone.localtime(moment).isoformat(timespec="seconds")


def appeared(moment, **fields):
    """A story that readers have had since `moment`."""
    article = make.make_article(**fields)
    return open_interval(article, article.revisions.first(), live_from=moment, by=article.owner)


def updated(copy, moment):
    return open_interval(
        copy.article, copy.article.revisions.first(), live_from=moment, by=copy.article.owner
    )


def test_the_index_lists_each_month_with_its_newest_change(client):
    old = appeared(NOON)
    appeared(NOON + timedelta(hours=5))
    appeared(NOON - timedelta(days=70))
    change = updated(old, NOON + timedelta(days=40))
    assert places(client.get("/sitemap.xml")) == {
        f"{SITE}/sitemap/pages.xml": None,
        f"{SITE}/sitemap/news.xml": None,
        f"{SITE}/sitemap/2026-03.xml": whole(change.live_from),
        f"{SITE}/sitemap/2026-01.xml": whole(NOON - timedelta(days=70)),
    }


def test_the_index_reaches_back_over_decades(client):
    for years in (0, 11, 33):
        appeared(NOON.replace(year=2026 - years))
    months = [place.rpartition("/")[2] for place in places(client.get("/sitemap.xml"))]
    assert months == ["pages.xml", "news.xml", "2026-03.xml", "2015-03.xml", "1993-03.xml"]


def test_a_month_lists_its_stories_with_their_last_change_and_picture(client):
    plain, pictured = appeared(NOON), appeared(NOON + timedelta(hours=1), lead_picture=make.make_picture())
    change = updated(plain, NOON + timedelta(days=40))
    appeared(NOON + timedelta(days=31))
    response = client.get("/sitemap/2026-03.xml")
    assert places(response) == {
        SITE + pictured.get_absolute_url(): whole(pictured.published_at),
        SITE + change.get_absolute_url(): whole(change.live_from),
    }
    [shown] = etree.fromstring(response.content).iterfind(".//{*}image/{*}loc")
    assert shown.text == f"{SITE}/pictures/{pictured.picture['address']}/m169.jpg"


def test_a_month_begins_at_midnight_of_the_papers_clock():
    assert month_of(datetime(2026, 10, 31, 21, 0, tzinfo=UTC)).isoformat() == "2026-11-01"
    starts, ends = bounds(month_of(NOON))
    assert (starts.isoformat(), ends.isoformat()) == (
        "2026-03-01T00:00:00+04:00",
        "2026-04-01T00:00:00+04:00",
    )


@pytest.mark.parametrize("month", ["2026-02", "2026-13", "0000-01", "9999-12", "0001-01", "2026-00"])
def test_a_month_without_stories_has_no_map(client, month):
    appeared(NOON)
    assert client.get(f"/sitemap/{month}.xml").status_code == 404


def test_every_map_of_the_index_is_there(client):
    appeared(NOON)
    appeared(NOON - timedelta(days=400))
    for address in places(client.get("/sitemap.xml")):
        assert client.get(address.removeprefix(SITE)).status_code == 200, address


def test_the_index_costs_the_same_for_one_story_and_for_thirty(client):
    def cost(address):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    addresses = ["/sitemap.xml", "/sitemap/2026-03.xml", "/sitemap/news.xml", "/sitemap/pages.xml"]
    appeared(NOON)
    few = [cost(address) for address in addresses]
    for number in range(29):
        appeared(NOON - timedelta(days=30 * number))
    make.make_event()
    assert [cost(address) for address in addresses] == few


def test_the_news_map_holds_two_days(client):
    now = timezone.now()
    fresh = appeared(now - timedelta(hours=47), headline="خبر جديد")
    appeared(now - timedelta(hours=49), headline="خبر قديم")
    tree = etree.fromstring(client.get("/sitemap/news.xml").content)
    assert [one.text for one in tree.iterfind(".//{*}title")] == ["خبر جديد"]
    assert tree.findtext(".//{*}publication_date") == whole(fresh.published_at)
    assert (tree.findtext(".//{*}publication/{*}name"), tree.findtext(".//{*}language")) == ("الرؤية", "ar")


def test_without_news_the_map_is_empty_and_there(client):
    assert len(etree.fromstring(client.get("/sitemap/news.xml").content)) == 0


def test_the_map_of_pages_lists_fronts_events_and_those_who_are_read(client):
    story, hidden = make.publish(event=make.make_event()), make.make_event(is_public=False)
    silent = make.make_author()
    listed = places(client.get("/sitemap/pages.xml"))
    shown = [story.section, story.event, story.authors.get()]
    assert {SITE + row.get_absolute_url() for row in shown} | {f"{SITE}/", f"{SITE}/events/"} <= set(listed)
    assert not {SITE + row.get_absolute_url() for row in (hidden, silent)} & set(listed)


def test_no_map_names_what_is_not_public(client, rf):
    make.make_article()
    make.withdraw(make.publish())
    scheduled = make.schedule(at=timezone.now() + timedelta(hours=1))
    month = f"/sitemap/{timezone.localdate():%Y-%m}.xml"
    assert list(places(client.get("/sitemap.xml"))) == [
        f"{SITE}/sitemap/pages.xml",
        f"{SITE}/sitemap/news.xml",
    ]
    assert client.get(month).status_code == 404
    later = timezone.now() + timedelta(hours=2)
    assert list(places(at_moment(rf, "/sitemap/news.xml", later))) == [
        SITE + copy_of(scheduled).get_absolute_url()
    ]


def test_an_unchanged_map_is_not_sent_twice(client):
    make.publish()
    for address in ("/sitemap.xml", "/sitemap/news.xml", "/sitemap/pages.xml"):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), address


# ---------------------------------------------------------------- small files


def test_robots_are_kept_from_the_desk_and_led_to_the_maps(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /accounts/", "Disallow: /search/"} <= set(lines)
    assert [line for line in lines if line.startswith("Sitemap")] == [
        f"Sitemap: {SITE}/sitemap.xml", f"Sitemap: {SITE}/sitemap/news.xml",
    ]  # fmt: skip


def test_whoever_finds_a_hole_knows_where_to_turn(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@newsroom.example"
    said = dict(
        line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines()
    )
    assert said["Contact"] == "mailto:security@newsroom.example"
    assert said["Canonical"] == f"{SITE}/.well-known/security.txt"
    left = datetime.fromisoformat(said["Expires"]) - timezone.now()
    assert timedelta(days=120) < left < timedelta(days=366)


def test_a_phone_can_keep_the_site_from_right_to_left(client):
    response = client.get("/manifest.webmanifest")
    found = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert (found["dir"], found["lang"], found["name"], found["start_url"]) == ("rtl", "ar", "الرؤية", "/")
    assert {icon["sizes"] for icon in found["icons"]} == {"any", "192x192", "512x512"}


def test_a_browser_learns_how_to_search(client):
    tree = etree.fromstring(client.get("/opensearch.xml").content)
    assert tree.find("{*}Url").get("template") == f"{SITE}/search/?q={{searchTerms}}"
    assert tree.findtext("{*}ShortName") == "الرؤية"
    assert re.search("الرؤية", tree.findtext("{*}Description"))
