"""The shipped Varnish configuration, run by the real server where it is installed, told by the newsroom's own purge."""

import os
import shutil
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from wsgiref.simple_server import make_server

import pytest

from articles.pagestore import purging
from tests.test_deployment import ROOT, _Quiet, ask, free_port, running

VARNISH = shutil.which("varnishd") or shutil.which("varnishd", path="/usr/sbin")
HAS_XKEY = any(Path("/usr/lib").glob("*/varnish/vmods/libvmod_xkey.so"))
pytestmark = pytest.mark.skipif(not (VARNISH and HAS_XKEY), reason="varnish with the module xkey is not installed here")
TOKEN = "the-token-of-this-test"


class Paper:
    """What stands in for the proxy: counts what it is asked for, and may be away."""

    def __init__(self):
        self.asked, self.words, self.status = [], "first", "200 OK"

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        if path != "/proxy-health":
            self.asked.append((path, environ.get("HTTP_COOKIE")))
        kept = "public, s-maxage=600, stale-if-error=864000"
        start_response(self.status if path != "/proxy-health" else "200 OK", [
            ("Cache-Control", "private, no-store" if path.startswith("/admin/") else kept),
            ("Surrogate-Key", f"story:{path.strip('/')} site"),
        ])  # fmt: skip
        return [self.words.encode()]


@contextmanager
def varnish_before(origin, scratch):
    port = free_port()
    shipped = (ROOT / "deploy" / "varnish.vcl").read_text()
    for there, here in {'"proxy"': '"127.0.0.1"', '"8080"': f'"{origin}"'}.items():
        assert shipped.count(there) == 1
        shipped = shipped.replace(there, here)
    (scratch / "varnish.vcl").write_text(shipped)
    command = [
        VARNISH, "-F", "-a", f"127.0.0.1:{port}", "-f", str(scratch / "varnish.vcl"), "-n", str(scratch / "varnish"),
        "-j", "none", "-s", "malloc,20m",
    ]  # fmt: skip
    with running(command, port, env=os.environ | {"PURGE_TOKEN": TOKEN}):
        yield port


@pytest.fixture
def paper():
    return Paper()


@pytest.fixture
def varnish(paper, tmp_path, settings):
    with make_server("127.0.0.1", 0, paper, handler_class=_Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with varnish_before(server.server_port, tmp_path) as port:
            settings.CDN_PURGE_URL = f"http://127.0.0.1:{port}/.purge"
            settings.CDN_PURGE_HEADER = f"Authorization: Bearer {TOKEN}"
            until(lambda: ask(port, "/warm/")[0] == 200)
            paper.asked.clear()
            yield port
        server.shutdown()


def until(true):
    deadline = time.monotonic() + 30
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_page_is_kept_for_all_readers_and_purged_by_its_names_alone(varnish, paper):
    for path in ("/7/", "/8/", "/7/", "/8/"):
        assert ask(varnish, path, Cookie="sessionid=x")[0] == 200
    assert paper.asked == [("/7/", None), ("/8/", None)]
    assert "Surrogate-Key" not in ask(varnish, "/7/")[1]
    paper.words = "second"
    purging.tell(["story:7"], for_good=True)
    assert [ask(varnish, path)[2] for path in ("/7/", "/8/")] == [b"second", b"first"]


def test_what_only_changed_is_shown_while_the_paper_is_away_and_what_had_to_go_is_not(varnish, paper):
    ask(varnish, "/7/"), ask(varnish, "/8/")
    paper.status = "502 Bad Gateway"
    purging.tell(["story:7"], for_good=False)
    purging.tell(["story:8"], for_good=True)
    assert ask(varnish, "/7/")[::2] == (200, b"first")
    status, headers, page = ask(varnish, "/8/")
    assert (status, headers["Cache-Control"]) == (503, "no-store")
    assert "غير متاحة الآن" in page.decode()
    paper.status, paper.words = "200 OK", "second"
    until(lambda: ask(varnish, "/7/")[2] == b"second")


def test_the_desk_is_never_kept_and_a_stranger_purges_nothing(varnish, paper, settings):
    ask(varnish, "/admin/", Cookie="sessionid=x"), ask(varnish, "/admin/", Cookie="sessionid=y")
    assert paper.asked == [("/admin/", "sessionid=x"), ("/admin/", "sessionid=y")]
    settings.CDN_PURGE_HEADER = "Authorization: Bearer another"
    with pytest.raises(OSError, match="404"):
        purging.tell(["story:7"], for_good=True)
