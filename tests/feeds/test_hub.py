"""The hub is told of what readers can read, when they can read it."""

from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.utils import timezone

from articles import jobs
from articles.feeds import hub
from articles.models import Job
from tests import factories as make
from tests.site.newsstand import copy_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(settings, monkeypatch):
    """What the hub was told, in order."""
    settings.WEBSUB_HUB, settings.SITE_URL = "https://hub.example/", "https://newsroom.example"
    said = []

    class Answer:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

    def post(request, timeout):
        said.append((request.full_url, parse_qs(request.data.decode())))
        return Answer()

    monkeypatch.setattr(hub.urllib.request, "urlopen", post)
    return said


def work():
    """Do everything that is due, as a worker does."""
    while jobs.run_next("worker-1"):
        pass


def test_the_hub_is_told_of_every_feed_that_holds_a_new_story(told):
    story = make.publish(event=make.make_event(slug="forum"), authors=[make.make_author(slug="salma")])
    work()
    [(address, said)] = told
    assert (address, said["hub.mode"]) == ("https://hub.example/", ["publish"])
    site = "https://newsroom.example/feeds/"
    for place in ("", f"section/{story.section.slug}/", "author/salma/", "event/forum/"):
        assert {f"{site}{place}{form}" for form in ("atom.xml", "rss.xml", "feed.json")} <= set(
            said["hub.url"]
        ), place


def test_a_scheduled_story_is_told_at_its_time(told):
    at = timezone.now() + timedelta(hours=1)
    story = make.schedule(at=at)
    assert Job.objects.get(kind="hub").due_at == copy_of(story).live_from
    hub.tell(copy_of(story).pk)
    assert told == []


def test_a_story_that_is_gone_is_not_told(told):
    story = make.withdraw(make.publish())
    hub.tell(copy_of(story).pk)
    assert told == []


def test_without_a_hub_there_is_no_job(settings):
    settings.WEBSUB_HUB = ""
    make.publish()
    assert not Job.objects.filter(kind="hub").exists()


def test_a_hub_that_refuses_is_told_again(told, monkeypatch):
    make.publish()

    def refuse(request, timeout):
        raise OSError("refused")

    monkeypatch.setattr(hub.urllib.request, "urlopen", refuse)
    work()
    job = Job.objects.get(kind="hub")
    assert (job.attempts, job.failed_at) == (1, None)
