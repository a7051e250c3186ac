"""The list of stories: narrowed, kept as a search, and many stories sent through the workflow at once."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import strip_tags

from articles.admin.article import counting
from articles.models import Article, SavedSearch
from tests import axe
from tests import factories as make
from tests.browser import DESKTOP, PHONE
from tests.desk.stories import select_of

pytestmark = pytest.mark.django_db
URL = "/admin/articles/article/"


def listed(client, user, **query):
    client.force_login(user)
    return [story.headline for story in client.get(URL, query).context["cl"].queryset]


@pytest.fixture
def editor():
    return make.make_user("editor")


class TestNarrowing:
    def test_by_section_byline_writer_and_event(self, client, editor):
        section, event = make.make_section(slug="sea"), make.make_event()
        author = make.make_author(name="أحمد البلوشي")
        wanted = make.make_article(section=section, authors=[author], event=event, headline="المطلوبة")
        make.make_article(section=make.make_section(), headline="غيرها")

        for query in (
            {"section": "sea"}, {"author": "احمد"}, {"person": wanted.owner.pk}, {"event": event.pk},
        ):  # fmt: skip
            assert listed(client, editor, **query) == ["المطلوبة"], query

    @pytest.mark.parametrize("url", [URL, "/admin/monitor/", "/admin/articles/picture/"])
    def test_events_are_looked_for_and_the_page_holds_the_chosen_one_alone(self, client, editor, url):
        chosen, _other = make.make_event(title="ملتقى المدن"), make.make_event(title="معرض الكتاب")
        client.force_login(editor)
        page = client.get(url, {"event": chosen.pk})

        options = re.findall(r'<option value="(\d*)"', select_of(page, "event"))
        assert options == ["", str(chosen.pk)]
        assert 'data-placeholder="كل الفعاليات"' in select_of(page, "event")
        assert page.text.count("autocomplete.js") == 1

    def test_by_desk_state_and_by_what_readers_have(self, client, editor):
        make.make_article(headline="مسودة")
        make.schedule(make.make_article(headline="مجدولة"), editor)
        make.publish(make.make_article(headline="منشورة"), editor)
        make.withdraw(make.publish(make.make_article(headline="مسحوبة"), editor), editor)
        changed = make.publish(make.make_article(headline="قديم"), editor)
        make.edit(changed, by=changed.owner, headline="متغيرة")

        assert set(listed(client, editor, state="draft")) == {"مسودة", "مسحوبة", "متغيرة"}
        assert listed(client, editor, state="scheduled") == ["مجدولة"]
        assert set(listed(client, editor, state="live")) == {"منشورة", "متغيرة"}
        assert listed(client, editor, state="live_changed") == ["متغيرة"]
        assert listed(client, editor, state="withdrawn") == ["مسحوبة"]

    def test_by_days_of_the_newsroom_both_included(self, client, editor):
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        for headline, moment in (
            ("قبل", midnight - timedelta(seconds=1)), ("أول", midnight), ("بعد", midnight + timedelta(days=1)),
        ):  # fmt: skip
            article = make.make_article(headline=headline)
            Article.objects.filter(pk=article.pk).update(modified_at=moment)
        today = f"{midnight:%Y-%m-%d}"

        assert listed(client, editor, since=today, until=today) == ["أول"]

    def test_words_and_choices_hold_together(self, client, editor):
        make.submit(make.make_article(headline="أحمد في المنتدى"))
        make.make_article(headline="أحمد في السوق")

        assert listed(client, editor, q="احمد", state="submitted") == ["أحمد في المنتدى"]

    def test_what_cannot_be_understood_narrows_nothing_and_says_so(self, client, editor):
        make.make_article(headline="باقية")
        client.force_login(editor)

        page = client.get(URL, {"since": "أمس", "author": "ا" * 101, "state": "x", "until": "9999-12-31"})

        assert set(page.context["cl"].narrowing.errors) == {"since", "author", "state", "until"}
        assert [story.headline for story in page.context["cl"].queryset] == ["باقية"]


def test_a_row_says_each_state_once(client, editor):
    story = make.publish(by=editor)
    make.edit(story, by=story.owner, headline="متغيرة")
    client.force_login(editor)

    page = client.get(URL).content.decode()

    cell = re.search(r'<td class="field-state">(.*?)</td>', page).group(1)
    assert strip_tags(cell) == "مسودة منشورة، وفيها تعديلات لم تُنشر بعد"


def test_a_long_list_is_counted_up_to_a_bound(client, editor, monkeypatch):
    monkeypatch.setattr(counting, "MOST", 2)
    for _ in range(4):
        make.make_article()
    client.force_login(editor)

    page = client.get(URL)

    assert page.context["cl"].result_count == 2
    assert "أكثر من 2 نتيجة" in page.text


class TestSavedSearches:
    def save(self, client, user, **data):
        client.force_login(user)
        return client.post(f"{URL}searches/", data)

    def test_a_search_is_kept_and_found_over_the_list(self, client, editor):
        answer = self.save(client, editor, name="عند المحررين", query="state=submitted&p=3&o=1")

        assert answer.url == f"{URL}?state=submitted"
        assert SavedSearch.objects.get().query == "state=submitted"
        searches = client.get(answer.url).context["saved"]["searches"]
        assert [(str(one["search"]), one["is_here"], one["is_mine"]) for one in searches] == [
            ("عند المحررين", True, True)
        ]

    def test_a_shared_search_finds_for_each_person_what_that_person_may_open(self, client, editor):
        writer = make.make_user("journalist")
        make.make_article(headline="لغيره")
        make.make_article(writer, headline="له")
        self.save(client, editor, name="المسودات", query="state=draft", is_shared="on")

        client.force_login(writer)
        saved = client.get(URL).context["saved"]["searches"]

        assert [one["is_mine"] for one in saved] == [False]
        assert listed(client, writer, **QueryDict(saved[0]["search"].query).dict()) == ["له"]

    def test_a_private_search_is_nobody_elses(self, client, editor):
        self.save(client, editor, name="لي", query="state=draft")
        client.force_login(make.make_user("chief"))

        assert client.get(URL).context["saved"]["searches"] == []
        assert client.post(f"{URL}searches/{SavedSearch.objects.get().pk}/").status_code == 404

    def test_a_journalist_shares_no_search(self, client):
        self.save(client, make.make_user("journalist"), name="للجميع", query="state=draft", is_shared="on")

        assert not SavedSearch.objects.get().is_shared

    def test_the_same_name_again_means_the_newer_search(self, client, editor):
        self.save(client, editor, name="عملي", query="state=draft")
        self.save(client, editor, name="عملي", query="state=returned")

        assert SavedSearch.objects.get().query == "state=returned"

    def test_it_is_deleted_by_its_owner(self, client, editor):
        self.save(client, editor, name="عملي", query="state=draft")
        client.post(f"{URL}searches/{SavedSearch.objects.get().pk}/")

        assert not SavedSearch.objects.exists()

    @pytest.mark.parametrize(
        "data", [{}, {"name": "بلا بحث"}, {"name": "\x00", "query": "state=draft"}, {"name": "ا" * 61, "query": "q=ا"},
                 {"name": "طويل", "query": "q=" + "ا" * 700}]
    )  # fmt: skip
    def test_what_is_no_search_is_not_kept(self, client, editor, data):
        assert self.save(client, editor, **data).status_code == 302
        assert not SavedSearch.objects.exists()


class TestManyAtOnce:
    def send(self, client, user, action, stories, **data):
        client.force_login(user)
        page = client.get(f"{URL}bulk/{action}/", {"story": [story.pk for story in stories]})
        versions = {f"version-{story.pk}": story.version for story in page.context["stories"]}
        return client.post(f"{URL}bulk/{action}/", {"story": [story.pk for story in stories], **versions, **data})

    def test_the_list_leads_to_the_page_of_the_step(self, client, editor):
        stories = [make.make_article(), make.make_article()]
        client.force_login(editor)
        chosen = {"action": "spike", "index": 0, "_selected_action": [story.pk for story in stories]}

        page = client.post(URL, chosen, follow=True)

        assert {story.pk for story in page.context["stories"]} == {story.pk for story in stories}

    def test_each_goes_through_the_workflow_and_each_refusal_is_told(self, client, editor):
        ready, draft = make.approve(make.make_article(headline="معتمدة")), make.make_article(headline="مسودة")

        page = self.send(client, editor, "publish", [ready, draft])

        assert page.context["done"] == [ready]
        assert [(story, [reason.code for reason in reasons]) for story, reasons in page.context["refused"]] == [
            (draft, ["state"])
        ]
        assert ready.transitions.first().action == "publish"
        assert not draft.publications.exists()

    def test_a_story_that_was_changed_meanwhile_is_refused_alone(self, client, editor):
        first, second = make.submit(make.make_article()), make.submit(make.make_article())
        client.force_login(editor)
        versions = {f"version-{story.pk}": story.version for story in (first, second)}
        make.edit(second, by=second.owner, headline="تغيّر بعد أن فُتحت القائمة")

        page = client.post(f"{URL}bulk/return/", {"story": [first.pk, second.pk], "note": "راجعوا", **versions})

        assert page.context["done"] == [first]
        assert [reason.code for _story, reasons in page.context["refused"] for reason in reasons] == ["stale"]

    def test_what_is_missing_is_asked_for_and_nothing_is_done(self, client, editor):
        story = make.submit(make.make_article())

        page = self.send(client, editor, "return", [story])

        assert page.context["form"].errors["note"] == ["اكتب ملاحظة تبيّن السبب."]
        assert Article.objects.get(pk=story.pk).desk_state == "submitted"

    def test_several_stories_are_assigned_to_one_writer(self, client, editor):
        writer = make.make_user("journalist")
        stories = [make.make_article(editor), make.make_article(editor)]

        self.send(client, editor, "assign", stories, assignee=writer.pk, wanted_words="300")

        assert set(Article.objects.filter(owner=writer, wanted_words=300)) == set(stories)

    def test_nobody_approves_many_at_once(self, client):
        chief = make.make_user("chief")
        client.force_login(chief)

        assert client.get(f"{URL}bulk/approve/").status_code == 404
        assert client.get(f"{URL}bulk/override/").status_code == 404

    def test_a_journalist_reaches_only_own_stories(self, client):
        writer = make.make_user("journalist")
        mine, other = make.make_article(writer), make.make_article()

        page = self.send(client, writer, "submit", [mine, other])

        assert page.context["done"] == [mine]
        assert Article.objects.get(pk=other.pk).desk_state == "draft"
        assert client.get(f"{URL}bulk/spike/").status_code == 403

    @pytest.mark.parametrize("story", ["9" * 30, "أ", "-1", "\x00"])
    def test_what_is_no_story_is_left_out(self, client, editor, story):
        client.force_login(editor)

        assert client.post(f"{URL}bulk/spike/", {"story": story}).status_code == 200


# Four for who this is, one for the sections answered for, one for the bell; three lists to choose from, the
# searches that were kept; the count and the rows.
@pytest.mark.parametrize("role, most", [("journalist", 12), ("editor", 12)])
def test_the_list_asks_as_much_for_thirty_stories_as_for_one(client, role, most):
    user, editor = make.make_user(role), make.make_user("editor")
    client.force_login(user)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        return len(queries)

    make.make_article(user)
    of_one = asked()
    for _ in range(10):
        make.make_article(user)
        make.publish(make.make_article(user), editor)
        make.schedule(make.make_article(user), editor)

    assert asked() == of_one
    assert of_one <= most


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
class TestInTheBrowser:
    def test_an_editor_searches_keeps_the_search_and_returns_two_stories_on_a_phone(self, visitor, editor):
        for number in range(2):
            make.submit(make.make_article(headline=f"افتتاح الحديقة {number}"))
        make.make_article(headline="افتتاح السوق")
        page = visitor(editor, viewport=PHONE, is_mobile=True, has_touch=True)

        page.goto(URL)
        page.get_by_role("searchbox").fill("افتتاح")
        page.get_by_text("بالقسم والحالة").tap()
        page.get_by_label("الحالة").select_option("submitted")
        page.get_by_role("button", name="بحث").tap()
        page.wait_for_url("**state=submitted**")
        assert page.locator("#result_list tbody tr").count() == 2

        page.get_by_text("احفظ هذا البحث").tap()
        page.get_by_label("اسم البحث").fill("افتتاحات تنتظر")
        page.get_by_role("button", name="احفظه").tap()
        page.get_by_role("link", name="افتتاحات تنتظر").wait_for()

        for box in page.locator(".action-select").all():
            box.check()
        page.get_by_label("بالمواد المعلَّمة").select_option("return")
        page.get_by_role("button", name="تابع").tap()
        page.get_by_label("ملاحظة").fill("أضيفوا موعد الافتتاح.")
        assert axe.faults_of(page) == []
        page.get_by_role("button", name="أعد إلى الكاتب").tap()

        page.get_by_role("heading", name="تم في مادتين").wait_for()
        assert axe.faults_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert Article.objects.filter(desk_state="returned").count() == 2

    @pytest.mark.looks
    @pytest.mark.parametrize("width", [PHONE, DESKTOP], ids=["phone", "desktop"])
    def test_it_stands_in_nobodys_way_with_everything_open(self, visitor, editor, width):
        SavedSearch.objects.create(owner=editor, name="المسودات", query="state=draft")
        make.make_article()
        page = visitor(editor, viewport=width)

        page.goto(f"{URL}?state=draft&since=2026-01-01&author=أحمد")

        page.locator(".search-more[open]").wait_for()
        assert axe.faults_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        go = page.get_by_role("button", name="تابع").bounding_box()
        assert go["x"] >= page.locator("#changelist-form").bounding_box()["x"]
