"""The copy desk with the newspaper's decisions: read, remembered, counted, and told before approval."""

import json
from datetime import date

import pytest
from django.urls import reverse

from articles import copydesk, jobs, workflow
from articles.models import (
    HeldTitle,
    HouseStyle,
    HouseWord,
    IgnoredFinding,
    PairCount,
    RegisteredName,
    WordCount,
)
from tests import factories as make
from tests.desk.stories import signed_in, texts

pytestmark = pytest.mark.django_db

READ_NEW = "/admin/articles/article/proofread/"
ACCEPT = "/admin/articles/article/house-words/"


@pytest.fixture
def writer():
    return make.make_user("journalist")


@pytest.fixture
def editor():
    return make.make_user("editor")


def read_at(article):
    return reverse("admin:article_proofread", args=[article.pk])


def ignore_at(article):
    return reverse("admin:article_ignore", args=[article.pk])


def sent(client, url, payload):
    return client.post(url, json.dumps(payload), content_type="application/json")


def spelt(text):
    return [finding.text for finding in copydesk.proofreader().check(text) if finding.category == "spelling"]


class TestThePanelAsks:
    def test_the_findings_come_back_under_the_ids_of_their_texts(self, client, writer):
        texts = [
            {"id": "headline", "part": "headline", "text": "اعلن الوزير."},
            {"id": "body", "part": "body", "text": "وصل الوفد الى مسقط"},
        ]
        answer = sent(signed_in(client, writer), READ_NEW, {"texts": texts}).json()
        assert [
            (row["id"], row["rule"], row["text"], row["suggestions"], row["safe"])
            for row in answer["findings"]
        ] == [
            ("headline", "hamza", "اعلن", ["أعلن"], False),
            ("headline", "headline-stop", ".", [""], True),
            ("body", "hamza", "الى", ["إلى", "إلي"], False),
        ]
        assert answer["readability"]["words"] == 4
        assert all(row["title"] and row["why"] for row in answer["findings"])

    def test_what_was_left_to_stand_says_by_whom(self, client, writer):
        article = make.make_article(writer)
        copydesk.ignore(article, "hamza", "الى", by=writer)
        texts = [{"id": "body", "part": "body", "text": "الى مسقط"}]
        answer = sent(signed_in(client, writer), read_at(article), {"texts": texts}).json()
        assert [row["ignored"] for row in answer["findings"]] == [str(writer)]

    @pytest.mark.parametrize(
        "payload",
        [
            None, [], "نص", {"texts": "نص"}, {"texts": [1]}, {"texts": [{"id": 1, "part": "body", "text": "نص"}]},
            {"texts": [{"id": "body", "part": "body", "text": "نص"}] * 100},
        ],
    )  # fmt: skip
    def test_what_is_no_question_is_refused(self, client, writer, payload):
        assert sent(signed_in(client, writer), READ_NEW, payload).status_code == 400

    @pytest.mark.parametrize("text", ["\0", "\ud800", "\u202e" * 50, "م" * 5000, "ًًً", "𐐷𐐷 الى"])
    def test_any_text_can_be_asked_about(self, client, writer, text):
        texts = [{"id": "x", "part": "nonsense", "text": text}]
        assert sent(signed_in(client, writer), READ_NEW, {"texts": texts}).status_code == 200

    def test_a_story_that_is_not_seen_is_not_found(self, client, writer):
        article = make.make_article(make.make_user("journalist"))
        assert sent(signed_in(client, writer), read_at(article), {"texts": []}).status_code == 404
        assert sent(client, ignore_at(article), {"rule": "hamza", "text": "الى"}).status_code == 404

    def test_asking_takes_a_few_queries_however_long_the_story_is(
        self, client, writer, django_assert_max_num_queries
    ):
        HouseStyle.bump()
        signed_in(client, writer)
        texts = [{"id": "body", "part": "body", "text": "وصل الوفد الى مسقط. " * 200}]
        sent(client, READ_NEW, {"texts": texts})
        with django_assert_max_num_queries(8):
            sent(client, READ_NEW, {"texts": texts})


