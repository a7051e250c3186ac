"""The bell and its page: what I was told, what I read, how I want to be mailed."""

import re
from urllib.parse import quote_from_bytes

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Notification
from articles.workflow import perform
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make.make_user("editor", name="مريم البلوشي")


@pytest.fixture
def writer():
    return make.make_user("journalist")


def give_back(writer, editor, count=1, **fields):
    for _ in range(count):
        article = make.submit(make.make_article(writer, **fields))
        perform(article, "return", by=editor, note="أضف مصدرًا ثانيًا.")
    return article


def unread_of(page):
    found = re.search(r"data-count( hidden)?>(\d+)<", page)
    return 0 if found[1] else int(found[2])


def test_the_bell_counts_what_is_unread_on_every_page(client, writer, editor):
    give_back(writer, editor, 2)
    client.force_login(writer)
    for address in ("/admin/", "/admin/notifications/", "/admin/articles/article/"):
        assert unread_of(client.get(address).text) == 2
    assert client.get("/admin/notifications/count/").json() == {"unread": 2, "said": "إشعاران غير مقروءين"}


def test_the_page_says_what_happened_by_whom_and_what_was_written(client, writer, editor):
    article = give_back(writer, editor, headline="حديقة القرم")
    client.force_login(writer)
    page = client.get("/admin/notifications/").text
    assert "معادة إليك من <bdi>مريم البلوشي</bdi>" in page
    assert f'href="/admin/articles/article/{article.pk}/change/" dir="auto">حديقة القرم<' in page
    assert "أضف مصدرًا ثانيًا." in page


def test_a_name_and_a_note_are_text_and_never_markup(client, writer):
    hostile = make.make_user("editor", name="<img src=x>{who}%s")
    article = make.submit(make.make_article(writer, headline="<b>عنوان</b>"))
    perform(article, "return", by=hostile, note="<script>alert(1)</script>")
    client.force_login(writer)
    page = client.get("/admin/notifications/").text
    assert "<img src=x>" not in page
    assert "<script>alert(1)" not in page
    assert "<b>عنوان" not in page


def test_nobody_sees_what_somebody_else_was_told(client, writer, editor):
    give_back(writer, editor)
    client.force_login(make.make_user("journalist"))
    page = client.get("/admin/notifications/")
    assert page.context["rows"] == []
    assert unread_of(page.text) == 0


def test_a_story_that_is_no_longer_mine_is_gone_from_the_bell(client, writer, editor):
    article = give_back(writer, editor, headline="سر المهنة")
    Article.objects.filter(pk=article.pk).update(owner=make.make_user("journalist"))
    client.force_login(writer)
    page = client.get("/admin/notifications/").text
    assert "سر المهنة" not in page
    assert unread_of(page) == 0


def test_one_all_or_those_of_one_story_are_marked_as_read_and_nobody_elses(client, writer, editor):
    first, second = give_back(writer, editor), give_back(writer, editor)
    third = give_back(writer, editor)
    theirs = give_back(make.make_user("journalist"), editor)
    row = {r.article_id: r for r in Notification.objects.filter(kind="returned")}
    client.force_login(writer)

    def unread():
        return set(Notification.objects.unread().filter(kind="returned").values_list("article", flat=True))

    client.post("/admin/notifications/read/", {"only": row[first.pk].pk})
    assert unread() == {second.pk, third.pk, theirs.pk}
    client.post("/admin/notifications/read/", {"article": third.pk})
    assert unread() == {second.pk, theirs.pk}
    client.post("/admin/notifications/read/", {"only": row[theirs.pk].pk})
    client.post("/admin/notifications/read/", {"upto": row[theirs.pk].pk})
    assert unread() == {theirs.pk}


def test_looking_changes_nothing(client, writer, editor):
    give_back(writer, editor)
    client.force_login(writer)
    client.get("/admin/notifications/")
    client.get("/admin/notifications/count/")
    assert client.get("/admin/notifications/read/").status_code == 405
    assert Notification.objects.unread().filter(recipient=writer).count() == 1


