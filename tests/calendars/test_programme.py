"""What people's calendars are told about an event, and what they are told when it changes."""

from datetime import timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import calendars
from articles.models import Event
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """A forum with two sessions, on its two days, each with a speaker."""
    event = make.make_event(slug="forum", title="ملتقى المدن", venue="مركز المعارض", city="مسقط")
    first = make.make_session(event, title="الافتتاح", hall="القاعة الكبرى")
    second = make.make_session(event, title="الختام", starts_at=first.starts_at + timedelta(days=1))
    event.participants.create(session=first, honorific="معالي", name="سالم بن حمد", position="رئيس البلدية")
    event.participants.create(session=second, name="ليلى الحارثية")
    calendars.keep(event)
    return Event.objects.get(pk=event.pk)


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    found = icalendar.Calendar.from_ical(response.content)
    for component in found.walk():
        assert component.errors == []
        assert [name for name in component.required if name not in component] == []
    return {str(entry["SUMMARY"]): entry for entry in found.walk("VEVENT")}


def test_the_whole_event_its_days_sessions_and_speakers_have_calendars(client, event):
    first, second = event.sessions.all()
    addresses = {
        "calendar.ics": ["ملتقى المدن", "الافتتاح", "الختام"],
        f"days/{first.day():%Y-%m-%d}.ics": ["الافتتاح"],
        f"days/{second.day():%Y-%m-%d}.ics": ["الختام"],
        f"sessions/{second.pk}.ics": ["الختام"],
        "speakers/ليلى-الحارثية.ics": ["الختام"],
    }
    for address, titles in addresses.items():
        assert list(read(client, f"/events/forum/{address}")) == titles, address
    assert list(read(client, "/events/calendar.ics")) == ["ملتقى المدن"]


def test_an_entry_names_the_hall_and_who_speaks_with_the_title_held_that_day(client, event):
    entry = read(client, "/events/forum/calendar.ics")["الافتتاح"]
    assert entry["LOCATION"] == "القاعة الكبرى، مركز المعارض، مسقط"
    assert entry["DESCRIPTION"] == "معالي سالم بن حمد، رئيس البلدية"


def test_a_change_keeps_the_uid_and_raises_the_sequence_of_that_entry_alone(client, event):
    before = read(client, "/events/forum/calendar.ics")
    session = event.sessions.first()
    session.hall = "القاعة الصغرى"
    session.save()
    calendars.keep(Event.objects.get(pk=event.pk))
    after = read(client, "/events/forum/calendar.ics")
    assert {title: after[title]["SEQUENCE"] - before[title]["SEQUENCE"] for title in after} == {
        "ملتقى المدن": 0, "الافتتاح": 1, "الختام": 0,
    }  # fmt: skip
    assert {title: entry["UID"] for title, entry in after.items()} == {
        title: entry["UID"] for title, entry in before.items()
    }
    assert after["الافتتاح"]["LAST-MODIFIED"].dt >= before["الافتتاح"]["LAST-MODIFIED"].dt


def test_keeping_what_has_not_changed_changes_nothing(client, event):
    before = client.get("/events/forum/calendar.ics").content
    calendars.keep(Event.objects.get(pk=event.pk))
    assert client.get("/events/forum/calendar.ics").content == before


def test_a_session_that_leaves_the_programme_is_cancelled_and_does_not_vanish(client, event):
    session = event.sessions.first()
    key, day = session.pk, session.day()
    before = read(client, "/events/forum/calendar.ics")["الافتتاح"]
    session.delete()
    calendars.keep(Event.objects.get(pk=event.pk))
    for address in (
        "calendar.ics",
        f"days/{day:%Y-%m-%d}.ics",
        f"sessions/{key}.ics",
        "speakers/سالم-بن-حمد.ics",
    ):
        entry = read(client, f"/events/forum/{address}")["الافتتاح"]
        assert (entry["STATUS"], entry["UID"]) == ("CANCELLED", before["UID"]), address
        assert entry["SEQUENCE"] == before["SEQUENCE"] + 1, address


