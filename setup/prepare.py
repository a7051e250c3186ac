"""`make setup`: the virtual environment, locked packages, files out of npm packages; only what is not done yet."""

import fcntl
import secrets
import shutil
import subprocess
import sys

import npm
from steps import (
    PYTHON,
    ROOT,
    SETUP,
    STAMPS,
    VENV,
    install_system_packages,
    is_done,
    mark_done,
    run,
    say,
    stop,
)

OLDEST_PYTHON = (3, 11)
LOCK = SETUP / "requirements-dev.txt"
DESK_MACHINE = """\
# Made by `make setup` for this checkout: a desk machine, never a public site (see .env.example for those).
DEBUG=1
SECRET_KEY={key}
"""


def check_python():
    if sys.version_info < OLDEST_PYTHON:
        stop(
            f"this is Python {sys.version.split()[0]}; the newsroom needs 3.11 or newer.",
            "Name a newer one: make setup PYTHON=python3.11",
        )


def make_environment():
    if PYTHON.exists() and run(PYTHON, "-c", "import pip"):
        return
    say("making the virtual environment in .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    for stamp in STAMPS.glob("*"):
        stamp.unlink()
    if _venv_module_is_whole() and run(sys.executable, "-m", "venv", VENV):
        return
    if install_system_packages("python3-venv") and run(_debian_python(), "-m", "venv", VENV):
        return
    stop(
        "this Python cannot make a virtual environment (its venv or ensurepip module is missing).",
        "On Debian or Ubuntu: sudo apt-get install python3-venv — then run the same command again.",
    )


def _venv_module_is_whole():
    """Debian ships `venv` without `ensurepip`; asking first avoids its page-long error."""
    return run(sys.executable, "-c", "import venv, ensurepip", stderr=subprocess.DEVNULL)


def _debian_python():
    """python3-venv completes Debian's own interpreter, which need not be the one that runs this file."""
    return "/usr/bin/python3" if not _venv_module_is_whole() else sys.executable


def install_packages():
    if is_done("packages", LOCK):
        return
    say("installing the locked Python packages (a minute or two the first time)")
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    if not run(*install, "--require-hashes", "--requirement", LOCK):
        stop(
            "the Python packages could not be installed.",
            "If pip could not reach its package index, check the network (or set PIP_INDEX_URL to a mirror)\n"
            "and run the same command again. If a hash did not match, do not work around it: what was served\n"
            "is not the file that was reviewed.",
        )
    mark_done("packages", LOCK)


def write_desk_environment():
    """`DEBUG=1` for this checkout, with a key of its own; whoever deploys sets real variables instead."""
    variables = ROOT / ".env"
    if not variables.exists():
        variables.write_text(DESK_MACHINE.format(key=secrets.token_urlsafe(48)))


def main():
    check_python()
    STAMPS.mkdir(exist_ok=True)
    with open(STAMPS / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        make_environment()
        install_packages()
        for package in npm.PACKAGES:
            npm.fetch(package)
        write_desk_environment()


if __name__ == "__main__":
    main()
