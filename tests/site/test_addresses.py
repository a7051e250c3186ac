"""What the address of a story answers, in every state of the story."""

import time
from datetime import timedelta
from urllib.parse import quote

import pytest

from articles.models import database_now
from tests import factories as make

from .newsstand import canonical, copy_of, text_of

pytestmark = pytest.mark.django_db


def both(article):
    return [canonical(article), f"/a/{article.public_id}/"]


def test_before_publication_every_address_of_a_story_is_404(client):
    unpublished = [
        make.make_article(),
        make.submit(make.make_article()),
        make.approve(make.make_article()),
        make.schedule(at=database_now() + timedelta(hours=1)),
    ]
    for article in unpublished:
        for address in both(article):
            assert client.get(address).status_code == 404


def test_a_live_story_is_200_at_its_canonical_address(client):
    article = make.publish(headline="ميناء صحار يستقبل أكبر سفينة")
    response = client.get(canonical(article))
    assert response.status_code == 200
    assert "ميناء صحار يستقبل أكبر سفينة" in text_of(response)


def test_a_scheduled_story_is_404_until_its_time_and_200_from_then(client):
    at = database_now() + timedelta(seconds=2)
    article = make.schedule(at=at)
    address = canonical(article)
    if database_now() < at - timedelta(milliseconds=200):
        assert client.get(address).status_code == 404
    time.sleep(max(0, (at - database_now()).total_seconds()) + 0.05)
    assert client.get(address).status_code == 200


def test_a_wrong_slug_and_a_wrong_section_lead_to_the_canonical_address(client):
    article = make.publish()
    other = make.make_section()
    right = canonical(article)
    story = copy_of(article)
    wrong = [
        f"/{story.section_slug}/{story.public_id}/{quote('عنوان قديم')}/",
        f"/{other.slug}/{story.public_id}/{quote(story.slug)}/",
        f"/nowhere/{story.public_id}/x/",
    ]
    for address in wrong:
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, right)


def test_the_short_address_leads_to_the_canonical_one(client):
    article = make.publish()
    response = client.get(f"/a/{article.public_id}/")
    assert (response.status_code, response["Location"]) == (301, canonical(article))


def test_the_short_address_follows_a_story_whose_headline_has_changed(client):
    article, editor = make.publish(headline="العنوان الأول"), make.make_user("editor")
    before = canonical(article)
    make.edit(article, by=article.owner, headline="عنوان آخر تمامًا")
    make.approve(article, editor)
    make.workflow.perform(article, "update", by=editor)
    after = canonical(article)
    assert after != before
    assert client.get(before)["Location"] == after
    assert client.get(f"/a/{article.public_id}/")["Location"] == after


def test_a_story_published_in_error_is_410_with_its_notice_and_nothing_of_the_story(client):
    article = make.withdraw(make.publish(headline="خبر لم يصح"), kind="error", notice="نُشرت المادة خطأً.")
    for address in both(article):
        response = client.get(address)
        assert response.status_code == 410
        assert "نُشرت المادة خطأً." in text_of(response)
        assert "خبر لم يصح" not in text_of(response)


def test_a_merged_story_leads_to_the_one_that_took_it_in(client):
    stays = make.publish()
    merged = make.withdraw(kind="merged", merged_into=stays.public_id)
    for address in both(merged):
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (301, canonical(stays))


def test_a_merged_story_leads_nowhere_once_the_other_is_gone(client):
    stays = make.publish()
    merged = make.withdraw(kind="merged", merged_into=stays.public_id)
    make.withdraw(stays, kind="error")
    response = client.get(canonical(merged), follow=True)
    assert response.status_code == 410
    assert len(response.redirect_chain) <= 1


def test_a_noticed_story_stands_with_its_notice_and_is_in_no_list(client):
    author, tag = make.make_author(), "الموانئ"
    article = make.publish(headline="قصة عليها تنبيه", authors=[author], tags=[tag])
    make.publish(make.make_article(authors=[author], tags=[tag], section=article.section))
    make.withdraw(article, kind="noticed", notice="يراجع التحرير هذه المادة.")
    response = client.get(canonical(article))
    assert response.status_code == 200
    assert "يراجع التحرير هذه المادة." in text_of(response)
    assert '<meta name="robots" content="noindex">' in text_of(response)
    lists = ["/", article.section.get_absolute_url(), author.get_absolute_url(), "/search/?q=قصة+تنبيه"]
    lists += [subject.get_absolute_url() for subject in article.tags.all()]
    for address in lists:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "قصة عليها تنبيه" not in text_of(answer).replace("/search/?q=", "")


def test_an_unknown_story_is_404_and_offers_the_newest(client):
    make.publish(headline="أحدث ما عندنا")
    response = client.get("/a/zzzzzzz/")
    assert response.status_code == 404
    assert "أحدث ما عندنا" in text_of(response)


def test_a_page_of_something_else_is_never_a_story(client):
    make.publish()
    for address in ("/nowhere/", "/author/nobody/", "/tag/nothing/", "/events/none/", "/a/", "/author/"):
        assert client.get(address).status_code == 404
