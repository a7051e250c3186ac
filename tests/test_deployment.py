"""The shipped server configuration, run as shipped: the web as in production, and nginx where it is installed."""

import asyncio
import fcntl
import http.client
import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import brotli
import pytest
from django.db import connection

from articles.views.answers import SHARED
from tests.databases import subprocess_environment
from tests.proxy import moved

ROOT = Path(__file__).resolve().parent.parent
HOST = "newsroom.example"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def ask(port, path, **headers):
    """(status, headers, body) of a plain request to a server on this machine."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    try:
        response = urllib.request.build_opener(_NoRedirects).open(request, timeout=10)
    except urllib.error.HTTPError as refusal:
        response = refusal
    with response:
        return response.status, response.headers, response.read()


def send(port, path, body):
    """The status of posting `body`; a server that refuses early may close before it has read everything."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    with suppress(BrokenPipeError, ConnectionResetError):
        connection.request("POST", path, body=body, headers={"Host": HOST})
    status = connection.getresponse().status
    connection.close()
    return status


@contextmanager
def running(command, port, **options):
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options
    )
    try:
        deadline = time.monotonic() + 120
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"{command[0]} did not start:\n{process.communicate(timeout=5)[0]}")
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture(scope="session")
def gathered(tmp_path_factory):
    """The folder of the static files under their final names: gathered and packed once for a whole run."""
    shared = os.environ.get("SHARED_SCRATCH")
    place = Path(shared) if shared else tmp_path_factory.mktemp("gathered")
    folder = place / "static"
    with (place / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "staticfiles.json").exists():
            _gather(folder)
    return folder


def _gather(folder):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "newsroom.settings", "STATIC_ROOT": str(folder), "DEBUG": "0", "SECRET_KEY": "k" * 50,
        "SITE_URL": f"https://{HOST}",
    }  # fmt: skip
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_static_files_can_be_gathered_for_production(gathered):
    names = json.loads((gathered / "staticfiles.json").read_text())["paths"]
    assert re.fullmatch(
        r"vendor/ckeditor5/ckeditor5\.umd\.[0-9a-f]{12}\.js", names["vendor/ckeditor5/ckeditor5.umd.js"]
    )


@pytest.fixture
def production(transactional_db, gathered, tmp_path):
    """The environment of a web process behind a proxy, on the test's database."""
    return subprocess_environment() | {
        "DEBUG": "0",
        "SECRET_KEY": "long-and-varied-enough-for-the-check-0123456789-abcdefghijklm",
        "SITE_URL": f"https://{HOST}",
        "SECURE_PROXY_SSL_HEADER": "X-Forwarded-Proto",
        "TRUSTED_PROXIES": "1",
        "USE_X_ACCEL": "/protected-media/",
        "MEDIA_ROOT": str(tmp_path / "media"),
        "PAGE_STORE": str(tmp_path / "pages"),
        "STATIC_ROOT": str(gathered),
        "STATIC_SHARE": str(tmp_path / "static"),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "WEB_WORKERS": "2",
    }


@pytest.fixture
def web(production):
    """The port of the web, started by its container's entry point on an empty database."""
    port = free_port()
    with running(
        ["deploy/entrypoint", "web"], port, cwd=ROOT, env=production | {"BIND": f"127.0.0.1:{port}"}
    ):
        yield port


def test_the_web_answers_probes_without_a_host_name_and_readers_with_one(web):
    assert ask(web, "/healthz")[::2] == (200, b"ok\n")
    assert ask(web, "/", Host="elsewhere.example")[0] == 400
    status, headers, _ = ask(web, "/", Host=HOST)
    assert (status, headers["Location"]) == (301, f"https://{HOST}/")
    status, headers, _ = ask(web, "/", Host=HOST, **{"X-Forwarded-Proto": "https"})
    assert status == 200
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert "Set-Cookie" not in headers


def stylesheet_of(page):
    return re.search(rb'href="(/static/css/[^"]+\.[0-9a-f]{12}\.css)"', page)[1].decode()


def test_the_web_sends_its_own_static_files_when_no_proxy_does(web):
    sheet = stylesheet_of(ask(web, "/", Host=HOST, **{"X-Forwarded-Proto": "https"})[2])
    status, headers, _ = ask(web, sheet, Host=HOST, **{"X-Forwarded-Proto": "https"})
    assert (status, headers["Content-Type"]) == (200, 'text/css; charset="utf-8"')
    assert "immutable" in headers["Cache-Control"]


SLOW_BIRTH = """
import os, runpy, time
serve = runpy.run_path("deploy/serve.py")
begin = serve["in_worker"]

def slowly(application):
    os.write(1, b"a worker begins")
    time.sleep(1)
    return begin(application)

serve["main"].__globals__["in_worker"] = slowly
serve["main"]()
"""


