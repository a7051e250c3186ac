"""A passage found again after its text was edited."""

import pytest

from articles.notes.anchoring import find, place

TEXT = (
    "افتتحت بلدية مسقط حديقة القرم صباح أمس بعد أعمال توسعة استغرقت ثلاثة أشهر.\n"
    "وقال مدير الحدائق أحمد الحارثي إن المشروع كلّف مليوني ريال، وإن المرحلة الثانية تبدأ في مارس.\n"
    "وتضم الحديقة مسارًا للمشي طوله 800 متر وملاعب للأطفال.\n"
    "وقال مدير الحدائق إن الدخول مجاني."
)


def anchored(passage, text=TEXT, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = text.index(passage, start + 1)
    return place(text, start, start + len(passage))


def found(text, passage, nth=0):
    spot = find(text, *anchored(passage, nth=nth))
    return spot and spot.passage


@pytest.mark.parametrize(
    "passage", ["كلّف مليوني ريال", "أحمد الحارثي", "ثلاثة أشهر.\nوقال مدير الحدائق", "مسقط"]
)
def test_an_unchanged_passage_is_found_where_it_was(passage):
    assert find(TEXT, *anchored(passage)).before == anchored(passage).before


def test_a_passage_that_stands_there_twice_is_told_apart_by_what_is_around_it():
    second = anchored("وقال مدير الحدائق", nth=1)
    assert find(TEXT, *second) == second
    assert find("مقدمة جديدة تمامًا.\n" + TEXT, *second).after.startswith(" إن الدخول")


def test_paragraphs_that_come_before_or_go_lose_nothing():
    assert found("خبر سابق.\n" + TEXT.split("\n", 1)[1], "كلّف مليوني ريال") == "كلّف مليوني ريال"


@pytest.mark.parametrize(
    "old, new",
    [("كلّف", "كَلَّفَ"), ("مليوني ريال", "مليونى  ريال"), ("ريال،", "ريال؛"), ("إن المشروع", "ان المشروع")],
)
def test_a_spelling_put_right_loses_nothing(old, new):
    assert found(TEXT.replace(old, new), "إن المشروع كلّف مليوني ريال") is not None


def test_a_word_that_changed_inside_keeps_the_passage():
    edited = TEXT.replace("كلّف مليوني ريال", "كلّف 2.3 مليون ريال")
    assert found(edited, "كلّف مليوني ريال") == "كلّف 2.3 مليون ريال"


def test_a_passage_rewritten_between_its_neighbours_is_followed():
    edited = TEXT.replace("كلّف مليوني ريال", "أُنجز بتمويل من القطاع الخاص")
    assert found(edited, "كلّف مليوني ريال") == "أُنجز بتمويل من القطاع الخاص"


def test_a_passage_that_moved_elsewhere_is_followed_by_most_of_its_words():
    sentence = "وتضم الحديقة مسارًا للمشي طوله 800 متر وملاعب للأطفال."
    moved = "وتضم الحديقة مسارًا للمشي طوله 950 مترًا وملاعب للأطفال.\n" + TEXT.replace(sentence, "")
    assert found(moved, sentence) == "وتضم الحديقة مسارًا للمشي طوله 950 مترًا وملاعب للأطفال"


@pytest.mark.parametrize(
    "passage", ["كلّف مليوني ريال، وإن المرحلة الثانية تبدأ في مارس", "أحمد الحارثي", "مسقط"]
)
def test_a_passage_that_was_taken_out_is_gone(passage):
    assert found(TEXT.replace(passage, ""), passage) is None


def test_a_text_of_other_words_holds_nothing_of_it():
    assert (
        found("خبر آخر تمامًا عن مباراة الأمس في الدوري وعن هدف الدقيقة التسعين.", "كلّف مليوني ريال") is None
    )


@pytest.mark.parametrize("passage", ["", "،؛", "   "])
def test_a_passage_without_words_is_nowhere(passage):
    assert find(TEXT, passage, "", "") is None


def test_the_edges_of_a_text_are_no_trouble():
    assert find("كلمة", "كلمة", "", "") == ("كلمة", "", "")
    assert find("", "كلمة", "قبل", "بعد") is None
    assert find("قصير", "كلام أطول من النص كله بكثير", "قبل ذلك وقبله", "وبعده بقليل ثم") is None
