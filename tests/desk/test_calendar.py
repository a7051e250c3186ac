"""The desk's calendar: what is planned, due, scheduled and published, as a page and as a private feed."""

from datetime import date, datetime, timedelta

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.admin.calendar.spans import Span
from articles.models import CalendarFeed, Publication
from tests import axe
from tests import factories as make
from tests.browser import DESKTOP, PHONE

pytestmark = pytest.mark.django_db
URL = "/admin/calendar/"
FEED = "/admin/calendar/feed/"


@pytest.fixture
def editor():
    return make.make_user("editor")


@pytest.fixture
def noon():
    return timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)


def assign(article, editor, **details):
    workflow.perform(article, "assign", by=editor, assignee=article.owner, **details)
    return article


def days(client, user, **query):
    client.force_login(user)
    return {one["day"]: one for one in client.get(URL, query).context["days"]}


def marks(day):
    return [(mark.kind, mark.headline) for mark in day["marks"]]


class TestTheDays:
    def test_a_week_runs_from_sunday_to_saturday(self):
        span = Span.asked("week", "2026-11-26")

        assert (span.first, span.last) == (date(2026, 11, 22), date(2026, 11, 28))
        assert span.title() == "22 – 28 نوفمبر 2026م"

    def test_a_month_is_shown_in_whole_weeks(self):
        span = Span.asked("month", "2026-12-26")

        assert (span.first, span.last) == (date(2026, 11, 29), date(2027, 1, 2))
        assert len(span.days()) == 35
        assert (span.before, span.after) == (date(2026, 11, 30), date(2027, 1, 1))

    @pytest.mark.parametrize("written", [None, "", "غدًا", "2026-13-40", "\x00", "9" * 40])
    def test_what_is_no_day_is_this_week(self, written):
        assert Span.asked("x", written) == Span("week", timezone.localdate())

    @pytest.mark.parametrize("written", ["0001-01-01", "9999-12-31"])
    @pytest.mark.parametrize("kind", ["week", "month"])
    def test_the_ends_of_time_have_a_page_too(self, client, editor, written, kind):
        client.force_login(editor)

        assert client.get(URL, {"day": written, "span": kind}).status_code == 200


class TestWhatStandsThere:
    def test_planned_due_scheduled_and_published_each_on_its_day(self, client, editor, noon):
        today = noon.date()
        assign(make.make_article(headline="مخططة"), editor, planned_for=today)
        assign(make.make_article(headline="موعدها"), editor, due_at=noon)
        make.publish(make.make_article(headline="منشورة"), editor)
        make.schedule(make.make_article(headline="مجدولة"), editor, at=noon + timedelta(days=400))

        assert set(marks(days(client, editor)[today])) == {
            ("planned", "مخططة"), ("due", "موعدها"), ("published", "منشورة"),
        }  # fmt: skip
        later = (noon + timedelta(days=400)).date()
        assert marks(days(client, editor, day=later.isoformat())[later]) == [("scheduled", "مجدولة")]

    def test_the_planned_day_and_the_time_of_publication_are_two_things(self, client, editor, noon):
        tomorrow = noon.date() + timedelta(days=1)
        article = assign(make.make_article(headline="للغد"), editor, planned_for=tomorrow)
        make.publish(article, editor)

        found = days(client, editor, span="month")

        assert ("published", "للغد") in marks(found[noon.date()])
        assert Publication.objects.get().live_from.date() <= noon.date()

    def test_a_day_is_that_of_the_newsrooms_clock(self, client, editor):
        late_evening = datetime(2026, 12, 1, 23, 30, tzinfo=timezone.get_default_timezone())
        assign(make.make_article(headline="قبل منتصف الليل"), editor, due_at=late_evening)
        assign(make.make_article(headline="بعده"), editor, due_at=late_evening + timedelta(hours=1))

        found = days(client, editor, day="2026-12-01")

        assert marks(found[date(2026, 12, 1)]) == [("due", "قبل منتصف الليل")]
        assert marks(found[date(2026, 12, 2)]) == [("due", "بعده")]

    def test_a_cancelled_schedule_and_a_spiked_story_leave_it(self, client, editor, noon):
        scheduled = make.schedule(make.make_article(), editor, at=noon + timedelta(days=400))
        workflow.perform(scheduled, "unschedule", by=editor)
        spiked = assign(make.make_article(), editor, planned_for=noon.date(), due_at=noon)
        workflow.perform(spiked, "spike", by=editor)

        assert not any(one["marks"] for one in days(client, editor).values())
        later = (noon + timedelta(days=400)).date()
        assert not any(one["marks"] for one in days(client, editor, day=later.isoformat()).values())

    def test_a_full_day_shows_some_and_leads_to_its_week(self, client, editor, noon):
        for _ in range(7):
            assign(make.make_article(), editor, planned_for=noon.date())

        today = days(client, editor, span="month")[noon.date()]

        assert (len(today["marks"]), today["more"]) == (5, 2)
        week = client.get(today["url"]).context
        assert week["span"].kind == "week"
        assert [len(one["marks"]) for one in week["days"] if one["is_today"]] == [7]

    def test_the_days_of_an_event_stand_there_too(self, client, editor, noon):
        event = make.make_event(starts_on=noon.date(), ends_on=noon.date())

        assert days(client, editor)[noon.date()]["events"] == [event]

    def test_nobody_finds_a_story_there_that_they_may_not_open(self, client, editor, noon):
        assign(make.make_article(), editor, planned_for=noon.date(), due_at=noon)
        make.publish(make.make_article(), editor)

        assert not any(one["marks"] for one in days(client, make.make_user("journalist")).values())

    def test_it_is_narrowed_by_section_and_writer(self, client, editor, noon):
        section = make.make_section(slug="sea")
        wanted = assign(make.make_article(section=section, headline="بحر"), editor, planned_for=noon.date())
        assign(make.make_article(section=make.make_section(), headline="بر"), editor, planned_for=noon.date())
        make.publish(make.make_article(section=make.make_section()), editor)

        for query in ({"section": "sea"}, {"person": wanted.owner.pk}):
            assert marks(days(client, editor, **query)[noon.date()]) == [("planned", "بحر")]


