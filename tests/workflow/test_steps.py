"""The table of transitions, as promises."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article, Byline, DeskState, Publication, PublicState, Transition
from articles.reasons import Refused
from articles.workflow import STEPS, available, can_edit, perform, warnings
from tests import factories as make

pytestmark = pytest.mark.django_db


def refused(article, action, by, **details):
    """The codes of the reasons; nothing may have changed."""
    before = (
        Article.objects.values().get(pk=article.pk),
        Transition.objects.count(),
        Publication.objects.count(),
    )
    with pytest.raises(Refused) as caught:
        perform(article, action, by=by, **details)
    after = (
        Article.objects.values().get(pk=article.pk),
        Transition.objects.count(),
        Publication.objects.count(),
    )
    assert after == before
    return caught.value.codes


def test_a_story_goes_from_the_writer_to_the_reader():
    writer, editor = make.make_user("journalist"), make.make_user("editor")
    article = make.make_article(writer)

    perform(article, "submit", by=writer)
    perform(article, "approve", by=editor)
    perform(article, "publish", by=editor)

    assert article.public_state == PublicState.LIVE
    assert article.publications.get().headline == article.headline
    steps = article.transitions.order_by("sequence").values_list("action", "from_state", "to_state", "by")
    assert list(steps) == [
        ("create", "draft", "draft", writer.pk),
        ("submit", "draft", "submitted", writer.pk),
        ("approve", "submitted", "approved", editor.pk),
        ("publish", "approved", "approved", editor.pk),
    ]


@pytest.mark.parametrize(
    "action",
    [
        "return",
        "approve",
        "override",
        "publish",
        "schedule",
        "update",
        "correct",
        "withdraw",
        "spike",
        "takeover",
    ],
)
def test_a_journalist_cannot_decide(action):
    article = make.make_article()
    assert refused(article, action, article.owner, note="لأن", at=timezone.now()) == ["forbidden"]


def test_a_journalist_cannot_touch_a_colleagues_story():
    article = make.make_article()
    assert refused(article, "submit", make.make_user("journalist")) == ["forbidden"]


def test_a_journalist_works_on_a_story_that_was_shared():
    article, colleague = make.make_article(), make.make_user("journalist")
    article.shared_with.add(colleague)
    perform(article, "submit", by=colleague)
    assert article.desk_state == DeskState.SUBMITTED


def test_an_administrator_decides_nothing():
    article = make.submit(make.make_article())
    assert refused(article, "approve", make.make_user("administrator")) == ["forbidden"]


def test_a_deactivated_editor_decides_nothing():
    article, editor = make.submit(make.make_article()), make.make_user("editor")
    type(editor).objects.filter(pk=editor.pk).update(is_active=False)
    editor.refresh_from_db()
    assert refused(article, "approve", editor) == ["forbidden"]


def test_an_editor_of_named_sections_stays_in_them():
    own, other = make.make_section(), make.make_section()
    editor = make.make_user("editor", sections=[own])
    inside = make.submit(make.make_article(section=own))
    child = make.submit(make.make_article(section=make.make_section(parent=own)))
    outside = make.submit(make.make_article(section=other))

    perform(inside, "approve", by=editor)
    perform(child, "approve", by=editor)
    assert refused(outside, "approve", editor) == ["forbidden"]


class TestFourEyes:
    def test_nobody_approves_what_they_wrote(self):
        editor = make.make_user("editor")
        article = make.submit(make.make_article(editor))
        assert refused(article, "approve", editor) == ["four_eyes"]

    def test_nobody_approves_what_they_last_changed(self):
        editor = make.make_user("editor")
        article = make.submit(make.make_article())
        make.edit(article, by=editor, headline="عنوان عدّله المحرر")
        assert refused(article, "approve", editor) == ["four_eyes"]
        perform(article, "approve", by=make.make_user("editor"))

    def test_taking_a_story_over_does_not_make_its_writer_a_stranger(self):
        writing_editor, colleague = make.make_user("editor"), make.make_user("editor")
        article = make.make_article(writing_editor)
        perform(article, "takeover", by=colleague)
        make.edit(article, by=colleague, headline="عنوان آخر")
        perform(article, "submit", by=colleague)
        assert refused(article, "approve", writing_editor) == ["four_eyes"]

    def test_nobody_approves_a_story_signed_with_their_name(self):
        editor = make.make_user("editor")
        article = make.submit(make.make_article(authors=[make.make_author(user=editor)]))
        assert refused(article, "approve", editor) == ["four_eyes"]

    def test_the_photographer_of_a_story_may_approve_its_words(self):
        editor = make.make_user("editor")
        article = make.make_article()
        article.bylines.create(author=make.make_author(user=editor), role=Byline.Role.PHOTO)
        make.edit(article, by=article.owner)
        perform(make.submit(article), "approve", by=editor)

    def test_the_override_is_the_chiefs_needs_a_reason_and_stays_in_the_record(self):
        chief = make.make_user("chief")
        article = make.make_article(chief)
        assert refused(article, "override", make.make_user("editor"), note="عاجل") == ["forbidden"]
        assert refused(article, "override", chief) == ["note"]
        perform(article, "override", by=chief, note="خبر عاجل ولا محرر غيري")
        step = article.transitions.first()
        assert (step.action, step.note, step.by) == ("override", "خبر عاجل ولا محرر غيري", chief)

    def test_the_override_does_not_lift_what_a_story_needs(self):
        chief = make.make_user("chief")
        article = make.make_article(chief, place="")
        assert refused(article, "override", chief, note="عاجل") == ["no_dateline"]


class TestBlockersBeforeApproval:
    def blocked(self, **fields):
        article = make.submit(make.make_article(**fields))
        return refused(article, "approve", make.make_user("editor"))

    def test_no_headline(self):
        assert self.blocked(headline=" ") == ["no_headline"]

    def test_no_section(self):
        assert self.blocked(section=None) == ["no_section"]

    def test_a_closed_section(self):
        assert self.blocked(section=make.make_section(is_active=False)) == ["section_closed"]

    def test_no_body(self):
        assert self.blocked(body="<p>&nbsp;</p>") == ["no_body"]

    def test_no_byline(self):
        assert self.blocked(authors=[]) == ["no_byline"]

    def test_a_lead_picture_without_alternative_text(self):
        assert self.blocked(lead_picture=make.make_picture(alt="")) == ["no_alt"]

    @pytest.mark.parametrize("kind", ["news", "report"])
    def test_no_dateline_on_news_and_reports(self, kind):
        assert self.blocked(kind=kind, place="") == ["no_dateline"]

    def test_an_opinion_needs_no_dateline(self):
        make.approve(make.make_article(kind="opinion", place=""))

    def test_a_session_of_another_event(self):
        assert self.blocked(event=make.make_event(), session=make.make_session()) == ["session_elsewhere"]

    def test_a_story_that_says_the_event_was_held_on_another_day(self):
        today = timezone.localdate().replace(month=11, day=20)
        event = make.make_event(title="ملتقى المدن العربية", starts_on=today, ends_on=today)
        body = "<p>انعقد ملتقى المدن العربية يوم 3 نوفمبر في مسقط بحضور واسع.</p>"
        assert self.blocked(event=event, body=body) == ["event_date"]

    def test_a_story_that_gives_the_right_day_passes(self):
        today = timezone.localdate().replace(month=11, day=20)
        event = make.make_event(title="ملتقى المدن العربية", starts_on=today, ends_on=today)
        body = "<p>انعقد ملتقى المدن العربية يوم 20 نوفمبر في مسقط. وكان التسجيل قد بدأ في 3 نوفمبر.</p>"
        make.approve(make.make_article(event=event, body=body))

    def test_a_second_date_in_the_sentence_alarms_nobody(self):
        today = timezone.localdate().replace(month=11, day=20)
        event = make.make_event(title="ملتقى المدن العربية", starts_on=today, ends_on=today)
        body = "<p>تبدأ الجولة في 3 نوفمبر تمهيدًا لملتقى المدن العربية الذي ينطلق في 20 نوفمبر.</p>"
        make.approve(make.make_article(event=event, body=body))

    def test_every_reason_comes_at_once(self):
        codes = self.blocked(section=None, authors=[], place="")
        assert codes == ["no_section", "no_byline", "no_dateline"]

    def test_warnings_are_shown_and_do_not_block(self):
        article = make.submit(make.make_article())
        editor = make.make_user("editor")
        assert [reason.code for reason in warnings(article, "approve", editor)] == ["no_picture", "no_tags"]
        perform(article, "approve", by=editor)

    def test_every_reason_speaks_arabic(self):
        article = make.submit(
            make.make_article(section=None, authors=[], place="", headline="", body="<p>س</p>")
        )
        with pytest.raises(Refused) as caught:
            perform(article, "approve", by=make.make_user("editor"))
        for reason in caught.value.reasons:
            assert not any("a" <= letter <= "z" for letter in str(reason).lower()), str(reason)


def test_an_empty_story_is_not_submitted():
    article = make.make_article(headline="", body="<p></p>")
    assert refused(article, "submit", article.owner) == ["nothing_written"]


def test_returning_needs_a_note():
    article, editor = make.submit(make.make_article()), make.make_user("editor")
    assert refused(article, "return", editor) == ["note"]
    perform(article, "return", by=editor, note="أين رقم الميزانية؟")
    assert article.desk_state == DeskState.RETURNED
    assert article.transitions.first().note == "أين رقم الميزانية؟"
    perform(article, "submit", by=article.owner)


@pytest.mark.parametrize("action", ["update", "correct", "schedule"])
def test_what_goes_to_readers_asks_for_an_approval_first(action):
    article, chief = make.publish(), make.make_user("chief")
    make.edit(article, by=article.owner, headline="عنوان آخر")
    with pytest.raises(Refused) as refusal:
        perform(article, action, by=chief, at=timezone.now() + timedelta(hours=1), correction="صُحح")
    assert [str(reason.message) for reason in refusal.value.reasons] == ["تحتاج إلى اعتماد أولًا."]


class TestApprovalBindsTheWords:
    def test_any_change_voids_it_and_says_so_in_the_record(self):
        article = make.approve(make.make_article())
        make.edit(article, by=article.owner, body="<p>نص آخر.</p>")
        assert article.desk_state == DeskState.DRAFT
        assert article.approved_revision is None
        assert article.transitions.first().action == "void"

    def test_a_note_to_the_desk_voids_nothing(self):
        article = make.approve(make.make_article())
        make.edit(article, by=article.owner, notes="ملاحظة لا يراها القارئ")
        assert article.desk_state == DeskState.APPROVED

    def test_words_changed_behind_the_forms_back_are_not_published(self):
        article = make.approve(make.make_article())
        Article.objects.filter(pk=article.pk).update(fingerprint="0" * 64)
        assert refused(article, "publish", make.make_user("editor")) == ["not_as_approved"]

    def test_a_button_pressed_on_an_old_page_is_refused(self):
        article = make.submit(make.make_article())
        seen = article.version
        make.edit(article, by=article.owner, body="<p>نص أحدث.</p>")
        assert refused(article, "approve", make.make_user("editor"), version=seen) == ["stale"]


class TestEmbargo:
    def test_it_refuses_every_earlier_moment(self):
        until = timezone.now() + timedelta(hours=3)
        article, editor = make.approve(make.make_article(embargo_until=until)), make.make_user("editor")
        assert refused(article, "publish", editor) == ["embargo"]
        assert refused(article, "schedule", editor, at=until - timedelta(seconds=1)) == ["embargo"]
        perform(article, "schedule", by=editor, at=until)
        assert article.public_state == PublicState.SCHEDULED

    def test_it_refuses_updates_and_corrections_too(self):
        article, editor = make.publish(), make.make_user("editor")
        make.edit(
            article,
            by=article.owner,
            headline="عنوان أحدث",
            embargo_until=timezone.now() + timedelta(hours=1),
        )
        make.approve(article)
        assert refused(article, "update", editor) == ["embargo"]
        assert refused(article, "correct", editor, correction="صوّبنا العنوان") == ["embargo"]


class TestSpike:
    def test_a_spiked_story_is_closed_and_can_be_restored(self):
        article, editor = make.make_article(), make.make_user("editor")
        perform(article, "spike", by=editor)
        assert not can_edit(article.owner, article)
        assert refused(article, "submit", article.owner) == ["state"]
        perform(article, "restore", by=editor)
        assert article.desk_state == DeskState.DRAFT

    def test_a_live_or_scheduled_story_is_not_spiked(self):
        editor = make.make_user("editor")
        assert refused(make.publish(), "spike", editor) == ["state"]
        assert refused(make.schedule(), "spike", editor) == ["state"]


def test_an_unknown_action_is_refused():
    article = make.make_article()
    assert refused(article, "delete_everything", article.owner) == ["unknown"]


CLOSED = {
    "forbidden", "state", "nothing_scheduled", "already_yours", "already_offered", "not_offered",
}  # fmt: skip


def test_buttons_and_the_door_agree():
    """What `available` offers is never refused for the right or the state; what it does not offer always is."""
    users = [
        make.make_user(role) for role in ("journalist", "editor", "chief", "administrator", "photographer")
    ]
    spiked = make.make_article()
    perform(spiked, "spike", by=users[1])
    stories = [
        make.make_article(), make.submit(make.make_article()), make.approve(make.make_article()),
        make.publish(), make.schedule(), make.withdraw(), spiked,
        make.edit(make.publish(), by=make.make_user("editor"), headline="عنوان أحدث"),
    ]  # fmt: skip
    for article in stories:
        for user in [*users, article.owner]:
            offered = {step.action for step in available(article, user)}
            for action in STEPS:
                try:
                    with_nothing_filled_in = _dry_run(article, action, user)
                except Refused as refusal:
                    with_nothing_filled_in = set(refusal.codes)
                blocked = bool(with_nothing_filled_in & CLOSED)
                assert blocked == (action not in offered), (
                    article.desk_state,
                    article.public_state,
                    action,
                    user,
                )


def _dry_run(article, action, user):
    from articles.workflow import Attempt, refusals

    fresh = Article.objects.get(pk=article.pk)
    return {reason.code for reason in refusals(Attempt(fresh, STEPS[action], user))}


def test_whose_story_it_is_is_asked_once_for_all_steps(django_assert_max_num_queries):
    article, editor = make.submit(make.make_article()), make.make_user("editor")
    editor.has_perm("articles.approve_article")
    editor.section_ids()
    assert article.public_state == "never"
    with django_assert_max_num_queries(2):
        assert len(available(article, editor)) > 3
