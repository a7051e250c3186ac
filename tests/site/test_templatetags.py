"""How the templates say dates, names and pictures, in both languages of the site."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from articles.models import Event, Participant, Publication, Session
from articles.templatetags import newsroom

MUSCAT = ZoneInfo("Asia/Muscat")


def at(hour, minute=0, day=23):
    return datetime(2026, 11, day, hour, minute, tzinfo=MUSCAT)


@pytest.fixture
def arabic():
    with translation.override("ar"):
        yield


@pytest.fixture
def english():
    with translation.override("en"):
        yield


def test_a_moment_is_said_for_people_and_written_for_machines(arabic):
    assert newsroom.stamp(at(9, 30)) == (
        '<time datetime="2026-11-23T09:30:00+04:00">23 نوفمبر 2026م، 9:30 صباحًا</time>'
    )


def test_a_moment_kept_as_text_is_read_as_well(arabic):
    assert newsroom.stamp("2026-11-23T05:30:00+00:00") == newsroom.stamp(at(9, 30))


def test_an_english_page_says_dates_in_english(english):
    assert newsroom.stamp(at(9, 30)) == '<time datetime="2026-11-23T09:30:00+04:00">23 November 2026, 9:30 a.m.</time>'
    assert newsroom.weekday_and_day(date(2026, 11, 23)) == "Monday 23 November 2026"


@pytest.mark.parametrize(
    "starts, ends, said",
    [
        (at(9), at(10, 30), "من 9:00 إلى 10:30 صباحًا"),
        (at(10, 30), at(12), "من 10:30 صباحًا إلى 12:00 ظهرًا"),
        (at(17), at(18, 30), "من 5:00 إلى 6:30 مساءً"),
    ],
)
def test_the_hours_of_a_session_say_the_part_of_the_day_once(arabic, starts, ends, said):
    assert newsroom.hours_of(Session(starts_at=starts, ends_at=ends)) == said


def test_the_days_of_an_event_say_nothing_twice(arabic):
    event = Event(starts_on=date(2026, 11, 22), ends_on=date(2026, 11, 23))
    assert newsroom.days_of(event) == "22 و23 نوفمبر 2026م"


def test_latin_runs_in_arabic_are_isolated_and_everything_is_escaped(arabic):
    assert newsroom.isolated("لغة C++ & <ب>") == 'لغة <bdi dir="ltr">C++</bdi> &amp; &lt;ب&gt;'


def test_a_headline_in_another_language_brings_its_own_direction(arabic):
    story = Publication(headline="Muscat <opens>", language="en", direction="ltr")
    assert newsroom.headline(story) == '<bdi lang="en" dir="ltr">Muscat &lt;opens&gt;</bdi>'


def test_only_what_is_not_plain_news_is_labelled(arabic):
    assert newsroom.label(Publication(kind="news")) == ""
    assert newsroom.label(Publication(kind="report")) == ""
    assert newsroom.label(Publication(kind="interview")) == "مقابلة"


def test_a_summary_is_the_standfirst_or_the_first_words_of_the_body():
    assert newsroom.summary(Publication(standfirst="مقدمة", body_source="<p>متن</p>")) == "مقدمة"
    long = newsroom.summary(Publication(body_source="<p>متن</p><p>" + "كلمة " * 100 + "</p>"))
    assert long.startswith("متن كلمة")
    assert len(long) <= 180


def test_every_role_of_a_participant_has_a_heading(arabic):
    headings = [str(newsroom.those(role)) for role in Participant.Role]
    assert len(set(headings)) == len(headings)
    assert not any(heading.isascii() for heading in headings)


def test_the_part_of_a_name_in_a_story_is_said_unless_it_wrote_it(arabic):
    assert newsroom.role({"role": ""}) == ""
    assert newsroom.role({"role": "photo"}) == "تصوير"
    assert newsroom.role({"role": "a role of long ago"}) == ""


def test_pictures_of_publications_and_rows_of_pictures_are_shown_alike():
    fields = {"address": "23456789bcdf-50x50", "width": 1600, "height": 1067}
    assert newsroom.picture(fields, "وصف", shape="s") == newsroom.picture(SimpleNamespace(**fields), "وصف", shape="s")


def test_a_social_card_has_a_whole_address(settings):
    settings.SITE_URL = "https://newsroom.example"
    shown = {"address": "23456789bcdf-50x50", "width": 1600, "height": 1067}
    assert newsroom.share_address(shown) == "https://newsroom.example/pictures/23456789bcdf-50x50/share.jpg"


def test_an_edition_is_an_ordinal(arabic):
    assert [newsroom.edition(n) for n in (1, 5, 11, 20, 21)] == [
        "الدورة الأولى", "الدورة الخامسة", "الدورة الحادية عشرة", "الدورة العشرون", "الدورة 21",
    ]  # fmt: skip
