"""Who writes a story, by when and how long: through the one door, and in the record."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from articles.reasons import Refused
from articles.workflow import available, available_on_a_row, can_edit, perform
from tests import factories as make

pytestmark = pytest.mark.django_db


def refused(article, action, by, **details):
    with pytest.raises(Refused) as caught:
        perform(article, action, by=by, **details)
    return caught.value.codes


def open_to(user):
    return set(Article.objects.visible_to(user))


def test_an_assigned_story_stands_on_the_desk_of_its_writer():
    editor, writer = make.make_user("editor"), make.make_user("journalist", name="سالم الهنائي")
    article = make.make_article(editor, headline="تغطية المؤتمر")
    due = timezone.now() + timedelta(hours=5)

    step = perform(
        article, "assign", by=editor, assignee=writer, due_at=due, wanted_words=400, planned_for=date(2026, 12, 1)
    )

    assert (article.owner, article.due_at, article.wanted_words) == (writer, due, 400)
    assert article.planned_for == date(2026, 12, 1)
    assert article in open_to(writer)
    assert step.details == {
        "from": editor.pk, "from_name": str(editor), "to": writer.pk, "to_name": "سالم الهنائي",
        "due_at": due.isoformat(), "wanted_words": 400, "planned_for": "2026-12-01",
    }  # fmt: skip


def test_assigning_says_the_whole_assignment_so_what_is_left_empty_is_not_expected_any_more():
    editor, writer = make.make_user("editor"), make.make_user("journalist")
    article = make.make_article(writer)
    perform(article, "assign", by=editor, assignee=writer, due_at=timezone.now(), wanted_words=400)

    perform(article, "assign", by=editor, assignee=writer)

    assert (article.due_at, article.wanted_words) == (None, None)


def test_assigning_changes_no_word_and_voids_no_approval():
    editor = make.make_user("editor")
    article = make.approve(make.make_article(), editor)

    perform(article, "assign", by=editor, assignee=make.make_user("journalist"))

    assert article.desk_state == "approved"
    perform(article, "publish", by=editor)


def test_a_story_is_assigned_to_somebody_who_may_write():
    article, editor = make.make_article(), make.make_user("editor")

    assert refused(article, "assign", editor) == ["assignee"]
    assert refused(article, "assign", editor, assignee=make.make_user("photographer")) == ["cannot_write"]
    gone = make.make_user("journalist", is_active=False)
    assert refused(article, "assign", editor, assignee=gone) == ["cannot_write"]


@pytest.mark.parametrize("action", ["assign", "offer"])
def test_a_journalist_assigns_nothing(action):
    article = make.make_article()

    assert refused(article, action, article.owner, assignee=article.owner) == ["forbidden"]


class TestAnOfferedStory:
    @pytest.fixture
    def offered(self):
        editor = make.make_user("editor")
        article = make.make_article(editor)
        perform(article, "offer", by=editor, due_at=timezone.now() + timedelta(hours=3))
        return article

    def test_every_writer_may_read_it_and_none_may_change_it(self, offered):
        writer = make.make_user("journalist")

        assert offered in open_to(writer)
        assert not can_edit(writer, offered)
        assert refused(offered, "submit", writer) == ["forbidden"]
        assert [step.action for step in available(offered, writer)] == ["claim"]

    def test_the_first_to_claim_it_owns_it_and_the_second_finds_it_gone(self, offered):
        first, second = make.make_user("journalist"), make.make_user("journalist")

        perform(offered, "claim", by=first)

        assert offered.owner == first
        assert can_edit(first, offered)
        assert offered not in open_to(second)
        assert refused(offered, "claim", second) == ["forbidden"]

    def test_it_is_no_longer_offered_once_it_is_assigned_or_submitted(self, offered):
        writer, editor = make.make_user("journalist"), offered.owner
        assert refused(offered, "offer", editor) == ["already_offered"]

        perform(offered, "assign", by=editor, assignee=writer)
        assert not offered.is_offered

        perform(offered, "offer", by=editor)
        perform(offered, "submit", by=writer)
        assert not offered.is_offered

    def test_a_photographer_does_not_see_it(self, offered):
        assert open_to(make.make_user("photographer")) == set()

    def test_what_is_not_offered_is_not_claimed(self):
        article = make.make_article()

        assert refused(article, "claim", article.owner) == ["not_offered"]


def test_the_buttons_of_a_list_are_those_of_the_story():
    editor, writer = make.make_user("editor"), make.make_user("journalist")
    offered = make.make_article(editor)
    perform(offered, "offer", by=editor)
    make.submit(make.make_article(writer))
    make.schedule(make.make_article(writer), editor)
    make.publish(make.make_article(writer), editor)

    for user in (editor, writer, make.make_user("chief"), make.make_user("journalist")):
        for row in Article.objects.visible_to(user).with_public_state():
            assert available_on_a_row(row, user) == available(row, user)


def test_the_desk_is_done_with_a_story_whose_approved_words_are_out_or_on_their_way():
    editor = make.make_user("editor")
    article = make.approve(make.make_article(), editor)
    assert not article.is_settled

    perform(article, "schedule", by=editor, at=timezone.now() + timedelta(hours=1))
    assert article.is_settled
    perform(article, "unschedule", by=editor)
    assert not article.is_settled
    perform(article, "publish", by=editor)
    assert article.is_settled
    make.edit(article, by=article.owner, headline="عنوان جديد")
    assert not article.is_settled


def test_a_story_knows_its_length():
    article = make.make_article(body="<p>افتتحت بلدية مسقط</p><p>حديقة جديدة</p>")
    assert article.words == 5

    make.edit(article, by=article.owner, body="<p>افتتحت البلدية حديقة</p>")
    assert article.words == 3
