"""The preview of a draft, and the site at a past moment."""

import re
from datetime import timedelta
from urllib.parse import quote

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from articles import pictures, workflow
from articles.models import Publication, database_now
from tests import factories as make
from tests.desk.photographs import a_photograph
from tests.desk.stories import signed_in, texts

pytestmark = pytest.mark.django_db


def preview_of(article):
    return f"/admin/articles/article/{article.pk}/preview/"


def body_of(page):
    """The story's text on a page, as markup."""
    (found,) = lxml.html.fromstring(page.content.decode()).find_class("story-body")
    return lxml.html.tostring(found, encoding="unicode")


class TestPreview:
    def test_is_the_public_page_with_the_draft_in_it(self, client):
        writer = make.make_user("journalist")
        story = make.make_article(
            writer, kicker="تمهيد", standfirst="مقدمة", tags=["وسم المعاينة"], event=make.make_event(is_public=True)
        )
        page = signed_in(client, writer).get(preview_of(story))
        assert "site/article.html" in [template.name for template in page.templates]
        for words in ("معاينة", "تمهيد", story.headline, "مقدمة", "وسم المعاينة", story.event.title, "مسقط - الرؤية"):
            assert words in texts(page)

    def test_shows_what_publishing_would_make_public(self, client):
        writer, editor = make.make_user("journalist"), make.make_user("editor")
        story = make.make_article(writer, body="<h2>عنوان</h2><p>نص <strong>بارز</strong>.</p>")
        previewed = body_of(signed_in(client, writer).get(preview_of(story)))
        make.publish(story, editor)
        published = body_of(client.get(story.publications.get().get_absolute_url()))
        assert "<strong>بارز</strong>" in published
        assert previewed == published

    def test_is_kept_by_nobody_and_found_by_no_search_engine(self, client):
        story = make.make_article()
        page = signed_in(client, story.owner).get(preview_of(story))
        assert page["X-Robots-Tag"] == "noindex"
        assert "no-store" in page["Cache-Control"]

    def test_shows_pictures_through_the_desks_own_door(self, client):
        story = make.make_article()
        picture, inside = (pictures.accept(a_photograph(), by=story.owner) for _ in range(2))
        make.edit(
            story,
            by=story.owner,
            lead_picture=picture,
            body=f'<figure class="image"><img src="{inside.desk_url}" alt="ميناء"></figure><p>نص.</p>',
        )
        page = signed_in(client, story.owner).get(preview_of(story)).content.decode()
        for each in (picture, inside):
            assert f'"/admin/pictures/{each.address}/' in page
            assert f'"/pictures/{each.address}' not in page
            assert f" /pictures/{each.address}" not in page
            shown = re.search(rf'src="(/admin/pictures/{each.address}/[^"]+)"', page)[1]
            assert client.get(shown).status_code == 200

    @pytest.mark.parametrize(
        "fields", [{"section": None}, {"headline": ""}, {"body": ""}, {"language": "en", "direction": "ltr"}]
    )
    def test_bears_a_story_that_is_not_finished(self, client, fields):
        story = make.make_article(authors=[], **fields)
        assert signed_in(client, story.owner).get(preview_of(story)).status_code == 200

    def test_makes_nothing_public(self, client):
        story = make.make_article()
        signed_in(client, story.owner).get(preview_of(story))
        assert not Publication.objects.exists()

    def test_is_for_those_who_may_open_the_story(self, client):
        story = make.make_article()
        assert client.get(preview_of(story)).status_code == 302
        assert signed_in(client, make.make_user("journalist")).get(preview_of(story)).status_code == 404
        assert signed_in(client, make.make_user("administrator")).get(preview_of(story)).status_code == 404

    def test_changes_nothing_by_post(self, client):
        story = make.make_article()
        assert signed_in(client, story.owner).post(preview_of(story)).status_code == 405

    def test_shows_an_opinion_with_its_writer(self, client):
        story = make.make_article(kind="opinion", authors=[make.make_author(name="ليلى الفارسية", kind="guest")])
        assert "ليلى الفارسية" in texts(signed_in(client, story.owner).get(preview_of(story)))


def as_of(client, at, path="/"):
    moment = timezone.localtime(at).strftime("%Y-%m-%dT%H:%M:%S.%f")
    return client.get(f"/admin/as-of/?at={quote(moment)}&path={quote(path)}")