def test_a_speaker_who_left_a_session_finds_it_cancelled_in_the_own_calendar_alone(client, event):
    event.participants.get(name="ليلى الحارثية").delete()
    calendars.keep(Event.objects.get(pk=event.pk))
    assert read(client, "/events/forum/speakers/ليلى-الحارثية.ics")["الختام"]["STATUS"] == "CANCELLED"
    assert read(client, "/events/forum/calendar.ics")["الختام"]["STATUS"] == "CONFIRMED"


@pytest.mark.parametrize("standing, status", [("postponed", "TENTATIVE"), ("cancelled", "CANCELLED")])
def test_a_postponed_or_cancelled_event_takes_its_sessions_with_it(client, event, standing, status):
    Event.objects.filter(pk=event.pk).update(standing=standing)
    calendars.keep(Event.objects.get(pk=event.pk))
    entries = read(client, "/events/forum/calendar.ics")
    assert {(entry["STATUS"], entry["SEQUENCE"]) for entry in entries.values()} == {(status, 1)}


def test_saving_the_form_of_an_event_tells_calendars(client, event):
    from articles.admin import desk
    from articles.admin.events import EventAdmin

    form = type("Form", (), {"instance": event, "save_m2m": lambda self: None, "brought": ()})()
    event.sessions.first().delete()
    EventAdmin(Event, desk).save_related(None, form, [], change=True)
    assert read(client, "/events/forum/calendar.ics")["الافتتاح"]["STATUS"] == "CANCELLED"


def test_an_unchanged_calendar_is_not_sent_twice(client, event):
    first = client.get("/events/forum/calendar.ics")
    again = client.get("/events/forum/calendar.ics", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_event_that_is_not_public_has_no_calendar(client, event):
    key = event.sessions.first().pk
    Event.objects.filter(pk=event.pk).update(is_public=False)
    for address in ("calendar.ics", f"sessions/{key}.ics", "speakers/ليلى-الحارثية.ics"):
        assert client.get(f"/events/forum/{address}").status_code == 404
    assert client.get("/events/calendar.ics").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["days/2026-13-45.ics", "days/0001-01-01.ics", "sessions/999999999999999.ics", "speakers/لا-أحد.ics"],
)
def test_what_is_not_in_the_programme_is_not_found(client, event, address):
    assert client.get(f"/events/forum/{address}").status_code == 404


def test_a_calendar_costs_the_same_for_one_session_and_for_thirty(client, event):
    def cost(address):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    addresses = ["/events/forum/calendar.ics", "/events/calendar.ics"]
    few = [cost(address) for address in addresses]
    for number in range(29):
        session = make.make_session(event, title=f"جلسة {number}")
        event.participants.create(session=session, name=f"متحدث {number}")
        calendars.keep(make.make_event(starts_on=event.starts_on))
    calendars.keep(Event.objects.get(pk=event.pk))
    assert [cost(address) for address in addresses] == few


def test_whoever_changes_a_session_a_speaker_or_the_event_calendars_are_told(
    event, django_capture_on_commit_callbacks
):
    def told():
        return list(event.calendar_entries.values_list("sequence", "is_cancelled"))

    before = told()
    with django_capture_on_commit_callbacks(execute=True):
        event.sessions.get(title="الافتتاح").participants.create(event=event, name="هند الشكيلية")
    assert told() == [before[0], (before[1][0] + 1, False), before[2]]
    with django_capture_on_commit_callbacks(execute=True):
        event.sessions.get(title="الختام").delete()
    assert told()[2] == (before[2][0] + 1, True)
    with django_capture_on_commit_callbacks(execute=True):
        event.standing = Event.Standing.POSTPONED
        event.save()
    assert told()[0] == (before[0][0] + 1, False)
