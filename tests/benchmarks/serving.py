"""How fast finished pages leave the newsroom, as ratios within one run on this machine: `make bench`.

References, for each page its own: nginx serving the same bytes as a file, and a bare Django view that returns the same
bytes, on gunicorn with two sync workers and on the server that the newsroom uses. The bytes are those that a browser
asks for and gets, in brotli (`--coding identity`: not compressed; then copying them is most of what is measured). Pages
that nobody keeps are sent as they are made, not compressed, and so are their references on gunicorn. wrk, one thread,
16 connections; rounds interleaved, medians.
`--write` puts the tables into docs/performance.md.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks import memory
from tests.proxy import moved

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "performance.md"
HOST = "127.0.0.1"
BARE = '''
import os
from django.conf import settings
from django.http import HttpResponse
from django.urls import path
settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="x", MIDDLEWARE=[])
FOLDER = os.environ["PAGES"]
PAGES = {name: open(os.path.join(FOLDER, name), "rb").read() for name in os.listdir(FOLDER)}
def page(request, name):
    return HttpResponse(PAGES[name], content_type="text/html; charset=utf-8")
urlpatterns = [path("<name>", page)]
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
'''
PAGES = ("article", "home", "section")
MADE = ("article unkept", "home unkept", "section unkept", "search")
NGINX, BARE_ON_GUNICORN, BARE_ON_OURS = "nginx static", "bare Django on gunicorn", "bare Django on our server"
# What is promised: (what, to bare Django on gunicorn, to bare Django on our server, to nginx static).
PROMISED = {
    "article": (5, 2, None), "home": (5, 2, None), "section": (5, 2, None),
    "article behind the proxy": (None, None, 0.9), "home behind the proxy": (None, None, 0.9),
    "section behind the proxy": (None, None, 0.9),
    "304": (6, 2.5, None),
    "article unkept": (0.16, None, None), "home unkept": (0.16, None, None), "section unkept": (0.16, None, None),
    "search": (0.06, None, None),
}  # fmt: skip
# What others reached by this method on 2026-11-23, 10,000 stories, two cores.
OTHERS = """
| Measured on 2026-11-23 by the same method | to bare Django on gunicorn | to nginx static |
| --- | --- | --- |
| bare Django on granian | 2.9–3.8 | 0.25 |
| Wagtail, article, uncached | 0.016 | 0.0013 |
| Wagtail with a page cache | 0.32 | 0.03 |
| Wagtail behind nginx's cache | 9.8 | 0.83 |
| WordPress, article / with fastcgi cache | 0.011 / 5.9 | – / 0.48 |
| Ghost | 0.001 | – |
| search: Wagtail / WordPress | 0.0011 / 0.0012 | – |

