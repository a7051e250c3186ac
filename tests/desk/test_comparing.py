"""The history of a story: any two states side by side, and the way back to each of them."""

import pytest

from articles.admin.article import comparing
from articles.models import Revision, Transition, WorkingCopy
from tests import factories as make
from tests.desk.stories import address, fields_of, opened, saved, signed_in, texts

pytestmark = pytest.mark.django_db
FIRST, SECOND = "<p>افتتح الوزير الملتقى صباح أمس.</p>", "<p>وشارك في الجلسة خمسة متحدثين.</p>"


@pytest.fixture
def writer():
    return make.make_user("journalist")


@pytest.fixture
def client(client, writer):
    return signed_in(client, writer)


@pytest.fixture
def story(writer):
    return make.make_article(writer, headline="العنوان الأول", body=FIRST + SECOND, tags=["قديم"],
                             authors=[make.make_author(kind="desk")])  # fmt: skip


def compared(client, story, older, newer):
    return client.get(f"/admin/articles/article/{story.pk}/compare/", {"from": older, "to": newer})


def differences(page):
    return {str(label): markup for label, markup in page.context["changes"]}


class TestADifference:
    def test_names_everything_but_the_body_that_changed(self, client, story):
        section, picture = make.make_section(name="اقتصاد"), make.make_picture(caption="الميناء الجديد")
        author = make.make_author(name="سالم الهنائي", kind="desk")
        saved(
            client, story, headline="العنوان الأخير", section=section.pk, lead_picture=picture.pk, tags="جديد",
            **{"bylines-author": [author.pk], "bylines-role": [""]},
        )  # fmt: skip
        found = differences(compared(client, story, 1, 2))
        assert len(found) == 5
        joined = "".join(found.values())
        assert "<del>الأول</del>\u2009<ins>الأخير</ins>" in joined
        assert "<ins>اقتصاد</ins>" in joined
        assert "<ins>سالم الهنائي</ins>" in joined
        assert "<del>قديم</del>" in joined
        assert f"/admin/pictures/{picture.key}.jpg" in joined

    def test_marks_words_inside_their_paragraph(self, client, story):
        saved(client, story, body=FIRST + SECOND.replace("خمسة", "ستة") + "<p>جديدة.</p>")
        page = compared(client, story, 1, 2)
        rows = [row for _folded, run in page.context["stretches"] for row in run]
        assert [kind for kind, _markup in rows] == ["same", "changed", "added"]
        assert "<del>خمسة</del>\u2009<ins>ستة</ins>" in rows[1][1]

    def test_folds_what_did_not_change(self, client, story):
        many = "".join(f"<p>الفقرة رقم {number} كما هي.</p>" for number in range(10))
        saved(client, story, body=many + SECOND)
        saved(client, story, body=many + SECOND.replace("خمسة", "ستة"))
        page = compared(client, story, 2, 3)
        assert [(is_folded, len(run)) for is_folded, run in page.context["stretches"]] == [(True, 9), (False, 2)]
        assert "9 فقرات لم تتغيّر" in texts(page)

    def test_between_the_draft_and_what_readers_have(self, client, story):
        make.publish(story)
        saved(client, story, headline="عنوان لم يُنشر")
        page = client.get(f"/admin/articles/article/{story.pk}/compare/")
        assert (page.context["older"].key, page.context["newer"].key) == ("live", "draft")
        assert "لم" in "".join(differences(page).values())

    def test_between_the_saved_story_and_what_is_not_saved(self, client, story):
        fields = opened(client, address(story)) | {"headline": "عنوان لم يُحفظ", "page": "a" * 16, "sequence": 1}
        client.post(f"/admin/articles/article/{story.pk}/working-copy/", fields)
        assert "يُحفظ" in "".join(differences(compared(client, story, "draft", "copy")).values())

    def test_of_a_state_with_itself_is_none(self, client, story):
        assert "متطابقتان" in texts(compared(client, story, 1, "draft"))

    @pytest.mark.parametrize("key", ["0", "99", "x", "copy", "live", "9" * 30, "-1", "\0"])
    def test_with_what_is_not_there_is_not_found(self, client, story, key):
        assert compared(client, story, key, "draft").status_code in (400, 404)

    def test_is_shown_to_nobody_who_may_not_see_the_story(self, client):
        assert compared(client, make.make_article(), 1, 1).status_code == 404

    def test_lets_no_markup_through(self, client, story):
        saved(client, story, headline="<script>alert(1)</script>", kicker="<img src=x onerror=alert(1)>")
        page = compared(client, story, 1, 2).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_the_history_names_copies_by_their_reason_and_their_steps(client, story):
    saved(client, story, headline="العنوان الأخير", reason="تصويب الاسم")
    make.approve(story)
    (newest, steps), (oldest, _first) = client.get(f"/admin/articles/article/{story.pk}/history/").context["revisions"]
    assert (newest.number, newest.reason, newest.created_by) == (2, "تصويب الاسم", story.owner)
    assert [str(step) for step in steps] == ["أُرسلت للمراجعة", "اعتُمدت"]
    assert oldest.number == 1


