"""Two people change one story: what does not overlap is brought together, the rest is chosen, nothing is lost."""

import os
import re
import threading

import lxml.html
import pytest
from django.db import connection
from django.test import Client

from articles.models import DeskState
from tests import factories as make
from tests.desk.stories import address, opened, saved, signed_in, texts, values_in

pytestmark = pytest.mark.django_db
FIRST, SECOND = "<p>افتتح الوزير الملتقى صباح أمس.</p>", "<p>وشارك في الجلسة خمسة متحدثين.</p>"


@pytest.fixture
def writer():
    return make.make_user("journalist")


@pytest.fixture
def story(writer):
    return make.make_article(writer, body=FIRST + SECOND, tags=["قديم"])


@pytest.fixture
def mine(client, writer):
    return signed_in(client, writer)


@pytest.fixture
def editor():
    return make.make_user("editor")


@pytest.fixture
def theirs(editor):
    return signed_in(Client(), editor)


@pytest.fixture
def both(mine, theirs, story):
    """What both forms held when they were opened, on the same version."""
    return opened(mine, address(story)), opened(theirs, address(story))


def names(page):
    return [part.name for part in page.context["parts"]]


def chosen(client, story, page, choice="mine"):
    """Send the page of choices with one answer to all of them (None: none is answered)."""
    form = lxml.html.fromstring(page.content.decode()).xpath('//form[@class="merge"]')[0]
    answers = {part.key: choice for part in page.context["parts"]} if choice else {}
    return client.post(address(story), values_in(form) | answers)


class TestWhatDoesNotOverlap:
    def test_fields_come_together_without_a_question(self, mine, theirs, story, both):
        theirs.post(address(story), both[1] | {"kicker": "تمهيد المحرر", "tags": "قديم، وسم المحرر"})
        answer = mine.post(address(story), both[0] | {"headline": "عنواني", "place": "صلالة"}, follow=True)
        story.refresh_from_db()
        assert (story.headline, story.kicker, story.place) == ("عنواني", "تمهيد المحرر", "صلالة")
        assert {tag.name for tag in story.tags.all()} == {"قديم", "وسم المحرر"}
        assert "ما غُيّر في أثناء ذلك موجود في المادة أيضًا: العنوان التمهيدي، الوسوم" in texts(answer)

    def test_paragraphs_come_together_without_a_question(self, mine, theirs, story, both):
        theirs.post(address(story), both[1] | {"body": FIRST + SECOND.replace("خمسة", "ستة")})
        mine.post(address(story), both[0] | {"body": FIRST.replace("الوزير", "وزير الإعلام") + SECOND})
        story.refresh_from_db()
        assert story.body == FIRST.replace("الوزير", "وزير الإعلام") + SECOND.replace("خمسة", "ستة")

    def test_both_additions_and_removals_of_tags_count(self, mine, theirs, story, both):
        theirs.post(address(story), both[1] | {"tags": "قديم، وسم المحرر"})
        mine.post(address(story), both[0] | {"tags": "وسمي"})
        assert {tag.name for tag in story.tags.all()} == {"وسم المحرر", "وسمي"}

    def test_bylines_that_both_added_stand_over_the_story(self, mine, theirs, story, both):
        desks = [make.make_author(kind="desk") for _ in range(2)]
        lines = both[0]["bylines-author"]
        for client, fields, desk in ((theirs, both[1], desks[0]), (mine, both[0], desks[1])):
            now = {"bylines-author": [*lines, desk.pk], "bylines-role": [""] * (len(lines) + 1)}
            assert client.post(address(story), fields | now).status_code == 302
        assert [line.author for line in story.bylines.all()][1:] == desks

    def test_the_same_change_by_both_is_no_question(self, mine, theirs, story, both):
        for client, fields in ((theirs, both[1]), (mine, both[0])):
            assert client.post(address(story), fields | {"headline": "عنوان واحد"}).status_code == 302
        assert story.revisions.count() == 2

    def test_each_save_is_a_copy_of_its_own_in_the_history(self, mine, theirs, story, both, writer, editor):
        theirs.post(address(story), both[1] | {"kicker": "تمهيد المحرر"})
        mine.post(address(story), both[0] | {"headline": "عنواني"})
        assert [copy.created_by for copy in story.revisions.all()] == [writer, editor, writer]


