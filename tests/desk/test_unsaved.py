"""Working copies and leases: what the server keeps of text that is not saved, and for whom."""

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Article, Lease, Transition, WorkingCopy, writing
from tests import factories as make
from tests.desk.stories import ADD, address, fields_of, opened, signed_in, texts

pytestmark = pytest.mark.django_db
PAGE, OTHER_PAGE = "a" * 16, "b" * 16


@pytest.fixture
def writer():
    return make.make_user("journalist")


@pytest.fixture
def client(client, writer):
    return signed_in(client, writer)


@pytest.fixture
def story(writer):
    return make.make_article(writer)


def kept(client, story, page=PAGE, sequence=1, **changes):
    """Send what the form holds, as its script does."""
    fields = opened(client, address(story)) | {"page": page, "sequence": sequence, "continues": ""} | changes
    return client.post(f"/admin/articles/article/{story.pk}/working-copy/", fields)


class TestAWorkingCopy:
    def test_moves_nothing_of_the_story(self, client, story):
        before = Article.objects.values().get(pk=story.pk)
        steps = Transition.objects.count()
        assert kept(client, story, headline="عنوان لم يُحفظ").json() == {"kept": 1, "late": False}
        assert Article.objects.values().get(pk=story.pk) == before
        assert (story.revisions.count(), Transition.objects.count()) == (1, steps)

    def test_is_what_the_form_opens_with(self, client, story):
        kept(client, story, headline="عنوان لم يُحفظ", body="<p>متن لم يُحفظ.</p>", tags="وسم لم يُحفظ")
        fields = fields_of(client.get(address(story)))
        assert fields["headline"] == ["عنوان لم يُحفظ"]
        assert fields["body"] == ["<p>متن لم يُحفظ.</p>"]
        assert fields["tags"] == ["وسم لم يُحفظ"]
        assert fields["continues"] == [PAGE]

    def test_is_seen_by_nobody_else(self, client, story):
        kept(client, story, headline="عنوان لم يُحفظ")
        chief = signed_in(Client(), make.make_user("chief"))
        assert "عنوان لم يُحفظ" not in texts(chief.get(address(story)))
        copy = WorkingCopy.objects.get()
        assert chief.get(address(story), {"copy": copy.pk}).context["copy"] is None
        assert chief.post(f"/admin/articles/article/working-copies/{copy.pk}/set-aside/").status_code == 404

    def test_that_says_what_is_saved_is_none(self, client, story):
        kept(client, story)
        assert client.get(address(story)).context["copy"] is None

    def test_ends_with_the_save(self, client, story):
        kept(client, story, headline="عنوان لم يُحفظ", sequence=4)
        fields = opened(client, address(story)) | {"page": OTHER_PAGE, "sequence": 1}
        assert client.post(address(story), fields).status_code == 302
        assert client.get(address(story)).context["copy"] is None
        assert not WorkingCopy.objects.unsaved().exists()

    def test_that_arrives_behind_the_save_of_its_page_is_ignored(self, client, story):
        fields = opened(client, address(story)) | {"page": PAGE, "sequence": 5, "headline": "عنوان حُفظ"}
        client.post(address(story), fields)
        assert kept(client, story, sequence=5, headline="عنوان أقدم").json() == {"kept": 5, "late": True}
        assert client.get(address(story)).context["copy"] is None

    def test_that_is_older_than_what_is_kept_is_ignored(self, client, story):
        kept(client, story, sequence=3, headline="الأحدث")
        kept(client, story, sequence=2, headline="الأقدم")
        assert fields_of(client.get(address(story)))["headline"] == ["الأحدث"]

    def test_of_another_page_is_set_aside_and_can_be_fetched_back(self, client, story):
        kept(client, story, headline="من صفحة")
        first = WorkingCopy.objects.get()
        client.post(
            f"/admin/articles/article/{story.pk}/working-copy/",
            opened(client, address(story))
            | {"page": OTHER_PAGE, "continues": "", "sequence": 1, "headline": "من أخرى"},
        )
        assert fields_of(client.get(address(story)))["headline"] == ["من أخرى"]
        assert fields_of(client.get(address(story), {"copy": first.pk}))["headline"] == ["من صفحة"]

    def test_set_aside_leaves_the_saved_story(self, client, story):
        kept(client, story, headline="عنوان لم يُحفظ")
        copy = WorkingCopy.objects.get()
        page = client.post(f"/admin/articles/article/working-copies/{copy.pk}/set-aside/", follow=True)
        assert fields_of(page)["headline"] == [story.headline]
        assert f"?copy={copy.pk}" in page.content.decode()

    def test_set_aside_a_month_ago_is_forgotten(self, client, story):
        kept(client, story, headline="قديم")
        WorkingCopy.objects.update(set_aside_at=timezone.now() - timedelta(days=31))
        kept(client, story, headline="أحدث")
        WorkingCopy.objects.active().get().set_aside()
        assert [copy.headline for copy in WorkingCopy.objects.all()] == ["أحدث"]

    def test_bears_any_text(self, client, story):
        answer = kept(client, story, headline="ن\0ص 😀 \u202e", body="ط" * 400_000, sequence="9" * 40, tags="\0")
        assert answer.status_code == 200
        assert client.get(address(story)).status_code == 200

    @pytest.mark.parametrize("page", ["", "x", "A" * 16, "a" * 40, "../../etc", "\0" * 16])
    def test_asks_for_a_page(self, client, story, page):
        assert kept(client, story, page=page).status_code == 400

    def test_is_not_taken_from_another_account(self, client, story):
        answer = kept(client, story, writer=str(make.make_user("editor").pk), headline="لغيري")
        assert answer.status_code == 409
        assert not WorkingCopy.objects.exists()

    def test_of_a_closed_story_is_refused(self, client, story):
        fields = opened(client, address(story)) | {"page": PAGE, "sequence": 1}
        workflow.perform(story, "spike", by=make.make_user("editor"))
        answer = client.post(f"/admin/articles/article/{story.pk}/working-copy/", fields)
        assert answer.status_code == 403


