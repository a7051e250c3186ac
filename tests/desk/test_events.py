"""Events at the desk: the programme inside the form, and forms that lie about what they are changing."""

import re
from datetime import date, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.arabic.normalise import tag_key
from articles.models import Document, Event, Outcome, Participant, Session
from tests import factories as make
from tests.desk.stories import filled_in, values_of

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def editor(client):
    user = make.make_user("editor")
    client.force_login(user)
    return user


@pytest.fixture
def event():
    return make.make_event(title="ملتقى المدن", starts_on=FIRST, ends_on=LAST)


def a_session(event, title="الجلسة الأولى", hour=9):
    start = datetime(2026, 11, 23, hour, tzinfo=timezone.get_default_timezone())
    return make.make_session(event, title=title, starts_at=start, ends_at=start + timedelta(hours=1))


def form(event=None, **changed):
    """What the form posts for `event` as it stands; rows inside it are given as `sessions=[{…}]` and so on."""
    posted = {
        "title": event.title if event else "ملتقى المدن",
        "starts_on": FIRST.isoformat(),
        "ends_on": LAST.isoformat(),
        "standing": "confirmed",
    }
    for name in ("sessions", "participants", "outcomes", "documents"):
        rows = changed.pop(name, [])
        posted[f"{name}-TOTAL_FORMS"] = len(rows)
        posted[f"{name}-INITIAL_FORMS"] = sum("id" in row for row in rows)
        for number, row in enumerate(rows):
            posted |= {f"{name}-{number}-{field}": value for field, value in row.items()}
    return posted | changed


def session_row(session=None, **changed):
    row = {
        "title": "الجلسة الافتتاحية",
        "kind": "opening",
        "starts_at_0": "2026-11-23",
        "starts_at_1": "09:00",
        "ends_at_0": "2026-11-23",
        "ends_at_1": "10:00",
    }
    return row | ({"id": session.pk, "event": session.event_id} if session else {}) | changed


def participant_row(**changed):
    return {"name": "أحمد الكندي", "honorific": "سعادة", "role": "speaker", "order": "1"} | changed


def sent(client, event, **changed):
    """Send the form of `event`, opened just now, with `changed` in it."""
    shown, posted = filled_in(client, change_of(event)), form(event, **changed)
    opened = {value: shown.get(f"{key[:-3]}-opened") for key, value in shown.items() if key.endswith("-id")}
    rows = {key: str(value) for key, value in posted.items() if key.endswith("-id")}
    traces = {f"{key[:-3]}-opened": opened[pk] for key, pk in rows.items() if pk in opened}
    return client.post(change_of(event), posted | traces | {"opened": shown["opened"]})


def change_of(event):
    return reverse("admin:articles_event_change", args=[event.pk])


def errors(response):
    """Field names with errors: the event's own, then those of the rows inside."""
    context = response.context
    inside = [
        list(found) for rows in context["inline_admin_formsets"] for found in rows.formset.errors if found
    ]
    return list(context["adminform"].form.errors), inside


def test_an_event_is_entered_with_its_programme_in_one_form(client, editor):
    posted = form(
        sessions=[session_row(), session_row(title="الجلسة الثانية", starts_at_1="11:00", ends_at_1="12:00")],
        participants=[participant_row()],
        outcomes=[{"text": "إنشاء صندوق للمدن", "order": "1"}],
        documents=[
            {"title": "البيان الختامي", "order": "1", "file": SimpleUploadedFile("بيان.pdf", b"%PDF-1.4")}
        ],
    )

    response = client.post("/admin/articles/event/add/", posted)

    assert response.status_code == 302
    event = Event.objects.get()
    assert event.slug == "ملتقى-المدن"
    assert [session.title for session in event.sessions.all()] == ["الجلسة الافتتاحية", "الجلسة الثانية"]
    assert event.participants.get().name == "أحمد الكندي"
    assert event.outcomes.get().text == "إنشاء صندوق للمدن"
    assert event.documents.get().file.name.endswith(".pdf")


def test_the_form_offers_each_series_once_as_it_was_written_last(client, editor, event):
    for year, series in ((2024, "ملتقي المدن"), (2025, "ملتقى المدن"), (2023, 'معرض "الكتاب"'), (2022, "")):
        make.make_event(series=series, starts_on=date(year, 3, 4), ends_on=date(year, 3, 4))

    line = client.get(change_of(event)).text.partition('name="series"')[2].partition("</datalist>")[0]

    assert 'list="series-in-use"' in line
    assert re.findall(r'<option value="([^"]*)">', line) == ["ملتقى المدن", "معرض &quot;الكتاب&quot;"]


