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
    lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
    st.sampled_from(["p", "b", "i", "ul", "li", "figure", "table", "td", "a", "blockquote", "script", "h1", "div",
                     'div class="gallery"', 'aside class="factbox"', 'div class="factbox-body"', "h3", "aside",
                     'aside class="related"', 'a href="/a/2b3c4d5f/"', 'p class="question"',
                     'figure class="embed" data-provider="vimeo" data-id="12345678"']),
    st.lists(inner, max_size=3)), max_leaves=8))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_any_markup_can_be_cleaned_and_finished_and_cleaning_is_idempotent(markup):
    once = body.clean(markup)
    assert body.clean(once) == once
    assert "/admin/" not in body.finish(once, {KEY: INFO})


def test_what_a_journalist_needs_is_kept():
    kept = (
        "<h2>عنوان فرعي</h2><p>نص <strong>مهم</strong> و<em>مائل</em> و"
        '<a href="https://example.com/a">رابط</a></p><ul><li>بند</li></ul><ol start="3"><li>بند</li></ol>'
        '<blockquote class="pullquote"><p>اقتباس</p></blockquote>'
        f'<figure class="image">{IMAGE}<figcaption>تعليق</figcaption></figure>'
        '<figure class="table"><table><thead><tr><th scope="col">س</th></tr></thead>'
        '<tbody><tr><td colspan="2">ص</td></tr></tbody></table></figure>'
        '<figure class="embed" data-provider="youtube" data-id="dQw4w9WgXcQ"></figure>'
        f'<div class="gallery"><figure class="image">{IMAGE}<figcaption>تعليق</figcaption></figure>'
        f'<figure class="image">{IMAGE}</figure></div>'
        '<aside class="factbox"><h3>حقائق</h3><div class="factbox-body"><p>نص</p><ul><li>بند</li></ul></div></aside>'
        '<aside class="related"><a href="/a/2b3c4d5f/">عنوان المادة</a></aside>'
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
        markup = '<figure class="embed" data-provider="youtube" data-id="dQw4w9WgXcQ"></figure>'
        assert body.finish(markup, {}) == (
            '<figure class="embed embed-youtube" data-provider="youtube" data-id="dQw4w9WgXcQ"'
            ' data-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ">'
            '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ" rel="noopener">شاهد على يوتيوب</a></figure>'
        )

    def test_a_gallery_is_a_row_of_pictures_with_their_captions(self):
        markup = f'<div class="gallery"><figure class="image">{IMAGE}<figcaption>تعليق</figcaption></figure></div>'
        finished = body.finish(markup, {KEY: INFO})
        assert finished.startswith('<div class="gallery" role="group" tabindex="0" aria-label="صور المادة"><figure')
        assert f"/pictures/{KEY}-50x50/" in finished
        assert "/admin/" not in finished

    def test_a_gallery_leaves_out_what_is_gone_and_is_none_without_pictures(self):
        other = IMAGE.replace(KEY, "bcdf23456789")
        figures = f'<figure class="image">{IMAGE}</figure><figure class="image">{other}</figure>'
        markup = f'<div class="gallery">{figures}</div>'
        assert body.finish(markup, {KEY: INFO}).count("<img") == 1
        assert body.finish(markup, {}) == ""

    def test_a_related_box_leads_to_the_short_address_in_the_words_that_were_approved(self):
        markup = '<aside class="related"><a href="/a/2b3c4d5f/">عنوان المادة</a></aside>'
        assert body.finish(markup, {}) == (
            '<aside class="related-story" aria-label="اقرأ أيضًا"><p class="label">اقرأ أيضًا</p>'
            '<p><a href="/a/2b3c4d5f/">عنوان المادة</a></p></aside>'
        )

    def test_a_fact_box_is_named_by_its_title(self):
        markup = '<aside class="factbox"><h3>الملتقى في أرقام</h3><div class="factbox-body"><p>نص</p></div></aside>'
        assert body.finish(markup, {}) == (
            '<aside class="factbox" aria-label="الملتقى في أرقام"><p class="factbox-title">الملتقى في أرقام</p>'
            '<div class="factbox-body"><p>نص</p></div></aside>'
        )

    def test_a_fact_box_without_text_is_no_frame_for_readers_and_is_told_to_the_desk(self):
        markup = '<p>أ</p><aside class="factbox"><h3>الملتقى في أرقام</h3></aside><p>ب</p>'
        assert body.finish(markup, {}) == "<p>أ</p><h3>الملتقى في أرقام</h3><p>ب</p>"
        assert body.bare_boxes(markup) == ["الملتقى في أرقام"]
        assert body.bare_boxes(markup.replace("</h3>", '</h3><div class="factbox-body"><p>نص</p></div>')) == []

    def test_a_question_stands_with_its_answer(self):
        first, second = '<p class="question">س1</p><p>ج1</p><p>تتمة</p>', '<p class="question">س2</p><p>ج2</p>'
        markup = f"{first}{second}<h2>عنوان</h2><p>ن</p>"
        assert body.finish(markup, {}) == (
            f'<div class="question-answer">{first}</div><div class="question-answer">{second}</div>'
            "<h2>عنوان</h2><p>ن</p>"
        )

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