class TestANewStory:
    DRAFT = "d" * 16

    def begun(self, client, **changes):
        fields = opened(client, ADD) | {"page": PAGE, "draft": self.DRAFT, "sequence": 1} | changes
        return client.post(ADD + "working-copy/", fields), fields

    def test_is_offered_until_it_is_saved(self, client):
        _answer, fields = self.begun(client, headline="مادة لم تُحفظ")
        assert "مادة لم تُحفظ" in texts(client.get(ADD))
        assert fields_of(client.get(ADD, {"draft": self.DRAFT}))["headline"] == ["مادة لم تُحفظ"]
        assert client.post(ADD, fields).status_code == 302
        assert "مادة لم تُحفظ" not in texts(client.get(ADD))
        assert Article.objects.get().headline == "مادة لم تُحفظ"

    def test_is_offered_to_nobody_else(self, client):
        self.begun(client, headline="مادة لم تُحفظ")
        other = signed_in(Client(), make.make_user("chief"))
        assert "مادة لم تُحفظ" not in texts(other.get(ADD))
        assert fields_of(other.get(ADD, {"draft": self.DRAFT})).get("headline", [""]) == [""]

    def test_sent_twice_is_made_once(self, client):
        _answer, fields = self.begun(client, headline="مادة واحدة")
        first, second = client.post(ADD, fields), client.post(ADD, fields)
        assert (first.status_code, second.status_code) == (302, 302)
        assert first.url == second.url
        assert Article.objects.get().revisions.count() == 1


class TestScriptsAreTold:
    @pytest.mark.parametrize("url", ["/admin/pulse/", ADD])
    def test_that_nobody_is_signed_in(self, db, url):
        assert Client().get(url, headers={"Accept": "application/json"}).status_code == 401

    def test_where_a_save_leads(self, client, story):
        answer = client.post(address(story), opened(client, address(story)), headers={"Accept": "application/json"})
        assert answer.json() == {"to": address(story)}

    def test_that_there_is_a_page_to_look_at(self, client, story):
        fields = opened(client, address(story)) | {"kicker": "ط" * 141}
        assert client.post(address(story), fields, headers={"Accept": "application/json"}).json() == {"page": True}

    def test_that_somebody_else_is_signed_in(self, client, story):
        other = make.make_user("editor")
        fields = opened(client, address(story)) | {"writer": other.pk, "headline": "بغير اسمي"}
        answer = client.post(address(story), fields, headers={"Accept": "application/json"})
        assert answer.status_code == 409
        story.refresh_from_db()
        assert story.headline != "بغير اسمي"


