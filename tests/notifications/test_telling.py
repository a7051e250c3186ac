"""Who is told of what, once each, and never of a story that is not theirs to open."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import jobs, notifications, workflow
from articles.models import Article, Job, Notification, Publication, User, database_now
from articles.notifications.events import appeared
from articles.notifications.people import may_open
from articles.workflow import perform
from tests import factories as make
from tests.jobs.kinds import time_passes

pytestmark = pytest.mark.django_db


@pytest.fixture
def culture():
    return make.make_section(name="ثقافة")


@pytest.fixture
def writer():
    return make.make_user("journalist")


def told(kind):
    rows = Notification.objects.filter(kind=kind).select_related("recipient")
    return {row.recipient for row in rows}


def work_off():
    while jobs.run_next("worker"):
        pass


def test_a_submitted_story_is_told_to_the_editors_of_its_section_and_to_nobody_else(culture, writer):
    mine = make.make_user("editor", sections=[culture])
    everywhere, chief = make.make_user("editor"), make.make_user("chief")
    make.make_user("editor", sections=[make.make_section()])
    make.make_user("journalist")
    make.make_user("photographer")
    make.make_user("administrator")
    closed = make.make_user("editor", sections=[culture])
    User.objects.filter(pk=closed.pk).update(is_active=False)
    make.submit(make.make_article(writer, section=culture))
    assert told("submitted") == {mine, everywhere, chief}


def test_an_editor_of_the_main_section_is_told_of_its_sub_sections(culture, writer):
    mine = make.make_user("editor", sections=[culture])
    make.submit(make.make_article(writer, section=make.make_section(parent=culture)))
    assert told("submitted") == {mine}


def test_an_editor_who_submits_a_story_is_not_told_of_it(culture):
    editor, other = make.make_user("editor"), make.make_user("editor")
    make.submit(make.make_article(editor, section=culture))
    assert told("submitted") == {other}


def test_the_writer_and_those_who_share_the_story_are_told_of_its_way(culture, writer):
    colleague, editor = make.make_user("journalist"), make.make_user("editor", sections=[culture])
    article = make.make_article(writer, section=culture)
    article.shared_with.add(colleague)
    make.submit(article)
    perform(article, "return", by=editor, note="أضف مصدرًا ثانيًا.")
    assert told("returned") == {writer, colleague}
    assert Notification.objects.filter(kind="returned").first().excerpt == "أضف مصدرًا ثانيًا."
    make.publish(article, editor)
    assert told("approved") == told("published") == {writer, colleague}


def test_a_correction_is_told_to_the_writer_and_to_whoever_passed_the_story(writer):
    first, second, other = (make.make_user("editor") for _ in range(3))
    article = make.publish(make.make_article(writer), first)
    make.edit(article, by=writer, headline="عنوان مصوب")
    make.approve(article, second)
    perform(article, "correct", by=second, correction="الصواب ثلاثة لا أربعة.")
    assert told("corrected") == {writer, first}
    assert other not in told("corrected")


def test_whoever_gets_a_story_assigned_is_told(culture, writer):
    editor, other = make.make_user("editor"), make.make_user("journalist")
    article = make.make_article(writer, section=culture)
    perform(article, "assign", by=editor, assignee=other)
    assert told("assigned") == {other}


def test_nobody_is_told_when_the_step_is_refused_or_taken_back(culture, writer):
    make.make_user("editor")
    article = make.make_article(writer, section=culture)
    with transaction.atomic():
        make.submit(article)
        transaction.set_rollback(True)
    assert not Notification.objects.exists()
    assert not Job.objects.exists()


def test_what_is_brought_in_from_an_archive_is_told_to_nobody(writer):
    editor, before = make.make_user("editor"), database_now() - timedelta(days=400)
    article = make.make_article(writer)
    workflow.perform_in_the_past(article, "submit", before, by=writer)
    workflow.perform_in_the_past(article, "approve", before, by=editor)
    assert not Notification.objects.exists()


def test_one_event_is_told_to_a_person_once(culture, writer):
    editor, article = make.make_user("editor"), make.make_article(writer, section=culture)
    everybody = User.objects.filter(pk=editor.pk)
    for _ in range(3):
        notifications.tell(everybody, Notification.Kind.MENTIONED, article, event="note 1")
    assert Notification.objects.count() == 1
    work_off()
    assert Job.objects.filter(kind="notification").count() == 1


@pytest.mark.parametrize("state", ["own section", "sub-section", "no section", "offered"])
def test_who_may_open_a_story_is_the_same_asked_from_either_side(culture, writer, state):
    parent, away = culture, make.make_section()
    section = {"own section": parent, "sub-section": make.make_section(parent=parent), "no section": None}
    people = [
        make.make_user(role, sections=sections)
        for role in ("journalist", "editor", "chief", "photographer", "administrator", None)
        for sections in ([], [parent], [away], [parent, away])
    ]
    article = make.make_article(writer, section=section.get(state, parent), is_offered=state == "offered")
    article.shared_with.add(people[0], people[13])
    make.make_article(people[5], section=parent)
    closed = make.make_user("editor")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    make.make_user("journalist", is_superuser=True)
    for right in ("edit_any_article", "change_article"):
        make.make_user(None).user_permissions.add(Permission.objects.get(codename=right))
    seeing = {
        user for user in User.objects.all() if Article.objects.visible_to(user).filter(pk=article.pk).exists()
    }
    assert set(may_open(article)) == seeing
    article.owner = people[6]
    article.save()
    assert people[6] in set(may_open(article))


def test_telling_thirty_editors_asks_as_much_as_telling_one(culture, writer):
    def queries_of_a_submit():
        article = make.make_article(writer, section=culture)
        with CaptureQueriesContext(connection) as asked:
            make.submit(article)
        return len(asked)

    make.make_user("editor")
    queries_of_a_submit()
    one = queries_of_a_submit()
    for _ in range(29):
        make.make_user("editor")
    assert queries_of_a_submit() == one


class TestASchedule:
    @pytest.fixture
    def scheduled(self, writer):
        editor = make.make_user("editor")
        at = timezone.now() + timedelta(hours=3)
        return make.schedule(make.make_article(writer), editor, at), editor

    def test_that_holds_an_earlier_text_is_told_half_an_hour_before_its_time(self, scheduled, writer):
        article, editor = scheduled
        make.edit(article, by=writer, headline="عنوان أحدث")
        time_passes(hours=2, minutes=29)
        work_off()
        assert told("schedule") == set()
        time_passes(minutes=1)
        work_off()
        assert told("schedule") == {writer, editor}

    def test_that_is_sound_is_told_to_nobody(self, scheduled):
        time_passes(hours=2, minutes=30)
        work_off()
        assert told("schedule") == set()

    def test_that_was_cancelled_is_told_to_nobody(self, scheduled, writer):
        article, editor = scheduled
        make.edit(article, by=writer, headline="عنوان أحدث")
        perform(article, "unschedule", by=editor)
        time_passes(hours=4)
        work_off()
        assert told("schedule") == told("published") == set()

    def test_is_told_as_published_once_readers_have_it(self, scheduled, writer, monkeypatch):
        article, _editor = scheduled
        pending = article.publications.get()
        appeared(pending.pk)
        assert told("published") == set(), "readers do not have it yet"
        with monkeypatch.context() as patch:
            patch.setattr(Publication.objects, "live", lambda: Publication.objects.filter(pk=pending.pk))
            time_passes(hours=3)
            work_off()
        assert told("published") == {writer}
