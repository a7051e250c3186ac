"""What is read most: counted without cookies, apart from the pages, within six hours."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import readership
from articles.models import ReadCount
from articles.views import fronts
from tests import factories as make

from .newsstand import stand, text_of

pytestmark = pytest.mark.django_db
HOUR = timezone.now().replace(minute=0, second=0, microsecond=0)


@pytest.fixture(autouse=True)
def gathered(monkeypatch):
    fresh = readership.Gathered()
    monkeypatch.setattr(readership, "_gathered", fresh)
    return fresh


def count(story, reads, hours_ago=0):
    ReadCount.objects.create(public_id=story.public_id, hour=HOUR - timedelta(hours=hours_ago), reads=reads)


def most_read():
    return fronts.lay_out(timezone.now()).most_read


def test_the_most_read_of_the_last_six_hours_come_in_their_order():
    often, seldom, long_ago, never = stand(4)
    count(seldom, 3)
    count(often, 2)
    count(often, 2, hours_ago=4)
    count(long_ago, 100, hours_ago=7)
    assert most_read() == [often, seldom]
    assert never not in most_read()


def test_a_story_that_was_withdrawn_is_read_no_more():
    gone, stays = stand(2)
    count(gone, 9)
    count(stays, 1)
    make.withdraw(gone.article)
    assert most_read() == [stays]


def test_the_list_stands_on_the_fronts_and_beside_stories(client):
    read, other = stand(2)
    count(read, 5)
    for address in ("/", read.section.get_absolute_url(), other.get_absolute_url()):
        assert "الأكثر قراءة" in text_of(client.get(address)), address
    assert "الأكثر قراءة" not in text_of(client.get(read.get_absolute_url()))


def test_a_reading_is_one_for_each_browser_and_story(client):
    story = stand(1)[0]
    for agent in ("one", "one", "two"):
        client.post(f"/seen/{story.public_id}/", headers={"user-agent": agent})
    readership.write()
    assert ReadCount.objects.get().reads == 2


def test_two_processes_add_to_the_same_count(monkeypatch):
    story = stand(1)[0]
    for process in ("one", "two"):
        monkeypatch.setattr(readership, "_gathered", readership.Gathered())
        readership.heard(story.public_id, f"reader of {process}")
        readership.write()
    assert ReadCount.objects.get().reads == 2


def test_what_is_not_live_is_never_counted(client):
    for article in (make.make_article(), make.schedule()):
        client.post(f"/seen/{article.public_id}/")
    client.post("/seen/22222222/")
    readership.write()
    assert not ReadCount.objects.exists()


def test_saying_so_asks_nothing_of_the_database_until_it_is_time(client, gathered):
    story = stand(1)[0]
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(f"/seen/{story.public_id}/")
    assert (answer.status_code, answer.content, len(asked)) == (204, b"", 0)
    assert not answer.cookies
    gathered._written_at -= readership.GATHER_FOR
    client.post(f"/seen/{story.public_id}/", headers={"user-agent": "another"})
    assert ReadCount.objects.get().reads == 2


def test_old_counts_go():
    old, new = stand(2)
    count(old, 9, hours_ago=31 * 24)
    readership.heard(new.public_id, "reader")
    readership.write()
    assert [row.public_id for row in ReadCount.objects.all()] == [new.public_id]
