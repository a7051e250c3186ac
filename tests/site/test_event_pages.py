"""A page for each session and each speaker of an event, and what is on stage."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from articles import calendars
from articles.models import Event
from articles.views.events import on_stage, session_state
from tests import factories as make

from .newsstand import stand, text_of

pytestmark = pytest.mark.django_db
NOON = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def event():
    return make.make_event(title="منتدى المدن", venue="مركز السرو")


def session_at(event, hour, title, **fields):
    starts = NOON.replace(hour=hour)
    return make.make_session(event, title=title, starts_at=starts, ends_at=starts + timedelta(hours=1), **fields)


def test_a_session_has_a_page_with_its_people_its_coverage_and_its_neighbours(client, event):
    before, shown, after = (session_at(event, hour, f"جلسة الساعة {hour}") for hour in (9, 11, 13))
    event.participants.create(session=shown, honorific="سعادة", name="هدى الزدجالية", position="رئيسة البلدية")
    stand(1, event=event, session=shown, headline="المدن تبحث عن المال")
    stand(1, event=event, session=before, headline="خبر جلسة أخرى")
    page = text_of(client.get(shown.get_absolute_url()))
    for words in ("جلسة الساعة 11", "سعادة", "هدى الزدجالية", "رئيسة البلدية", "مركز السرو", "المدن تبحث عن المال"):
        assert words in page, words
    assert "خبر جلسة أخرى" not in page
    assert f'href="{before.get_absolute_url()}" rel="prev"' in page
    assert f'href="{after.get_absolute_url()}" rel="next"' in page


def test_a_speaker_has_a_page_with_every_session_and_the_title_held_that_day(client, event):
    first, second = session_at(event, 9, "الجلسة الأولى"), session_at(event, 11, "الجلسة الثانية")
    for session in (first, second):
        event.participants.create(session=session, honorific="معالي", name="مازن الدرادكة", position="الأمين العام")
    other = make.make_event(title="ملتقى العام الماضي")
    other.participants.create(name="مازن الدرادكة", position="نائب الأمين العام")
    who = event.participants.first()
    page = text_of(client.get(who.get_absolute_url()))
    said = ("معالي", "الأمين العام", "الجلسة الأولى", "الجلسة الثانية", "ملتقى العام الماضي", "نائب الأمين العام")
    for words in said:
        assert words in page, words
    assert who.get_absolute_url() == event.participants.last().get_absolute_url()


def test_nothing_of_an_event_that_is_not_public_has_a_page_or_is_told_elsewhere(client, event):
    hidden = make.make_event(title="فعالية سرية", is_public=False)
    session = make.make_session(hidden)
    who = hidden.participants.create(session=session, name="مازن الدرادكة")
    open_one = event.participants.create(name="مازن الدرادكة")
    assert client.get(session.get_absolute_url()).status_code == 404
    assert client.get(who.get_absolute_url()).status_code == 404
    assert "فعالية سرية" not in text_of(client.get(open_one.get_absolute_url()))


@pytest.mark.parametrize("state", ["draft", "scheduled", "withdrawn"])
def test_the_pages_of_an_event_show_no_story_that_is_not_live(client, event, state):
    session = session_at(event, 9, "جلسة")
    who = event.participants.create(session=session, name="هدى الزدجالية")
    article = make.make_article(event=event, session=session, headline="خبر لم يُنشر")
    {"draft": lambda a: a, "scheduled": make.schedule, "withdrawn": lambda a: make.withdraw(make.publish(a))}[state](
        article
    )
    for address in (event.get_absolute_url(), session.get_absolute_url(), who.get_absolute_url()):
        answer = client.get(address)
        assert answer.status_code == 200
        assert "خبر لم يُنشر" not in text_of(answer), address


def test_what_is_on_stage_is_what_runs_now_and_what_begins_next_that_day(event):
    morning, noon, hall_b = (
        session_at(event, 9, "صباح"), session_at(event, 12, "ظهر"), session_at(event, 12, "ورشة", hall="ب"),
    )  # fmt: skip
    late = session_at(event, 15, "عصر")
    sessions = [morning, noon, hall_b, late]
    stage = on_stage(event, sessions, NOON + timedelta(minutes=10))
    assert (stage.now, stage.next) == ([noon, hall_b], [late])
    assert on_stage(event, sessions, NOON.replace(hour=20)) is None
    assert session_state(event, morning, NOON) == "ended"
    assert session_state(event, late, NOON) == "coming"


@pytest.mark.parametrize("standing", ["postponed", "cancelled"])
def test_an_event_that_is_not_held_says_so_on_every_page_and_has_nothing_on_stage(client, standing):
    event = make.make_event(standing=standing, notice="يُعلن الموعد الجديد لاحقًا.")
    session = session_at(event, 12, "ظهر")
    assert on_stage(event, [session], NOON) is None
    words = {"postponed": "أُجّلت هذه الفعالية.", "cancelled": "أُلغيت هذه الفعالية."}[standing]
    for address in (event.get_absolute_url(), session.get_absolute_url()):
        page = text_of(client.get(address))
        assert words in page
        assert "يُعلن الموعد الجديد لاحقًا." in page


def test_a_story_that_has_left_the_first_page_of_the_coverage_still_stands_under_its_session(client, event):
    session = session_at(event, 9, "الافتتاح")
    stand(1, event=event, session=session, headline="خبر الافتتاح القديم")
    stand(21, event=event)
    assert "خبر الافتتاح القديم" in text_of(client.get(event.get_absolute_url()))


def words_of(markup):
    """What a reader sees of `markup`, in one line."""
    return " ".join(strip_tags(markup).split())


def test_the_programme_says_what_is_no_longer_as_readers_were_told_first(client, event):
    for hour in (9, 11, 13, 15):
        session_at(event, hour, f"جلسة {hour}", hall="أ")
    calendars.keep(event)
    moved, elsewhere, off, kept = event.sessions.all()
    moved.starts_at, moved.ends_at = NOON.replace(hour=10), NOON.replace(hour=11)
    elsewhere.hall, off.is_cancelled = "ب", True
    for session in (moved, elsewhere, off):
        session.save()
    calendars.keep(Event.objects.get(pk=event.pk))
    said = {
        moved: "تغيّر الموعد وكان من 9:00 إلى 10:00 صباحًا",
        elsewhere: "تغيّرت القاعة وكانت أ",
        off: "أُلغيت الجلسة",
    }
    programme = words_of(text_of(client.get(event.get_absolute_url())))
    for session, change in said.items():
        assert change in programme
        assert change in words_of(text_of(client.get(session.get_absolute_url())))
    assert programme.count("تغيّر") == 2
    assert "تغيّر" not in text_of(client.get(kept.get_absolute_url()))


def test_what_changes_before_readers_see_the_programme_is_no_change(client):
    event = make.make_event(is_public=False)
    session = session_at(event, 9, "جلسة")
    calendars.keep(event)
    session.hall = "القاعة الكبرى"
    session.save()
    event.is_public = True
    event.save()
    calendars.keep(Event.objects.get(pk=event.pk))
    assert "تغيّرت" not in text_of(client.get(event.get_absolute_url()))


def test_a_cancelled_session_is_not_on_stage_and_leaves_peoples_calendars(client, event):
    session = session_at(event, 12, "ظهر", is_cancelled=True)
    assert on_stage(event, [session], NOON) is None
    assert session_state(event, session, NOON) == "cancelled"
    assert b"STATUS:CANCELLED" in client.get(f"{session.get_absolute_url().rstrip('/')}.ics").content


def test_the_editions_of_an_event_lead_to_one_another(client):
    today = timezone.localdate()
    series = [
        make.make_event(title=f"الملتقى {year}", series=spelt, edition=3 - year,
                        starts_on=today - timedelta(days=360 * year), ends_on=today - timedelta(days=360 * year))
        for year, spelt in enumerate(["ملتقى المدن", "مُلتقي  المدن ", "ملتقى_الـمدن"])
    ]  # fmt: skip
    make.make_event(title="دورة لم تُعلن", series="ملتقى المدن", is_public=False)
    make.make_event(title="فعالية أخرى"), make.make_event(title="ملتقى آخر", series="ملتقى آخر")
    for held in series:
        found = client.get(held.get_absolute_url()).context["editions"]
        assert found == [other for other in series if other != held]
    assert client.get(Event.objects.get(title="فعالية أخرى").get_absolute_url()).context["editions"] == []
