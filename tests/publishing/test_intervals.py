"""Live is an interval, decided at read time by the database's clock."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from articles import workflow
from articles.models import (
    AppendOnlyError,
    Article,
    Publication,
    PublicState,
    Withdrawal,
    database_now,
    guards,
)
from articles.workflow import perform
from tests import factories as make

pytestmark = pytest.mark.django_db


def live_headlines(at=None):
    return set(Publication.objects.live(at).values_list("headline", flat=True))


def update(article, editor, action="update", **details):
    make.approve(article, editor)
    return perform(article, action, by=editor, **details)


def test_nothing_is_public_before_it_is_published():
    for article in (make.make_article(), make.submit(make.make_article()), make.approve(make.make_article())):
        assert article.public_state == PublicState.NEVER
    assert live_headlines() == set()


def test_a_scheduled_story_appears_by_itself_at_its_instant():
    at = database_now() + timedelta(hours=2)
    article = make.schedule(at=at)
    assert live_headlines() == set()
    assert live_headlines(at - timedelta(milliseconds=1)) == set()
    assert live_headlines(at) == {article.headline}


def test_a_published_story_is_live_in_the_very_same_instant():
    article = make.publish()
    assert live_headlines(article.publications.get().live_from) == {article.headline}
    assert live_headlines() == {article.headline}


def test_the_question_of_many_and_the_question_of_one_agree():
    now = database_now()
    make.publish(), make.withdraw(), make.schedule(at=now + timedelta(minutes=5))
    updated = make.publish()
    make.edit(updated, by=updated.owner, headline="عنوان أحدث")
    update(updated, make.make_user("editor"))
    for minutes in (-5, 0, 4, 5, 60):
        moment = now + timedelta(minutes=minutes)
        expected = {row.pk for row in Publication.objects.all() if row.is_live(moment)}
        assert set(Publication.objects.live(moment).values_list("pk", flat=True)) == expected


def test_an_update_closes_one_copy_and_opens_the_next_at_the_same_instant():
    article, editor = make.publish(headline="الأول"), make.make_user("editor")
    make.edit(article, by=article.owner, headline="الثاني")
    assert article.public_state == PublicState.LIVE_CHANGED
    assert live_headlines() == {"الأول"}
    update(article, editor)
    second, first = article.publications.order_by("-live_from")
    assert first.live_until == second.live_from
    assert second.published_at == first.published_at
    assert second.updated_at == second.live_from
    assert first.updated_at is None
    assert live_headlines() == {"الثاني"}


def test_the_site_can_be_seen_as_it_was_at_any_past_moment():
    article = make.publish(headline="الأول")
    then = article.publications.get().live_from
    make.edit(article, by=article.owner, headline="الثاني")
    update(article, make.make_user("editor"))
    later = article.publications.live().get().live_from
    make.withdraw(article)
    assert live_headlines(then) == {"الأول"}
    assert live_headlines(later) == {"الثاني"}
    assert live_headlines() == set()
    assert live_headlines(then - timedelta(seconds=1)) == set()


class TestScheduledUpdate:
    @pytest.fixture
    def at(self):
        return database_now() + timedelta(hours=1)

    @pytest.fixture
    def article(self, at):
        article = make.publish(headline="الأول")
        make.edit(article, by=article.owner, headline="الثاني")
        update(article, make.make_user("editor"), "schedule", at=at)
        return article

    def test_the_live_copy_stands_until_then(self, article, at):
        assert live_headlines() == {"الأول"}
        assert live_headlines(at - timedelta(milliseconds=1)) == {"الأول"}
        assert live_headlines(at) == {"الثاني"}

    def test_cancelling_it_leaves_the_live_copy_open(self, article, at):
        perform(article, "unschedule", by=make.make_user("editor"))
        assert live_headlines(at) == {"الأول"}
        assert not article.publications.scheduled().exists()
        assert article.publications.count() == 2

    def test_withdrawing_cancels_it(self, article, at):
        make.withdraw(article)
        assert live_headlines() == live_headlines(at) == set()

    def test_publishing_the_update_now_replaces_it(self, article, at):
        perform(article, "update", by=make.make_user("editor"))
        assert live_headlines() == live_headlines(at) == {"الثاني"}
        assert not article.publications.scheduled().exists()


def test_a_second_schedule_replaces_the_first():
    first, second = database_now() + timedelta(hours=1), database_now() + timedelta(hours=2)
    article = make.schedule(at=first)
    perform(article, "schedule", by=make.make_user("editor"), at=second)
    assert live_headlines(first) == set()
    assert live_headlines(second) == {article.headline}


def test_editing_a_scheduled_story_does_not_change_what_was_approved():
    at = database_now() + timedelta(hours=1)
    article = make.schedule(at=at, headline="المعتمد")
    make.edit(article, by=article.owner, headline="غير معتمد")
    assert live_headlines(at) == {"المعتمد"}


class TestWithdrawal:
    def test_published_in_error_is_gone_with_a_notice(self):
        article = make.withdraw(notice="سُحبت لخطأ.")
        withdrawal = Withdrawal.objects.in_force().get(public_id=article.public_id)
        assert (withdrawal.kind, withdrawal.notice) == ("error", "سُحبت لخطأ.")
        assert article.public_state == PublicState.WITHDRAWN

    def test_withdrawing_voids_the_approval(self):
        article = make.withdraw()
        assert (article.desk_state, article.approved_revision) == ("draft", None)

    def test_publishing_again_lifts_it_at_the_same_instant(self):
        article = make.withdraw()
        make.publish(article)
        again = article.publications.live().get()
        assert not Withdrawal.objects.in_force().exists()
        assert Withdrawal.objects.get().until == again.live_from

    def test_a_scheduled_return_lifts_it_only_then(self):
        at = database_now() + timedelta(hours=1)
        article = make.withdraw()
        make.schedule(article, at=at)
        assert Withdrawal.objects.in_force().exists()
        assert not Withdrawal.objects.in_force(at).exists()
        perform(article, "unschedule", by=make.make_user("editor"))
        assert Withdrawal.objects.in_force(at).exists()

    def test_merging_needs_a_live_story_to_lead_to(self):
        article, editor = make.publish(), make.make_user("editor")
        for target in ("", "zzzzzzzz", article.public_id, make.make_article().public_id):
            with pytest.raises(workflow.Refused) as caught:
                perform(article, "withdraw", by=editor, kind="merged", merged_into=target)
            assert caught.value.codes == ["merged_into"]
        perform(article, "withdraw", by=editor, kind="merged", merged_into=make.publish().public_id)

    @pytest.mark.parametrize("kind", ["error", "noticed"])
    def test_readers_are_owed_a_notice(self, kind):
        with pytest.raises(workflow.Refused) as caught:
            perform(make.publish(), "withdraw", by=make.make_user("editor"), kind=kind, notice=" ")
        assert caught.value.codes == ["notice"]


class TestCorrection:
    def test_its_wording_is_public_and_stays_with_later_updates(self):
        article, editor = make.publish(), make.make_user("editor")
        make.edit(article, by=article.owner, headline="عنوان مصوّب")
        update(article, editor, "correct", correction="ورد رقم خطأ وصُوّب.")
        make.edit(article, by=article.owner, headline="عنوان أحدث")
        update(article, editor)
        corrections = article.publications.live().get().corrections
        assert [entry["text"] for entry in corrections] == ["ورد رقم خطأ وصُوّب."]
        assert article.corrections.get().publication.change == "correction"

    def test_it_needs_its_wording(self):
        article = make.publish()
        make.edit(article, by=article.owner, headline="عنوان مصوّب")
        make.approve(article)
        with pytest.raises(workflow.Refused) as caught:
            perform(article, "correct", by=make.make_user("editor"))
        assert caught.value.codes == ["correction"]


class TestWhatWasApprovedIsWhatIsPublished:
    def test_renaming_an_author_or_section_after_approval_changes_nothing(self):
        author, section = make.make_author(name="سالم الهنائي"), make.make_section(name="محليات")
        article = make.approve(make.make_article(authors=[author], section=section))
        author.name, section.name = "اسم آخر", "قسم آخر"
        author.save(), section.save()
        make.publish(article)
        live = article.publications.get()
        assert (live.bylines[0]["name"], live.section_name) == ("سالم الهنائي", "محليات")
        assert live.fingerprint == article.fingerprint

    def test_the_published_words_are_the_approved_revisions(self):
        article = make.publish(body="<p>سطر أول.</p><p>سطر ثانٍ.</p>")
        live = article.publications.get()
        assert live.revision.content["body"] == live.body_source == live.body
        assert live.revision == article.approved_revision

    def test_lists_by_author_tag_section_and_event_hold_it(self):
        author, event = make.make_author(), make.make_event()
        article = make.publish(authors=[author], tags=["بلدية مسقط"], event=event)
        live = Publication.objects.live()
        tag = article.tags.get()
        for found in (
            live.by_author(author),
            live.tagged(tag),
            live.covering(event),
            live.in_sections([article.section_id]),
        ):
            assert [row.article_id for row in found] == [article.pk]


class TestTheDatabaseItselfRefuses:
    def copy_of(self, publication):
        publication.pk, publication._state.adding = None, True
        return publication

    def test_two_copies_of_one_story_at_the_same_moment(self):
        live = self.copy_of(make.publish().publications.get())
        with pytest.raises(IntegrityError, match="publication_intervals_never_overlap"), transaction.atomic():
            live.save()

    def test_an_interval_stretched_over_the_next_one(self):
        article = make.publish()
        make.edit(article, by=article.owner, headline="أحدث")
        update(article, make.make_user("editor"))
        old = article.publications.filter(live_until__isnull=False)
        with pytest.raises(IntegrityError, match="publication_intervals_never_overlap"), transaction.atomic():
            old.close(None)

    def test_rewriting_what_was_public(self):
        from django.db.models import QuerySet

        publication = make.publish().publications.get()
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            QuerySet(Publication).filter(pk=publication.pk).update(headline="تاريخ مزوّر")


def test_publications_and_revisions_cannot_be_changed_or_deleted():
    publication = make.publish().publications.get()
    for row in (publication, publication.revision):
        for attempt in (row.save, row.delete, type(row).objects.all().delete):
            with pytest.raises(AppendOnlyError):
                attempt()
        with pytest.raises(AppendOnlyError):
            type(row).objects.update(fingerprint="")


def test_an_old_archive_keeps_its_own_dates_and_never_reaches_forward():
    article = make.approve(make.make_article())
    then = timezone.now() - timedelta(days=400)
    workflow.perform_in_the_past(article, "publish", then, by=make.make_user("editor"))
    assert article.publications.get().published_at == then
    with pytest.raises(ValueError):
        workflow.perform_in_the_past(
            article, "withdraw", timezone.now() + timedelta(days=1), by=article.owner
        )


def test_the_public_state_of_a_list_takes_one_query(django_assert_num_queries):
    for _ in range(3):
        make.publish()
    with django_assert_num_queries(1):
        assert {row.public_state for row in Article.objects.with_public_state()} == {PublicState.LIVE}


def test_the_check_of_intervals_is_not_made_anew_by_every_migration():
    """Over a long archive that takes minutes, in which nobody can publish."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite's triggers cost nothing to make")
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid FROM pg_constraint WHERE conname = 'publication_intervals_never_overlap'")
        before = cursor.fetchall()
        guards.install(connection)
        cursor.execute("SELECT oid FROM pg_constraint WHERE conname = 'publication_intervals_never_overlap'")
        assert cursor.fetchall() == before != []