def test_the_web_ends_when_it_is_told_to_while_its_workers_are_being_born(production):
    environment = production | {"BIND": f"127.0.0.1:{free_port()}"}
    web = subprocess.Popen([sys.executable, "-c", SLOW_BIRTH], cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    try:
        said = b""
        while said.count(b"a worker begins") < 2:
            more = os.read(web.stdout.fileno(), 4096)
            assert more, "the web ended by itself"
            said += more
        web.terminate()
        # Sooner than the thirty seconds after which workers that did not hear it are killed.
        web.communicate(timeout=20)
        assert web.returncode == 0
    finally:
        web.kill()


@pytest.fixture
def empty_database(transactional_db, tmp_path):
    """The address of a database without a table."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path}/empty.sqlite3"
        return
    name = f"empty_{secrets.token_hex(4)}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield os.environ["TEST_DATABASE_URL"].rpartition("/")[0] + "/" + name
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_web_processes_may_prepare_the_same_empty_database_at_once(production, empty_database):
    environment = production | {"DATABASE_URL": empty_database}
    command = [sys.executable, "manage.py", "prepare"]
    starting = [subprocess.Popen(command, cwd=ROOT, env=environment) for _ in range(3)]
    assert [process.wait(120) for process in starting] == [0, 0, 0]
    shown = subprocess.run(
        [*command[:2], "migrate", "--check"], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert shown.returncode == 0


def test_the_image_backs_up_with_the_programs_of_the_database_that_runs():
    served = re.search(r"image: postgres:(\d+)", (ROOT / "docker-compose.yml").read_text())[1]
    image = (ROOT / "Dockerfile").read_text()
    assert set(re.findall(r"FROM postgres:(\d+)|/usr/lib/postgresql/(\d+)/", image)) == {(served, ""), ("", served)}


# ---------------------------------------------------------------- the proxy

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed here")


@contextmanager
def proxy_before(web_port, scratch):
    """The port of nginx with the shipped file, its places moved into `scratch`, in front of `web_port`."""
    port = free_port()
    configuration = scratch / "nginx.conf"
    configuration.write_text(moved(scratch, port, web_port, access_log=f"access_log {scratch}/access.log json"))
    with running([NGINX, "-c", str(configuration), "-g", "daemon off;"], port):
        yield port


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def stand_in(environ, start_response):
    """A web that names a file for /picture/ and otherwise repeats what reached it."""
    if environ["PATH_INFO"] == "/picture/":
        start_response(
            "200 OK", [("X-Accel-Redirect", "/protected-media/a/b.jpg"), ("Content-Type", "image/jpeg")]
        )
        return [b""]
    size = len(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
    seen = {key: value for key, value in environ.items() if key.startswith("HTTP_")}
    seen |= {"size": size, "path": environ["PATH_INFO"]}
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(seen).encode()]


@pytest.fixture
def proxy(tmp_path):
    """The port of the proxy in front of a stand-in for the web."""
    with make_server("127.0.0.1", 0, stand_in, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        with proxy_before(server.server_port, tmp_path) as port:
            yield port
        server.shutdown()
        thread.join()


@needs_nginx
def test_a_page_of_the_real_web_comes_through_the_proxy(web, tmp_path):
    with proxy_before(web, tmp_path) as proxy:
        status, headers, page = ask(proxy, "/", Host=HOST, **{"X-Forwarded-Proto": "https"})
        assert (status, headers["Server"], headers["Content-Type"]) == (
            200,
            "nginx",
            "text/html; charset=utf-8",
        )
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        sheet = stylesheet_of(page)
        status, headers, _ = ask(proxy, sheet, Host=HOST, **{"Accept-Encoding": "gzip"})
        assert (status, headers["Content-Encoding"]) == (200, "gzip")
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
        plain = ask(proxy, sheet, Host=HOST)[2]
        status, headers, body = ask(proxy, sheet, Host=HOST, **{"Accept-Encoding": "gzip, deflate, br, zstd"})
        assert (status, headers["Content-Encoding"], headers["Vary"]) == (200, "br", "Accept-Encoding")
        assert headers.get_all("Content-Type") == ["text/css; charset=utf-8"]
        assert headers.get_all("Cache-Control") == ["public, max-age=31536000, immutable"]
        assert brotli.decompress(body) == plain


@needs_nginx
def test_the_web_learns_who_asked_and_over_what(proxy):
    seen = json.loads(
        ask(proxy, "/x/", Host=HOST, **{"X-Forwarded-For": "6.6.6.6", "X-Forwarded-Host": "evil"})[2]
    )
    assert seen["HTTP_HOST"] == HOST
    assert seen["HTTP_X_FORWARDED_FOR"] == "6.6.6.6, 127.0.0.1"
    assert seen["HTTP_X_FORWARDED_PROTO"] == "http"
    assert "HTTP_X_FORWARDED_HOST" not in seen
    seen = json.loads(ask(proxy, "/x/", Host=HOST, **{"X-Forwarded-Proto": "https"})[2])
    assert seen["HTTP_X_FORWARDED_PROTO"] == "https"


@needs_nginx
def test_a_picture_is_sent_only_when_the_web_names_it(proxy, tmp_path):
    (tmp_path / "media" / "a").mkdir()
    (tmp_path / "media" / "a" / "b.jpg").write_bytes(b"pixels")
    status, headers, body = ask(proxy, "/picture/", Host=HOST)
    assert (status, headers["Content-Type"], body) == (200, "image/jpeg", b"pixels")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert ask(proxy, "/protected-media/a/b.jpg", Host=HOST)[0] == 404


@needs_nginx
def test_static_files_with_a_hash_are_kept_for_ever_and_others_for_an_hour(proxy, tmp_path):
    (tmp_path / "static" / "css").mkdir()
    for name in ("site.css", "site.0123456789ab.css"):
        (tmp_path / "static" / "css" / name).write_text("p{}")
    _, headers, body = ask(proxy, "/static/css/site.0123456789ab.css", Host=HOST)
    assert (headers["Cache-Control"], body) == ("public, max-age=31536000, immutable", b"p{}")
    assert ask(proxy, "/static/css/site.css", Host=HOST)[1]["Cache-Control"] == "public, max-age=3600"
    assert ask(proxy, "/static/../nginx.conf", Host=HOST)[2].startswith(b"{")


@needs_nginx
def test_what_is_not_packed_in_brotli_comes_as_it_is(proxy, tmp_path):
    (tmp_path / "static" / "small.0123456789ab.js").write_text("go()")
    brotli_taken = {"Accept-Encoding": "br"}
    status, headers, body = ask(proxy, "/static/small.0123456789ab.js", Host=HOST, **brotli_taken)
    assert (status, headers["Content-Encoding"], body) == (200, None, b"go()")
    assert "javascript" in headers["Content-Type"]
    # What the proxy has not got, it asks of the web, by the name that the reader used.
    status, _, body = ask(proxy, "/static/gone.0123456789ab.css?v=1", Host=HOST, **brotli_taken)
    assert (status, json.loads(body)["path"]) == (200, "/static/gone.0123456789ab.css")
    for inside in ("/protected-packed/small.0123456789ab.js.br", "/protected-unpacked/small.0123456789ab.js"):
        assert ask(proxy, inside, Host=HOST, **brotli_taken)[2] != b"go()"


@needs_nginx
def test_a_body_that_is_too_large_is_refused_before_it_reaches_the_web(proxy):
    two_megabytes = b"x" * 2 * 1024 * 1024
    assert send(proxy, "/", two_megabytes) == 413
    assert send(proxy, "/admin/", two_megabytes) == 200
    assert send(proxy, "/admin/", two_megabytes * 14) == 413


@needs_nginx
def test_a_header_without_end_is_refused(proxy):
    assert ask(proxy, "/", Host=HOST, Cookie="x" * 9000)[0] == 400


@needs_nginx
def test_readers_are_told_in_arabic_when_the_web_is_away(tmp_path):
    with proxy_before(free_port(), tmp_path) as proxy:
        status, headers, page = ask(proxy, "/", Host=HOST)
        assert (status, headers["Cache-Control"]) == (502, "no-store")
        assert "الموقع غير متاح الآن" in page.decode()
        assert ask(proxy, "/proxy-health")[::2] == (200, b"ok\n")


READERS, ASKING = 512, 3


class Leaving:
    """A web that answers as ours does, and can be taken away from under the proxy."""

    def __init__(self):
        self.words = b"as it was"
        self.server = make_server("127.0.0.1", 0, self.answer, handler_class=_Quiet)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, environ, start_response):
        start_response("200 OK", [("Cache-Control", SHARED), ("Content-Type", "text/html")])
        return [self.words]

    def leave(self):
        self.server.shutdown()
        self.server.server_close()


async def _reader(port, path, times, seen):
    """One of many who keep their connection and ask again and again."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _time in range(times):
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = int(re.search(r"(?i)content-length: (\d+)", head)[1])
        seen[int(head.split()[1]), await reader.readexactly(length)] += 1
    writer.close()


async def _readers(port, paths, seen):
    await asyncio.gather(*(_reader(port, paths[n % len(paths)], ASKING, seen) for n in range(READERS)))


@needs_nginx
def test_when_the_web_is_gone_five_hundred_readers_at_once_get_every_page_that_is_kept(tmp_path):
    web, seen = Leaving(), Counter()
    with proxy_before(web.port, tmp_path) as proxy:
        pages = [f"/page-{number}/" for number in range(4)]
        assert [ask(proxy, page, Host=HOST)[0] for page in pages] == [200] * 4
        web.leave()
        time.sleep(3.1)  # what a proxy may show without asking, and while it asks, is over
        # A thread of its own: the browser of other tests keeps a loop in this one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, _readers(proxy, pages, seen)).result()
    assert seen == {(200, b"as it was"): READERS * ASKING}


@needs_nginx
def test_a_page_that_changed_is_another_page_behind_the_proxy_a_second_later(tmp_path):
    """The files that the proxy keeps open are those of the page as it is now."""
    web = Leaving()
    with proxy_before(web.port, tmp_path) as proxy:
        for _time in range(3):
            assert ask(proxy, "/", Host=HOST)[2] == b"as it was"
        web.words = b"as it is now"
        time.sleep(3.1)  # the proxy counts in whole seconds
        assert [ask(proxy, "/", Host=HOST)[2] for _time in range(8)] == [b"as it is now"] * 8
    web.leave()
