"""Lighthouse and the checker of HTML: programmes out of npm packages, pinned with their hashes in setup/bench/."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from tests import browser as browsers

from .serving import ROOT

LOCK = ROOT / "setup" / "bench"
# Inside the virtual environment: kept out of the repository, and gone with it.
TARGET = ROOT / ".venv" / "bench"
# More on a machine that is not quiet: BENCH_RUNS=9 make bench-site.
RUNS = int(os.environ.get("BENCH_RUNS", "3"))
# On a busy machine a browser sometimes loses the beginning of its own record.
ATTEMPTS = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
NUMBERS = {"lcp": "largest-contentful-paint", "cls": "cumulative-layout-shift", "tbt": "total-blocking-time"}


def fetch_tools():
    """Install the packages of the lock, unless they are there; nothing of them runs while they are installed."""
    sys.path.insert(0, str(ROOT / "setup"))
    import npm
    from steps import is_done, mark_done, run, stop

    lock = LOCK / "package-lock.json"
    if is_done("bench-site", lock) and (TARGET / "node_modules").exists():
        return
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LOCK / name, TARGET / name)
    environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    install = [*npm._npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]
    if not run(*install, cwd=TARGET, env=environment, stdin=subprocess.DEVNULL):
        stop(
            "npm could not fetch the tools of the measurement.",
            "Check the network and run the same command again.",
        )
    mark_done("bench-site", lock)


def lighthouse(url):
    """The medians of the visits on a slow phone: scores from 0 to 100, LCP and TBT in ms, CLS."""
    visits = [_visit(url) for _number in range(RUNS)]
    print("  LCP", *sorted(round(visit["lcp"]) for visit in visits), file=sys.stderr)
    return {name: statistics.median(visit[name] for visit in visits) for name in visits[0]}


def _visit(url):
    flags = " ".join(["--headless=new", "--ignore-certificate-errors", *browsers.FLAGS])
    command = [
        shutil.which("node"), TARGET / "node_modules/lighthouse/cli/index.js", url, "--quiet", "--output=json",
        f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": browsers.chromium_path()}
    for _attempt in range(ATTEMPTS):
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        if done.returncode == 0:
            break
    else:
        raise SystemExit(f"Lighthouse could not visit {url}:\n{done.stderr[-2000:]}")
    report = json.loads(done.stdout)
    scores = {name: round(report["categories"][name]["score"] * 100) for name in CATEGORIES}
    missed = {
        audit: report["audits"][audit].get("displayValue", "")
        for name in CATEGORIES
        for audit in (ref["id"] for ref in report["categories"][name]["auditRefs"] if ref["weight"])
        if (report["audits"][audit]["score"] or 1) < 0.9
    }
    if missed:
        print(f"  {url}: {missed}", file=sys.stderr)
    return scores | {name: report["audits"][audit]["numericValue"] for name, audit in NUMBERS.items()}


def html_errors(origin, addresses):
    """What the checker of HTML reports of the pages, one line each."""
    with tempfile.TemporaryDirectory() as folder:
        for number, address in enumerate(addresses):
            (Path(folder) / f"{number}.html").write_bytes(_page(origin + address))
        jar = TARGET / "node_modules/vnu-jar/build/dist/vnu.jar"
        done = subprocess.run(
            [shutil.which("java"), "-jar", jar, "--errors-only", "--format", "json", folder],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        messages = json.loads(done.stderr)["messages"]
    return [
        f"{addresses[int(Path(said['url']).stem)]} line {said.get('lastLine')}: {said['message']}"
        for said in messages
    ]


def _page(url):
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.read()
    except urllib.error.HTTPError as refusal:
        return refusal.read()
