"""The store of finished pages, as promises to readers: with a stand-in for Django, and no database."""

import gzip
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from urllib.parse import unquote_to_bytes

import brotli
import pytest

from articles.models import Change
from articles.pagestore import store as stores
from articles.pagestore import turnstile
from articles.pagestore.declaring import ENVIRON_KEY
from articles.pagestore.store import Limits, PageStore

PAGE = "<p>" + "خبر من مسقط " * 200 + "</p>"


class Newsroom:
    """What stands in for Django: counts what it is asked, and answers what a test tells it."""

    def __init__(self):
        self.asked, self.environs = [], []
        self.body, self.status, self.names, self.headers, self.fault = PAGE, "200 OK", {"story:1"}, [], None

    def __call__(self, environ, start_response):
        self.asked.append(environ["PATH_INFO"] + (environ["QUERY_STRING"] and "?" + environ["QUERY_STRING"]))
        self.environs.append(environ)
        if self.fault:
            raise self.fault
        if ENVIRON_KEY in environ:
            environ[ENVIRON_KEY].update(self.names)
        start_response(self.status, [("Content-Type", "text/html; charset=utf-8"), *self.headers])
        return [self.body.encode()]


@pytest.fixture
def newsroom():
    return Newsroom()


def opened(newsroom, folder, **options):
    options.setdefault("limits", Limits())
    store = PageStore(
        newsroom, folder, canonical=("http", "paper.example"), hosts={"paper.example"}.__contains__,
        private=("/admin/", "/search/"), unguarded=("/static/",), in_background=False, **options,
    )  # fmt: skip
    store.log.position = 0
    return store


@pytest.fixture
def store(newsroom, tmp_path):
    return opened(newsroom, tmp_path / "pages")


class Answer:
    def __init__(self, store, path="/oman/", method="GET", **headers):
        path, _mark, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query,
            "HTTP_HOST": "paper.example", "wsgi.url_scheme": "http",
        } | headers  # fmt: skip
        body = store(environ, self._start)
        self.body = b"".join(body)

    def _start(self, status, headers, exc_info=None):
        self.status, self.headers = status, dict(headers)

    @property
    def text(self):
        coding = self.headers.get("Content-Encoding")
        return {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding](self.body).decode()


def change(store, *names, sequence=None, takes_effect=None, is_removal=False):
    """What the log says next reaches this process."""
    row = Change(
        sequence=sequence or store.log.position + 1, names=list(names), takes_effect=takes_effect, is_removal=is_removal
    )
    store.changed(store.log.apply([row]))


class TestAKeptPage:
    def test_is_answered_without_the_newsroom(self, store, newsroom):
        first, second = Answer(store), Answer(store)
        assert (first.text, second.text, newsroom.asked) == (PAGE, PAGE, ["/oman/"])

    def test_is_there_after_a_restart(self, store, newsroom, tmp_path):
        Answer(store)
        assert Answer(opened(newsroom, tmp_path / "pages")).text == PAGE
        assert newsroom.asked == ["/oman/"]

    @pytest.mark.parametrize("accepted, coding", [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("", None)])
    def test_comes_in_the_coding_that_the_reader_takes(self, store, accepted, coding):
        answer = Answer(store, HTTP_ACCEPT_ENCODING=accepted)
        assert answer.headers.get("Content-Encoding") == coding
        assert answer.text == PAGE
        assert int(answer.headers["Content-Length"]) == len(answer.body)
        assert answer.headers["Vary"] == "Accept-Encoding"

    def test_has_an_etag_for_each_coding_and_answers_304_to_whoever_holds_one(self, store):
        plain, packed = Answer(store), Answer(store, HTTP_ACCEPT_ENCODING="br")
        assert plain.headers["ETag"] != packed.headers["ETag"]
        for held in (plain.headers["ETag"], f'"x", W/{packed.headers["ETag"]}', "*"):
            again = Answer(store, HTTP_IF_NONE_MATCH=held, HTTP_ACCEPT_ENCODING="br")
            assert (again.status, again.body) == ("304 Not Modified", b"")
            assert "Content-Length" not in again.headers
        assert Answer(store, HTTP_IF_NONE_MATCH='"another"').status == "200 OK"

    def test_answers_head_with_the_headers_alone(self, store):
        whole, head = Answer(store), Answer(store, method="HEAD")
        assert (head.body, head.headers) == (b"", whole.headers)

    def test_leaves_memory_when_there_are_too_many_and_comes_back_from_disk(self, newsroom, tmp_path):
        store = opened(newsroom, tmp_path, limits=Limits(memory=10_000))
        for number in range(9):
            Answer(store, f"/{number}/")
        assert 0 < store.held_size <= 10_000
        Answer(store, "/0/")
        assert len(newsroom.asked) == 9


    def test_says_what_it_was_made_from_to_a_cdn_in_front_and_to_nobody_else(self, store, newsroom, tmp_path):
        newsroom.names = {"story:1", "list:all"}
        told = Answer(opened(newsroom, tmp_path / "others", surrogate_keys=True)).headers
        assert told["Surrogate-Key"] == "list:all story:1"
        assert "Surrogate-Key" not in Answer(store).headers


