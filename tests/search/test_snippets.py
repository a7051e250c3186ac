"""Which passage of a story a reader sees, and which of its words are marked."""

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.arabic.terms import terms
from articles.search import snippets
from articles.search.questions import read


def marked(text, typed):
    return [piece.text for piece in snippets.marked(text, read(typed)) if piece.is_hit]


def test_words_phrases_and_beginnings_are_marked_in_the_spelling_of_the_story():
    text = "بلديّة مسقط تفتتح حديقة، ومسقطُ تحتفي بـ2,500 زائر"
    assert marked(text, "مسقط") == ["مسقط", "ومسقطُ"]
    assert marked(text, "«بلدية مسقط»") == ["بلديّة مسقط"]
    assert marked(text, "حدي*") == ["حديقة"]
    assert marked(text, "٢٥٠٠") == ["2,500"]


@settings(max_examples=300, deadline=None)
@given(st.data(), st.text(alphabet='ابتةيأوملـً٢2,. \n*«»"-aéﻻ', max_size=40))
def test_looking_only_where_a_word_may_stand_finds_what_the_whole_text_has(data, text):
    start, end = sorted(data.draw(st.integers(0, len(text))) for _edge in "ab")
    question = read(text[start:end] + data.draw(st.sampled_from(["", "*"])))
    found = terms(text)
    everything = {
        (*span, number)
        for number, clause in enumerate(question.wanted)
        for span in snippets._answers(found, clause)
    }
    assert snippets._hits(text, question) == sorted(everything)