class TestThePast:
    @pytest.fixture
    def editor(self, client):
        user = make.make_user("editor")
        signed_in(client, user)
        return user

    @pytest.fixture
    def then(self):
        """A story as readers had it at a moment that has passed, and as they have it now."""
        yesterday = database_now() - timedelta(days=1)
        writer, editor = make.make_user("journalist"), make.make_user("editor")
        story = make.make_article(writer, headline="العنوان كما كان")
        for action, by in (("submit", writer), ("approve", editor), ("publish", editor)):
            workflow.perform_in_the_past(story, action, yesterday, by=by)
        make.edit(story, by=writer, headline="العنوان كما صار")
        make.approve(story)
        workflow.perform(story, "update", by=editor)
        return story

    def test_shows_the_home_page_as_it_was(self, client, editor, then):
        hour_ago = timezone.now() - timedelta(hours=1)
        assert "العنوان كما كان" in texts(as_of(client, hour_ago))
        assert "العنوان كما صار" not in texts(as_of(client, hour_ago))
        assert "العنوان كما صار" in texts(as_of(client, timezone.now()))
        assert "العنوان كما" not in texts(as_of(client, timezone.now() - timedelta(days=2)))

    def test_follows_links_without_leaving_the_past(self, client, editor, then):
        page = as_of(client, timezone.now() - timedelta(hours=1)).content.decode()
        first = then.publications.order_by("live_from").first()
        assert f"path={quote(first.get_absolute_url(), safe='')}" in page
        assert f'href="{first.get_absolute_url()}"' not in page

    def test_shows_a_story_at_its_address_of_then(self, client, editor, then):
        first = then.publications.order_by("live_from").first()
        answer = as_of(client, timezone.now() - timedelta(hours=1), first.get_absolute_url())
        assert answer.status_code == 200
        assert "العنوان كما كان" in texts(answer)

    def test_leads_a_short_address_on_within_the_past(self, client, editor, then):
        answer = as_of(client, timezone.now() - timedelta(hours=1), f"/a/{then.public_id}/")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/as-of/?at=")

    def test_says_when_there_was_nothing_yet(self, client, editor, then):
        first = then.publications.order_by("live_from").first()
        assert as_of(client, timezone.now() - timedelta(days=2), first.get_absolute_url()).status_code == 404

    def test_is_kept_by_nobody(self, client, editor, then):
        page = as_of(client, timezone.now())
        assert "no-store" in page["Cache-Control"]
        assert page["X-Robots-Tag"] == "noindex"

    def test_never_shows_a_draft(self, client, editor):
        draft = make.make_article()
        assert draft.headline not in texts(as_of(client, timezone.now()))

    @pytest.mark.parametrize(
        "query",
        ["at=2999-01-01T00:00&path=/", "at=x&path=/", "at=9999-12-31T23:59&path=/",
         "at=2020-01-01T00:00&path=https://elsewhere.example/", "at=2020-01-01T00:00&path=//elsewhere.example/",
         "at=2020-01-01T00:00&path=/../", "at=2020-01-01T00:00&path=/accounts/login/", "path=/",
         "at=2020-01-01T00:00&path=http://[/"],
    )  # fmt: skip
    def test_asks_again_about_what_has_no_past_here(self, client, editor, query):
        page = client.get(f"/admin/as-of/?{query}")
        assert page.status_code == 200
        assert page.context["form"].errors

    def test_takes_a_whole_address_as_it_was_copied(self, client, editor, settings, then):
        first = then.publications.order_by("live_from").first()
        answer = as_of(client, timezone.now() - timedelta(hours=1), settings.SITE_URL + first.get_absolute_url())
        assert "العنوان كما كان" in texts(answer)

    def test_begins_with_a_form(self, client, editor):
        assert client.get("/admin/as-of/").context["form"].fields.keys() == {"at", "path"}

    @pytest.mark.parametrize(
        "role, answer", [("journalist", 403), ("photographer", 403), ("administrator", 403), ("chief", 200)]
    )
    def test_is_for_editors(self, role, answer):
        client = signed_in(Client(), make.make_user(role))
        assert client.get("/admin/as-of/").status_code == answer
        assert client.get("/admin/as-of/?at=2020-01-01T00:00&path=/").status_code == answer

    def test_is_only_looked_at(self, client, editor):
        assert client.post("/admin/as-of/").status_code == 405
