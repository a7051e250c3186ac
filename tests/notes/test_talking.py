"""Notes on a story: who reads them, who hears of them, and how they follow the text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import jobs, notes
from articles.models import Article, Note, Notification, Revision
from articles.reasons import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db

BODY = (
    "<p>افتتحت بلدية مسقط حديقة القرم صباح أمس.</p>"
    "<p>وقال مدير الحدائق إن المشروع كلّف مليوني ريال، وإن المرحلة الثانية تبدأ في مارس.</p>"
)


@pytest.fixture
def culture():
    return make.make_section(name="ثقافة")


@pytest.fixture
def writer():
    return make.make_user("journalist", name="سالم الهنائي")


@pytest.fixture
def editor():
    return make.make_user("editor", name="مريم البلوشي")


@pytest.fixture
def article(writer, culture):
    return make.make_article(writer, section=culture, body=BODY)


def told(kind):
    rows = Notification.objects.filter(kind=kind).select_related("recipient")
    return {row.recipient for row in rows}


def on_the_cost(article, by):
    return notes.write(
        article, by=by, text="من قال هذا الرقم؟", passage="كلّف مليوني ريال",
        before="وقال مدير الحدائق إن المشروع ", after="، وإن المرحلة الثانية تبدأ في مارس.",
    )  # fmt: skip


class TestWhoHears:
    def test_whoever_is_called_by_name_hears_of_it_and_the_writer_too(self, article, writer, editor):
        colleague = make.make_user("editor", name="هدى الكندي")
        notes.write(article, by=editor, text="راجعي الأرقام @هدى الكندي، رجاءً.")
        assert told("mentioned") == {colleague}
        assert told("noted") == {writer}

    def test_whoever_writes_a_note_is_not_told_of_it(self, article, writer):
        notes.write(article, by=writer, text="تذكير لنفسي @سالم الهنائي")
        assert not Notification.objects.exists()

    def test_the_editors_of_the_section_are_called_together(self, article, writer, culture, editor):
        mine = make.make_user("editor", sections=[culture])
        make.make_user("editor", sections=[make.make_section()])
        notes.write(article, by=writer, text="@محررو ثقافة هل يكفي هذا؟")
        assert told("mentioned") == {mine, editor}

    @pytest.mark.parametrize("typed", ["@مَريم البلوشي", "@مريم  البلوشي!", "(@مريم البلوشى)", "@khadija.b؟"])
    def test_a_name_is_recognised_however_it_is_typed(self, article, writer, typed):
        called = make.make_user("editor", name="مريم البلوشي", username="khadija.b")
        notes.write(article, by=writer, text=typed)
        assert told("mentioned") == {called}

    def test_the_longer_of_two_names_is_meant(self, article, writer):
        make.make_user("editor", name="أحمد سعيد")
        longer = make.make_user("editor", name="أحمد سعيد الحارثي")
        notes.write(article, by=writer, text="@أحمد سعيد الحارثي")
        assert told("mentioned") == {longer}

    def test_a_name_within_a_longer_word_is_nobody(self, article, writer, editor):
        notes.write(article, by=writer, text="@مريم البلوشية")
        assert told("mentioned") == set()

    def test_nobody_is_called_to_a_story_that_they_may_not_open(self, article, writer):
        make.make_user("journalist", name="يوسف العبري")
        make.make_user("editor", name="هدى الكندي", sections=[make.make_section()])
        notes.write(article, by=writer, text="@يوسف العبري و@هدى الكندي")
        assert told("mentioned") == set()

    def test_an_answer_is_told_to_everybody_in_the_thread(self, article, writer, editor):
        other = make.make_user("editor")
        note = notes.write(article, by=editor, text="من قال هذا؟")
        notes.write(article, by=other, text="لا أدري.", answers=note)
        Notification.objects.all().delete()
        notes.write(article, by=writer, text="المدير نفسه.", answers=note)
        assert told("noted") == {editor, other}

    def test_one_note_is_told_to_a_person_once(self, article, writer, editor):
        notes.write(article, by=editor, text="@سالم الهنائي @سالم الهنائي")
        assert [row.kind for row in Notification.objects.filter(recipient=writer)] == ["mentioned"]

    def test_the_message_carries_what_was_written(self, article, writer, editor, mailoutbox):
        notes.write(article, by=editor, text="@سالم الهنائي من قال هذا الرقم؟")
        while jobs.run_next("worker"):
            pass
        (message,) = [m for m in mailoutbox if m.to == [writer.email]]
        assert message.subject.startswith("إشارة إليك في ملاحظة من مريم البلوشي")
        assert "من قال هذا الرقم؟" in message.body


class TestFollowingTheText:
    def place_of(self, article):
        (thread,) = notes.threads(article)
        return thread.place and thread.place.passage

    def test_a_note_stays_with_its_passage_through_many_edits(self, article, writer, editor):
        on_the_cost(article, editor)
        for written, followed in (
            ("كلّف مليوني ريال عماني", "كلّف مليوني ريال"),
            ("كلّف 2.1 مليون ريال عماني", "كلّف 2.1 مليون ريال"),
            ("كلّف بحسبه 2.1 مليون ريال عماني", "كلّف بحسبه 2.1 مليون ريال"),
            ("بلغت كلفته بحسبه 2.1 مليون ريال عماني", "بلغت كلفته بحسبه 2.1 مليون ريال"),
        ):
            body = f"<p>وقال مدير الحدائق إن المشروع {written}، وإن المرحلة الثانية تبدأ في مارس.</p>"
            make.edit(article, by=writer, body=body)
            assert self.place_of(article) == followed
        assert notes.threads(article)[0].is_rewritten
        assert Note.objects.get().passage == "كلّف مليوني ريال"

    def test_a_passage_taken_out_is_said_to_be_gone_and_found_when_it_comes_back(
        self, article, writer, editor
    ):
        on_the_cost(article, editor)
        make.edit(article, by=writer, body="<p>افتتحت بلدية مسقط حديقة القرم صباح أمس.</p>")
        assert notes.threads(article)[0].is_lost
        make.edit(article, by=writer, body=BODY)
        assert self.place_of(article) == "كلّف مليوني ريال"

    def test_a_note_on_the_whole_story_is_never_lost(self, article, writer, editor):
        notes.write(article, by=editor, text="أحسنت.")
        make.edit(article, by=writer, body="<p>نص آخر.</p>")
        assert not notes.threads(article)[0].is_lost

    def test_nothing_of_a_note_is_in_the_words_or_in_a_revision(self, article, editor):
        before = (article.body, article.fingerprint, article.version, Revision.objects.count())
        on_the_cost(article, editor)
        article.refresh_from_db()
        assert (article.body, article.fingerprint, article.version, Revision.objects.count()) == before

    def test_a_save_asks_nothing_more_where_there_is_no_note(self, article, writer):
        def queries_of_an_edit(word):
            with CaptureQueriesContext(connection) as asked:
                make.edit(article, by=writer, body=f"<p>{word}</p>")
            return len([q for q in asked if "articles_note" in q["sql"]])

        assert queries_of_an_edit("نص") == 1


class TestThreads:
    def test_a_thread_is_settled_opened_again_and_opened_by_an_answer(self, article, writer, editor):
        note = notes.write(article, by=editor, text="من قال هذا؟")
        notes.resolve(note, by=writer)
        notes.resolve(note, by=editor)
        note.refresh_from_db()
        assert (note.is_resolved, note.resolved_by) == (True, writer)
        notes.reopen(note)
        note.refresh_from_db()
        assert not note.is_resolved
        notes.resolve(note, by=writer)
        note.refresh_from_db()
        notes.write(article, by=editor, text="لم يُحل بعد.", answers=note)
        note.refresh_from_db()
        assert not note.is_resolved

    def test_thirty_notes_ask_as_much_as_one(self, article, editor):
        on_the_cost(article, editor)
        with CaptureQueriesContext(connection) as of_one:
            notes.threads(article)
        for _ in range(15):
            notes.write(article, by=editor, text="رد", answers=on_the_cost(article, editor))
        with CaptureQueriesContext(connection) as of_many:
            found = notes.threads(article)
        assert len(of_many) == len(of_one) == 1
        assert [len(thread.replies) for thread in found] == [0, *[1] * 15]

    @pytest.mark.parametrize("text", ["", "  \n "])
    def test_an_empty_note_is_refused(self, article, editor, text):
        with pytest.raises(Refused) as refused:
            notes.write(article, by=editor, text=text)
        assert refused.value.codes == ["empty"]

    def test_an_answer_belongs_to_the_story_of_its_note(self, article, editor):
        elsewhere = notes.write(make.make_article(), by=editor, text="ملاحظة")
        with pytest.raises(Refused):
            notes.write(article, by=editor, text="رد", answers=elsewhere)


class TestAtTheDesk:
    def address(self, article, rest=""):
        return f"/admin/articles/article/{article.pk}/notes/{rest}"

    def test_a_plain_form_writes_a_note_and_leads_back(self, client, article, writer):
        client.force_login(writer)
        answer = client.post(self.address(article), {"text": "هل نذكر الاسم؟", "back": "form"})
        assert answer.url == f"/admin/articles/article/{article.pk}/change/#notes"
        for address in (answer.url.split("#")[0], self.address(article)):
            assert "هل نذكر الاسم؟" in client.get(address).text

    def test_who_may_not_open_the_story_sees_and_does_nothing(self, client, article, editor):
        note = notes.write(article, by=editor, text="سر")
        client.force_login(make.make_user("journalist"))
        assert client.get(self.address(article)).status_code == 404
        assert client.post(self.address(article), {"text": "دخيل"}).status_code == 404
        assert client.post(self.address(article, f"{note.pk}/resolve/")).status_code == 404
        assert (Note.objects.count(), Note.objects.get().is_resolved) == (1, False)

    def test_a_note_of_another_story_is_not_settled_through_this_one(self, client, article, writer, editor):
        theirs = notes.write(make.make_article(), by=editor, text="ملاحظة")
        client.force_login(writer)
        assert client.post(self.address(article, f"{theirs.pk}/resolve/")).status_code == 404
        assert client.post(self.address(article), {"text": "رد", "answers": theirs.pk}).status_code == 422
        theirs.refresh_from_db()
        assert not theirs.is_resolved
        assert Note.objects.count() == 1

    def test_a_refused_note_is_kept_in_its_field(self, client, article, writer):
        client.force_login(writer)
        page = client.post(self.address(article), {"text": "طويل " * 900, "passage": "حديقة القرم"})
        assert page.status_code == 422
        assert "طويل طويل" in page.text
        assert 'name="passage" value="حديقة القرم"' in page.text
        assert "أطول مما يتسع له المكان" in page.text or "errorlist" in page.text

    def test_what_is_written_is_text_and_never_markup(self, client, article, editor, writer):
        hostile = '<script>alert(1)</script>" onfocus="x'
        notes.write(article, by=editor, text=hostile, passage=hostile, before=hostile, after=hostile)
        client.force_login(writer)
        for address in (self.address(article), f"/admin/articles/article/{article.pk}/change/"):
            page = client.get(address).text
            assert "<script>alert" not in page
            assert '" onfocus=' not in page

    @pytest.mark.parametrize("sent", ["\x00", "9" * 30, "-1", "x", "٣", "\u202e"])
    def test_no_input_is_a_fault(self, client, article, writer, sent):
        client.force_login(writer)
        for name in ("text", "passage", "before", "after", "answers", "back"):
            data = {"text": "ملاحظة"} | {name: sent}
            assert client.post(self.address(article), data).status_code in (302, 422), name
        assert client.get(self.address(article)).status_code == 200

    def test_a_script_gets_the_panel_alone(self, client, article, writer):
        client.force_login(writer)
        answer = client.post(self.address(article), {"text": "ملاحظة"}, headers={"X-Panel": "1"})
        assert (answer.status_code, "<html" in answer.text) == (200, False)
        refused = client.post(self.address(article), {"text": ""}, headers={"X-Panel": "1"})
        assert (refused.status_code, "اكتب ما تريد قوله." in refused.text) == (422, True)

    def test_a_story_that_somebody_reads_only_shows_its_notes_too(self, client, article, editor):
        from articles.workflow import perform

        notes.write(article, by=editor, text="ملاحظة قبل الحفظ جانبًا")
        perform(article, "spike", by=editor, note="مكرر")
        client.force_login(editor)
        assert "ملاحظة قبل الحفظ جانبًا" in client.get(f"/admin/articles/article/{article.pk}/change/").text
        assert Article.objects.get().desk_state == "spiked"