def test_the_history_asks_as_much_for_thirty_copies_as_for_one(client, story, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/admin/articles/article/{story.pk}/history/")
        return len(queries)

    asked()
    one = asked()
    for number in range(29):
        make.edit(story, by=story.owner, headline=f"عنوان {number}")
    assert asked() == one


class TestRestoring:
    def restored(self, client, story, number, version=None):
        story.refresh_from_db()
        url = f"/admin/articles/article/{story.pk}/revisions/{number}/restore/"
        return client.post(url, {"version": story.version if version is None else version}, follow=True)

    def test_makes_a_new_copy_of_the_old_words(self, client, story):
        first = Revision.objects.get(article=story)
        section, author = make.make_section(), make.make_author(kind="desk")
        saved(
            client, story, headline="آخر", body=SECOND, section=section.pk, tags="جديد", notes="للمكتب",
            **{"bylines-author": [author.pk], "bylines-role": [""]},
        )  # fmt: skip
        self.restored(client, story, 1)
        story.refresh_from_db()
        newest = story.revisions.first()
        assert (newest.number, newest.content, newest.reason) == (3, first.content, "استعادة النسخة 1")
        assert (story.fingerprint, story.notes) == (first.fingerprint, "للمكتب")

    def test_of_approved_words_voids_their_approval(self, client, story):
        saved(client, story, headline="آخر")
        make.approve(story)
        self.restored(client, story, 1)
        story.refresh_from_db()
        assert story.desk_state == "draft"
        assert Transition.objects.filter(article=story, action="void").exists()

    def test_of_a_story_that_moved_meanwhile_is_refused(self, client, story):
        saved(client, story, headline="آخر")
        page = self.restored(client, story, 1, version=1)
        story.refresh_from_db()
        assert (story.headline, story.revisions.count()) == ("آخر", 2)
        assert "عُدّلت المادة بعد أن فتحتها" in texts(page)

    def test_of_what_can_no_longer_be_chosen_opens_in_the_form(self, client, story):
        closed = make.make_section()
        make.edit(story, by=story.owner, section=closed)
        make.edit(story, by=story.owner, section=make.make_section(), headline="آخر")
        closed.is_active = False
        closed.save()
        page = self.restored(client, story, 2)
        assert page.context["form"].errors.keys() == {"section"}
        assert fields_of(page)["headline"] == ["العنوان الأول"]
        story.refresh_from_db()
        assert story.headline == "آخر"

    def test_is_refused_to_those_who_may_not_write(self, client, story):
        assert self.restored(client, make.make_article(), 1).status_code == 404

    def test_leaves_what_is_not_saved_alone(self, client, story):
        saved(client, story, headline="آخر")
        fields = opened(client, address(story)) | {"headline": "لم يُحفظ", "page": "a" * 16, "sequence": 1}
        client.post(f"/admin/articles/article/{story.pk}/working-copy/", fields)
        self.restored(client, story, 1)
        assert WorkingCopy.objects.unsaved().get().headline == "لم يُحفظ"


def test_a_story_of_four_thousand_words_is_compared_by_paragraphs_that_changed(story):
    """The comparison itself, without a clock: every changed word is marked, and nothing else."""
    old = "".join(f"<p>{' '.join(f'كلمة{paragraph}و{word}' for word in range(50))}</p>" for paragraph in range(80))
    new = old.replace("كلمة7و3 ", "جديدة ").replace("كلمة60و9 ", "")
    rows = comparing.marked_body(old, new)
    assert [place for place, (kind, _markup) in enumerate(rows) if kind != "same"] == [7, 60]
