"""Backups that can be restored: the database as of one moment, and every file that it names.

A backup is a folder: the database's copy, `media/` with the originals (renditions are made again), and
`manifest.json` with the size and SHA-256 of every file. Files that the backup before holds already are hard links
to it, so that a daily backup costs what is new.
"""

import hashlib
import json
import os
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import connection
from django.utils import timezone

from articles.models import Article, Document, Picture, Publication, Transition
from articles.pictures import originals

PREFIX = "newsroom-"
MANIFEST = "manifest.json"
# Made from the originals whenever they are asked for.
LEFT_OUT = "pictures/renditions"
COUNTED = (Article, Publication, Picture, Transition)


class BackupFault(Exception):
    """What went wrong, in words for operators. Nothing that was there before has been touched."""


@dataclass(frozen=True)
class Backup:
    folder: Path

    @property
    def manifest(self):
        try:
            return json.loads((self.folder / MANIFEST).read_text())
        except (OSError, ValueError) as fault:
            raise BackupFault(f"{self.folder} holds no whole backup: {fault}") from fault


def make(place, keep=0):
    """Make a backup below `place` and return it; of the older ones the newest `keep` - 1 stay (0: all).

    Raises BackupFault. The folder gets its name when it is whole.
    """
    place = Path(place)
    place.mkdir(parents=True, exist_ok=True)
    before = existing(place)
    name = f"{PREFIX}{timezone.now():%Y%m%d-%H%M%S}"
    unfinished = place / f".{name}.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    try:
        # The database first: every file that it names was there before its row.
        database = _copy_database(unfinished)
        media = _copy_media(unfinished / "media", before[0] if before else None)
        manifest = {
            "made_at": timezone.now().isoformat(),
            "database": {"vendor": connection.vendor, "file": database.name, "sha256": _digest(database)},
            "media": media,
        }
        (unfinished / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True))
        finished = Backup(unfinished.rename(_free(place / name)))
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    if keep:
        for old in before[keep - 1 :]:
            shutil.rmtree(old.folder)
    return finished


def existing(place):
    """The backups below `place`, newest first."""
    return [Backup(folder) for folder in sorted(Path(place).glob(f"{PREFIX}*"), reverse=True) if folder.is_dir()]


def faults(backup):
    """Return what is missing or damaged in `backup`, a line each; an empty list when it can be restored."""
    manifest = backup.manifest
    database = backup.folder / manifest["database"]["file"]
    found = []
    if not database.exists() or _digest(database) != manifest["database"]["sha256"]:
        found.append(f"{database.name}: missing or damaged")
    for name, (size, digest) in manifest["media"].items():
        path = backup.folder / "media" / name
        if not path.exists() or path.stat().st_size != size or _digest(path) != digest:
            found.append(f"media/{name}: missing or damaged")
    return found


def restore(backup, *, replace=False):
    """Put the database and the files of `backup` in the place of what is there; return the rows counted afterwards.

    Stop the web and the worker first. Raises BackupFault: the backup is damaged, is of another kind of database,
    or there is content here and `replace` was not said.
    """
    if found := faults(backup):
        raise BackupFault("\n".join(found))
    manifest = backup.manifest
    if manifest["database"]["vendor"] != connection.vendor:
        raise BackupFault(f"This is a backup of {manifest['database']['vendor']}, and here is {connection.vendor}.")
    if _has_content() and not replace:
        raise BackupFault("There is a newsroom here already. Say --replace to put the backup in its place.")
    for name in manifest["media"]:
        _put_back(backup.folder / "media" / name, name)
    _restore_database(backup.folder / manifest["database"]["file"])
    return {model._meta.model_name: model._default_manager.count() for model in COUNTED}


def missing_files():
    """The originals that a row names and that are not there."""
    named = Picture.objects.values_list("original", flat=True).iterator()
    return [name for name in named if not originals.exists(name)]


# ---------------------------------------------------------------- the database


def _copy_database(folder):
    if connection.vendor == "sqlite":
        target = folder / "database.sqlite3"
        with connection.cursor() as cursor:
            # A plain copy of a file that is written to is damaged as a rule; this one is of one moment.
            cursor.execute("VACUUM INTO %s", [str(target)])
        return target
    target = folder / "database.dump"
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    return target


def _restore_database(source):
    if connection.vendor != "sqlite":
        connection.close()
        _run("pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction",
             "--exit-on-error", f"--dbname={connection.settings_dict['NAME']}", str(source))  # fmt: skip
        return
    path = Path(connection.settings_dict["NAME"])
    connection.close()
    beside = path.with_name(f".{path.name}.restoring")
    shutil.copyfile(source, beside)
    for name in (f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
    os.replace(beside, path)


def _run(program, *arguments):
    """Run one of PostgreSQL's own programs on our database; its words are the fault's."""
    found = shutil.which(program)
    if found is None:
        raise BackupFault(f"{program}, of the server's version or newer, is not here (Debian: postgresql-client).")
    ours = connection.settings_dict
    environment = os.environ | {
        "PGHOST": ours["HOST"] or "", "PGPORT": str(ours["PORT"] or ""), "PGUSER": ours["USER"] or "",
        "PGPASSWORD": ours["PASSWORD"] or "", "PGDATABASE": ours["NAME"],
    }  # fmt: skip
    done = subprocess.run([found, *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BackupFault(f"{program}: {done.stderr.strip()}")


def _has_content():
    if Article._meta.db_table not in connection.introspection.table_names():
        return False
    return Article.objects.exists() or Picture.objects.exists()


# ---------------------------------------------------------------- files


def _copy_media(folder, before):
    """Copy every original into `folder`; return their sizes and digests by name."""
    known = before.manifest["media"] if before else {}
    if not originals.are_here():
        return _copy_bucket(folder, before, known)
    root, copied = Path(settings.MEDIA_ROOT), {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if not path.is_file() or name.startswith(f"{LEFT_OUT}/") or path.name.startswith("."):
            continue
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        size = path.stat().st_size
        twin = before.folder / "media" / name if before else None
        if twin and known.get(name, [None])[0] == size and twin.exists() and _same(path, twin):
            os.link(twin, target)
            copied[name] = known[name]
        else:
            shutil.copy2(path, target)
            copied[name] = [size, _digest(target)]
    return copied


def _copy_bucket(folder, before, known):
    """The same of what the rows name; what is there already is not fetched again, because originals never change."""
    named = [Picture.objects.values_list("original", flat=True), Document.objects.values_list("file", flat=True)]
    copied = {}
    for name in sorted(set(chain(*named))):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        twin = before.folder / "media" / name if name in known else None
        if twin and twin.exists():
            os.link(twin, target)
            copied[name] = known[name]
            continue
        with suppress(FileNotFoundError):  # what is lost is said by whoever asks for `missing_files`
            with originals.opened(name) as file, target.open("wb") as copy:
                shutil.copyfileobj(file, copy)
            copied[name] = [target.stat().st_size, _digest(target)]
    return copied


def _put_back(source, name):
    if not originals.are_here():
        with source.open("rb") as file:
            originals.keep(name, File(file))
        return
    target = Path(settings.MEDIA_ROOT, name)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(source, target)


def _same(path, twin):
    """Originals are never written to again: one size and one time are one file."""
    return int(path.stat().st_mtime) == int(twin.stat().st_mtime)


def _digest(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _free(path):
    """`path`, or the next name that nothing has yet."""
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{path.name.partition('.')[0]}.{number}")
    return path
