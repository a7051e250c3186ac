"""Revisions and fingerprints: what a reader would see, and nothing else."""

import pytest

from articles.models import Article
from articles.models.revision import canonical, content_of, fingerprint_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_fingerprint_is_of_the_words_not_of_their_order_in_memory():
    assert canonical({"b": "ب", "a": [1, None]}) == '{"a":[1,null],"b":"ب"}'.encode()
    assert fingerprint_of({"a": 1, "b": 2}) == fingerprint_of({"b": 2, "a": 1})


def visible_changes(article):
    picture, author, event = make.make_picture(), make.make_author(), make.make_event()
    yield from (
        (name, lambda a, n=name: setattr(a, n, "قيمة أخرى"))
        for name in ("kicker", "headline", "standfirst", "place", "source", "seo_headline", "social_headline")
    )
    yield "body", lambda a: setattr(a, "body", "<p>نص آخر</p>")
    yield "kind", lambda a: setattr(a, "kind", "opinion")
    yield "language", lambda a: setattr(a, "language", "en")
    yield "direction", lambda a: setattr(a, "direction", "ltr")
    yield "section", lambda a: setattr(a, "section", make.make_section())
    yield "lead_picture", lambda a: setattr(a, "lead_picture", picture)
    yield "event", lambda a: setattr(a, "event", event)
    yield "session", lambda a: setattr(a, "session", make.make_session(event))
    yield "bylines", lambda a: a.bylines.create(author=author, order=9)
    yield "tags", lambda a: a.tags.add("وسم جديد")
    yield "related", lambda a: a.related_links.create(to=make.make_article())
    yield "translation_of", lambda a: setattr(a, "translation_of", make.make_article(language="en"))


def test_every_change_that_a_reader_would_see_changes_the_fingerprint():
    article = make.make_article()
    seen = {article.fingerprint}
    for name, change in visible_changes(article):
        fresh = Article.objects.get(pk=article.pk)
        change(fresh)
        fresh.save()
        fingerprint = fingerprint_of(content_of(Article.objects.get(pk=article.pk)))
        assert fingerprint not in seen, name
        seen.add(fingerprint)


def test_a_story_that_is_no_translation_keeps_the_fingerprint_that_it_had_before_there_were_any():
    article = make.make_article()
    assert list(content_of(article)) == [
        "kicker", "headline", "standfirst", "place", "source", "kind", "language", "direction", "body",
        "seo_headline", "social_headline", "section", "bylines", "picture", "body_pictures", "tags", "event",
        "session", "related",
    ]  # fmt: skip
    translation = make.make_article(language="en", translation_of=article)
    assert content_of(translation)["translation_of"] == article.pk


def test_what_readers_never_see_leaves_it_as_it_is():
    article = make.make_article()
    before = article.revisions.count()
    article.shared_with.add(make.make_user())
    make.edit(article, by=article.owner, notes="للديسك وحده", embargo_until=None)
    assert article.revisions.count() == before


def test_every_change_is_a_numbered_revision_with_its_author():
    article, editor = make.make_article(headline="الأول"), make.make_user("editor")
    make.edit(article, by=editor, headline="الثاني")
    numbers = article.revisions.order_by("number").values_list("number", "created_by", "content__headline")
    assert list(numbers) == [(1, article.owner_id, "الأول"), (2, editor.pk, "الثاني")]
    assert article.last_changed_by == editor


def test_pictures_in_the_body_are_part_of_what_is_approved():
    picture = make.make_picture(credit="تصوير: الأول")
    body = f'<figure class="image"><img src="{picture.desk_url}" alt="ميناء"></figure><p>نص</p>'
    article = make.make_article(body=body)
    before = article.fingerprint
    picture.credit = "تصوير: الثاني"
    picture.save()
    make.edit(article, by=article.owner)
    assert article.fingerprint != before


def test_public_ids_are_short_and_no_sequence():
    ids = [make.make_article().public_id for _ in range(20)]
    assert all(len(public_id) == 8 for public_id in ids)
    assert len(set(ids)) == 20
    assert ids != sorted(ids)


def test_two_spellings_of_a_tag_are_one_tag():
    article = make.make_article(tags=["بلدية", "بلديّة", "بلديـــة"])
    other = make.make_article(tags=["بَلَدِيَّة"])
    assert [tag.name for tag in article.tags.all()] == ["بلدية"]
    assert other.tags.get() == article.tags.get()
