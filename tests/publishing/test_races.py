"""Several people press the button at once."""

import pytest

from articles.models import Publication, Transition, record
from articles.reasons import Refused
from articles.workflow import perform
from tests import factories as make
from tests.races import at_the_same_moment

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_eight_simultaneous_publishes_one_succeeds_and_seven_are_refused_with_a_reason():
    article, editors = make.approve(make.make_article()), [make.make_user("editor") for _ in range(8)]
    outcomes = at_the_same_moment(8, lambda number: perform(article, "publish", by=editors[number]))
    refusals = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    assert len(refusals) == 7, outcomes
    assert all(refusal.codes == ["state"] for refusal in refusals)
    assert Publication.objects.filter(article=article).count() == 1
    assert Transition.objects.filter(article=article, action="publish").count() == 1


def test_steps_of_many_stories_at_once_stand_in_one_chain():
    editor = make.make_user("editor")
    stories = [make.approve(make.make_article(), editor) for _ in range(6)]
    outcomes = at_the_same_moment(6, lambda number: perform(stories[number], "publish", by=editor))
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert record.first_break() is None


def test_an_approval_and_a_change_at_once_never_approve_unread_words():
    editor = make.make_user("editor")
    article = make.submit(make.make_article())
    seen = article.version

    def work(number):
        if number:
            return perform(article, "approve", by=editor, version=seen)
        return make.edit(article, by=article.owner, headline="عنوان لم يقرأه أحد")

    at_the_same_moment(2, work)
    article.refresh_from_db()
    if article.approved_revision:
        assert article.approved_revision.fingerprint == article.fingerprint
        assert article.desk_state == "approved"
    else:
        assert article.desk_state in ("submitted", "draft")
