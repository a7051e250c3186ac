"""`manage.py proofread`: any text, with nothing published and nothing set up."""

import json

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db

TEXT = "اعلن الوزير عن الذكار الاصطناعي , وقال\r\nنعم  ثم\r\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(TEXT.encode())
    return path


def proofread(capsys, *files, **options):
    call_command("proofread", *map(str, files), **options)
    return capsys.readouterr().out


def test_the_findings_of_every_file_are_printed_as_json(file, capsys):
    (told,) = json.loads(proofread(capsys, file, json=True))
    assert told["file"] == str(file)
    assert [tuple(finding) for finding in told["findings"]] == [
        ("offset", "length", "text", "category", "rule", "severity", "suggestions")
    ] * len(told["findings"])
    assert [finding["rule"] for finding in told["findings"]] == [
        "hamza", "house-phrase", "latin-comma", "double-space",
    ]  # fmt: skip
    assert told["findings"][0] == {
        "offset": 0, "length": 4, "text": "اعلن", "category": "spelling", "rule": "hamza", "severity": "error",
        "suggestions": ["أعلن"],
    }  # fmt: skip


def test_without_json_every_finding_is_one_line(file, capsys):
    lines = proofread(capsys, file).splitlines()
    assert lines[0] == f"{file}:1:1: hamza: اعلن → أعلن"
    assert lines[-1] == f"{file}:2:4: double-space:    →  "


def test_fixing_applies_what_is_safe_and_leaves_the_rest_to_a_reader(file, capsys):
    proofread(capsys, file, fix=True)
    assert file.read_bytes().decode() == "اعلن الوزير عن الذكار الاصطناعي، وقال\r\nنعم ثم\r\n"
    once = file.read_bytes()
    proofread(capsys, file, fix=True)
    assert file.read_bytes() == once


def test_a_file_that_cannot_be_read_is_named_and_the_others_go_on(file, tmp_path, capsys):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(SystemExit) as stopped:
        call_command("proofread", str(tmp_path / "nowhere.txt"), str(picture), str(file), json=True)
    told = capsys.readouterr()
    assert stopped.value.code == 1
    assert [row["file"] for row in json.loads(told.out)] == [str(file)]
    assert len(told.err.splitlines()) == 2