def fill(editor, noon, rounds):
    for _ in range(rounds):
        assign(make.make_article(), editor, planned_for=noon.date(), due_at=noon)
        make.publish(make.make_article(), editor)
        make.schedule(make.make_article(), editor, at=timezone.now() + timedelta(minutes=5))


# Four for who this is, one for the sections answered for, one for the bell; two lists to choose from; five for days.
@pytest.mark.parametrize("span", ["week", "month"])
def test_the_calendar_asks_as_much_for_thirty_stories_as_for_one(client, editor, noon, span):
    client.force_login(editor)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(URL, {"span": span})
        return len(queries)

    fill(editor, noon, 1)
    of_one = asked()
    fill(editor, noon, 9)

    assert asked() == of_one == 13


class TestTheFeed:
    def address(self, client, user):
        client.force_login(user)
        return client.post(FEED, {"new": "1"}).context["address"].replace("http://testserver", "")

    def read(self, address):
        answer = Client().get(address)
        assert answer.status_code == 200
        return answer

    def entries(self, address):
        found = icalendar.Calendar.from_ical(self.read(address).content)
        return {str(entry["UID"]): entry for entry in found.walk("VEVENT")}

    def test_it_tells_a_calendar_what_is_planned_due_and_scheduled(self, client, editor, noon):
        article = assign(
            make.make_article(headline="افتتاح، ثم جولة؛ وتكريم"), editor,
            planned_for=noon.date(), due_at=noon + timedelta(days=1),
        )  # fmt: skip
        coming = make.schedule(make.make_article(headline="مجدولة"), editor, at=noon + timedelta(days=3))

        found = self.entries(self.address(client, editor))

        host = next(iter(found)).split("@")[1]
        planned, due = found[f"planned-{article.public_id}@{host}"], found[f"due-{article.public_id}@{host}"]
        scheduled = found[f"scheduled-{coming.public_id}@{host}"]
        assert planned["DTSTART"].dt == noon.date()
        assert str(planned["SUMMARY"]) == "مخططة: افتتاح، ثم جولة؛ وتكريم"
        assert due["DTSTART"].dt == noon + timedelta(days=1)
        assert due["DTEND"].dt > due["DTSTART"].dt
        assert scheduled["DTSTART"].dt == noon + timedelta(days=3)
        assert len(found) == 3

    def test_a_moved_story_keeps_its_name_and_counts_on(self, client, editor, noon):
        article = assign(make.make_article(), editor, due_at=noon)
        address = self.address(client, editor)
        (uid, before), = self.entries(address).items()

        assign(article, editor, due_at=noon + timedelta(hours=4))

        after = self.entries(address)[uid]
        assert after["DTSTART"].dt == noon + timedelta(hours=4)
        assert after["SEQUENCE"] > before["SEQUENCE"]

    def test_no_line_is_longer_than_75_octets_and_every_line_ends_with_crlf(self, client, editor, noon):
        assign(make.make_article(headline="مؤتمر عُمان للتحول الرقمي يوصي " * 6), editor, planned_for=noon.date())

        text = self.read(self.address(client, editor)).content

        assert max(map(len, text.split(b"\r\n"))) <= 75
        assert text.replace(b"\r\n", b"").count(b"\n") == 0
        text.decode()

    def test_it_holds_what_its_owner_may_open_and_nothing_else(self, client, editor, noon):
        writer = make.make_user("journalist")
        mine = assign(make.make_article(writer), editor, due_at=noon)
        assign(make.make_article(), editor, due_at=noon)

        found = self.entries(self.address(client, writer))

        assert [uid.split("@")[0] for uid in found] == [f"due-{mine.public_id}"]

    def test_a_new_address_ends_the_old_one_and_ending_it_ends_both(self, client, editor):
        old = self.address(client, editor)
        new = self.address(client, editor)
        assert Client().get(old).status_code == 404
        self.read(new)

        client.post(FEED, {"revoke": "1"})

        assert Client().get(new).status_code == 404

    def test_it_ends_with_the_account_and_with_the_right_to_write(self, client):
        writer, gone = make.make_user("journalist"), make.make_user("journalist")
        addresses = [self.address(client, writer), self.address(client, gone)]
        writer.groups.clear()
        type(gone).objects.filter(pk=gone.pk).update(is_active=False)

        assert [Client().get(address).status_code for address in addresses] == [404, 404]

    def test_the_address_is_shown_once_and_kept_nowhere(self, client, editor):
        address = self.address(client, editor)
        key = address.rstrip("/").split("/")[-1].removesuffix(".ics")

        assert key not in client.get(FEED).text
        assert key not in str(CalendarFeed.objects.values().get())

    def test_it_is_stored_by_nobody_on_the_way(self, client, editor):
        answer = self.read(self.address(client, editor))

        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Robots-Tag"] == "noindex"
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"

    def test_it_asks_as_much_for_thirty_stories_as_for_one(self, client, editor, noon):
        address = self.address(client, editor)
        fill(editor, noon, 1)
        with CaptureQueriesContext(connection) as of_one:
            self.read(address)
        fill(editor, noon, 9)
        with CaptureQueriesContext(connection) as of_many:
            self.read(address)

        assert len(of_one) == len(of_many)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