class TestWhatAReaderSends:
    def test_never_reaches_the_newsroom(self, store, newsroom):
        """A page made for one reader is the page of all: nothing of the reader may be in it."""
        sent = {"HTTP_COOKIE": "session=x", "HTTP_X_FORWARDED_HOST": "evil", "HTTP_ACCEPT_LANGUAGE": "en",
                "HTTP_AUTHORIZATION": "x", "HTTP_RANGE": "bytes=0-1", "HTTP_IF_MODIFIED_SINCE": "x"}  # fmt: skip
        assert Answer(store, "/oman/?utm_source=x&before=abc&before=z", **sent).text == PAGE
        (environ,) = newsroom.environs
        assert {name for name in environ if name.startswith("HTTP_")} == {"HTTP_HOST"}
        assert (environ["HTTP_HOST"], environ["QUERY_STRING"]) == ("paper.example", "before=abc")

    @pytest.mark.parametrize("query", ["utm_source=x", "fbclid=1", "%00=%00", "a;b", "before"])
    def test_queries_that_mean_nothing_are_the_page_itself(self, store, newsroom, query):
        Answer(store)
        assert Answer(store, f"/oman/?{query}").text == PAGE
        assert newsroom.asked == ["/oman/"]

    def test_an_unknown_host_is_the_newsrooms_to_refuse_and_nothing_is_kept(self, store, newsroom):
        newsroom.status = "400 Bad Request"
        assert Answer(store, HTTP_HOST="evil.example").status == "400 Bad Request"
        newsroom.status = "200 OK"
        assert Answer(store).status == "200 OK"

    def test_the_desk_and_the_search_are_never_kept(self, store, newsroom):
        for path in ("/admin/", "/search/?q=x", "/static/x.css"):
            Answer(store, path), Answer(store, path)
        assert len(newsroom.asked) == 6
        assert list(store.shelf.kept()) == []

    def test_a_post_is_never_answered_from_the_store(self, store, newsroom):
        Answer(store)
        Answer(store, method="POST")
        assert newsroom.asked == ["/oman/", "/oman/"]

    def test_plain_http_is_left_to_the_newsroom_to_redirect(self, newsroom, tmp_path):
        header = ("HTTP_X_FORWARDED_PROTO", "https")
        store = opened(newsroom, tmp_path, only_https=True, secure_header=header)
        Answer(store), Answer(store)
        assert len(newsroom.asked) == 2
        Answer(store, HTTP_X_FORWARDED_PROTO="https"), Answer(store, HTTP_X_FORWARDED_PROTO="https")
        assert len(newsroom.asked) == 3


class TestWhatIsNotKept:
    @pytest.mark.parametrize(
        "fields",
        [{"status": "500 Oops"}, {"status": "302 Found"}, {"names": set()},
         {"headers": [("Set-Cookie", "a=b")]}, {"headers": [("Cache-Control", "private, no-store")]}],
    )  # fmt: skip
    def test_errors_and_answers_for_one_person(self, store, newsroom, fields):
        vars(newsroom).update(fields)
        assert Answer(store).text == PAGE
        Answer(store)
        assert len(newsroom.asked) == 2

    def test_a_missing_page_is_remembered_for_moments_and_never_on_disk(self, store, newsroom, monkeypatch):
        newsroom.status = "404 Not Found"
        Answer(store), Answer(store)
        assert (len(newsroom.asked), list(store.shelf.kept())) == (1, [])
        later = time.monotonic() + 5.1
        monkeypatch.setattr(stores.time, "monotonic", lambda: later)
        Answer(store)
        assert len(newsroom.asked) == 2

    def test_a_missing_page_is_forgotten_as_soon_as_anything_changes(self, store, newsroom):
        newsroom.status = "404 Not Found"
        assert Answer(store).status == "404 Not Found"
        newsroom.status = "200 OK"
        change(store, "story:9")
        assert Answer(store).status == "200 OK"