class TestDecisions:
    def test_a_decision_holds_for_the_next_text(self, editor):
        assert spelt("قال لاكن") == ["لاكن"]
        word = HouseWord.objects.create(kind="accepted", text="لاكن")
        assert spelt("قال لاكن") == []
        word.delete()
        assert spelt("قال لاكن") == ["لاكن"]

    def test_another_process_hears_of_it_by_the_stamp(self):
        HouseWord.objects.create(kind="accepted", text="لاكن")
        assert spelt("قال لاكن") == []
        # Another process writes: no signal of this one is sent.
        HouseWord.objects.all()._raw_delete(using="default")
        HouseStyle.bump()
        assert spelt("قال لاكن") == ["لاكن"]

    def test_phrases_replacements_names_and_titles_of_the_desk_are_followed(self):
        HouseWord.objects.create(kind="phrase", text="مهرجان خريف ظفار")
        HouseWord.objects.create(kind="replaced", text="فيديو", right="مقطع مرئي")
        name = RegisteredName.objects.create(name="هالة الكسواني", other_forms="هاله الكسوانى\nهالا الكسواني")
        HeldTitle.objects.create(name=name, honorific="معالي", since=date(2026, 1, 1))
        found = {
            finding.rule: finding.suggestions
            for finding in copydesk.proofreader().check(
                "شاركت سعادة هالا الكسواني في مهرجان خريق ظفار، ونشر فيديو", day=date(2026, 11, 1)
            )
        }
        assert found == {
            "name-title": ("معالي",),
            "name-form": ("هالة الكسواني",),
            "house-phrase": ("خريف",),
            "house-word": ("مقطع مرئي",),
        }

    def test_style_follows_the_house_and_a_rule_can_be_silenced(self):
        style = HouseStyle.the_row()
        style.quotes, style.silent_rules = "straight", ["hamza"]
        style.save()
        assert [finding.rule for finding in copydesk.proofreader().check("قال «نعم» الى")] == [
            "quotes",
            "quotes",
        ]

    def test_an_editor_adds_a_word_for_every_story_and_a_journalist_may_not(self, client, writer, editor):
        assert sent(signed_in(client, writer), ACCEPT, {"word": "زعرنوق"}).status_code == 403
        signed_in(client, editor)
        for _again in range(2):
            assert sent(client, ACCEPT, {"word": "زعرنوق"}).status_code == 200
        assert [(row.text, row.added_by) for row in HouseWord.objects.all()] == [("زعرنوق", editor)]
        for word in ("كلمتان اثنتان", "", "م" * 200, 5, "abc", "\0"):
            assert sent(client, ACCEPT, {"word": word}).status_code == 400

    def test_words_are_kept_in_the_admin_and_a_wrong_entry_is_explained(self, client, editor):
        signed_in(client, editor)
        add = reverse("admin:articles_houseword_add")
        page = client.post(add, {"kind": "replaced", "text": "فيديو", "right": ""})
        assert "اكتب الصورة التي تعتمدها الصحيفة." in texts(page)
        page = client.post(add, {"kind": "phrase", "text": "واحدة", "right": ""})
        assert "العبارة الثابتة كلمتان فأكثر." in texts(page)
        assert client.post(add, {"kind": "accepted", "text": "عُمانتل", "right": ""}).status_code == 302
        page = client.post(add, {"kind": "accepted", "text": "عمانتل", "right": ""})
        assert "هذه الكلمة في القائمة من قبل." in texts(page)
        assert spelt("شركة عمانتل") == []

    def test_only_the_chief_changes_the_style(self, client, editor):
        address = reverse("admin:articles_housestyle_changelist")
        assert "تنوين الفتح" in texts(signed_in(client, editor).get(address, follow=True))
        row = reverse("admin:articles_housestyle_change", args=[1])
        values = {
            "tanween": "on-alef", "quotes": "any", "digits": "any", "strategy": "any", "hamza_seat": "any",
            "dash": "any",
            "silent_rules": ["new-name"],
        }  # fmt: skip
        assert client.post(row, values).status_code == 403
        assert signed_in(client, make.make_user("chief")).post(row, values).status_code == 302
        assert [finding.rule for finding in copydesk.proofreader().check("عددًا من زعرنوق")] == [
            "tanween-place"
        ]


