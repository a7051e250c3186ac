"""The story form, as promises to the people who write."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.models import Article, Byline, DeskState, Picture, Revision, Tag, Transition
from tests import factories as make
from tests.desk.photographs import a_photograph
from tests.desk.stories import (
    ADD,
    address,
    fields_of,
    opened,
    saved,
    select_of,
    signed_in,
    texts,
    writer_signed_in,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client):
    return writer_signed_in(client)


@pytest.fixture
def story(writer):
    return make.make_article(writer, authors=[writer.author])


class TestANewStory:
    def test_starts_with_the_writers_own_name_and_the_papers(self, client, writer, settings):
        fields = opened(client, ADD)
        assert fields["bylines-author"][0] == str(writer.author.pk)
        assert fields["source"] == [settings.SITE_NAME]
        assert fields["language"] == ["ar"]

    def test_is_saved_with_everything_that_was_filled_in(self, client, writer):
        section, event, picture = make.make_section(), make.make_event(), make.make_picture()
        session, other = make.make_session(event), make.make_article(writer)
        colleague, desk = make.make_user("journalist"), make.make_author(kind="desk")
        answer = client.post(
            ADD,
            opened(client, ADD)
            | {
                "kicker": "في إطار تكريس الأدوار",
                "headline": "بلدية مسقط تشارك في اجتماع المدن",
                "standfirst": "سطر أول\r\nسطر ثانٍ",
                "place": "مسقط",
                "kind": "report",
                "section": section.pk,
                "body": "<p>متن الخبر.</p>",
                "lead_picture": picture.pk,
                "lead_alt": "الوفد في القاعة",
                "lead_caption": "جانب من الاجتماع",
                "bylines-author": [writer.author.pk, desk.pk],
                "bylines-role": ["", "editing"],
                "tags": "بلدية مسقط، النقل العام, #مدن_عربية",
                "event": event.pk,
                "session": session.pk,
                "related_stories": [other.pk],
                "seo_headline": "للبحث",
                "social_headline": "للتواصل",
                "embargo_until": "2027-03-01T08:30",
                "shared_with": [colleague.pk],
                "notes": "للمكتب",
            },
        )
        article = Article.objects.latest("pk")
        assert (answer.status_code, answer.url) == (302, address(article))
        assert article.owner == article.last_changed_by == writer
        assert (article.standfirst, article.kind, article.section) == ("سطر أول\nسطر ثانٍ", "report", section)
        assert article.body == "<p>متن الخبر.</p>"
        assert (article.lead_picture, article.lead_alt, article.event, article.session) == (
            picture,
            "الوفد في القاعة",
            event,
            session,
        )
        assert [(line.author, line.role) for line in article.bylines.all()] == [
            (writer.author, ""),
            (desk, "editing"),
        ]
        assert {tag.name for tag in article.tags.all()} == {"بلدية مسقط", "النقل العام", "مدن عربية"}
        assert [link.to for link in article.related_links.all()] == [other]
        assert timezone.localtime(article.embargo_until).strftime("%F %R") == "2027-03-01 08:30"
        assert list(article.shared_with.all()) == [colleague]

    def test_has_its_first_revision_with_all_of_it_and_the_first_row_of_its_record(self, client, writer):
        client.post(ADD, opened(client, ADD) | {"headline": "عنوان", "tags": "وسم"})
        article = Article.objects.get()
        revision = article.revisions.get()
        assert (article.version, revision.created_by) == (1, writer)
        assert [line["name"] for line in revision.content["bylines"]] == ["سالم الهنائي"]
        assert [tag["name"] for tag in revision.content["tags"]] == ["وسم"]
        assert [(step.action, step.by) for step in article.transitions.all()] == [("create", writer)]

    def test_may_be_saved_with_nothing_in_it_yet(self, client, writer):
        assert client.post(ADD, opened(client, ADD)).status_code == 302

    def test_can_be_begun_from_an_event(self, client, writer):
        event = make.make_event()
        fields = opened(client, f"{ADD}?event={event.pk}&owner=1&desk_state=approved&version=9")
        assert fields["event"] == [str(event.pk)]
        assert "owner" not in fields
        assert fields["version"] == [""]

    def test_is_not_for_photographers(self, client):
        signed_in(client, make.make_user("photographer"))
        assert client.get(ADD).status_code == 403
        assert client.post(ADD, {"headline": "عنوان"}).status_code == 403
        assert Article.objects.count() == 0


class TestWhatIsTyped:
    def test_is_stored_without_what_no_reader_can_see(self, client, story):
        typed = {"headline": " بلدية\u202e مسقط\x00  تفتتح\u200f ", "notes": "أ\r\n\r\n\r\n\r\nب"}
        saved(client, story, tags="بلديّة, بلدية، ,,", **typed)
        story.refresh_from_db()
        assert story.headline.replace("\u200f", "") == "بلدية مسقط تفتتح"
        assert story.notes == "أ\n\nب"
        assert [tag.key for tag in story.tags.all()] == ["بلديه"]

    def test_reaches_the_database_sanitised(self, client, story):
        saved(
            client,
            story,
            body='<p onclick="x()">نص<script>alert(1)</script> <img src="https://elsewhere.example/a.jpg"></p>'
            '<figure class="media"><oembed url="https://evil.example/v"></oembed></figure>',
        )
        story.refresh_from_db()
        assert story.body == "<p>نص </p>"

    def test_is_sanitised_before_it_is_shown_again(self, client, story):
        page = saved(client, story, lead_alt="x" * 251, body="<p>نص<script>alert(1)</script></p>")
        assert fields_of(page)["body"] == ["<p>نص</p>"]

    @pytest.mark.parametrize(
        "name, longest",
        [("kicker", 140), ("headline", 200), ("standfirst", 600), ("place", 80), ("source", 80), ("lead_alt", 250),
         ("lead_caption", 400), ("seo_headline", 120), ("social_headline", 120), ("notes", 4000)],
    )  # fmt: skip
    def test_may_be_as_long_as_its_field_and_no_longer(self, client, story, name, longest):
        assert saved(client, story, **{name: "ط" * longest}).status_code == 302
        page = saved(client, story, **{name: "ط" * (longest + 1)})
        assert page.context["form"].errors.keys() == {name}
        assert fields_of(page)[name] == ["ط" * (longest + 1)]

    def test_stays_in_the_form_when_something_is_wrong_with_it(self, client, story):
        typed = {
            "headline": "عنوان جديد",
            "body": "<p>متن <strong>جديد</strong></p>",
            "tags": "وسم أول، وسم ثانٍ",
            "bylines-author": [str(story.bylines.get().author.pk)],
            "bylines-role": ["photo"],
            "kicker": "ط" * 141,
        }
        page = saved(client, story, **typed)
        shown = fields_of(page)
        assert page.status_code == 200
        assert {name: shown[name] for name in ("headline", "body", "tags", "kicker")} == {
            "headline": ["عنوان جديد"],
            "body": ["<p>متن <strong>جديد</strong></p>"],
            "tags": ["وسم أول، وسم ثانٍ"],
            "kicker": ["ط" * 141],
        }
        assert (shown["bylines-author"][0], shown["bylines-role"][0]) == (typed["bylines-author"][0], "photo")
        assert Article.objects.get(pk=story.pk).headline == story.headline

    def test_that_is_wrong_is_said_on_top_with_a_way_to_it(self, client, story):
        page = saved(client, story, kicker="ط" * 141).content.decode()
        assert 'href="#id_kicker"' in page
        assert 'id="id_kicker"' in page
        assert 'aria-invalid="true"' in page

    @pytest.mark.parametrize(
        "name, value",
        [("section", "999999"), ("section", "x"), ("kind", "poem"), ("language", "fr"), ("direction", "up"),
         ("embargo_until", "أمس"), ("embargo_until", "9999-12-31T23:59"), ("embargo_until", "0001-01-01T00:00"),
         ("lead_picture", "abc"), ("lead_picture", "9" * 30), ("event", "-1"), ("session", "5"),
         ("related_stories", ["0"]), ("related_stories", ["x"]), ("shared_with", ["9" * 25]),
         ("bylines-author", ["x"]), ("bylines-author", ["9" * 30]), ("bylines-author", ["1"] * 50),
         ("tags", "ط" * 101), ("tags", ",".join(f"وسم{n}" for n in range(21)))],
    )  # fmt: skip
    def test_that_makes_no_sense_is_refused_in_a_sentence(self, client, story, name, value):
        before = Article.objects.values().get(pk=story.pk)
        page = saved(client, story, **{name: value})
        assert page.status_code == 200
        assert len(page.context["form"].errors) == 1
        assert Article.objects.values().get(pk=story.pk) == before

    def test_a_closed_section_keeps_the_stories_that_it_has(self, client, story):
        story.section.is_active = False
        story.section.save()
        assert saved(client, story, headline="عنوان آخر").status_code == 302
        assert story.section not in client.get(ADD).context["form"].fields["section"].queryset

    def test_a_session_of_another_event_is_refused(self, client, story):
        event, elsewhere = make.make_event(), make.make_session()
        page = saved(client, story, event=event.pk, session=elsewhere.pk)
        assert page.context["form"].errors.keys() == {"session"}


class TestNothingElseCanBePosted:
    @pytest.mark.parametrize(
        "name, value",
        [("desk_state", "approved"), ("owner", "{editor}"), ("owner_id", "{editor}"), ("public_id", "aaaaaaaa"),
         ("fingerprint", "f" * 64), ("approved_revision", "{revision}"), ("last_changed_by", "{editor}"),
         ("created_at", "2001-01-01"), ("id", "77"), ("authors", "{editor}")],
    )  # fmt: skip
    def test_state_owner_and_identity_stay_what_they_are(self, client, story, name, value):
        editor, revision = make.make_user("editor"), story.revisions.get()
        before = Article.objects.values("desk_state", "owner", "public_id", "approved_revision", "created_at", "pk")
        before = before.get(pk=story.pk)
        saved(client, story, headline="عنوان آخر", **{name: value.format(editor=editor.pk, revision=revision.pk)})
        story.refresh_from_db()
        assert story.headline == "عنوان آخر"
        assert Article.objects.values(*before).get(pk=story.pk) == before
        assert story.last_changed_by == story.owner
        assert story.fingerprint == story.revisions.first().fingerprint


class TestBylines:
    def test_a_journalist_is_offered_own_name_desks_and_agencies(self, client, writer):
        make.make_author(name="زميل")
        desk, agency = make.make_author(kind="desk", name="الرؤية"), make.make_author(kind="agency", name="العُمانية")
        form = client.get(ADD).context["form"]
        assert set(form.fields["bylines"].offered) == {writer.author, desk, agency}

    def test_a_colleagues_name_is_refused_whoever_sends_it(self, client, story):
        other = make.make_author(name="زميل")
        page = saved(client, story, **{"bylines-author": [other.pk], "bylines-role": [""]})
        assert page.context["form"].errors.keys() == {"bylines"}
        assert story.bylines.get().author != other

    def test_a_colleagues_name_is_refused_on_a_new_story_too(self, client, writer):
        other = make.make_author(name="زميل")
        page = client.post(ADD, opened(client, ADD) | {"bylines-author": [other.pk]})
        assert page.context["form"].errors.keys() == {"bylines"}
        assert Article.objects.count() == 0

    def test_a_name_that_stands_there_already_stays(self, client, writer):
        guest = make.make_author(kind="guest", is_active=False)
        story = make.make_article(writer, authors=[guest, writer.author])
        authors = [writer.author.pk, guest.pk]
        assert saved(client, story, **{"bylines-author": authors, "bylines-role": ["", ""]}).status_code == 302
        assert [line.author_id for line in story.bylines.all()] == authors

    def test_an_editor_may_sign_for_anybody_active(self, client):
        signed_in(client, make.make_user("editor"))
        gone, somebody = make.make_author(is_active=False), make.make_author()
        offered = client.get(ADD).context["form"].fields["bylines"].offered
        assert somebody in offered
        assert gone not in offered

    def test_keep_the_order_of_the_page(self, client, story):
        first, second = make.make_author(kind="desk"), make.make_author(kind="agency")
        own = story.bylines.get().author
        saved(client, story, **{"bylines-author": [second.pk, own.pk, first.pk], "bylines-role": ["", "field", ""]})
        assert list(story.bylines.values_list("author", "role")) == [(second.pk, ""), (own.pk, "field"), (first.pk, "")]
        assert [line["id"] for line in story.revisions.first().content["bylines"]] == [second.pk, own.pk, first.pk]

    def test_the_same_name_twice_in_one_role_is_refused(self, client, story):
        own = story.bylines.get().author.pk
        page = saved(client, story, **{"bylines-author": [own, own], "bylines-role": ["", ""]})
        assert page.context["form"].errors.keys() == {"bylines"}


class TestWhoSeesWhat:
    def test_a_colleagues_story_answers_as_one_that_does_not_exist(self, client, writer):
        theirs = make.make_article()
        pages = ["change/", "history/", "preview/", "revisions/1/", "step/submit/"]
        for page in pages:
            hidden = client.get(f"/admin/articles/article/{theirs.pk}/{page}")
            unknown = client.get(f"/admin/articles/article/987654/{page}")
            assert (hidden.status_code, unknown.status_code) == (404, 404)
            assert texts(hidden) == texts(unknown)

    def test_a_colleagues_story_cannot_be_posted_to(self, client, writer):
        theirs = make.make_article()
        answer = client.post(address(theirs), {"headline": "عنوان", "version": "1"})
        assert answer.status_code == 404
        assert Article.objects.get(pk=theirs.pk).headline == theirs.headline

    def test_words_sent_to_a_story_that_is_gone_come_back_to_be_copied(self, client, story):
        typed = opened(client, address(story)) | {"headline": "عنوان كتبته للتو", "body": "<p>فقرة كتبتها للتو.</p>"}
        workflow.perform(story, "takeover", by=make.make_user("editor"))
        page = client.post(address(story), typed)
        assert page.status_code == 404
        assert "عنوان كتبته للتو" in texts(page)
        assert "فقرة كتبتها للتو." in texts(page)

    def test_words_sent_to_a_spiked_story_come_back_to_be_copied(self, client, story):
        typed = opened(client, address(story)) | {"headline": "عنوان كتبته للتو"}
        workflow.perform(story, "spike", by=make.make_user("editor"))
        page = client.post(address(story), typed)
        assert page.status_code == 403
        assert "عنوان كتبته للتو" in texts(page)
        assert Article.objects.get(pk=story.pk).headline == story.headline

    def test_a_spiked_story_is_there_to_be_read(self, client, story):
        workflow.perform(story, "spike", by=make.make_user("editor"))
        page = client.get(address(story))
        assert page.status_code == 200
        assert story.headline in texts(page)
        assert "article_form" not in page.content.decode()

    def test_a_shared_story_can_be_written_in(self, client, writer):
        theirs = make.make_article()
        theirs.shared_with.add(writer)
        assert saved(client, theirs, headline="عنوان من الزميل").status_code == 302
        theirs.refresh_from_db()
        assert (theirs.headline, theirs.last_changed_by) == ("عنوان من الزميل", writer)

    def test_only_stories_that_one_may_open_can_be_pointed_at(self, client, story):
        hidden = make.make_article()
        page = saved(client, story, related_stories=[hidden.pk])
        assert page.context["form"].errors.keys() == {"related_stories"}
        found = client.get(
            "/admin/autocomplete/",
            {"term": "بلدية", "app_label": "articles", "model_name": "article", "field_name": "related"},
        ).json()
        assert [row["id"] for row in found["results"]] == [str(story.pk)]

    def test_related_stories_keep_the_order_in_which_they_were_chosen(self, client, story):
        stories = [make.make_article(story.owner) for _ in range(3)]
        order = [stories[2].pk, stories[0].pk, stories[1].pk]
        saved(client, story, related_stories=order)
        assert list(story.related_links.values_list("to_id", flat=True)) == order
        assert fields_of(client.get(address(story)))["related_stories"] == [str(pk) for pk in order]


class TestSaving:
    def test_takes_a_revision_with_the_changed_relations(self, client, story):
        saved(client, story, tags="وسم جديد")
        assert story.revisions.count() == 2
        assert [tag["name"] for tag in story.revisions.first().content["tags"]] == ["وسم جديد"]

    def test_of_the_same_words_changes_nothing(self, client, story):
        before = Article.objects.values().get(pk=story.pk)
        assert saved(client, story).status_code == 302
        assert Article.objects.values().get(pk=story.pk) == before
        assert story.revisions.count() == 1

    def test_of_notes_alone_leaves_an_approval_standing(self, client, story):
        make.approve(story)
        saved(client, story, notes="للمكتب وحده")
        story.refresh_from_db()
        assert (story.notes, story.desk_state) == ("للمكتب وحده", DeskState.APPROVED)

    def test_of_other_words_voids_an_approval_and_says_so(self, client, story):
        make.approve(story)
        page = client.post(address(story), opened(client, address(story)) | {"headline": "عنوان آخر"}, follow=True)
        story.refresh_from_db()
        assert story.desk_state == DeskState.DRAFT
        assert "اعتماد" in texts(page)
        assert story.transitions.first().action == "void"

    def test_looking_changes_nothing(self, client, story):
        before = (
            Article.objects.values().get(pk=story.pk), Revision.objects.count(), Transition.objects.count(),
            Tag.objects.count(), Byline.objects.count(),
        )  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            for page in ("change/", "history/", "preview/", "revisions/1/", "step/submit/"):
                assert client.get(f"/admin/articles/article/{story.pk}/{page}").status_code == 200
        asked = [query["sql"].lstrip("( ").upper() for query in queries]
        assert [sql for sql in asked if sql.startswith(("INSERT", "UPDATE", "DELETE"))] == []
        assert before == (
            Article.objects.values().get(pk=story.pk), Revision.objects.count(), Transition.objects.count(),
            Tag.objects.count(), Byline.objects.count(),
        )  # fmt: skip

    def test_an_embargo_that_ends_after_the_scheduled_moment_is_refused(self, client):
        editor = make.make_user("editor")
        story = make.schedule(at=timezone.now() + timedelta(hours=2))
        signed_in(client, editor)
        late = (timezone.localtime() + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")
        early = (timezone.localtime() + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
        assert saved(client, story, embargo_until=late).context["form"].errors.keys() == {"embargo_until"}
        assert saved(client, story, embargo_until=early).status_code == 302

    def test_and_submitting_is_one_button(self, client, story):
        page = client.post(
            address(story), opened(client, address(story)) | {"headline": "عنوان أخير", "_submit": "1"}, follow=True
        )
        story.refresh_from_db()
        assert (story.headline, story.desk_state) == ("عنوان أخير", DeskState.SUBMITTED)
        assert "أُرسلت المادة للمراجعة" in texts(page)

    def test_stays_when_submitting_is_refused(self, client, writer):
        page = client.post(ADD, opened(client, ADD) | {"kicker": "تمهيد", "_submit": "1"}, follow=True)
        article = Article.objects.get()
        assert (article.kicker, article.desk_state) == ("تمهيد", DeskState.DRAFT)
        assert "لا شيء يُرسل" in texts(page) or "لم تُرسل" in texts(page)

    def test_goes_on_to_the_step_whose_button_was_pressed(self, client, story):
        answer = saved(client, story, headline="عنوان", _next="submit")
        assert answer.url == f"/admin/articles/article/{story.pk}/step/submit/"
        answer = saved(client, story, headline="عنوان آخر", _next="https://elsewhere.example/")
        assert answer.url == address(story)


class TestPictures:
    def test_one_can_be_uploaded_with_the_form(self, client, story):
        fields = opened(client, address(story)) | {"lead_picture-upload": a_photograph()}
        assert client.post(address(story), fields).status_code == 302
        story.refresh_from_db()
        assert story.lead_picture == Picture.objects.get()

    def test_one_that_was_uploaded_stays_when_another_field_is_wrong(self, client, story):
        fields = opened(client, address(story)) | {"lead_picture-upload": a_photograph(), "kicker": "ط" * 141}
        page = client.post(address(story), fields)
        assert fields_of(page)["lead_picture"] == [str(Picture.objects.get().pk)]

    def test_what_is_no_picture_is_refused_at_its_field(self, client, story):
        file = SimpleUploadedFile("a.jpg", b"<html>", "image/jpeg")
        page = client.post(address(story), opened(client, address(story)) | {"lead_picture-upload": file})
        assert page.context["form"].errors.keys() == {"lead_picture"}
        assert Picture.objects.count() == 0

    def test_the_editor_gets_the_address_at_the_desk(self, client, writer):
        answer = client.post("/admin/articles/article/upload/", {"upload": a_photograph()}).json()
        assert answer["url"] == Picture.objects.get().desk_url

    def test_the_editor_gets_a_reason_in_words(self, client, writer):
        file = SimpleUploadedFile("a.svg", b"<svg/>", "image/svg+xml")
        answer = client.post("/admin/articles/article/upload/", {"upload": file}).json()
        assert answer.keys() == {"error"}
        assert client.post("/admin/articles/article/upload/").json().keys() == {"error"}

    def test_an_administrator_cannot_upload(self, client):
        signed_in(client, make.make_user("administrator"))
        assert client.post("/admin/articles/article/upload/", {"upload": a_photograph()}).status_code == 403

    def test_an_upload_needs_the_forms_token(self, writer):
        strict = signed_in(Client(enforce_csrf_checks=True), writer)
        assert strict.post("/admin/articles/article/upload/", {"upload": a_photograph()}).status_code == 403


def an_event(title, year):
    return make.make_event(title=title, starts_on=date(year, 3, 4), ends_on=date(year, 3, 5))


class TestTheEvent:
    """It is looked for by its name; the form does not grow with the archive."""

    ASKED = {"app_label": "articles", "model_name": "article", "field_name": "event"}

    def options(self, page):
        return re.findall(r'<option value="(\d+)" selected>([^<]*)</option>', select_of(page, "event"))

    def test_the_form_holds_the_one_that_was_chosen_and_no_other(self, client, story):
        chosen, _other = an_event("ملتقى المدن", 2026), make.make_event()
        saved(client, story, event=chosen.pk)

        page = client.get(address(story))

        named = (str(chosen.pk), "ملتقى المدن (4 مارس 2026م)")
        assert (self.options(page), select_of(page, "event").count("<option")) == ([named], 2)

    def test_it_is_found_in_any_spelling_and_told_from_other_editions_by_its_day(self, client, story):
        for year in (2025, 2026):
            an_event("ملتقى الأسواق", year)
        make.make_event(title="معرض")

        found = client.get("/admin/autocomplete/", self.ASKED | {"term": "مُلتقي الاسواق"}).json()["results"]

        assert [row["text"] for row in found] == ["ملتقى الأسواق (4 مارس 2026م)", "ملتقى الأسواق (4 مارس 2025م)"]

    def test_what_was_chosen_stays_when_something_else_is_wrong(self, client, story):
        session = make.make_session()

        page = saved(client, story, event=session.event_id, session=session.pk, headline="ط" * 400)

        assert page.context["form"].errors.keys() == {"headline"}
        assert [key for key, _name in self.options(page)] == [str(session.event_id)]
        assert f'<option value="{session.pk}" selected>' in select_of(page, "session")


def test_the_programme_of_an_event_is_there_for_the_form(client, writer):
    session = make.make_session()
    rows = client.get("/admin/articles/article/sessions/", {"event": session.event_id}).json()["sessions"]
    assert [row["id"] for row in rows] == [session.pk]
    assert client.get("/admin/articles/article/sessions/", {"event": "x'"}).json() == {"sessions": []}


class TestTheList:
    URL = "/admin/articles/article/"

    def test_shows_own_and_shared_stories_only(self, client, writer):
        own, shared, hidden = make.make_article(writer), make.make_article(), make.make_article()
        shared.shared_with.add(writer)
        words = texts(client.get(self.URL))
        assert own.headline in words
        assert shared.headline in words
        assert hidden.headline not in words

    def test_asks_as_much_for_thirty_stories_as_for_one(self, client):
        signed_in(client, make.make_user("editor"))

        def asked():
            with CaptureQueriesContext(connection) as queries:
                assert client.get(self.URL).status_code == 200
            return len(queries)

        make.publish()
        asked()
        one = asked()
        for _ in range(29):
            make.make_article()
        assert asked() == one

    def test_finds_words_of_headline_and_body_in_any_spelling(self, client, writer):
        wanted = make.make_article(writer, headline="أحمد يفتتح المعرض", body="<p>حضر الافتتاحَ جمهورٌ كبير.</p>")
        make.make_article(writer)
        for query in ("احمد", "جمهور كبير"):
            assert wanted.headline in texts(client.get(self.URL, {"q": query}))
        assert wanted.headline not in texts(client.get(self.URL, {"q": "الغائب"}))

    @pytest.mark.parametrize("query", ["p=99999999999999999999", "section=x&whose=y&shelf=z", "q=" + "ط" * 5000])
    def test_bears_any_address(self, client, writer, query):
        assert client.get(f"{self.URL}?{query}", follow=True).status_code == 200

    @pytest.mark.parametrize("lookup", ["owner__password__startswith=a", "notes__contains=a", "owner__email=a"])
    def test_answers_no_question_that_is_not_offered(self, client, writer, lookup):
        assert client.get(f"{self.URL}?{lookup}").status_code == 400

    def test_says_the_state_in_words(self, client):
        signed_in(client, make.make_user("editor"))
        make.publish()
        assert "منشورة" in texts(client.get(self.URL))

    def test_is_narrowed_by_section_state_and_writer(self, client, writer):
        parent = make.make_section()
        inside = make.make_article(writer, section=make.make_section(parent=parent))
        outside = make.submit(make.make_article(writer, section=make.make_section()))
        words = texts(client.get(self.URL, {"section": parent.slug, "whose": "mine"}))
        assert inside.headline in words
        assert outside.headline not in words
        words = texts(client.get(self.URL, {"state": "submitted"}))
        assert outside.headline in words
        assert inside.headline not in words

    def test_offers_no_deletion(self, client, story):
        assert client.get(f"/admin/articles/article/{story.pk}/delete/").status_code == 404
        assert client.post(f"/admin/articles/article/{story.pk}/delete/", {"post": "yes"}).status_code == 404
        client.post(self.URL, {"action": "delete_selected", "_selected_action": story.pk, "post": "yes"})
        assert Article.objects.filter(pk=story.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_of_many_saves_at_the_same_moment_one_is_stored_and_none_is_lost(writer, story):
    """Six browsers send the same version at once."""
    headlines = [f"عنوان من المتصفح {number}" for number in range(6)]
    browsers = [signed_in(Client(), writer) for _ in headlines]
    fields = opened(browsers[0], address(story))

    def send(browser, headline):
        try:
            return browser.post(address(story), fields | {"headline": headline})
        finally:
            connection.close()

    with ThreadPoolExecutor(len(headlines)) as pool:
        answers = list(pool.map(send, browsers, headlines))
    stored = [headline for headline, answer in zip(headlines, answers, strict=True) if answer.status_code == 302]
    story.refresh_from_db()
    assert stored == [story.headline]
    assert story.version == 2
    for headline, answer in zip(headlines, answers, strict=True):
        assert headline in stored or (headline in texts(answer) and "parts" in answer.context)


class TestWhatTheBodyShows:
    def test_a_picture_that_is_not_in_the_library_is_refused_and_the_text_is_kept(self, client):
        article = make.make_article()
        page = saved(
            signed_in(client, article.owner),
            article,
            body='<p>كلام كُتب للتو</p><figure><img src="/admin/pictures/23456789bcdf.jpg" alt=""></figure>',
        )
        assert "في النص صورة ليست في المكتبة" in texts(page)
        assert "كلام كُتب للتو" in page.content.decode()

    @pytest.mark.parametrize("hidden", ["never", "scheduled", "withdrawn", "unknown"])
    def test_a_related_story_that_readers_cannot_see_is_refused(self, client, hidden):
        article = make.make_article()
        other = {
            "never": make.make_article, "scheduled": make.schedule, "withdrawn": make.withdraw,
            "unknown": lambda: Article(public_id="2b3c4d5f"),
        }[hidden]()  # fmt: skip
        box = f'<aside class="related"><a href="/a/{other.public_id}/">عنوان</a></aside>'
        page = saved(signed_in(client, article.owner), article, body=f"<p>نص</p>{box}")
        assert "في النص مادة ذات صلة لا يراها القراء" in texts(page)

    def test_a_related_story_that_is_live_is_kept_also_when_it_is_withdrawn_later(self, client):
        article, other = make.make_article(), make.publish()
        body = f'<p>نص</p><aside class="related"><a href="/a/{other.public_id}/">عنوان</a></aside>'
        signed_in(client, article.owner)
        assert saved(client, article, body=body).status_code == 302
        make.withdraw(other)
        assert saved(client, article, body=body + "<p>تتمة</p>").status_code == 302
        article.refresh_from_db()
        assert article.body == body + "<p>تتمة</p>"
