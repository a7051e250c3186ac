"""The same 10,000 stories in a small Wagtail site and in the newsroom, measured in turns: `make bench-peer`.

    python -m tests.benchmarks.peer [--peer wagtail] [--stories N] [--seconds S] [--rounds N] [--write]

The other system's packages stand in `.venv-bench`, locked with hashes in setup/bench/, and are never mixed with ours.
Both are served by the same server with the same workers, each from its database on one PostgreSQL (on SQLite a search
in Wagtail takes more than a minute). wrk, one thread, 16 connections.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

from . import scale, serving
from .serving import HOST, ROOT, Target

DOCUMENT = ROOT / "docs" / "scale.md"
BEGINS, ENDS = "<!-- figures: make bench-peer ARGS=--write -->\n", "<!-- end of the peer's figures -->\n"
PACKAGES = ROOT / "setup" / "bench" / "wagtail.txt"
VENV = ROOT / ".venv-bench"
WORD = quote("مسقط")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--peer", choices=["wagtail"], default="wagtail")
    options.add_argument("--stories", type=int, default=10_000)
    options.add_argument("--seconds", type=int, default=8)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--scratch", type=Path, help="a folder that stays; else one that goes with the run")
    options.add_argument("--write", action="store_true", help="put the table into docs/scale.md")
    options.add_argument("--export", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.export:
        return export(asked.export)
    python = install()
    with ExitStack() as running:
        asked.scratch = asked.scratch or Path(running.enter_context(tempfile.TemporaryDirectory()))
        databases(running)
        targets = measure(asked, running, python)
    table = written(targets, asked)
    print(table)
    if asked.write:
        before, _begins, rest = DOCUMENT.read_text().partition(BEGINS)
        DOCUMENT.write_text(before + BEGINS + table + ENDS + rest.partition(ENDS)[2])


def databases(running):
    """Give both sites an empty database, unless the environment names two that are filled (with `made` in scratch)."""
    if not {"BENCH_DATABASE_URL", "PEER_DATABASE"} <= set(os.environ):
        sys.path.insert(0, str(ROOT / "setup"))
        import postgres

        server = running.enter_context(postgres.server(place=tempfile.gettempdir(), options=scale.ORDINARY))
        for variable, name in (("BENCH_DATABASE_URL", "ours"), ("PEER_DATABASE", "wagtail")):
            scale.sql(server, f"CREATE DATABASE {name}")
            os.environ[variable] = f"{server.rpartition('/')[0]}/{name}"


def install():
    """The peer's packages in an environment of their own, as locked; return its Python."""
    python, stamp = VENV / "bin" / "python", VENV / "installed"
    if not stamp.exists() or stamp.read_text() != PACKAGES.read_text():
        uv = ROOT / ".venv" / "bin" / "uv"
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV], check=True)
        subprocess.run(
            [uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "-r", PACKAGES], check=True
        )
        stamp.write_text(PACKAGES.read_text())
    return python


def export(path):
    """Write the newest stories for the peer: what a reader sees of each, one line of JSON after the other."""
    import django

    django.setup()
    from articles.models import Publication

    with path.open("w", encoding="utf-8") as lines:
        for story in Publication.objects.live().order_by("-published_at", "-pk").iterator():
            line = {
                "section": story.section_slug, "section_name": story.section_name, "headline": story.headline,
                "slug": f"s-{story.public_id}", "standfirst": story.standfirst, "body": story.body_source,
                "published_at": story.published_at.isoformat(), "address": story.get_absolute_url(),
            }  # fmt: skip
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")