class TestStories:
    def test_an_ignored_finding_is_kept_once_and_can_be_taken_back(self, client, writer):
        article = make.make_article(writer, body="<p>الى مسقط</p>")
        signed_in(client, writer)
        for _again in range(2):
            assert sent(client, ignore_at(article), {"rule": "hamza", "text": "الى"}).status_code == 200
        assert [mark.ignored_by for mark in copydesk.read(article) if mark.finding.rule == "hamza"] == [
            str(writer)
        ]
        assert IgnoredFinding.objects.count() == 1
        sent(client, ignore_at(article), {"rule": "hamza", "text": "الى", "heed": True})
        assert IgnoredFinding.objects.count() == 0
        for wrong in (
            {"rule": "nonsense", "text": "الى"},
            {"rule": [], "text": "الى"},
            {"rule": "hamza", "text": 5},
            {"rule": "hamza", "text": "\0"},
        ):
            assert sent(client, ignore_at(article), wrong).status_code == 400

    def test_before_approval_an_editor_is_told_what_was_found_and_what_was_let_stand(
        self, client, writer, editor
    ):
        article = make.make_article(
            writer,
            headline="اعلن الوزير",
            lead_alt="وفد المملكه",
            body="<p>وصل الوفد الى مسقط</p><p>شارك الخبر</p>",
        )
        copydesk.ignore(article, "hamza", "الى", by=writer)
        told = {
            reason.code: (str(reason), reason.field)
            for reason in workflow.warnings(article, "approve", editor)
        }
        assert told["copy_desk_spelling"] == ("يشك المدقق في إملاء: اعلن، المملكه.", "headline")
        assert told["copy_desk_leftovers"] == ("بقايا من اللصق: شارك الخبر.", "body")
        assert told["copy_desk_ignored"] == ("شك المدقق في هذه الكلمات، وتُركت كما هي: الى.", "body")

    def test_the_page_of_approval_lists_every_finding(self, client, writer, editor):
        article = make.make_article(writer, body="<p>وصل الوفد الى مسقط</p>")
        workflow.perform(article, "submit", by=writer)
        copydesk.ignore(article, "hamza", "الى", by=writer)
        page = texts(
            signed_in(client, editor).get(reverse("admin:article_step", args=[article.pk, "approve"]))
        )
        assert "ما يقوله المدقق" in page
        assert "تركها" in page

    def test_a_story_in_another_language_is_left_alone(self, writer):
        assert (
            copydesk.read(make.make_article(writer, language="en", headline="اعلن", body="<p>الى</p>")) == []
        )

    def test_captions_and_alternative_texts_are_read_too(self, writer):
        body = '<p>نص</p><figure class="image"><img src="/admin/pictures/abcdefgh2345.jpg" alt="الى الميناء"></figure>'
        article = make.make_article(writer, lead_caption="الوفد فى الميناء", body=body)
        found = {
            (mark.field, mark.finding.text)
            for mark in copydesk.read(article)
            if mark.finding.category == "spelling"
        }
        assert found == {("lead_caption", "فى"), ("body", "الى")}


class TestCounting:
    def test_the_words_of_a_story_are_counted_once_when_it_is_first_published(self, writer):
        story = make.publish(headline="وصول الوفد", standfirst="", body="<p>وصل الوفد. وصل الوفد.</p>")
        for _again in range(2):
            while jobs.run_next("a worker"):
                pass
        assert dict(WordCount.objects.filter(word__in=["الوفد", "وصل"]).values_list("word", "times")) == {
            "الوفد": 3, "وصل": 2,
        }  # fmt: skip
        assert PairCount.objects.get(pair="وصل الوفد").times == 2
        assert HouseStyle.the_row().counted_words == sum(WordCount.objects.values_list("times", flat=True))
        assert story.pk

    def test_what_the_newspaper_has_written_is_no_longer_new(self, writer):
        text = "وصل زعرنوق أمس"
        assert [finding.rule for finding in copydesk.proofreader().check(text)] == ["new-name"]
        copydesk._add(WordCount, "word", {"زعرنوق": 2})
        copydesk._add(WordCount, "word", {"زعرنوق": 1})
        HouseStyle.the_row()
        HouseStyle.objects.update(counted_words=3)
        assert copydesk.proofreader().check(text) == []
