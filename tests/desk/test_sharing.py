"""Preview links: one story, one revision, for a time, for people without an account."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import pictures, workflow
from articles.models import PreviewLink
from tests import factories as make
from tests.desk.photographs import a_photograph
from tests.desk.stories import address, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return pictures.accept(a_photograph(), by=None, alt="ميناء", credit="تصوير: المصور")


@pytest.fixture
def story(picture):
    return make.make_article(headline="عنوان قبل النشر", lead_picture=picture)


def opened(token, client=None):
    return (client or Client()).get(reverse("guest_story", args=[token]))


def given(article, **details):
    return PreviewLink.give(article, by=article.owner, **details)


def test_a_link_is_given_at_the_desk_shown_once_and_opens_without_an_account(client, story):
    client.force_login(story.owner)
    page = client.post(reverse("admin:article_share", args=[story.pk]), {"reader": "المستشار القانوني", "hours": "24"})
    path = re.search(r"/preview/[\w-]{32}/", page.content.decode())[0]
    assert Client().get(path).status_code == 200
    link = PreviewLink.objects.get()
    assert link.expires_at - link.created_at == timedelta(hours=24)
    form = client.get(address(story)).content.decode()
    assert "المستشار القانوني" in form
    assert path not in form


def test_the_token_is_stored_as_a_hash_alone(story):
    link, token = given(story)
    assert token not in str(PreviewLink.objects.values().get())
    assert len(link.token_hash) == 64


def test_the_default_is_two_days(story):
    link, _token = given(story)
    assert link.expires_at - link.created_at == timedelta(hours=48)


def test_the_page_shows_the_revision_that_was_given_and_no_later_words(story):
    _link, token = given(story)
    make.edit(story, by=story.owner, headline="عنوان تغيّر بعد ذلك")
    page = texts(opened(token))
    assert "عنوان قبل النشر" in page
    assert "عنوان تغيّر بعد ذلك" not in page


def test_nobody_keeps_the_page_indexes_it_or_is_told_its_address(story):
    page = opened(given(story)[1])
    assert page["Cache-Control"] == "private, no-store"
    assert "noindex" in page["X-Robots-Tag"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex, nofollow">' in page.content.decode()
    assert "sessionid" not in page.cookies
    assert not page.cookies


def withdrawn(link):
    link.withdraw()


def expired(link):
    PreviewLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def published(link):
    make.publish(link.article)


def spiked(link):
    workflow.perform(link.article, "spike", by=make.make_user("editor"))


def closed_account(link):
    link.created_by.is_active = False
    link.created_by.save()


@pytest.mark.parametrize("end", [withdrawn, expired, published, spiked, closed_account])
def test_a_link_dies_with_its_pictures(story, picture, end):
    link, token = given(story)
    photograph = reverse("guest_picture", args=[token, picture.address, "w400.jpg"])
    assert (opened(token).status_code, Client().get(photograph).status_code) == (200, 200)
    end(link)
    dead = opened(token)
    assert (dead.status_code, Client().get(photograph).status_code) == (404, 404)
    assert dead.content.decode() == opened("unknown").content.decode()
    assert "عنوان قبل النشر" not in dead.content.decode()
    assert "لم يعد هذا الرابط يعمل" in texts(dead)


def test_a_schedule_ends_a_link_at_its_time_and_not_before(story):
    _link, token = given(story)
    make.schedule(story, at=timezone.now() + timedelta(hours=1))
    assert opened(token).status_code == 200


def test_a_link_to_changes_of_a_live_story_lives_until_the_update(story):
    editor = make.make_user("editor")
    make.publish(story, editor)
    make.edit(story, by=story.owner, headline="تحديث قبل نشره")
    _link, token = given(story)
    assert "تحديث قبل نشره" in texts(opened(token))
    make.approve(story, editor)
    workflow.perform(story, "update", by=editor)
    assert opened(token).status_code == 404


def test_only_the_pictures_of_the_revision_are_seen_through_a_link(story, picture):
    _link, token = given(story)
    other = pictures.accept(a_photograph(size=(800, 600)), by=None)
    page = opened(token).content.decode()
    assert f"/preview/{token}/pictures/{picture.address}/" in page
    assert f'"/pictures/{picture.key}' not in page
    assert "/admin/pictures/" not in page
    for wrong in (other.address, picture.key, f"{picture.key}-10x10", "x"):
        assert Client().get(reverse("guest_picture", args=[token, wrong, "w400.jpg"])).status_code == 404
    assert Client().get(f"/pictures/{picture.address}/w400.jpg").status_code == 404


@pytest.mark.parametrize("token", ["x", "\ud800", "a" * 200, "%00", "' or 1=1"])
def test_a_token_that_is_none_opens_nothing(token):
    given(make.make_article())
    assert Client().get(f"/preview/{token.encode('utf-8', 'replace').decode()}/").status_code == 404


def test_who_may_not_see_a_story_can_neither_give_nor_withdraw_a_link(client, story):
    link, token = given(story)
    client.force_login(make.make_user("journalist"))
    assert client.post(reverse("admin:article_share", args=[story.pk]), {"hours": "24"}).status_code == 404
    withdrawing = reverse("admin:article_withdraw_link", args=[story.pk, link.pk])
    assert client.post(withdrawing).status_code == 404
    assert opened(token).status_code == 200
    client.force_login(story.owner)
    assert client.post(withdrawing).status_code == 302
    assert opened(token).status_code == 404


@pytest.mark.parametrize("hours", ["", "0", "-1", "9999999999999", "48.5", "x"])
def test_only_the_times_on_offer_are_given(client, story, hours):
    client.force_login(story.owner)
    assert client.post(reverse("admin:article_share", args=[story.pk]), {"hours": hours}).status_code == 302
    assert PreviewLink.objects.count() == 0