class TestAChange:
    def test_is_shown_to_the_next_reader_but_one_and_nobody_waits(self, store, newsroom):
        Answer(store)
        newsroom.body = "<p>جديد</p>"
        change(store, "story:1")
        assert Answer(store).text == PAGE
        store.work_off()
        assert Answer(store).text == "<p>جديد</p>"

    def test_touches_the_pages_that_were_made_from_it_alone(self, store, newsroom):
        Answer(store)
        change(store, "story:2")
        store.work_off()
        Answer(store)
        assert newsroom.asked == ["/oman/"]

    def test_is_known_of_pages_that_were_kept_before_this_process_began(self, store, newsroom, tmp_path):
        Answer(store)
        newsroom.body = "<p>جديد</p>"
        later = opened(newsroom, tmp_path / "pages")
        later.log.apply([Change(sequence=1, names=["story:1"])])
        Answer(later)
        later.work_off()
        assert Answer(later).text == "<p>جديد</p>"

    def test_that_one_process_has_worked_in_is_taken_from_disk_by_the_others(self, store, newsroom, tmp_path):
        other = opened(newsroom, tmp_path / "pages")
        Answer(store), Answer(other)
        newsroom.body = "<p>جديد</p>"
        change(store, "story:1"), change(other, "story:1")
        store.work_off()
        other.work_off()
        assert Answer(other).text == "<p>جديد</p>"
        assert len(newsroom.asked) == 2

    def test_that_cannot_be_worked_in_leaves_the_page_as_it_is(self, store, newsroom):
        Answer(store)
        newsroom.fault = RuntimeError("the database is gone")
        change(store, "story:1")
        store.work_off()
        assert Answer(store).text == PAGE
        newsroom.fault, newsroom.status = None, "500 Oops"
        store.refresh("/oman/")
        store.work_off()
        assert Answer(store).text == PAGE

    def test_older_than_the_log_reaches_makes_a_page_stale(self, store, newsroom):
        Answer(store)
        store.log.floor, store.log.position = 50, 60
        store.log.generation += 1
        Answer(store)
        store.work_off()
        assert len(newsroom.asked) == 2


class TestAMoment:
    """A scheduled story appears, and one that ends disappears, on the second."""

    @pytest.fixture
    def clock(self, monkeypatch):
        class Clock:
            seconds = time.time()

        monkeypatch.setattr(stores.time, "time", lambda: Clock.seconds)
        return Clock

    def schedule(self, store, clock, seconds):
        change(store, "story:1", takes_effect=datetime.fromtimestamp(clock.seconds + seconds, UTC))

    def test_changes_nothing_before(self, store, newsroom, clock):
        Answer(store)
        self.schedule(store, clock, 60)
        clock.seconds += 59
        store.work_off()
        assert Answer(store).text == PAGE
        assert newsroom.asked == ["/oman/"]

    def test_is_never_passed_by_an_old_page(self, store, newsroom, clock):
        Answer(store)
        self.schedule(store, clock, 60)
        clock.seconds += 60.001
        newsroom.body = "<p>حان الموعد</p>"
        assert Answer(store).text == "<p>حان الموعد</p>"

    def test_is_kept_by_a_process_that_began_in_between(self, store, newsroom, tmp_path, clock):
        Answer(store)
        later = opened(newsroom, tmp_path / "pages")
        moment = datetime.fromtimestamp(clock.seconds + 5, UTC)
        later.log.apply([Change(sequence=1, names=["story:1"], takes_effect=moment)])
        clock.seconds += 6
        newsroom.body = "<p>حان الموعد</p>"
        assert Answer(later).text == "<p>حان الموعد</p>"

    def test_without_the_newsroom_leaves_what_there_is(self, store, newsroom, clock):
        Answer(store)
        self.schedule(store, clock, 60)
        clock.seconds += 61
        newsroom.fault = RuntimeError("the database is gone")
        assert Answer(store).text == PAGE
        newsroom.asked.clear()
        assert Answer(store).text == PAGE
        assert newsroom.asked == []


class TestARemoval:
    def test_takes_the_page_away_even_when_nothing_can_replace_it(self, store, newsroom):
        Answer(store)
        newsroom.fault = RuntimeError("the database is gone")
        change(store, "story:1", is_removal=True)
        answer = Answer(store)
        assert answer.status == "503 Service Unavailable"
        assert "خبر من مسقط" not in answer.text

    def test_takes_it_from_disk_too(self, store):
        Answer(store)
        change(store, "story:1", is_removal=True)
        assert list(store.shelf.kept()) == []

    def test_is_known_to_a_process_that_starts_without_a_database(self, store, newsroom, tmp_path):
        Answer(store)
        (file,) = (tmp_path / "pages").glob("??/*.page")
        kept = file.read_bytes()
        change(store, "story:1", is_removal=True)
        file.write_bytes(kept)  # as if this machine had been too slow to delete it
        newsroom.fault = RuntimeError("the database is gone")
        later = opened(newsroom, tmp_path / "pages")
        later.log.position = None
        assert Answer(later).status == "503 Service Unavailable"

    def test_leaves_what_was_made_afterwards(self, store, newsroom):
        Answer(store)
        newsroom.status, newsroom.body = "410 Gone", "<p>سُحبت</p>"
        change(store, "story:1", is_removal=True)
        store.work_off()
        newsroom.fault = RuntimeError("the database is gone")
        assert (Answer(store).status, Answer(store).text) == ("410 Gone", "<p>سُحبت</p>")