class TestInTheBrowser:
    @pytest.mark.looks
    @pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_it_fits_and_stands_in_nobodys_way(self, visitor, editor, noon, width, scheme):
        fill(editor, noon, 2)
        assign(make.make_article(), editor, due_at=noon - timedelta(days=1))
        page = visitor(editor, viewport=width, color_scheme=scheme)

        for address in (URL, URL + "?span=month", FEED):
            page.goto(address)
            assert axe.faults_of(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address

    @pytest.mark.looks
    def test_on_paper_stand_the_days_and_nothing_to_press(self, visitor, editor, noon):
        assign(make.make_article(headline="تغطية المنتدى"), editor, planned_for=noon.date())
        page = visitor(editor)
        page.goto(URL)

        page.emulate_media(media="print")

        assert page.get_by_text("تغطية المنتدى").is_visible()
        assert page.locator(".day").evaluate_all("days => days.every((day) => day.offsetParent)")
        assert not page.locator("#header").is_visible()
        assert not page.get_by_role("button", name="اطبع").is_visible()

    def test_a_writer_takes_an_address_on_a_phone_and_ends_it(self, visitor):
        page = visitor(make.make_user("journalist"), viewport=PHONE, is_mobile=True, has_touch=True)
        page.goto(URL)
        page.get_by_role("link", name="في تقويمي").tap()
        page.get_by_role("button", name="أنشئ عنوانًا").tap()

        address = page.get_by_label("العنوان. يظهر هذه المرة وحدها").input_value()
        assert page.request.get(address).ok
        page.get_by_role("button", name="أنهِ العنوان").tap()

        page.get_by_role("button", name="أنشئ عنوانًا").wait_for()
        assert page.request.get(address).status == 404
