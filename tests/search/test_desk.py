"""Search in the desk's list: what somebody may open, and nothing else."""

import pytest
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


def found(user, typed):
    client = Client()
    client.force_login(user)
    response = client.get(LIST, {"q": typed})
    assert response.status_code == 200
    return [story.headline for story in response.context["cl"].result_list]


@pytest.mark.parametrize("typed", ["حديقة", "حدائق حديقة", "حديقه", "«حديقة جديدة»", "حديق", "السيب", "سالم", "منتزه"])
def test_a_draft_is_found_by_its_words_names_and_tags(typed):
    editor = make.make_user("editor")
    make.make_article(
        headline="حديقة جديدة",
        body="<p>في ولاية السيب، ومعها حدائق أخرى.</p>",
        authors=[make.make_author(name="سالم الهنائي")],
        tags=["المنتزهات", "منتزه"],
    )
    make.make_article(headline="خبر آخر", body="<p>لا شيء.</p>")
    assert found(editor, typed) == ["حديقة جديدة"]


def test_a_journalist_finds_what_is_theirs_or_shared_and_no_more():
    mine, colleague = make.make_user("journalist"), make.make_user("journalist")
    make.make_article(mine, headline="حديقتي")
    make.make_article(colleague, headline="حديقة زميلي")
    shared = make.make_article(colleague, headline="حديقة مشتركة")
    shared.shared_with.add(mine)
    assert sorted(found(mine, "حديقة")) == ["حديقة مشتركة", "حديقتي"]


def test_an_edit_is_found_by_its_new_words_at_once():
    editor = make.make_user("editor")
    article = make.make_article(headline="قطار")
    make.edit(article, by=article.owner, headline="سفينة")
    assert found(editor, "قطار") == []
    assert found(editor, "سفينة") == ["سفينة"]


def test_the_word_that_is_being_typed_may_be_the_beginning_of_one_in_a_headline():
    editor = make.make_user("editor")
    make.make_article(headline="المستشفيات الجديدة")
    assert found(editor, "مستشف") == ["المستشفيات الجديدة"]
    assert found(editor, "الجديدة مستشفيا") == ["المستشفيات الجديدة"]


@pytest.mark.parametrize("typed", ["[", "(*", "\\", "%", "'", '"', "a" * 5000, "🦉", "ا" * 99, "-", "*", "AND", "«"])
def test_anything_at_all_may_be_typed(typed):
    make.make_article()
    found(make.make_user("editor"), typed)


def test_a_public_story_on_the_desk_is_found_by_what_the_desk_has_made_of_it():
    editor = make.make_user("editor")
    article = make.publish(headline="قديم", by=editor)
    make.edit(article, by=article.owner, headline="جديد")
    assert found(editor, "جديد") == ["جديد"]
    assert found(editor, "قديم") == []