class TestWithoutADatabase:
    def test_a_process_that_starts_now_serves_what_was_kept(self, store, newsroom, tmp_path):
        Answer(store)
        newsroom.fault = RuntimeError("the database is gone")
        later = opened(newsroom, tmp_path / "pages")
        later.log.position = None
        assert Answer(later).text == PAGE
        later.work_off()
        assert Answer(later).text == PAGE

    def test_a_process_that_does_not_know_the_log_yet_takes_nothing_off_the_shelf(self, store, newsroom, tmp_path):
        """Its database may answer before its log is read: the page is good, and the kept one stays for all."""
        Answer(store)
        starting = opened(newsroom, tmp_path / "pages")
        starting.log.position = None
        for newsroom.status in ("200 OK", "404 Not Found"):
            Answer(starting)
            starting.work_off()
            starting.refresh("/oman/")
            starting.work_off()
        assert store.shelf.get("/oman/").bodies[""].decode() == PAGE

    def test_a_page_that_was_never_kept_is_an_honest_503(self, store, newsroom):
        newsroom.fault = RuntimeError("the database is gone")
        answer = Answer(store)
        assert (answer.status, answer.headers["Cache-Control"]) == ("503 Service Unavailable", "no-store")
        assert "غير متاحة الآن" in answer.text

    def test_nothing_older_than_ten_days_is_shown(self, store, newsroom):
        Answer(store)
        newsroom.fault = RuntimeError("the database is gone")
        store.log.clock_offset += 10 * 24 * 3600 + 1
        store.log.generation += 1
        assert Answer(store).status == "503 Service Unavailable"


def test_when_everybody_waits_for_the_newsroom_readers_of_kept_pages_do_not(store, newsroom, monkeypatch):
    Answer(store)
    with store.turnstile.enter(0), store.turnstile.enter(0), store.turnstile.enter(0) as third:
        assert third is False
        assert Answer(store).text == PAGE
        monkeypatch.setattr(turnstile, "STUCK_AFTER", 0)
        started = time.monotonic()
        assert Answer(store, "/new/").status == "503 Service Unavailable"
        assert time.monotonic() - started < stores.PATIENCE / 2
    assert Answer(store, "/new/").status == "200 OK"


class TestManyWhoAskForAPageThatNobodyHasMade:
    @pytest.fixture
    def slow(self, newsroom, tmp_path, monkeypatch):
        """A store whose newsroom takes its time over each page."""
        monkeypatch.setattr(turnstile, "STUCK_AFTER", 60)
        monkeypatch.setattr(stores, "PATIENCE", 60)

        def slowly(environ, start_response):
            time.sleep(0.3)
            return newsroom(environ, start_response)

        return opened(slowly, tmp_path / "pages", limits=Limits(threads=60))

    def asking(self, store):
        with ThreadPoolExecutor(50) as readers:
            return [answer.text for answer in readers.map(lambda _number: Answer(store), range(50))]

    def test_wait_for_one_rendering(self, slow, newsroom):
        assert self.asking(slow) == [PAGE] * 50
        assert newsroom.asked == ["/oman/"]
        assert slow.flights == {}

    def test_are_given_nothing_that_is_one_persons(self, slow, newsroom):
        newsroom.headers = [("Set-Cookie", "a=b")]
        assert self.asking(slow) == [PAGE] * 50
        assert len(newsroom.asked) == 50

    def test_make_it_themselves_when_the_first_one_fails(self, slow, newsroom):
        newsroom.fault = RuntimeError("the database is gone")
        assert {"غير متاحة الآن" in text for text in self.asking(slow)} == {True}
        assert slow.flights == {}


def test_a_damaged_file_is_no_page(store, newsroom, tmp_path):
    Answer(store)
    (file,) = (tmp_path / "pages").glob("??/*.page")
    whole = file.read_bytes()
    for damaged in (b"", b"x", whole[:-1], whole[:40], whole.replace(b'"names"', b'"nanes"')):
        file.write_bytes(damaged)
        assert Answer(opened(newsroom, tmp_path / "pages")).text == PAGE
    assert len(newsroom.asked) == 6


def test_a_full_disk_keeps_nobody_from_reading(store, newsroom, monkeypatch, caplog):
    def full(*arguments, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("articles.pagestore.shelf.tempfile.mkstemp", full)
    assert [Answer(store).text, Answer(store).text] == [PAGE, PAGE]
    assert newsroom.asked == ["/oman/"]
    assert "No space left" in caplog.text
