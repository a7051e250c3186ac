"""Nothing in a description breaks out of its script, and what machines read is what was said."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.metadata import script

NASTY = [
    "</script><script>alert(1)</script>", "<!--<script>", "-->", "]]>", "&lt;/script&gt;", "\u2028\u2029", "\x00\x0b",
    '"}',
]  # fmt: skip


class Reader(HTMLParser):
    """What a browser would make of it: the elements, and the text inside the script."""

    def __init__(self, markup):
        super().__init__(convert_charrefs=False)
        self.elements, self.text = [], ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, attrs))

    def handle_data(self, data):
        self.text += data


@pytest.mark.parametrize("nasty", NASTY)
def test_no_text_ends_the_script(nasty):
    markup = str(script({"@type": "Thing", "name": nasty, nasty: "x"}))
    reader = Reader(markup)
    assert reader.elements == [("script", [("type", "application/ld+json")])]
    assert markup.count("<") == 2
    assert json.loads(reader.text)["@graph"] == [{"@type": "Thing", "name": nasty, nasty: "x"}]


@given(st.text(min_size=1))
def test_any_text_comes_back_as_it_was(text):
    reader = Reader(str(script({"name": text})))
    assert json.loads(reader.text)["@graph"] == [{"name": text}]


def test_half_a_letter_is_left_out_instead_of_failing_the_page():
    assert script({"name": "a\ud800b"}).encode() == script({"name": "ab"}).encode()


def test_what_says_nothing_is_left_out():
    assert json.loads(
        Reader(str(script(None, {"a": "", "b": [], "c": {"d": None}, "e": 0, "f": False}))).text
    ) == {
        "@context": "https://schema.org",
        "@graph": [{"e": 0, "f": False}],
    }
    assert script(None) == ""
