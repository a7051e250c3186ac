"""Every story by its day, and the pages that lead there."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from articles.models import Publication
from articles.models.spans import newest_within
from articles.views.archive import a_month, mark_filled
from tests import factories as make

from .newsstand import copy_of, stand, text_of

pytestmark = pytest.mark.django_db
MUSCAT = ZoneInfo("Asia/Muscat")


@pytest.fixture
def dated(monkeypatch):
    """`dated(moment, **fields)` publishes a story that first appeared at `moment`."""

    def publish(moment, **fields):
        article, editor = make.make_article(**fields), make.make_user("editor")
        make.approve(article, editor)
        make.workflow.perform_in_the_past(article, "publish", moment, by=editor)
        return copy_of(article)

    return publish


def test_a_story_stands_under_its_own_day_by_the_clock_of_the_paper(client, dated):
    # 23:30 in Muscat is 19:30 in UTC; half past midnight is still the day before there.
    late = dated(datetime(2025, 3, 9, 23, 30, tzinfo=MUSCAT), headline="خبر قبل منتصف الليل")
    early = dated(datetime(2025, 3, 10, 0, 30, tzinfo=MUSCAT), headline="خبر بعد منتصف الليل")
    ninth, tenth = (text_of(client.get(f"/archive/2025/3/{day}/")) for day in (9, 10))
    assert late.headline in ninth
    assert early.headline not in ninth
    assert early.headline in tenth
    assert late.headline not in tenth


def test_years_months_and_days_lead_to_each_other_and_only_to_what_has_stories(client, dated):
    dated(datetime(2025, 3, 9, 12, tzinfo=MUSCAT))
    assert 'href="/archive/2025/"' in text_of(client.get("/archive/"))
    of_year, of_month = text_of(client.get("/archive/2025/")), text_of(client.get("/archive/2025/03/"))
    assert 'href="/archive/2025/3/"' in of_year
    assert 'href="/archive/2025/4/"' not in of_year
    assert 'href="/archive/2025/3/9/"' in of_month
    assert 'href="/archive/2025/3/10/"' not in of_month


def test_a_period_without_stories_and_one_that_cannot_be_have_no_page(client):
    stand(1)
    for address in ("1999/", "2025/13/", "2025/2/30/", "0000/", "9999/", "2025/0/", "2025/1/0/"):
        assert client.get(f"/archive/{address}").status_code == 404, address


def test_what_is_not_live_fills_no_day(dated):
    moment = datetime(2025, 3, 9, 12, tzinfo=MUSCAT)
    make.withdraw(dated(moment).article)
    month = a_month(2025, 3)
    mark_filled(month.parts, None)
    assert not any(day.has_stories for day in month.parts)
    mark_filled(month.parts, moment + timedelta(hours=1))
    assert [day.first.day for day in month.parts if day.has_stories] == [9]


def test_the_archive_leads_from_the_home_page_and_goes_on_to_the_last_story(client):
    stories = stand(25)
    assert 'href="/archive/"' in text_of(client.get("/"))
    first = text_of(client.get("/archive/"))
    assert stories[-1].headline in first
    older = first.partition("?before=")[2].partition('"')[0]
    assert stories[0].headline in text_of(client.get(f"/archive/?before={older}"))
    assert Publication.objects.live().count() == 25


def test_each_span_tells_its_newest_live_story():
    day = timedelta(days=1)
    newest = stand(2)[-1].published_at
    spans = [(newest - day, newest + day), (newest, newest + day), (newest + day, newest + 2 * day)]
    assert newest_within(spans) == [newest, newest, None]
    assert newest_within(spans, at=newest - day) == [None, None, None]
    assert newest_within([]) == []