@pytest.mark.parametrize(
    "sent", [b"", b"x", b"-1", b"1.5", b"9" * 30, b"\0", b"\xed\xa0\x80", b"18446744073709551616"]
)
def test_no_input_is_a_fault(client, writer, editor, sent):
    give_back(writer, editor)
    client.force_login(writer)
    for address, name in [("read", "only"), ("read", "article"), ("read", "upto"), ("choice", "pace")]:
        body = f"{name}={quote_from_bytes(sent)}"
        posted = client.post(
            f"/admin/notifications/{address}/", body, content_type="application/x-www-form-urlencoded"
        )
        assert posted.status_code == 302
    asked = client.get(f"/admin/notifications/?before={quote_from_bytes(sent)}")
    assert asked.status_code == (400 if sent == b"\0" else 200)
    assert Notification.objects.unread().filter(recipient=writer).count() == 1


def test_each_chooses_how_to_be_mailed_for_themselves(client, writer):
    other = make.make_user("journalist")
    client.force_login(writer)
    client.post("/admin/notifications/choice/", {"pace": "hourly"})
    client.post("/admin/notifications/choice/", {"pace": "every second"})
    writer.refresh_from_db()
    other.refresh_from_db()
    assert (writer.mail_pace, other.mail_pace) == ("hourly", "once")
    assert 'value="hourly" checked' in client.get("/admin/notifications/").text


def test_the_page_asks_as_much_for_thirty_as_for_one_and_goes_on(client, writer, editor):
    give_back(writer, editor)
    client.force_login(writer)
    client.get("/admin/notifications/")
    with CaptureQueriesContext(connection) as of_one:
        client.get("/admin/notifications/")
    give_back(writer, editor, 51)
    with CaptureQueriesContext(connection) as of_many:
        page = client.get("/admin/notifications/")
    assert len(of_many) == len(of_one) <= 10
    rest = client.get("/admin/notifications/", {"before": page.context["older_than"]})
    assert (len(page.context["rows"]), len(rest.context["rows"])) == (50, 2)


def test_a_story_shows_who_was_told_and_when(client, writer, editor):
    article = give_back(writer, editor)
    client.force_login(editor)
    page = client.get(f"/admin/articles/article/{article.pk}/history/").text
    told = page.split('id="who-was-told"')[1].split("</section>")[0]
    assert f"<bdi>{writer}</bdi>: إعادة إليه" in told
    assert "البريد في طريقه" in told


class TestInABrowser:
    pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

    @pytest.fixture(params=["desk", pytest.param("phone", marks=pytest.mark.looks)])
    def at(self, request, visitor):
        """A page of somebody's, on a wide screen and on a phone."""
        from tests.browser import PHONE

        phone = {"viewport": PHONE, "is_mobile": True, "has_touch": True} if request.param == "phone" else {}
        return lambda user: visitor(user, **phone)

    def test_a_writer_hears_of_a_returned_story_opens_it_and_the_bell_is_quiet(self, at, writer, editor):
        give_back(writer, editor, headline="حديقة القرم")
        page = at(writer)
        page.goto("/admin/")
        bell = page.get_by_role("link", name="إشعار واحد غير مقروء")
        bell.click()
        page.get_by_text("أضف مصدرًا ثانيًا.").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.get_by_role("link", name="حديقة القرم").click()
        page.wait_for_url("**/change/")
        page.get_by_role("link", name="لا إشعارات غير مقروءة").wait_for()
        assert not Notification.objects.unread().filter(recipient=writer).exists()

    def test_everything_is_marked_as_read_by_a_button(self, at, writer, editor):
        give_back(writer, editor, 3)
        page = at(writer)
        page.goto("/admin/notifications/")
        page.get_by_role("button", name="علّم الكل مقروءًا").click()
        page.get_by_role("link", name="لا إشعارات غير مقروءة").wait_for()
        assert page.locator(".is-unread").count() == 0

    def test_the_bell_rings_while_the_page_stays_open(self, at, writer, editor):
        page = at(writer)
        page.clock.install()
        page.goto("/admin/articles/article/add/")
        page.get_by_role("link", name="لا إشعارات غير مقروءة").wait_for()
        give_back(writer, editor)
        page.clock.fast_forward(61_000)
        page.get_by_role("link", name="إشعار واحد غير مقروء").wait_for()
