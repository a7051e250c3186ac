"""Directions, anchors and digits of finished markup: only text is touched, never a tag."""

import pytest

from articles import typesetting
from tests import factories as make

from .newsstand import canonical, text_of


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>لغة C++ هنا</p>", '<p>لغة <bdi dir="ltr">C++</bdi> هنا</p>'),
        ('<p><a href="https://x.om/C++">لغة</a></p>', '<p><a href="https://x.om/C++">لغة</a></p>'),
        ("<p>شركة AT&amp;T اليوم</p>", '<p>شركة <bdi dir="ltr">AT&amp;T</bdi> اليوم</p>'),
        ("<p>إن 3 &lt; 5 دائمًا</p>", "<p>إن 3 &lt; 5 دائمًا</p>"),
        ('<p lang="en" dir="ltr">Yahoo! said</p>', '<p lang="en" dir="ltr">Yahoo! said</p>'),
        ("<p><bdi>Yahoo!</bdi></p>", "<p><bdi>Yahoo!</bdi></p>"),
    ],
)
def test_what_reads_from_the_left_is_isolated_in_text_and_nowhere_else(written, shown):
    assert typesetting.isolated(written) == shown


def test_isolating_adds_nothing_that_runs():
    assert "<script" not in typesetting.isolated("<p>&lt;script&gt;alert(1)&lt;/script&gt; C++</p>")


def test_digits_change_in_text_and_nowhere_else():
    written = (
        '<p id="p1">46 مدينة في <time datetime="2026-11-23">23 نوفمبر</time>، COVID-19 &#39; '
        '<bdi lang="en">G20 2026</bdi></p>'
    )
    shown = typesetting.in_arabic_digits(written)
    assert shown == (
        '<p id="p1">٤٦ مدينة في <time datetime="2026-11-23">٢٣ نوفمبر</time>، COVID-19 &#39; '
        '<bdi lang="en">G20 2026</bdi></p>'
    )


def test_headings_and_their_anchors_agree():
    markup = "<h2>أولًا: <strong>الماء</strong></h2><p>نص</p><h2>ثانيًا</h2>"
    assert typesetting.headings(markup) == [("part-1", "أولًا: الماء"), ("part-2", "ثانيًا")]
    assert typesetting.anchored(markup).count('<h2 id="part-') == 2


@pytest.mark.django_db
def test_the_paper_prints_the_digits_that_its_setting_says(client, settings):
    arabic = make.publish(headline="46 مدينة في عمّان")
    words = {"headline": "46 cities", "body": "<p>46 cities.</p>"}
    english = make.publish(language="en", direction="ltr", kind="analysis", **words)
    assert "46 مدينة في عمّان" in text_of(client.get(canonical(arabic)))
    settings.SITE_DIGITS = "arabic"
    page = text_of(client.get(canonical(arabic)))
    assert "٤٦ مدينة في عمّان" in page
    assert f"/a/{arabic.public_id}/" in page
    assert "46 cities" in text_of(client.get(canonical(english)))
