"""A CDN in front is told what changed, by a job written with the change."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from articles import jobs
from articles.models import Follower, Job, database_now, note_change
from articles.pagestore import purging, removal

pytestmark = pytest.mark.django_db


class Told(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.told.append(dict(self.headers))
        self.send_response(self.server.answers)
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def cdn(settings):
    with HTTPServer(("127.0.0.1", 0), Told) as server:
        server.told, server.answers = [], 200
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CDN_PURGE_URL = f"http://127.0.0.1:{server.server_port}/purge"
        settings.CDN_PURGE_HEADER = "Fastly-Key: secret"
        yield server
        server.shutdown()


def told(cdn):
    return [(one["Surrogate-Key"], one.get("Fastly-Soft-Purge"), one["Fastly-Key"]) for one in cdn.told]


def test_it_is_told_the_names_that_changed_and_nothing_else(cdn):
    note_change("story:7", "list:all")
    jobs.run_next("worker")
    assert told(cdn) == [("list:all story:7 many", "1", "secret")]
    assert jobs.run_next("worker") is None


def test_a_schedule_is_told_at_its_moment(cdn):
    moment = database_now() + removal.REMEMBERED
    note_change("story:7", takes_effect=moment)
    assert Job.objects.get(kind="purge").due_at == moment


def test_it_is_told_again_when_it_did_not_hear(cdn):
    cdn.answers = 500
    note_change("story:7")
    assert jobs.run_next("worker").done_at is None
    job = Job.objects.get(kind="purge")
    assert (job.attempts, job.done_at, "500" in job.fault) == (1, None, True)


def test_what_had_to_go_is_told_at_once_and_until_every_process_has_dropped_it(cdn, monkeypatch):
    monkeypatch.setattr(removal, "PATIENCE", 0)
    behind = Follower.objects.create(name="web", position=0, seen_at=database_now())
    change = note_change("story:7", is_removal=True)
    jobs.run_next("worker")
    assert [soft for _names, soft, _key in told(cdn)] == [None, None]
    assert Job.objects.get(kind="purge").done_at is None
    behind.position = change.sequence
    behind.save()
    purging.purge(change.sequence)
    assert len(cdn.told) == 4


def test_without_a_cdn_no_job_is_written(settings):
    settings.CDN_PURGE_URL = ""
    note_change("story:7")
    assert Job.objects.count() == 0


def test_a_page_names_what_it_was_made_from_as_long_as_a_header_may_be():
    assert purging.keys_of({"story:7", "list:all"}) == "list:all story:7"
    assert purging.keys_of({f"story:{number}" for number in range(1000)}) == "many"