def test_events_from_before_know_their_series(event):
    Event.objects.filter(pk=event.pk).update(series="مُلتقي  المدن", series_key="")

    import_module("articles.migrations.0022_fill_series_keys").fill(apps, None)

    event.refresh_from_db()
    assert event.series_key == tag_key("ملتقى المدن")


def test_a_participant_is_given_a_session_of_the_event(client, editor, event):
    session = a_session(event)
    row = participant_row(session=session.pk)

    sent(client, event, sessions=[session_row(session)], participants=[row])

    assert Participant.objects.get().session == session


def test_the_sessions_of_other_events_are_neither_offered_nor_taken(client, editor, event):
    a_session(event, "جلسة هذه الفعالية")
    elsewhere = a_session(make.make_event(starts_on=FIRST, ends_on=LAST), "جلسة فعالية أخرى")

    page = client.get(change_of(event)).text
    response = sent(client, event, participants=[participant_row(session=elsewhere.pk)])

    assert "جلسة هذه الفعالية" in page
    assert "جلسة فعالية أخرى" not in page
    assert errors(response) == ([], [["session"]])
    assert not Participant.objects.exists()


def test_a_row_of_another_event_cannot_be_changed_through_this_one(client, editor, event):
    other = make.make_event(starts_on=FIRST, ends_on=LAST)
    theirs = a_session(other, "لا تُمس")

    response = sent(client, event, sessions=[session_row(theirs, title="سُرقت")])

    assert response.status_code == 200
    theirs.refresh_from_db()
    assert (theirs.title, theirs.event) == ("لا تُمس", other)
    assert not event.sessions.exists()


def test_a_row_of_another_event_cannot_be_deleted_through_this_one(client, editor, event):
    theirs = a_session(make.make_event(starts_on=FIRST, ends_on=LAST))

    sent(client, event, sessions=[session_row(theirs, DELETE="on")])

    assert Session.objects.filter(pk=theirs.pk).exists()


def test_a_row_stays_with_its_event_whatever_event_the_form_names(client, editor, event):
    other = make.make_event(starts_on=FIRST, ends_on=LAST)
    ours = a_session(event)

    sent(client, event, sessions=[session_row(ours, event=other.pk, title="عنوان جديد")])

    ours.refresh_from_db()
    assert ours.event == event


@pytest.mark.parametrize("total", ["999999", "4000", "-1", "x", ""])
def test_a_form_that_lies_about_its_length_is_answered_and_changes_nothing(client, editor, event, total):
    response = sent(client, event, **{"outcomes-TOTAL_FORMS": total})

    assert response.status_code in (200, 302)
    assert not Outcome.objects.exists()


def test_more_rows_than_a_programme_can_have_are_refused(client, editor, event):
    rows = [{"text": f"قرار {number}", "order": "1"} for number in range(61)]

    response = sent(client, event, outcomes=rows)

    assert response.status_code == 200
    assert not Outcome.objects.exists()


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"title": ""}, "title"),
        ({"title": "\u200f\u202e \x00"}, "title"),
        ({"title": "ا" * 10_000}, "title"),
        ({"description": "ا" * 10_000}, "description"),
        ({"starts_on": "ليس تاريخًا"}, "starts_on"),
        ({"starts_on": "0001-01-01"}, "starts_on"),
        ({"ends_on": "9999-12-31"}, "ends_on"),
        ({"ends_on": "2026-11-01"}, "ends_on"),
        ({"edition": "99999"}, "edition"),
        ({"edition": "-1"}, "edition"),
        ({"standing": "forged"}, "standing"),
        ({"picture": "999999"}, "picture"),
        ({"picture": "x"}, "picture"),
        ({"picture": "9" * 40}, "picture"),
    ],
)
def test_a_refusal_stands_beside_its_field(client, editor, changed, field):
    response = client.post("/admin/articles/event/add/", form(**changed))

    assert response.status_code == 200
    assert errors(response) == ([field], [])
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"starts_at_0": "2026-12-01", "ends_at_0": "2026-12-01"}, "starts_at"),
        ({"ends_at_1": "08:00"}, "ends_at"),
        ({"starts_at_0": "0001-01-01"}, "starts_at"),
        ({"ends_at_0": "9999-12-31"}, "ends_at"),
        ({"starts_at_1": ""}, "starts_at"),
        ({"hall": "ا" * 101}, "hall"),
        ({"kind": "forged"}, "kind"),
    ],
)
@pytest.mark.parametrize("new", [True, False])
def test_a_refusal_in_the_programme_stands_beside_its_field(client, editor, event, new, changed, field):
    row = session_row(**changed)

    posted = form(sessions=[row])
    response = client.post("/admin/articles/event/add/", posted) if new else sent(client, event, sessions=[row])

    assert response.status_code == 200
    assert errors(response) == ([], [[field]])
    assert not Session.objects.exists()


