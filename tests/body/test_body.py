"""Nobody is trusted with HTML."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import body

KEY = "23456789bcdf"
IMAGE = f'<img src="/admin/pictures/{KEY}.jpg" alt="ميناء">'
INFO = {
    "id": 1,
    "key": KEY,
    "address": f"{KEY}-50x50",
    "credit": "تصوير: <أحمد>",
    "width": 1600,
    "height": 1000,
}

ATTACKS = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" jav&#x09;ascript:alert(1)">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<svg><animate onbegin="alert(1)"/></svg>',
    '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<p style="background:url(javascript:alert(1))" onclick="alert(1)">x</p>',
    '<figure class="media"><oembed url="javascript:alert(1)"></oembed></figure>',
    '<figure class="media"><oembed url="https://evil.example/watch?v=1"></oembed></figure>',
    '<figure class="media"><oembed url="https://user@www.youtube.com/watch?v=1"></oembed></figure>',
    '<figure class="media"><oembed url="http://www.youtube.com/watch?v=1"></oembed></figure>',
    '<img src="/admin/pictures/../../etc.jpg"><img src="https://evil.example/x.jpg">',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
    '<table><caption><img src=x onerror=alert(1)></caption></table>',
    '<p class="question evil" id="x" data-x="1">x</p>',
    "<form action=/x><input name=y><button>z</button></form>",
    '<a href="https://ok.example" target="_blank" ping="https://evil.example">x</a>',
    "<style>*{display:none}</style><link rel=stylesheet href=//evil.example>",
    "<p>يظهر \u202eمقلوبًا\u202c هنا</p>",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_dangerous_survives(attack):
    for cleaned in (body.clean(attack), body.finish(attack, {})):
        lowered = cleaned.lower()
        for forbidden in (
            "<script", "onerror", "onclick", "onbegin", "javascript", "data:", "<iframe", "<svg", "<math", "style",
            "evil", "<form", "<input", "target=", "srcdoc", "id=", "data-x", "etc.jpg", "\u202e",
        ):  # fmt: skip
            assert forbidden not in lowered


@pytest.mark.parametrize("attack", ATTACKS)
def test_cleaning_twice_changes_nothing(attack):
    once = body.clean(attack)
    assert body.clean(once) == once


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_cleaned_and_cleaning_is_idempotent(text):
    once = body.clean(text)
    assert body.clean(once) == once


@given(st.recursive(st.sampled_from(["نص", "<", "&amp;", IMAGE, "<br>"]), lambda inner: st.builds(
    lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
    st.sampled_from(["p", "b", "i", "ul", "li", "figure", "table", "td", "a", "blockquote", "script", "h1", "div"]),
    st.lists(inner, max_size=3)), max_leaves=8))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_any_markup_can_be_cleaned_and_cleaning_is_idempotent(markup):
    once = body.clean(markup)
    assert body.clean(once) == once


def test_what_a_journalist_needs_is_kept():
    kept = (
        "<h2>عنوان فرعي</h2><p>نص <strong>مهم</strong> و<em>مائل</em> و"
        '<a href="https://example.com/a">رابط</a></p><ul><li>بند</li></ul><ol start="3"><li>بند</li></ol>'
        '<blockquote class="pullquote"><p>اقتباس</p></blockquote>'
        f'<figure class="image">{IMAGE}<figcaption>تعليق</figcaption></figure>'
        '<figure class="table"><table><thead><tr><th scope="col">س</th></tr></thead>'
        '<tbody><tr><td colspan="2">ص</td></tr></tbody></table></figure>'
        '<figure class="media"><oembed url="https://www.youtube.com/watch?v=abc"></oembed></figure>'
    )
    assert body.clean(kept) == kept


def test_bold_and_italic_of_a_paste_become_the_words_we_use():
    assert body.clean("<p><b>أ</b><i>ب</i></p>") == "<p><strong>أ</strong><em>ب</em></p>"


def test_a_refused_figure_keeps_its_words():
    markup = '<figure class="image"><img src="https://evil.example/a.jpg"><figcaption>تعليق مهم</figcaption></figure>'
    assert body.clean(markup) == "<p>تعليق مهم</p>"


class TestFinishing:
    def test_pictures_become_public_renditions_with_caption_and_credit(self):
        markup = f'<figure class="image">{IMAGE}<figcaption>تعليق</figcaption></figure>'
        finished = body.finish(markup, {KEY: INFO})
        assert "/admin/" not in finished
        assert f"/pictures/{KEY}-50x50/" in finished
        assert 'alt="ميناء"' in finished
        assert "تعليق" in finished
        assert "تصوير: &lt;أحمد&gt;" in finished

    def test_a_picture_that_is_gone_leaves_its_caption(self):
        markup = f'<figure class="image">{IMAGE}<figcaption>تعليق</figcaption></figure>'
        assert body.finish(markup, {}) == "<p>تعليق</p>"

    def test_an_embed_is_a_link_and_loads_nothing(self):
        markup = '<figure class="media"><oembed url="https://youtu.be/abc"></oembed></figure>'
        finished = body.finish(markup, {})
        assert '<a href="https://youtu.be/abc"' in finished
        assert "يوتيوب" in finished
        assert "oembed" not in finished

    def test_a_wide_table_scrolls_in_its_own_frame(self):
        finished = body.finish(
            "<figure class='table'><table><tbody><tr><td>1</td></tr></tbody></table></figure>", {}
        )
        assert '<div role="group" tabindex="0" class="table-scroll"><table>' in finished


def test_plain_text_is_one_line_a_block():
    assert body.plain_text("<p>سطر<br>آخر</p><ul><li>بند</li></ul>") == "سطر\nآخر\nبند"


@pytest.mark.parametrize("markup", ["", None, "<p></p>", "<p>&nbsp; </p>", "<figure></figure>"])
def test_an_empty_body_is_known_as_empty(markup):
    assert body.is_empty(markup)


def test_a_picture_alone_is_a_body():
    assert not body.is_empty(f'<figure class="image">{IMAGE}</figure>')
