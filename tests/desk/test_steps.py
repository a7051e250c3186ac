"""The workflow's buttons, as promises: what they show, what they refuse, and that the table decides."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import workflow
from articles.admin.wording import done
from articles.models import Article, DeskState, Publication, PublicState, Transition, Withdrawal
from tests import factories as make
from tests.desk.stories import address, signed_in, texts

pytestmark = pytest.mark.django_db


def page_of(article, action):
    return f"/admin/articles/article/{article.pk}/step/{action}/"


def do(client, article, action, **details):
    """Open the page of a step and press its button."""
    page = client.get(page_of(article, action))
    assert page.status_code == 200
    return client.post(page_of(article, action), {"version": page.context["story"].version} | details)


@pytest.fixture
def editor(client):
    user = make.make_user("editor")
    signed_in(client, user)
    return user


@pytest.fixture
def writer():
    return make.make_user("journalist")


@pytest.fixture
def at_writer(writer):
    return signed_in(Client(), writer)


def test_a_story_goes_all_the_way_by_buttons(client, editor, writer, at_writer):
    story = make.make_article(writer)
    do(at_writer, story, "submit")
    do(client, story, "approve")
    answer = do(client, story, "publish")
    assert (answer.status_code, answer.url) == (302, address(story))
    assert Article.objects.get(pk=story.pk).public_state == PublicState.LIVE
    assert [step.action for step in story.transitions.all()] == ["publish", "approve", "submit", "create"]


def test_the_buttons_are_those_of_the_table(client, editor, writer, at_writer):
    story = make.submit(make.make_article(writer))
    for browser, user in ((client, editor), (at_writer, writer)):
        offered = [button.step for button in browser.get(address(story)).context["buttons"]]
        assert offered == workflow.available(story, user)


@pytest.mark.parametrize(
    "action", ["approve", "publish", "schedule", "return", "withdraw", "spike", "takeover", "override"]
)
def test_a_journalist_gets_no_page_of_what_editors_decide(at_writer, writer, action):
    story = make.submit(make.make_article(writer))
    before = Transition.objects.count()
    assert at_writer.get(page_of(story, action)).status_code == 403
    assert at_writer.post(page_of(story, action), {"version": story.version, "note": "لأن"}).status_code == 403
    assert Transition.objects.count() == before


def test_an_unknown_step_has_no_page(client, editor):
    assert client.get(page_of(make.make_article(), "burn")).status_code == 404
    assert client.post(page_of(make.make_article(), "void")).status_code == 404


@pytest.mark.parametrize("key", ["9" * 18, "9" * 19, "9" * 40])
def test_a_number_that_no_story_has_has_no_page(client, editor, key):
    pages = [f"/admin/articles/article/{key}/{page}/" for page in ("change", "step/approve", "history", "preview")]
    assert [client.get(page).status_code for page in pages] == [404] * 4


def test_a_look_at_a_step_takes_none(client, editor):
    story = make.submit(make.make_article())
    before = (Transition.objects.count(), Article.objects.values().get(pk=story.pk))
    for action in workflow.STEPS:
        assert client.get(page_of(story, action)).status_code in (200, 403)
    assert (Transition.objects.count(), Article.objects.values().get(pk=story.pk)) == before


def test_a_step_needs_the_forms_token(editor):
    story = make.submit(make.make_article())
    strict = signed_in(Client(enforce_csrf_checks=True), editor)
    assert strict.post(page_of(story, "approve"), {"version": story.version}).status_code == 403
    assert Article.objects.get(pk=story.pk).desk_state == DeskState.SUBMITTED


class TestApproval:
    def test_shows_the_words_and_their_fingerprint(self, client, editor):
        story = make.submit(make.make_article(kicker="تمهيد", standfirst="مقدمة", tags=["وسم"]))
        page = client.get(page_of(story, "approve"))
        for words in ("تمهيد", story.headline, "مقدمة", "افتتحت بلدية مسقط الحديقة", "وسم", story.fingerprint[:12]):
            assert words in texts(page)

    def test_of_words_that_changed_meanwhile_is_refused(self, client, editor, writer):
        story = make.submit(make.make_article(writer))
        seen = client.get(page_of(story, "approve")).context["story"].version
        make.edit(story, by=writer, headline="عنوان لم يقرأه المحرر")
        page = client.post(page_of(story, "approve"), {"version": seen})
        assert page.status_code == 200
        assert "تغيّرت" in texts(page) or "عُدّلت" in texts(page)
        assert Article.objects.get(pk=story.pk).desk_state == DeskState.SUBMITTED

    @pytest.mark.parametrize("version", [{}, {"version": ""}, {"version": "x"}, {"version": "9" * 40}])
    def test_without_having_looked_is_refused(self, client, editor, version):
        story = make.submit(make.make_article())
        assert client.post(page_of(story, "approve"), version).status_code == 200
        assert Article.objects.get(pk=story.pk).desk_state == DeskState.SUBMITTED

    def test_lists_every_reason_against_it_with_a_way_to_the_field(self, client, editor):
        story = make.submit(make.make_article(section=None, place="", authors=[]))
        page = client.get(page_of(story, "approve"))
        assert not page.context["is_open"]
        codes = [reason.code for reason, _address in page.context["reasons"]]
        assert codes == ["no_section", "no_byline", "no_dateline"]
        for name in ("section", "bylines", "place"):
            assert f'href="{address(story)}#id_{name}"' in page.content.decode()
        assert " disabled>" in page.content.decode()

    def test_of_ones_own_story_is_blocked_with_the_reason(self, client, editor):
        story = make.submit(make.make_article(editor))
        page = client.get(page_of(story, "approve"))
        assert [reason.code for reason, _address in page.context["reasons"]] == ["four_eyes"]
        do(client, story, "approve")
        assert Article.objects.get(pk=story.pk).desk_state == DeskState.SUBMITTED

    def test_alone_asks_the_chief_for_a_reason(self):
        chief = make.make_user("chief")
        client, story = signed_in(Client(), chief), make.make_article(chief)
        page = do(client, story, "override")
        assert page.context["form"].errors.keys() == {"note"}
        do(client, story, "override", note="خبر عاجل ولا محرر غيري")
        assert story.transitions.first().note == "خبر عاجل ولا محرر غيري"

    def test_shows_warnings_that_do_not_stand_in_its_way(self, client, editor):
        story = make.submit(make.make_article())
        page = client.get(page_of(story, "approve"))
        assert {reason.code for reason, _address in page.context["warnings"]} == {"no_picture", "no_tags"}
        assert page.context["is_open"]


class TestReturning:
    def test_asks_for_a_note(self, client, editor):
        story = make.submit(make.make_article())
        page = do(client, story, "return")
        assert page.context["form"].errors.keys() == {"note"}

    def test_puts_the_note_on_top_of_the_writers_form(self, client, editor, writer, at_writer):
        story = make.submit(make.make_article(writer))
        page = do(client, story, "return", note="أضف رأي الجهة المنظمة.\nواختصر المقدمة.")
        assert page.status_code == 302
        words = texts(at_writer.get(address(story)))
        assert "أضف رأي الجهة المنظمة." in words
        assert editor.name in words

    def test_a_note_is_gone_when_the_story_is_submitted_again(self, client, editor, writer, at_writer):
        story = make.submit(make.make_article(writer))
        do(client, story, "return", note="أضف رأي الجهة المنظمة.")
        do(at_writer, story, "submit")
        assert "أضف رأي الجهة المنظمة." not in texts(at_writer.get(address(story)))


class TestScheduling:
    def test_takes_the_time_on_the_newsrooms_wall_clock(self, client, editor, settings):
        story = make.approve(make.make_article(), make.make_user("editor"))
        tomorrow = (timezone.localtime() + timedelta(days=1)).replace(hour=7, minute=30)
        do(client, story, "schedule", at=tomorrow.strftime("%Y-%m-%dT%H:%M"))
        pending = story.publications.get()
        assert timezone.localtime(pending.live_from).strftime("%F %R") == tomorrow.strftime("%F %R")
        assert settings.TIME_ZONE in texts(client.get(page_of(story, "schedule")))

    @pytest.mark.parametrize("at", ["", "غدًا", "2001-01-01T10:00", "9999-12-31T23:59", "0001-01-01T00:00"])
    def test_refuses_what_is_no_time_to_come_and_keeps_what_was_typed(self, client, editor, at):
        story = make.approve(make.make_article(), make.make_user("editor"))
        page = do(client, story, "schedule", at=at)
        assert page.context["form"].errors.keys() == {"at"}
        assert page.context["form"]["at"].value() == at
        assert not story.publications.exists()

    def test_can_be_cancelled(self, client, editor):
        story = make.schedule()
        do(client, story, "unschedule")
        assert not story.publications.scheduled().exists()


class TestAfterPublishing:
    def test_a_correction_needs_its_public_wording(self, client, editor):
        story = make.publish()
        make.edit(story, by=story.owner, body="<p>النص الصحيح.</p>")
        make.approve(story)
        assert do(client, story, "correct").context["form"].errors.keys() == {"correction"}
        do(client, story, "correct", correction="ورد الاسم خطأ، والصواب سالم.")
        assert story.publications.live().get().corrections[0]["text"] == "ورد الاسم خطأ، والصواب سالم."

    def test_a_withdrawal_asks_what_its_address_says(self, client, editor):
        story = make.publish()
        assert do(client, story, "withdraw").context["form"].errors.keys() == {"kind"}
        assert do(client, story, "withdraw", kind="error").context["form"].errors.keys() == {"notice"}
        assert do(client, story, "withdraw", kind="whim", notice="س").context["form"].errors.keys() == {"kind"}
        do(client, story, "withdraw", kind="error", notice="نُشرت بالخطأ.")
        assert Withdrawal.objects.get().notice == "نُشرت بالخطأ."

    @pytest.mark.parametrize("form", ["{id}", "/a/{id}/", "http://testserver{url}", "{url}"])
    def test_a_merged_story_names_the_other_by_any_of_its_addresses(self, client, editor, form):
        story, other = make.publish(), make.publish().publications.get()
        typed = form.format(id=other.public_id, url=other.get_absolute_url())
        do(client, story, "withdraw", kind="merged", merged_into=typed)
        assert Withdrawal.objects.get().merged_into == other.public_id

    def test_a_story_cannot_be_merged_into_what_is_not_live(self, client, editor):
        story, draft = make.publish(), make.make_article()
        page = do(client, story, "withdraw", kind="merged", merged_into=draft.public_id)
        assert page.context["form"].errors.keys() == {"merged_into"}
        assert not Withdrawal.objects.exists()

    def test_the_strip_leads_to_the_live_page(self, client, editor):
        story = make.publish()
        assert story.publications.get().get_absolute_url() in client.get(address(story)).content.decode()


def test_a_step_that_is_over_says_where_the_story_stands(client, editor):
    story = make.publish()
    page = client.get(page_of(story, "publish"))
    assert not page.context["is_open"]
    assert "منشورة" in texts(page)
    client.post(page_of(story, "publish"), {"version": story.version})
    assert Publication.objects.count() == 1


def test_a_step_on_a_story_that_was_taken_over_meanwhile_is_refused(writer):
    own = make.make_section()
    editor = make.make_user("editor", sections=[own])
    chief = make.make_user("chief")
    story = make.submit(make.make_article(writer, section=own))
    browser = signed_in(Client(), editor)
    page = browser.get(page_of(story, "return"))
    assert page.status_code == 200
    workflow.perform(story, "takeover", by=chief)
    seen = page.context["story"].version
    assert browser.post(page_of(story, "return"), {"version": seen, "note": "س"}).status_code == 200
    assert Article.objects.get(pk=story.pk).desk_state == DeskState.SUBMITTED


class TestHistory:
    def test_lists_every_step_with_who_when_and_why(self, client, editor, writer):
        story = make.submit(make.make_article(writer))
        workflow.perform(story, "return", by=editor, note="أضف رأي الجهة المنظمة.")
        words = texts(client.get(f"/admin/articles/article/{story.pk}/history/"))
        for expected in (writer.name, editor.name, "أضف رأي الجهة المنظمة.", story.fingerprint[:12]):
            assert expected in words
        assert all(str(done(action)) in words for action in ("create", "submit", "return"))

    def test_shows_each_saved_copy_as_it_was(self, client, editor, writer):
        story = make.make_article(writer, headline="العنوان الأول")
        make.edit(story, by=writer, headline="العنوان الثاني")
        first, second = (texts(client.get(f"/admin/articles/article/{story.pk}/revisions/{n}/")) for n in (1, 2))
        assert "العنوان الأول" in first
        assert "العنوان الثاني" in second
        assert client.get(f"/admin/articles/article/{story.pk}/revisions/3/").status_code == 404

    def test_asks_as_much_for_many_steps_as_for_few(self, client, editor, writer, django_assert_max_num_queries):
        story = make.make_article(writer)
        for number in range(8):
            make.edit(story, by=writer, headline=f"عنوان {number}")
            workflow.perform(story, "submit", by=writer)
            workflow.perform(story, "return", by=editor, note="أعد الصياغة")
        with django_assert_max_num_queries(20):
            client.get(f"/admin/articles/article/{story.pk}/history/")
