"""`make test`: the whole suite on SQLite, then what touches the database on PostgreSQL, one count."""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import postgres
from steps import ROOT, install_system_packages

NOTHING_COLLECTED = 5
TIME_LIMIT = 20 * 60


def run_tests(title, junit, arguments, **environment):
    """One pytest run; returns its exit code, 0 where these arguments select nothing on this database."""
    print(f"\n=== {title}", flush=True)
    # Later options win, so that `ARGS="-n 0 --pdb"` has the last word.
    command = [sys.executable, "-m", "pytest", "-q", "-n", str(workers()), "--dist", "worksteal"]
    command += [f"--junitxml={junit}", "-o", "junit_family=xunit2", *arguments]
    # What one process has compiled no other compiles again: a run starts a hundred of them.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment}
    try:
        code = subprocess.run(command, cwd=ROOT, env=environment, timeout=TIME_LIMIT, check=False).returncode
    except subprocess.TimeoutExpired:
        print(f"The run on {title} did not end within {TIME_LIMIT // 60} minutes and was stopped.")
        return 1
    return 0 if code == NOTHING_COLLECTED else code


def workers():
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 8)


def count(reports):
    """(passed, failed, skipped) over all reports; a test whose set-up or tear-down broke has failed."""
    passed = failed = skipped = 0
    for report in reports:
        if not report.exists():
            continue
        for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314 (pytest's own file)
            outcomes = {child.tag for child in case}
            failed += bool(outcomes & {"failure", "error"})
            skipped += outcomes == {"skipped"}
            passed += not outcomes & {"failure", "error", "skipped"}
    return passed, failed, skipped


def postgresql():
    """A server named by TEST_DATABASE_URL, or one of our own for as long as the tests run."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        return contextlib.nullcontext(url)
    return postgres.server()


def main(arguments):
    sys.path.insert(0, str(ROOT))
    from tests.browser import CHROMIUM, chromium_path

    # An ordinary Chromium will do where there is no such package.
    if chromium_path(CHROMIUM[:1]) is None:
        packages = [] if chromium_path() else ["fonts-noto-core"]
        if not install_system_packages("chromium-headless-shell", *packages) and not chromium_path():
            install_system_packages("chromium", *packages)
    if not (shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")):
        install_system_packages("nginx-light")
    if not (shutil.which("varnishd") or shutil.which("varnishd", path="/usr/sbin")):
        install_system_packages("varnish", "varnish-modules")
    with tempfile.TemporaryDirectory(prefix="newsroom-reports-") as folder:
        reports = [Path(folder, "sqlite.xml"), Path(folder, "postgresql.xml")]
        os.environ["SHARED_SCRATCH"] = folder
        codes = [run_tests("SQLite", reports[0], arguments, TEST_DATABASE_URL="")]
        with postgresql() as url:
            codes.append(
                run_tests("PostgreSQL", reports[1], arguments, TEST_DATABASE_URL=url, ONLY_DATABASE_TESTS="1")
            )
        passed, failed, skipped = count(reports)
    if not passed + failed:
        print("\nNo test ran.")
    print(f"\n{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if any(codes) or failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