What «unkept» means: what is live, and in which order, is asked of the database for each request, and the page is put
together from that. Pieces that cannot have changed are made once by a process (docs/decisions/0018): rows of stories,
their cards, texts and passages, the frame of a page, and a front for the very rows that stand there. Of one core an
article takes 1.0 ms, the front of a section 1.2, the home page 1.5 and a search 3.7; a home page whose stories have
changed 2.7 once, the front of a section 1.8. A process that meets all stories of a page for the first time takes 3, 5,
10 and 9 ms.
"""


@dataclass
class Target:
    name: str
    url: str
    headers: dict = field(default_factory=dict)
    rates: list = field(default_factory=list)
    slowest: list = field(default_factory=list)
    failed: int = 0

    @property
    def rate(self):
        return statistics.median(self.rates)


def free_port():
    import socket

    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@contextmanager
def serving(command, port, log, **environment):
    with open(log, "ab") as output:
        process = subprocess.Popen(
            [str(part) for part in command], cwd=ROOT, env=os.environ | environment, stdout=output, stderr=output
        )
    began = time.monotonic()
    try:
        wait_for(port, process, log)
        process.took = time.monotonic() - began
        yield process
    finally:
        process.terminate()
        process.wait(30)


def wait_for(port, process, log):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=5).read()
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
    sys.exit(f"a server did not start:\n{Path(log).read_text()[-2000:]}")


def wrk(target, seconds):
    """One round: requests a second, and the 99th percentile in milliseconds."""
    command = ["wrk", "-t1", "-c16", f"-d{seconds}s", "--latency", target.url]
    for name, value in target.headers.items():
        command += ["-H", f"{name}: {value}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    target.rates.append(float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]))
    amount, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", said).groups()
    target.slowest.append(float(amount) * {"us": 0.001, "ms": 1, "s": 1000}[unit])
    if found := re.search(r"Non-2xx or 3xx responses: (\d+)", said):
        target.failed += int(found[1])


def get(url, **headers):
    request = urllib.request.Request(url, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.headers, answer.read()


# ---------------------------------------------------------------- what is measured


def newsroom(scratch, stories):
    """The environment of a newsroom with `stories` stories, made once and kept in `scratch`."""
    environment = {
        "ENV_FILE": os.devnull, "DEBUG": "0", "SECRET_KEY": "k" * 50, "EMAIL_URL": "memorymail://",
        "ALLOWED_HOSTS": "*", "DATABASE_URL": os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{scratch}/db.sqlite3"),
        "MEDIA_ROOT": f"{scratch}/media", "STATIC_ROOT": f"{scratch}/static", "LOG_LEVEL": "ERROR",
        "REQUIRE_SECOND_FACTOR": "0", "WEB_WORKERS": "2", "SITE_URL": "http://paper.example",
    }  # fmt: skip
    made = scratch / "made"
    if not made.exists():
        for command in (["prepare"], ["demo"], ["demo", "--articles", str(stories)], ["collectstatic", "--no-input"]):
            subprocess.run(
                [sys.executable, "manage.py", *command], cwd=ROOT, env=os.environ | environment, check=True,
                stdout=subprocess.DEVNULL,
            )  # fmt: skip
        made.touch()
    return environment


def our_server(environment, port, pages):
    return [sys.executable, "deploy/serve.py"], environment | {"BIND": f"{HOST}:{port}", "PAGE_STORE": str(pages or "")}


def gunicorn(port, application):
    return [sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"{HOST}:{port}", application]


def granian(port, application):
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port), "--workers", "2",
        "--blocking-threads", "8", "--backpressure", "16", "--no-ws", "--log-level", "warning", application,
    ]  # fmt: skip


def nginx_of(scratch, port, web_port, plain_pages):
    """The shipped proxy with its places moved, and one more server that sends `plain_pages` as files."""
    text = moved(scratch, port, web_port, static="static-share")
    plain = port + 1
    static = f"server {{ listen {HOST}:{plain}; root {plain_pages}; default_type text/html; access_log off; }}\n}}"
    configuration = scratch / "nginx.conf"
    configuration.write_text(text.rstrip().removesuffix("}") + static)
    return [shutil.which("nginx") or "/usr/sbin/nginx", "-c", configuration, "-g", "daemon off;"], plain


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--stories", type=int, default=10_000)
    options.add_argument("--seconds", type=int, default=8)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--coding", choices=("br", "gzip", "identity"), default="br", help="what readers accept")
    options.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()) / "newsroom-bench")
    options.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    asked = options.parse_args()
    asked.scratch.mkdir(exist_ok=True)
    for program in ("wrk", "nginx"):
        if not (shutil.which(program) or shutil.which(program, path="/usr/sbin")):
            sys.exit(f"{program} is needed: apt-get install {program}")
    with ExitStack() as running:
        targets, quiet_and_busy, held = measure(asked, running)
    report = tables(targets, quiet_and_busy, held, asked)
    print(report)
    if asked.write:
        DOCUMENT.write_text(report)


def measure(asked, running):
    scratch, log = asked.scratch, asked.scratch / "log"
    environment = newsroom(scratch, asked.stories)
    pages = scratch / "pages"
    shutil.rmtree(pages, ignore_errors=True)
    kept, unkept, bare, bare_ours, proxy = (free_port() for _number in range(5))
    webs = []
    for port, store in ((kept, pages), (unkept, None)):
        command, ours = our_server(environment, port, store)
        webs.append(running.enter_context(serving(command, port, log, **ours)))
    addresses = addresses_of(f"http://{HOST}:{kept}")
    plain_pages = scratch / "plain"
    plain_pages.mkdir(exist_ok=True)
    accepted = {"Accept-Encoding": asked.coding}
    for name in PAGES:
        (plain_pages / name).write_bytes(get(f"http://{HOST}:{kept}{addresses[name]}", **accepted)[1])
    for name in MADE:
        address = addresses[name.removesuffix(" unkept")]
        (plain_pages / name.replace(" ", "-")).write_bytes(get(f"http://{HOST}:{unkept}{address}")[1])
    (scratch / "bare_view.py").write_text(BARE)
    bare_environment = {"PAGES": str(plain_pages), "PYTHONPATH": str(scratch)}
    application = "bare_view:application"
    running.enter_context(serving(gunicorn(bare, application), bare, log, **bare_environment))
    running.enter_context(serving(granian(bare_ours, application), bare_ours, log, **bare_environment))
    command, plain = nginx_of(scratch, proxy, kept, plain_pages)
    running.enter_context(serving(command, plain, log))
    etag = get(f"http://{HOST}:{kept}{addresses['article']}", **accepted)[0]["ETag"]
    references = {NGINX: plain, BARE_ON_GUNICORN: bare, BARE_ON_OURS: bare_ours}
    targets = targets_of(references, {"": kept, " behind the proxy": proxy}, addresses)
    for target in targets:
        target.headers |= accepted
    for name in MADE:
        targets.append(Target(f"{BARE_ON_GUNICORN}, {name}", f"http://{HOST}:{bare}/{name.replace(' ', '-')}"))
        targets.append(Target(name, f"http://{HOST}:{unkept}{addresses[name.removesuffix(' unkept')]}"))
    targets.append(Target("304", f"http://{HOST}:{kept}{addresses['article']}", accepted | {"If-None-Match": etag}))
    for target in targets:
        get(target.url, **{name: value for name, value in target.headers.items() if name != "If-None-Match"})
    for _round in range(asked.rounds):
        for target in targets:
            wrk(target, asked.seconds)
    busy = while_publishing(targets, environment, asked.seconds)
    base, kept_pages = f"http://{HOST}:{kept}", [addresses[name] for name in PAGES]
    return targets, busy, (webs[0].took, memory.over_time(webs[0], base, kept_pages, scratch))


def targets_of(references, ours, addresses):
    """Everything that is measured, by the ports where it is served."""
    targets = [
        Target(f"{what}, {name}", f"http://{HOST}:{port}/{name}") for what, port in references.items() for name in PAGES
    ]
    for ending, port in ours.items():
        targets += [Target(name + ending, f"http://{HOST}:{port}{addresses[name]}") for name in PAGES]
    return targets


def while_publishing(targets, environment, seconds):
    """The kept article quiet, and while a story is published every second: [(rate, p99), (rate, p99)]."""
    article = next(target for target in targets if target.name == "article")
    quiet, busy = (Target(name, article.url, article.headers) for name in ("quiet", "busy"))
    wrk(quiet, seconds)
    publishing = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.publishing", str(seconds + 8)],
        cwd=ROOT, env=os.environ | environment | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    publishing.stdout.readline()
    wrk(busy, seconds)
    publishing.terminate()
    publishing.wait()
    return [(quiet.rate, quiet.slowest[0]), (busy.rate, busy.slowest[0])]


def addresses_of(base):
    """A story, its section and the home page, as readers find them; and a search for two words."""
    home = get(f"{base}/")[1].decode()
    story = re.search(r'href="(/[a-z0-9-]+/[0-9a-z]{8}/[^"]+/)"', home)[1]
    search = "/search/?q=%D9%85%D8%B3%D9%82%D8%B7"
    return {"article": story, "home": "/", "section": f"/{story.split('/')[1]}/", "search": search}


# ---------------------------------------------------------------- what is printed


def tables(targets, quiet_and_busy, held, asked):
    rates = {target.name: target.rate for target in targets}
    lines = [
        "# Performance", "",
        f"`make bench` wrote this on {time.strftime('%Y-%m-%d')}: {os.cpu_count()} cores, {asked.stories:,} stories, "
        f"wrk with 1 thread and 16 connections, {asked.rounds} interleaved rounds of {asked.seconds} s, medians. Kept "
        f"pages and their references in the coding that a browser asks for ({asked.coding}), unkept ones and theirs as "
        f"they are made. Ratios within one run; "
        f"requests a second stand for this machine alone.", "",
        "| | requests/s | to bare Django on gunicorn | to bare Django on the same server | to nginx static |",
        "| --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    references_of = {
        name: [rates.get(f"{what}, {name}") for what in (BARE_ON_GUNICORN, BARE_ON_OURS, NGINX)]
        for name in (*PAGES, *MADE)
    }
    for name in rates:
        wanted = PROMISED.get(name, (None,) * 3)
        page = next((page for page in (*MADE, *PAGES) if page in name), "article")
        cells = [
            _ratio(rates[name] / reference, want) if reference else "–"
            for reference, want in zip(references_of[page], wanted, strict=True)
        ]
        lines.append(f"| {name} | {rates[name]:,.0f} | " + " | ".join(cells) + " |")
    (quiet, quiet_p99), (busy, busy_p99) = quiet_and_busy
    took, readings = held
    before, after = readings[0][1], readings[-1][1]
    lines += [
        "",
        f"While a story is published every second, the kept article is served at {_ratio(busy / quiet, 0.8)} of "
        f"the quiet rate; its 99th percentile is {busy_p99:.1f} ms against {quiet_p99:.1f} ms "
        f"({busy_p99 / quiet_p99:.1f} times; at most 5 wanted).",
        "",
        f"Started in {took:.1f} s. A web process holds {after.resident:.0f} MB, {before.own:.0f} MB of it its own. "
        "More after requests: "
        + ", ".join(f"{held.own - before.own:+.1f} MB after {sent:,}" for sent, held in readings[1:]) + ".",
        "",
        f"Answers that were no success: {sum(target.failed for target in targets)}.",
    ]
    return "\n".join(lines) + "\n" + OTHERS


def _ratio(value, wanted):
    shown = f"{value:.3g}"
    return shown if wanted is None else f"**{shown}** ({'at least' if value >= wanted else 'SHORT of'} {wanted})"


if __name__ == "__main__":
    main()
