"""What the set-up steps share: where things are, what has been done already, and how a failure is told.

Runs on the machine's own Python before anything is installed, so the standard library is all there is.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETUP = ROOT / "setup"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = ROOT / ".setup"


def say(message):
    print(f"· {message}", flush=True)


def stop(problem, advice):
    """Ends the set-up with what went wrong and what to do about it."""
    sys.exit(f"\nSet-up stopped: {problem}\n{advice}")


def run(*command, **options):
    return subprocess.run([str(part) for part in command], **options).returncode == 0


def is_done(name, *sources):
    """Whether step `name` was completed with the present content of `sources`."""
    stamp = STAMPS / name
    return stamp.exists() and stamp.read_text() == _digest(sources)


def mark_done(name, *sources):
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(_digest(sources))


def _digest(sources):
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    for source in sources:
        digest.update(Path(source).read_bytes())
    return digest.hexdigest()


def install_system_packages(*packages):
    """Installs Debian packages when this user may; says whether they are there now."""
    if not shutil.which("apt-get"):
        return False
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and not (shutil.which("sudo") and run("sudo", "-n", "true", stderr=subprocess.DEVNULL)):
        return False
    say(f"installing {' '.join(packages)} with apt-get")
    # In runlevel 1 a package starts no service of its own.
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get", "-qq"]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    return run(*install, stderr=subprocess.DEVNULL, **quiet) or (
        run(*apt, "update", **quiet) and run(*install, **quiet)
    )