@pytest.mark.parametrize("name", ["برنامج.exe", "صورة.svg", "بلا-امتداد", "صفحة.html"])
def test_only_papers_are_taken_as_documents(client, editor, event, name):
    row = {"title": "وثيقة", "order": "1", "file": SimpleUploadedFile(name, b"<script>")}

    response = sent(client, event, documents=[row])

    assert errors(response) == ([], [["file"]])
    assert not Document.objects.exists()


def test_an_event_can_be_changed_though_the_file_of_a_document_is_lost(client, editor, event):
    event.documents.create(title="وثيقة", file="documents/lost.pdf")

    changed = {"motto": "مدن للناس", "documents-0-title": "بيان"}
    client.post(change_of(event), filled_in(client, change_of(event)) | changed)

    event.refresh_from_db()
    assert (event.motto, event.documents.get().title) == ("مدن للناس", "بيان")


@pytest.mark.parametrize(
    "typed, address", [("Smart Cities / 2026", "smart-cities-2026"), ("../admin", "admin")]
)
def test_an_address_is_made_of_letters_and_digits_whatever_is_typed(client, editor, typed, address):
    client.post("/admin/articles/event/add/", form(slug=typed))

    assert Event.objects.get().slug == address


def test_an_address_stays_once_it_is_made(client, editor, event):
    before = event.slug

    sent(client, event, slug="another")

    event.refresh_from_db()
    assert event.slug == before


def test_an_event_that_a_story_covers_is_not_deleted(client, editor, event):
    make.make_article(event=event)
    door = reverse("admin:articles_event_delete", args=[event.pk])

    assert client.get(door).status_code == 200
    client.post(door, {"post": "yes"})

    assert Event.objects.filter(pk=event.pk).exists()


@pytest.mark.parametrize("role", ["journalist", "photographer", "administrator"])
def test_other_roles_change_no_event(client, event, role):
    client.force_login(make.make_user(role))

    assert client.post(change_of(event), form(event, title="سُرقت")).status_code == 403
    assert client.post("/admin/articles/event/add/", form()).status_code == 403
    assert (
        client.post(reverse("admin:articles_event_delete", args=[event.pk]), {"post": "yes"}).status_code
        == 403
    )


