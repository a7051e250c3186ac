"""What supervisors, load balancers and Prometheus are told."""

from datetime import timedelta

import pytest

from articles import jobs, probes
from articles.models import Follower, Job, database_now, note_change
from articles.pagestore import removal
from tests import factories as make

pytestmark = pytest.mark.django_db
AWAY = {"REMOTE_ADDR": "203.0.113.9"}


def test_a_newsroom_at_rest_is_ready(client):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
def test_strangers_are_told_nothing(client, settings, path):
    settings.PROBE_TOKEN = "a-long-token"
    assert client.get(path, **AWAY).status_code == 404
    assert client.get(path, HTTP_X_FORWARDED_FOR="127.0.0.1").status_code == 404
    assert client.get(path, HTTP_AUTHORIZATION="Bearer another", **AWAY).status_code == 404
    assert client.get(path, HTTP_AUTHORIZATION="Bearer a-long-token", **AWAY).status_code == 200


def test_without_a_token_an_empty_one_opens_nothing(client):
    assert client.get("/readyz", HTTP_AUTHORIZATION="Bearer ", **AWAY).status_code == 404


def test_work_that_was_given_up_and_a_clock_that_is_wrong_are_said(client, monkeypatch):
    jobs.enqueue("renditions", {"picture": 1})
    Job.objects.update(failed_at=database_now())
    monkeypatch.setattr(probes.time, "time", lambda: 0.0)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    clock, work = answer.content.decode().splitlines()
    assert clock.startswith("clock: ")
    assert "1" in work


def test_a_disk_that_is_almost_full_is_said(client, monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    monkeypatch.setattr(probes, "FREE_ENOUGH", 1.0)
    assert client.get("/readyz").content.decode().startswith(f"disk: {tmp_path}")


def test_the_figures_are_those_of_the_newsroom(client):
    make.publish()
    make.schedule()
    figures = dict(line.split(" ") for line in client.get("/metrics").content.decode().splitlines() if line[0] != "#")
    assert figures["newsroom_live_stories"] == "1.0"
    assert figures["newsroom_scheduled_stories"] == "1.0"
    assert figures["newsroom_worker_silent_seconds"] == "-1.0"


class TestARemoval:
    @pytest.fixture
    def slow(self):
        """A process that keeps pages and does not come further."""
        return Follower.objects.create(name="web-1:7", position=0, seen_at=database_now())

    def test_is_confirmed_when_every_process_has_passed_it(self, slow):
        change = note_change("story:1", is_removal=True)
        assert removal.wait_for(change.sequence, patience=0) is False
        Follower.objects.update(position=change.sequence)
        assert removal.wait_for(change.sequence, patience=0) is True

    def test_that_is_not_confirmed_is_said_with_the_process(self, slow, client, monkeypatch):
        note_change("story:1", is_removal=True)
        assert removal.unconfirmed() == []
        monkeypatch.setattr(removal, "PROMISED", timedelta(seconds=-1))
        assert "web-1:7" in removal.unconfirmed()[0].message
        assert "web-1:7" in client.get("/readyz").content.decode()

    def test_does_not_wait_for_a_process_that_ended_long_ago(self, slow):
        Follower.objects.update(seen_at=database_now() - timedelta(hours=1))
        assert removal.wait_for(note_change("story:1", is_removal=True).sequence, patience=0) is True

    @pytest.mark.parametrize(
        "position, said", [(0, "لم تؤكد كل الخوادم"), (10**6, "لم يعد أي خادم يعرض المادة")]
    )
    def test_is_confirmed_to_the_editor_or_said_loudly(self, client, slow, monkeypatch, position, said):
        monkeypatch.setattr(removal, "PATIENCE", 0)
        Follower.objects.update(position=position)
        article = make.publish()
        client.force_login(make.make_user("chief"))
        form = {"kind": "error", "notice": "نعتذر إلى القراء.", "note": "خطأ", "version": article.version}
        address = f"/admin/articles/article/{article.pk}/step/withdraw/"
        assert said in client.post(address, form, follow=True).content.decode()