def measure(asked, running, python):
    scratch, log = asked.scratch, asked.scratch / "log"
    ours = serving.newsroom(scratch, asked.stories)
    theirs = filled(scratch, ours, python)
    kept, unkept, plain, cached, bare, bare_ours = (serving.free_port() for _number in range(6))
    for port, store in ((kept, scratch / "pages"), (unkept, None)):
        command, environment = serving.our_server(ours, port, store)
        running.enter_context(serving.serving(command, port, log, **environment))
    for port, wish in ((plain, ""), (cached, "1")):
        command = [python, *serving.granian(port, "wagtail_site.serving:application")[1:]]
        running.enter_context(serving.serving(command, port, log, **theirs, PEER_CACHED=wish))
    story = chosen(scratch / "stories.jsonl")
    plain_pages = scratch / "plain"
    plain_pages.mkdir(exist_ok=True)
    (plain_pages / "page").write_bytes(serving.get(f"http://{HOST}:{kept}{story['address']}")[1])
    (scratch / "bare_view.py").write_text(serving.BARE)
    for port, command in ((bare, serving.gunicorn), (bare_ours, serving.granian)):
        environment = {"PAGES": str(plain_pages), "PYTHONPATH": str(scratch)}
        running.enter_context(serving.serving(command(port, "bare_view:application"), port, log, **environment))
    pages = {
        "article": (story["address"], f"/{story['section']}/{story['slug']}/"),
        "section": (f"/{story['section']}/",) * 2,
        "search": (f"/search/?q={WORD}",) * 2,
    }
    targets = [
        Target("bare Django on gunicorn", f"http://{HOST}:{bare}/page"),
        Target("bare Django on the same server", f"http://{HOST}:{bare_ours}/page"),
    ]
    for name, (our_page, their_page) in pages.items():
        targets += [
            Target(f"{name}, ours, made anew", f"http://{HOST}:{unkept}{our_page}"),
            Target(f"{name}, Wagtail, uncached", f"http://{HOST}:{plain}{their_page}"),
            Target(f"{name}, ours, from the store", f"http://{HOST}:{kept}{our_page}"),
            Target(f"{name}, Wagtail, page cache", f"http://{HOST}:{cached}{their_page}"),
        ]
    # Searches are not kept by our store: nobody asks the same twice. With a page cache theirs are.
    targets = [target for target in targets if target.name != "search, ours, from the store"]
    for target in targets:
        assert len(serving.get(target.url)[1]) > 1000, target
    for _round in range(asked.rounds):
        for target in targets:
            serving.wrk(target, asked.seconds)
    return targets


def chosen(stories):
    """A story of ordinary length."""
    with stories.open(encoding="utf-8") as lines:
        return next(story for story in map(json.loads, lines) if len(story["body"]) > 2000)


def filled(scratch, ours, python):
    """The environment of the Wagtail site, filled once with the newsroom's stories."""
    theirs = {
        "PYTHONPATH": str(ROOT / "tests" / "benchmarks"), "DJANGO_SETTINGS_MODULE": "wagtail_site.settings",
    }  # fmt: skip
    made, stories = scratch / "wagtail-made", scratch / "stories.jsonl"
    if not made.exists():
        environment = os.environ | ours | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        exporting = [sys.executable, "-m", "tests.benchmarks.peer", "--export", stories]
        subprocess.run(exporting, cwd=ROOT, env=environment, check=True)
        filling = [python, "-m", "wagtail_site.filling", stories]
        subprocess.run(filling, cwd=ROOT, env=os.environ | theirs, check=True)
        made.touch()
    return theirs


def written(targets, asked):
    rates = {target.name: target.rate for target in targets}
    on_gunicorn, on_ours = list(rates.values())[:2]
    lines = [
        f"`make bench-peer` on {time.strftime('%Y-%m-%d')}: {asked.stories:,} stories, {os.cpu_count()} processors "
        f"(load {os.getloadavg()[0]:.0f}), wrk with 1 thread and 16 connections, medians of {asked.rounds} interleaved "
        f"rounds of {asked.seconds} s; Wagtail {version()}.", "",
        "| | pages/s | to bare Django on gunicorn | to bare Django on the same server |",
        "| --- | --- | --- | --- |",
    ]  # fmt: skip
    lines += [
        f"| {name} | {rate:,.1f} | {rate / on_gunicorn:.2g} | {rate / on_ours:.2g} |" for name, rate in rates.items()
    ]
    pairs = [
        (name, rates[f"{name}, ours, made anew"], rates[f"{name}, Wagtail, uncached"])
        for name in ("article", "section", "search")
    ]
    times = [
        f"{name} {mine / theirs:.1f}×" if theirs else f"{name} (none of theirs came)" for name, mine, theirs in pairs
    ]
    failed = sum(target.failed for target in targets)
    lines += ["", f"Ours to Wagtail's, made anew: {', '.join(times)}. Answers that were no success: {failed}."]
    return "\n".join(lines) + "\n"


def version():
    packages = PACKAGES.read_text()
    return packages.partition("\nwagtail==")[2].split()[0]


if __name__ == "__main__":
    main()