class TestTheFrameOfSignIn:
    @pytest.mark.parametrize("url", ["/accounts/login/", "/accounts/signed-in/"])
    def test_may_stand_on_our_own_pages_only(self, url):
        page = Client().get(url)
        assert page["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in page["Content-Security-Policy"]

    @pytest.mark.parametrize("url", ["/", "/accounts/password/reset/", "/admin/", ADD])
    def test_no_other_page_can_be_framed(self, client, url):
        page = client.get(url)
        assert page["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


class TestALease:
    def hold(self, story, user, page=PAGE, **options):
        with transaction.atomic():
            return writing.hold(story, user, page, **options)

    def test_names_the_writer_in_lists(self, story, writer):
        self.hold(story, writer)
        assert Article.objects.with_writing_now().get(pk=story.pk).writing_now == writer.name

    def test_runs_out_after_a_minute(self, story, writer):
        self.hold(story, writer)
        Lease.objects.update(until=timezone.now() - timedelta(seconds=1))
        assert Article.objects.with_writing_now().get(pk=story.pk).writing_now is None
        assert self.hold(story, other := make.make_user("editor"), OTHER_PAGE).holder == other

    def test_lasts_sixty_seconds(self, story, writer):
        lease = self.hold(story, writer)
        assert lease.until - lease.since == timedelta(seconds=60)

    def test_is_taken_over_on_purpose_only(self, story, writer):
        other = make.make_user("editor")
        self.hold(story, writer)
        assert self.hold(story, other, OTHER_PAGE).holder == writer
        assert self.hold(story, other, OTHER_PAGE, takeover=True).holder == other
        assert self.hold(story, writer).holder == other

    def test_keeps_nobody_from_saving(self, client, story):
        self.hold(story, make.make_user("editor"), OTHER_PAGE)
        answer = client.post(address(story), opened(client, address(story)) | {"headline": "حُفظ رغم ذلك"})
        story.refresh_from_db()
        assert (answer.status_code, story.headline) == (302, "حُفظ رغم ذلك")

    def test_ends_when_its_own_page_is_left(self, client, story, writer):
        url = f"/admin/articles/article/{story.pk}/presence/"
        client.post(url, {"page": PAGE, "version": story.version})
        client.post(url, {"page": OTHER_PAGE, "leave": "1"})
        assert Lease.objects.count() == 1
        client.post(url, {"page": PAGE, "leave": "1"})
        assert Lease.objects.count() == 0

    def test_tells_of_a_colleague_and_of_a_newer_version(self, client, story):
        other = make.make_user("editor")
        seen = story.version
        self.hold(story, other, OTHER_PAGE)
        make.edit(story, by=other, headline="عنوان المحرر")
        said = client.post(f"/admin/articles/article/{story.pk}/presence/", {"page": PAGE, "version": seen}).json()
        assert said["who"] == f"{other.name} يحرّر هذه المادة الآن."
        assert said["newer"].startswith(f"حفظ {other.name} نسخة أحدث")

    def test_is_asked_for_once_for_a_whole_list(self, writer):
        for _ in range(5):
            self.hold(make.make_article(writer), writer)
        with CaptureQueriesContext(connection) as queries:
            names = [article.writing_now for article in Article.objects.with_writing_now()]
        assert (names, len(queries)) == ([writer.name] * 5, 1)


def test_a_page_keeps_the_text_as_the_browser_sent_it(client, story):
    kept(client, story, body="<p>نص</p><script>x</script>")
    pairs = json.loads(WorkingCopy.objects.get().fields)
    assert ["body", "<p>نص</p><script>x</script>"] in pairs
    assert "<script>x" not in client.get(address(story)).content.decode()
