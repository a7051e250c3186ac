"""What the search finds and what it costs among 100,000 stories. Prints a table in Markdown for docs/quality.md.

    python -m tests.benchmarks.search [--articles N] [--database URL]

Fills a database of its own on SQLite and on PostgreSQL with the demo newsroom and N stories; `--database` measures
one that is filled already. Times are those of one process, page and comparison taken in turns.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUNS = 5
QUESTIONS = """
مسقط|بلدية مسقط|المدينة|المدن|صيانة|الماء|السوق|كتاب|القرية|الفلج|النخيل|الأسعار|سعر السمك|ريال|عمان|السلحفاة|مدرسة
المعلم|الناشر|جائزة|الشمس|الظل|شاطئ|المتطوعين|الصياد|الرواية|المباراة|الهدف|٢٠٢٦|46 مدينة|«مدن المستقبل»|«بلدية مسقط»
مسقط -بلدية|الحافلات الشمس|النفايات السيب|كنعد|مغناطيسي|سلحف*|مكت*|لا وجود لهذا
"""


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--database", action="append", default=[])
    options.add_argument("--measure", action="store_true")
    chosen = options.parse_args()
    if chosen.measure:
        print(json.dumps(measured()))
        return
    found = [in_database(url, 0) for url in chosen.database] or on_both(chosen.articles)
    print_table([quality(), *found])


def on_both(count):
    sys.path.insert(0, str(ROOT / "setup"))
    import postgres

    with tempfile.TemporaryDirectory() as folder:
        first = in_database(f"sqlite:///{folder}/bench.sqlite3", count)
    with postgres.server() as url:
        return [first, in_database(url, count)]


def in_database(url, count):
    """Fill the database with `count` stories, and return what another process measures there."""
    environment = {**os.environ, "DATABASE_URL": url, "DEBUG": "1", "LOG_LEVEL": "ERROR"}

    def run(*arguments):
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
        return done.stdout

    figures = {"database": "PostgreSQL" if url.startswith("postgres") else "SQLite"}
    if count:
        run("manage.py", "prepare")
        run("manage.py", "demo")
        first = min(count, 10_000)
        added = run("manage.py", "demo", "--articles", str(first))
        figures["stories a second, of 10,000"] = re.search(r"(\d+) a second", added)[1]
        if count > first:
            run("manage.py", "demo", "--articles", str(count - first))
    return figures | json.loads(run("-m", "tests.benchmarks.search", "--measure").splitlines()[-1])


def quality():
    """Recall and precision over the news that stands in the tests."""
    sys.path.insert(0, str(ROOT))
    from articles.arabic.terms import stems
    from tests.search.news import QUERIES, texts, wanted

    prose = texts()
    lines = [f" {' '.join(stems(text))} " for text in prose]
    hits = relevant = returned = 0
    for query, patterns in QUERIES.items():
        phrases = [f" {' '.join(stems(part))} " for part in re.findall(r"«[^»]+»|\S+", query)]
        found = {n for n, line in enumerate(lines) if all(phrase in line for phrase in phrases)}
        truth = wanted(patterns, prose)
        hits, relevant, returned = hits + len(truth & found), relevant + len(truth), returned + len(found)
    return {
        "database": "both",
        "34 queries over news, recall": f"{hits / relevant:.1%}",
        "34 queries over news, precision": f"{hits / returned:.1%}",
    }


def measured():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    import django

    django.setup()
    from django.test import Client

    from articles.models import Publication
    from articles.search import documents, finding, narrowing, suggestions
    from articles.search.questions import read

    searches = [finding.Search(read(typed)) for typed in re.split(r"[|\n]", QUESTIONS.strip())]
    rows = Publication.objects.live().defer("body")

    def page_by_key(_search):
        list(rows.order_by("-pk")[: finding.PAGE_SIZE + 1])

    def counted(search):
        narrowing.counts(finding.newest_of(search), narrowing.Narrowing())

    client = Client(SERVER_NAME="localhost")

    def whole_page(search):
        client.get("/search/", {"q": search.question.typed})

    jobs = {
        "page by primary key": page_by_key,
        "newest first": lambda search: finding.page_of(search, finding.NEWEST),
        "headlines first": lambda search: finding.page_of(search, finding.BEST),
        "most relevant": lambda search: finding.page_of(search, finding.RELEVANCE),
        "counts and filters": counted,
        "whole page with snippets": whole_page,
    }
    times = in_turns(jobs, searches)
    figures = {"publications": f"{Publication.objects.count():,}"}
    for name, taken in times.items():
        figures[f"{name}, median (p95)"] = f"{statistics.median(taken):.1f} ms ({percentile(taken, 95):.1f})"
    by_key, newest = times["page by primary key"], times["newest first"]
    figures["newest first to primary key, median"] = f"{statistics.median(newest) / statistics.median(by_key):.1f}×"
    figures["newest first to primary key, p95"] = f"{percentile(newest, 95) / percentile(by_key, 95):.1f}×"
    story = Publication.objects.filter(words__gte=200).first()
    saving = [clock(lambda: documents.publication_entry(story)) for _run in range(50)]
    figures["analysis of one story"] = f"{statistics.median(saving):.1f} ms ({story.words} words)"
    slip = finding.Search(read("مسقظ"))
    meant = [clock(lambda: suggestions.did_you_mean(slip, suggestions.each_alone(slip))) for _run in range(9)]
    figures["«did you mean»"] = f"{statistics.median(meant):.1f} ms"
    return figures


def in_turns(jobs, searches):
    times = {name: [] for name in jobs}
    for run in range(RUNS + 1):
        for search in searches:
            for name, job in jobs.items():
                taken = clock(lambda job=job, search=search: job(search))
                # The first round fills the caches of every process and of the database.
                if run:
                    times[name].append(taken)
    return times


def clock(job):
    started = time.perf_counter()
    job()
    return 1000 * (time.perf_counter() - started)


def percentile(values, percent):
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


MUST = {
    "34 queries over news, recall": "≥ 95 %",
    "34 queries over news, precision": "≥ 95 %",
    "newest first to primary key, median": "≤ 3×",
    "newest first to primary key, p95": "≤ 10×",
    "analysis of one story": "≤ 5 ms",
    "stories a second, of 10,000": "≥ 2,000",
}


def print_table(columns):
    names = dict.fromkeys(name for column in columns for name in column if name != "database")
    both, *databases = columns
    print("| Search | must reach |", " | ".join(column["database"] for column in databases), "|")
    print("| --- | --- |", " | ".join("---" for _column in databases), "|")
    for name in names:
        values = [str(column.get(name, both.get(name, ""))) for column in databases]
        print(f"| {name} | {MUST.get(name, '')} |", " | ".join(values), "|")


if __name__ == "__main__":
    main()