class TestWhatBothChanged:
    @pytest.fixture
    def page(self, mine, theirs, story, both):
        theirs.post(address(story), both[1] | {"headline": "عنوان المحرر", "kicker": "تمهيد المحرر"})
        return mine.post(address(story), both[0] | {"headline": "عنواني", "place": "صلالة"})

    def test_is_shown_with_the_common_base_and_nothing_is_overwritten(self, page, story):
        was = story.headline
        story.refresh_from_db()
        assert story.headline == "عنوان المحرر"
        (part,) = page.context["parts"]
        assert (part.name, part.base) == ("headline", was)
        assert "عنواني" in re.sub("<del>.*?</del>|<[^>]+>", "", part.mine)
        assert re.sub("<del>.*?</del>|<[^>]+>|\u2009", "", part.theirs).split() == ["عنوان", "المحرر"]
        assert [str(label) for label in page.context["brought"]] == ["العنوان التمهيدي"]

    @pytest.mark.parametrize(("choice", "headline"), [("mine", "عنواني"), ("theirs", "عنوان المحرر")])
    def test_is_saved_as_chosen_with_all_the_rest(self, mine, page, story, choice, headline):
        assert chosen(mine, story, page, choice).status_code == 302
        story.refresh_from_db()
        assert (story.headline, story.kicker, story.place) == (headline, "تمهيد المحرر", "صلالة")

    def test_is_decided_by_nobody_else(self, mine, page, story):
        assert names(chosen(mine, story, page, None)) == ["headline"]
        story.refresh_from_db()
        assert story.headline == "عنوان المحرر"

    def test_is_asked_again_when_a_third_save_came_between(self, mine, theirs, page, story):
        saved(theirs, story, headline="عنوان المحرر الثاني")
        again = chosen(mine, story, page, "mine")
        assert names(again) == ["headline"]
        assert chosen(mine, story, again, "mine").status_code == 302
        story.refresh_from_db()
        assert story.headline == "عنواني"

    def test_stays_chosen_when_a_third_save_was_about_something_else(self, mine, theirs, page, story):
        saved(theirs, story, standfirst="مقدمة المحرر")
        assert chosen(mine, story, page, "mine").status_code == 302
        story.refresh_from_db()
        assert (story.headline, story.standfirst) == ("عنواني", "مقدمة المحرر")

    @pytest.mark.parametrize(
        ("choice", "body"),
        [("mine", "<p>فقرتي.</p>"), ("theirs", "<p>فقرة المحرر.</p>"), ("both", "<p>فقرة المحرر.</p><p>فقرتي.</p>")],
    )
    def test_in_one_paragraph_can_be_kept_either_way_or_both(self, mine, theirs, story, choice, body):
        make.edit(story, by=story.owner, body="<p>فقرة.</p>" + SECOND)
        fields, others = opened(mine, address(story)), opened(theirs, address(story))
        theirs.post(address(story), others | {"body": "<p>فقرة المحرر.</p>" + SECOND})
        page = mine.post(address(story), fields | {"body": "<p>فقرتي.</p>" + SECOND})
        assert names(page) == ["body"]
        chosen(mine, story, page, choice)
        story.refresh_from_db()
        assert story.body == body + SECOND

    def test_outside_the_saved_copies_is_a_question_too(self, mine, theirs, story, both):
        theirs.post(address(story), both[1] | {"notes": "ملاحظة المحرر"})
        page = mine.post(address(story), both[0] | {"notes": "ملاحظتي"})
        assert names(page) == ["notes"]
        chosen(mine, story, page, "mine")
        story.refresh_from_db()
        assert story.notes == "ملاحظتي"

    def test_without_a_version_or_a_base_nothing_is_overwritten(self, mine, story, both):
        fields = both[0] | {"headline": "عنواني"}
        for name in ("version", "base", "opened"):
            del fields[name]
        assert "headline" in names(mine.post(address(story), fields))
        story.refresh_from_db()
        assert story.headline != "عنواني"

    @pytest.mark.parametrize("base", ["0", "99", "x", "-1", "9" * 30, "\0"])
    def test_a_base_that_is_none_is_no_fault(self, mine, theirs, story, both, base):
        theirs.post(address(story), both[1] | {"headline": "عنوان المحرر"})
        page = mine.post(address(story), both[0] | {"headline": "عنواني", "base": base})
        assert names(page) == ["headline"]


class TestADecisionMeanwhile:
    def test_is_not_undone_in_silence(self, mine, story, both):
        make.approve(story)
        page = mine.post(address(story), both[0] | {"headline": "عنواني"})
        story.refresh_from_db()
        assert story.desk_state == DeskState.APPROVED
        assert page.context["state_moved"]
        assert chosen(mine, story, page).status_code == 302
        story.refresh_from_db()
        assert (story.headline, story.desk_state) == ("عنواني", DeskState.DRAFT)

    def test_asks_nothing_of_a_save_that_changes_no_word(self, mine, story, both):
        make.approve(story)
        assert mine.post(address(story), both[0] | {"notes": "للمكتب"}).status_code == 302
        story.refresh_from_db()
        assert (story.notes, story.desk_state) == ("للمكتب", DeskState.APPROVED)

    def test_the_page_speaks_arabic(self, mine, story, both):
        make.approve(story)
        page = mine.post(address(story), both[0] | {"headline": "عنواني"})
        assert "قرّر أحدهم" in texts(page)


# ---------------------------------------------------------------- two clients at once

# The whole figure, 2 × 1,000: CONCURRENT_SAVES=1000 pytest tests/desk/test_two_people.py -k at_once
SAVES = int(os.environ.get("CONCURRENT_SAVES", "12"))


@pytest.mark.django_db(transaction=True)
def test_of_saves_by_two_people_at_once_none_is_lost(writer, editor):
    """Each adds a word to a paragraph and a field of their own, again and again; both must hold every word."""
    story = make.make_article(writer, body="<p>فقرة الكاتب</p><p>فاصل لا يمسه أحد.</p><p>فقرة المحرر</p>")
    people = [(writer, 0, "kicker"), (editor, 2, "place")]
    refused = []

    def write(user, place, field):
        try:
            client = signed_in(Client(), user)
            for number in range(SAVES):
                fields = opened(client, address(story))
                parts = re.findall("<p>.*?</p>", fields["body"][0])
                parts[place] = parts[place].replace("</p>", f" {user.pk}x{number}</p>")
                now = {"body": "".join(parts), field: f"{user.pk}x{number}"}
                answer = client.post(address(story), fields | now)
                if answer.status_code != 302:
                    refused.append(texts(answer))
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=person) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    story.refresh_from_db()
    lost = [
        f"{user.pk}x{number}"
        for user, _place, _field in people
        for number in range(SAVES)
        if not re.search(rf"\b{user.pk}x{number}\b", story.body)
    ]
    assert (lost, refused) == ([], [])
    assert [story.kicker, story.place] == [f"{user.pk}x{SAVES - 1}" for user, _place, _field in people]
    assert story.revisions.count() == 1 + 2 * SAVES