class TestTwoPeople:
    """Both have the form of one event open; the colleague saves first."""

    @pytest.fixture
    def colleague(self):
        other = Client()
        other.force_login(make.make_user("editor"))
        return other

    @pytest.fixture
    def first(self, event):
        return a_session(event)

    @pytest.fixture
    def second(self, event):
        return a_session(event, "الجلسة الثانية", hour=11)

    @pytest.fixture
    def both(self, client, editor, colleague, event, first, second):
        """The form as both opened it, and the two ways to send it."""
        event.participants.create(name="أحمد الكندي", session=first)
        address, shown = change_of(event), filled_in(client, change_of(event))
        return shown, lambda who, sent: who.post(address, sent, follow=True)

    def told(self, page):
        """What is said: beside the event's fields, beside the fields of rows, and over the rows."""
        rows = [inside.formset for inside in page.context["inline_admin_formsets"]]
        beside = [(name, *said) for row in rows for found in row.errors for name, said in found.items()]
        over = [said for row in rows for said in row.non_form_errors()]
        return dict(page.context["adminform"].form.errors), beside, over

    def test_what_they_wrote_in_different_places_is_kept_together(self, client, colleague, both, event, first, second):
        shown, send = both
        moved = {"sessions-0-starts_at_1": "08:30:00", "sessions-0-is_cancelled": "on"}
        moved |= {"participants-0-session": second.pk}
        new = {"outcomes-TOTAL_FORMS": "1", "outcomes-0-text": "إنشاء صندوق", "outcomes-0-order": "1"}
        send(colleague, shown | moved | new | {"standing": "postponed", "city": "صحار"})
        page = send(client, shown | {"motto": "مدن للناس", "sessions-0-hall": "عمان", "sessions-1-title": "الختام"})

        event.refresh_from_db(), first.refresh_from_db(), second.refresh_from_db()
        assert (event.motto, event.standing, event.city) == ("مدن للناس", "postponed", "صحار")
        assert (first.hall, timezone.localtime(first.starts_at).minute, first.is_cancelled) == ("عمان", 30, True)
        assert (second.title, event.outcomes.get().text) == ("الختام", "إنشاء صندوق")
        assert event.participants.get().session == second
        assert "بقي ما غُيّر في أثناء كتابتك: حال الانعقاد، المدينة، تبدأ، ملغاة، الجلسة." in page.text

    def test_what_both_wrote_in_one_place_is_refused_once(self, client, colleague, both, event, first):
        shown, send = both
        send(colleague, shown | {"standing": "postponed", "sessions-0-hall": "ظفار", "sessions-0-kind": "closing"})
        mine = {"standing": "cancelled", "sessions-0-hall": "عمان", "sessions-0-kind": "workshop"}
        refused = send(client, shown | mine)

        assert [
            said.partition("«")[2].partition("»")[0]
            for said in (*self.told(refused)[0]["standing"], *(said for _name, said in self.told(refused)[1]))
        ] == ["مؤجلة", "ختام", "ظفار"]
        first.refresh_from_db()
        assert first.hall == "ظفار"
        again = values_of(refused)
        assert {name: again[name] for name in mine} == mine
        send(client, again)
        event.refresh_from_db(), first.refresh_from_db()
        assert (event.standing, first.hall, first.kind) == ("cancelled", "عمان", "workshop")

    def test_a_row_taken_out_stays_out_unless_the_other_wrote_into_it(self, client, colleague, both, event):
        shown, send = both
        send(colleague, shown | {"participants-0-session": "", "sessions-0-DELETE": "on"})
        send(client, shown | {"participants-0-session": "", "sessions-1-hall": "عمان"})
        assert [(row.title, row.hall) for row in event.sessions.all()] == [("الجلسة الثانية", "عمان")]

        shown = filled_in(client, change_of(event))
        send(colleague, shown | {"sessions-0-DELETE": "on"})
        refused = send(client, shown | {"sessions-0-hall": "ظفار", "participants-0-position": "الأمين"})
        assert self.told(refused)[1] == [("__all__", "حذف غيرك هذا في أثناء كتابتك. احفظ من جديد ليعود كما كتبتَه.")]
        assert not event.sessions.exists()
        send(client, values_of(refused))
        assert [(row.title, row.hall) for row in event.sessions.all()] == [("الجلسة الثانية", "ظفار")]
        assert event.participants.get().position == "الأمين"

    def test_a_row_that_changed_is_not_taken_out_before_that_was_seen(self, client, colleague, both, event, first):
        shown, send = both
        send(colleague, shown | {"sessions-0-title": "جلسة المدن", "outcomes-TOTAL_FORMS": "0"})
        refused = send(client, shown | {"sessions-0-DELETE": "on", "participants-0-session": ""})
        assert self.told(refused)[2] == ["تغيّر «جلسة المدن» في أثناء كتابتك. احفظ من جديد إن أردت حذفه مع ذلك."]
        assert event.sessions.count() == 2
        send(client, values_of(refused))
        assert [row.title for row in event.sessions.all()] == ["الجلسة الثانية"]


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_programme_is_entered_on_a_phone(visitor):
    event = make.make_event(title="ملتقى المدن", starts_on=FIRST, ends_on=LAST)
    page = visitor(
        make.make_user("editor"), viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )

    page.goto(change_of(event))
    page.get_by_text("الجلسات", exact=True).click()
    page.locator("#sessions-group .add-row a").click()
    page.fill("#id_sessions-0-title", "الجلسة الافتتاحية")
    page.locator("#sessions-0 .field-starts_at a[id^=calendarlink]").first.click()
    box = page.locator(".calendarbox:visible").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.locator(".calendarbox:visible .calendar-cancel a").click()
    for field, value in {"starts_at_0": "2026-11-23", "starts_at_1": "09:00"}.items():
        page.fill(f"#id_sessions-0-{field}", value)
    for field, value in {"ends_at_0": "2026-11-23", "ends_at_1": "10:00"}.items():
        page.fill(f"#id_sessions-0-{field}", value)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    with page.expect_navigation():
        page.click("input[name=_continue]")

    assert page.locator("#id_sessions-0-title").input_value() == "الجلسة الافتتاحية"
    assert event.sessions.get().title == "الجلسة الافتتاحية"
