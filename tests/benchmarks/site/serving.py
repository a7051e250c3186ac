"""The demo newsroom behind its own store of pages, as a public site serves it."""

import os
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PORT = int(os.environ.get("BENCH_PORT", "8199"))
WEB_PORT = PORT + 1
ORIGIN = f"https://127.0.0.1:{PORT}"
START_LIMIT = 60
# What a reader's browser speaks to: TLS and HTTP/2, the pages from nginx's store as in deploy/nginx.conf.
PROXY = """
{user} worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 512; }}
http {{
  access_log off; keepalive_timeout 60s;
  client_body_temp_path {folder}/nginx-1; proxy_temp_path {folder}/nginx-2; fastcgi_temp_path {folder}/nginx-3;
  uwsgi_temp_path {folder}/nginx-4; scgi_temp_path {folder}/nginx-5;
  proxy_cache_path {folder}/nginx-pages levels=1:2 keys_zone=pages:20m use_temp_path=off;
  map $http_accept_encoding $coding {{ default ""; ~*\\bbr\\b br; ~*\\bgzip\\b gzip; }}
  upstream web {{ server 127.0.0.1:{web}; keepalive 8; }}
  server {{
    listen 127.0.0.1:{port} ssl http2; ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;
    location / {{
      proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Proto https; proxy_set_header Accept-Encoding $coding;
      proxy_cache pages; proxy_cache_key $http_host$request_uri; proxy_cache_use_stale updating error timeout;
      proxy_cache_background_update on; proxy_cache_revalidate on; proxy_pass http://web;
    }}
  }}
}}
"""


def use_production_settings(folder):
    """Before Django starts: settings as a public site has them, with everything that is made in `folder`."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="newsroom.settings",
        ENV_FILE="/dev/null",
        DEBUG="0",
        SITE_URL=ORIGIN,
        SECRET_KEY="a-key-of-a-measurement-0123456789-0123456789-0123456789",
        EMAIL_URL="memorymail://",
        STATIC_ROOT=f"{folder}/static",
        PAGE_STORE=f"{folder}/pages",
        BIND=f"127.0.0.1:{WEB_PORT}",
        WEB_WORKERS="1",
        SECURE_PROXY_SSL_HEADER="X-Forwarded-Proto",
    )


@contextmanager
def served():
    """Serve the demo at ORIGIN for as long as the context lasts; Django is set up in this process too."""
    with tempfile.TemporaryDirectory() as folder:
        use_production_settings(folder)
        import django

        django.setup()
        _make_demo()
        servers = [
            subprocess.Popen([sys.executable, "deploy/serve.py"], cwd=ROOT, stderr=subprocess.DEVNULL),
            subprocess.Popen([_nginx(), "-c", _proxy(folder)]),
        ]
        try:
            _wait(servers)
            yield ORIGIN
        finally:
            for server in reversed(servers):
                server.send_signal(signal.SIGTERM)
                server.wait()


def _nginx():
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not found:
        raise SystemExit("nginx stands before the newsroom here too: install it and run the same command again.")
    return found


def _proxy(folder):
    """Write the proxy's settings and a certificate that this process trusts; return where they stand."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    trusting = urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=f"{folder}/cert.pem"))
    urllib.request.install_opener(urllib.request.build_opener(trusting))
    path = Path(folder) / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    path.write_text(PROXY.format(folder=folder, user=user, port=PORT, web=WEB_PORT))
    return str(path)


def _make_demo():
    from django.core.management import call_command

    from articles.models import Publication

    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("prepare", verbosity=0)
    if not Publication.objects.exists():
        call_command("demo", verbosity=0)


def _wait(servers):
    deadline = time.monotonic() + START_LIMIT
    while time.monotonic() < deadline and all(server.poll() is None for server in servers):
        try:
            with urllib.request.urlopen(f"{ORIGIN}/healthz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def pages():
    """One address of each kind of page, with something to show."""
    from articles.models import Author, Event, Page, Publication, Section

    live = Publication.objects.live().for_lists()
    story = live.filter(language="ar").exclude(picture=None).newest_first().first()
    event = Event.objects.public().filter(sessions__isnull=False).order_by("starts_on").first()
    author = Author.objects.filter(kind="person", publication_rows__publication__in=live).first()
    return {
        "article": story.get_absolute_url(),
        "home": "/",
        "event": event.get_absolute_url(),
        "section": Section.objects.get(pk=story.section_id).get_absolute_url(),
        "author": author.get_absolute_url(),
        "events": "/events/",
        "search": "/search/?q=%D9%85%D8%B3%D9%82%D8%B7",
        "nothing": "/no-such-page/",
        "session": event.sessions.first().get_absolute_url(),
        "speaker": event.participants.exclude(session=None).first().get_absolute_url(),
        "archive": "/archive/",
        "corrections": "/corrections/",
        "about": Page.objects.public().first().get_absolute_url(),
        "English": live.exclude(language="ar").first().get_absolute_url(),
    }


def queries(address):
    """How many questions a page asks the database when nothing of it is kept."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        Client(HTTP_HOST=f"127.0.0.1:{PORT}").get(address, secure=True)
    return len(asked)
