"""Bodies as paragraphs: what belongs together, what two people's changes become, and how a difference is marked."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.admin.article import marking, paragraphs
from articles.admin.article.paragraphs import Clash, merge

A, B, C, D = (f"<p>{text}</p>" for text in (
    "افتتح وزير الإعلام أعمال الملتقى صباح أمس في مسقط.",
    "وشارك في الجلسة الأولى خمسة متحدثين من ثلاث دول.",
    "وأكد المتحدثون أهمية الإعلام الرقمي في خدمة المجتمع.",
    "واختتم الملتقى أعماله بعدد من التوصيات المهمة.",
))  # fmt: skip


def changed(paragraph, more="وزيادة"):
    return paragraph.replace("</p>", f" {more}</p>")


class TestMerging:
    def test_changes_of_different_paragraphs_come_together(self):
        assert merge([A, B, C], [changed(A), B, C], [A, B, changed(C)]) == [changed(A), B, changed(C)]

    def test_neighbours_are_no_clash(self):
        assert merge([A, B], [changed(A), B], [A, changed(B)]) == [changed(A), changed(B)]

    def test_the_same_change_twice_is_made_once(self):
        assert merge([A, B], [changed(A), B, D], [changed(A), B, D]) == [changed(A), B, D]

    def test_one_paragraph_changed_by_both_is_a_clash(self):
        mine, theirs = changed(A, "مني"), changed(A, "منهم")
        assert merge([A, B], [mine, B], [theirs, B]) == [Clash((A,), (mine,), (theirs,)), B]

    def test_removed_by_one_and_changed_by_the_other_is_a_clash(self):
        assert merge([A, B], [B], [changed(A), B]) == [Clash((A,), (), (changed(A),)), B]

    def test_removed_by_one_is_removed(self):
        assert merge([A, B, C], [A, C], [A, B, changed(C)]) == [A, changed(C)]

    def test_additions_at_one_place_are_both_kept(self):
        assert merge([A], [A, B], [A, C]) == [A, C, B]

    def test_one_addition_written_by_both_in_other_words_is_a_clash(self):
        assert merge([A], [A, changed(B, "مني")], [A, changed(B, "منهم")]) == [
            A, Clash((), (changed(B, "مني"),), (changed(B, "منهم"),)),
        ]  # fmt: skip

    def test_a_paragraph_that_both_wrote_anew_is_a_clash(self):
        assert merge([A, D], [B, D], [C, D]) == [Clash((A,), (B,), (C,)), D]

    def test_a_paragraph_that_one_divided_in_two_takes_no_change_of_another(self):
        first, second = "<p>افتتح وزير الإعلام أعمال الملتقى</p>", "<p>صباح أمس في مسقط.</p>"
        assert merge([A, B], [first, second, B], [A, changed(B)]) == [first, second, changed(B)]


words = st.lists(st.sampled_from([A, B, C, D, changed(A), changed(C), "<hr>", "<h2>عنوان</h2>"]), max_size=8)


# A busy machine is no fault of what is tested.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words, words)
def test_what_only_one_changed_is_exactly_that(base, new):
    assert merge(base, new, base) == new
    assert merge(base, base, new) == new
    assert merge(base, new, new) == new


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words, words, words)
def test_no_paragraph_that_somebody_added_is_lost(base, mine, theirs):
    kept = set()
    for piece in merge(base, mine, theirs):
        kept |= {*piece.mine, *piece.theirs} if isinstance(piece, Clash) else {piece}
    assert (set(mine) | set(theirs)) - set(base) <= kept


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words, words)
def test_every_paragraph_of_both_has_its_place_in_an_alignment(old, new):
    pairs = paragraphs.align(old, new)
    assert [i for i, _j in pairs if i is not None] == list(range(len(old)))
    assert [j for _i, j in pairs if j is not None] == list(range(len(new)))


@pytest.mark.parametrize("markup", ["", "نص بلا فقرة", A + B, "<ul><li>أ</li></ul>نص<p>ب</p>", "<p>أ &amp; ب</p>"])
def test_a_body_taken_apart_is_put_together_again(markup):
    assert "".join(paragraphs.split(markup)) == markup


class TestMarks:
    def taken_and_put(self, old, new):
        markup = marking.marked(old, new)
        return re.findall("<del>(.*?)</del>", markup), re.findall("<ins>(.*?)</ins>", markup)

    def test_stand_on_whole_words(self):
        assert self.taken_and_put("<p>كتب الوزير كلمة</p>", "<p>كتبت الوزير كلمتين</p>") == (
            ["كتب", "كلمة"], ["كتبت", "كلمتين"],
        )  # fmt: skip

    def test_keep_letters_of_two_words_from_joining(self):
        assert "</del>\u2009<ins>" in marking.marked("<p>كتب</p>", "<p>كتبت</p>")

    def test_a_word_with_its_vowels_is_one_word(self):
        assert self.taken_and_put("<p>مُحَمَّد</p>", "<p>محمد</p>") == (["مُحَمَّد"], ["محمد"])

    def test_never_break_the_markup_around_them(self):
        markup = marking.marked("<p>أ <strong>ب ج</strong> د</p>", "<p>أ <em>ب</em> ج د هـ</p>")
        assert re.sub("</?(ins|del)>|<del>.*?</del>|\u2009", "", markup) == "<p>أ <em>ب</em> ج د هـ</p>"

    def test_of_plain_text_are_escaped(self):
        assert marking.marked_text("<b> واحد", "<i> واحد") == "&lt;<del>b</del>\u2009<ins>i</ins>&gt; واحد"

    def test_of_another_text_altogether_are_one(self):
        assert marking.marked_text("أ ب ج", "د هـ و") == "<del>أ ب ج</del>\u2009<ins>د هـ و</ins>"

    def test_a_change_of_form_alone_is_said(self):
        assert marking.marked_body("<p>نص بارز</p>", "<p>نص <strong>بارز</strong></p>")[0][0] == "form"

    def test_rows_follow_the_paragraphs(self):
        rows = marking.marked_body(A + B + C, A + changed(C) + D)
        assert [kind for kind, _markup in rows] == ["same", "gone", "changed", "added"]
