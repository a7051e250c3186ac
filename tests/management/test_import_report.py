"""`manage.py import_report`: files become drafts; one bad file does not stop the others."""

import json

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from tests import factories as make

pytestmark = pytest.mark.django_db

HEADLINE = "بلدية صور تزرع ثلاثة آلاف شجرة على الطريق الساحلي"
PARAGRAPH = (
    "بدأت بلدية صور أمس زراعة ثلاثة آلاف شجرة على الطريق الساحلي بالتعاون مع أهالي الولاية،"
    " ويستمر العمل حتى نهاية الشهر الجاري."
)
TEXT = f"{HEADLINE}\n\nصور - العُمانية\n\n{PARAGRAPH}\n\nتعليق عبر الفيس بوك\n"


@pytest.fixture
def writer():
    return make.make_user("journalist", username="salim")


@pytest.fixture
def report(tmp_path):
    return written(tmp_path, "report.txt", TEXT.encode())


def written(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return str(path)


def imported(capsys, *files, **options):
    call_command("import_report", *files, json=True, **options)
    return json.loads(capsys.readouterr().out)


def test_the_command_says_what_it_recognised_and_makes_a_draft(writer, report, capsys):
    [told] = imported(capsys, report)
    article = Article.objects.get()
    assert told == {
        "file": report,
        "kicker": "",
        "headline": HEADLINE,
        "standfirst": "",
        "place": "صور",
        "source": "العُمانية",
        "byline": "",
        "paragraphs": [PARAGRAPH],
        "set_aside": [{"text": "تعليق عبر الفيس بوك", "reason": "share"}],
        "article": article.public_id,
    }
    assert (article.owner, article.desk_state, article.version) == (writer, "draft", 1)
    assert article.body == f"<p>{PARAGRAPH}</p>"


def test_section_event_and_author_are_those_named(writer, report, capsys):
    make.make_user("journalist", username="maryam")
    section, event = make.make_section(slug="oman"), make.make_event(slug="forum")
    imported(capsys, report, section="oman", event="forum", author="maryam")
    article = Article.objects.get()
    assert (article.section, article.event, article.owner.username) == (section, event, "maryam")


def test_one_bad_file_does_not_stop_the_others(writer, report, tmp_path, capsys):
    files = [
        written(tmp_path, "picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        written(tmp_path, "empty.txt", b""),
        written(tmp_path, "large.txt", b"word " * 300_000),
        written(tmp_path, "noise.txt", bytes([0xD8, 0xFF, 0x81, 0x20] * 40)),
        str(tmp_path / "missing.txt"),
        str(tmp_path),
        report,
    ]
    with pytest.raises(SystemExit) as left:
        call_command("import_report", *files, json=True)
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert left.value.code == 1
    assert [bool(each["article"]) for each in told] == [False] * 6 + [True]
    assert [bool(each.get("error")) for each in told] == [True] * 6 + [False]
    assert [line.split(": ")[0] for line in err.splitlines()] == files[:-1]
    assert Article.objects.count() == 1


def test_without_json_a_person_can_read_it(writer, report, capsys):
    call_command("import_report", report)
    out = capsys.readouterr().out
    assert f"headline: {HEADLINE}" in out
    assert "set aside (share): تعليق عبر الفيس بوك" in out
    assert Article.objects.get().public_id in out


@pytest.mark.parametrize(("option", "choice"), [("section", "oman"), ("event", "forum"), ("author", "salim")])
def test_an_unknown_choice_is_answered_with_the_choices(writer, report, option, choice):
    make.make_section(slug="oman"), make.make_event(slug="forum")
    with pytest.raises(CommandError, match=f"nobody.*{choice}"):
        call_command("import_report", report, **{option: "nobody"})
    assert Article.objects.count() == 0


def test_the_writer_is_not_guessed_among_several(writer, report):
    make.make_user("editor", username="khalid")
    with pytest.raises(CommandError, match=r"--author.*khalid, salim"):
        call_command("import_report", report)


def test_an_account_that_was_closed_or_may_not_write_owns_no_draft(writer, report):
    make.make_user("journalist", username="gone", is_active=False)
    make.make_user("photographer", username="lens")
    for username in ("gone", "lens"):
        with pytest.raises(CommandError):
            call_command("import_report", report, author=username)


def test_the_writers_own_name_stands_over_the_draft(writer, report, capsys):
    make.make_author(name="سالم الهنائي", user=writer)
    imported(capsys, report)
    assert [line.author.name for line in Article.objects.get().bylines.all()] == ["سالم الهنائي"]


def test_a_headline_too_long_for_its_field_is_kept_in_the_body(writer, tmp_path, capsys):
    long = "عنوان " + " ".join(f"طويل{number}" for number in range(19)) + "ا" * 120
    [told] = imported(capsys, written(tmp_path, "long.txt", TEXT.replace(HEADLINE, long).encode()))
    article = Article.objects.get()
    assert long in told["headline"] + " ".join(told["paragraphs"]) + told["kicker"] + told["standfirst"]
    assert long in article.headline + article.body + article.kicker + article.standfirst


def test_an_english_report_reads_from_left_to_right(writer, tmp_path, capsys):
    text = "Muscat opens a night market by the sea\n\nMuscat - ONA\n\n" + (
        "A night market with sixty stalls opened by the sea in Muscat on Thursday evening, and it will stay"
        " open until the end of the month, the municipality said."
    )
    imported(capsys, written(tmp_path, "english.txt", text.encode()))
    article = Article.objects.get()
    assert (article.language, article.direction) == ("en", "ltr")
