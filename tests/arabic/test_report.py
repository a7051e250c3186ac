"""A pasted report: what is recognised where, and that nothing is ever lost."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.arabic.digits import to_latin
from articles.arabic.normalise import storable
from articles.arabic.report import NotAReport, body_html, decode, read_report
from articles.arabic.report.furniture import REASONS, reason_anywhere
from tests.arabic.test_report_samples import EXPECTED, PARTS, SAMPLES

HEADLINE = "بلدية صور تزرع ثلاثة آلاف شجرة"
FIRST = "زرعت بلدية صور ثلاثة آلاف شجرة على الطريق الساحلي، وتستكمل المشروع في الربيع المقبل بمشاركة المدارس."
SECOND = "وقال مدير المشروع إن الأشجار اختيرت من الأنواع المحلية التي تتحمل الملوحة وقلة الماء في الصيف."


def report_with(*lines):
    return read_report("\n\n".join(lines))


def words(text):
    return Counter(re.findall(r"[^\W_]+", to_latin(storable(text)).casefold()))


def words_of(report):
    """Every word that a reader of the recognised parts sees, the numbers of a list among them."""
    told = Counter()
    for part in PARTS:
        told += words(getattr(report, part))
    for block in report.blocks:
        for number, text in enumerate(block.texts, 1):
            told += words(text)
            if block.kind == "numbers":
                told += Counter([str(number)])
    for entry in report.set_aside:
        told += words(entry.text)
    return told


class TestNothingIsLost:
    LINES = st.sampled_from(
        [
            HEADLINE,
            FIRST,
            SECOND,
            "في إطار خطتها السنوية",
            "مسقط - الرؤية",
            "مسقط في 23 نوفمبر /العُمانية/",
            "العُمانية – مسقط",
            "(العُمانية)",
            "مسقط: قال المدير إن العمل بدأ أمس في الموقع الأول.",
            "كتب: سالم الهنائي",
            "حاورته – مريم السعدية",
            "العنوان: خبر من صور",
            "المصدر: وكالات",
            "• بند أول",
            "• بند ثانٍ",
            "1. بند",
            "٢- بند",
            "- سؤال؟",
            "* نجمة",
            "## عنوان فرعي",
            "*سطر عريض*",
            "أعشاش السلاحف",
            "شارك",
            "تعليق عبر الفيس بوك",
            "اقرأ أيضًا: خبر آخر",
            "أخبار ذات صلة",
            "[1/2/2026, 9:05 م] فلان: نص قصير",
            "[1/2/2026, 9:05 م] فلان:",
            "السلام عليكم",
            "----",
            "12:30",
            "2026",
            "http://example.com/a",
            "Oman opens a market",
            "By Salim Al Hinai",
            "",
            "  ",
        ]
    )

    @given(st.lists(LINES, min_size=1, max_size=14))
    @settings(max_examples=200, deadline=None)
    def test_every_word_of_a_report_is_in_exactly_one_part(self, lines):
        text = "\n".join(lines)
        try:
            report = read_report(text)
        except NotAReport:
            return
        assert words_of(report) == words(text)

    @given(st.text(st.characters(codec=None), max_size=300))
    @settings(max_examples=200, deadline=None)
    def test_any_text_is_read_whole_or_refused(self, text):
        try:
            report = read_report(text)
        except NotAReport:
            return
        assert words_of(report) == words(text)
        body_html(report).encode("utf-8")

    @pytest.mark.parametrize("name", EXPECTED)
    def test_every_word_of_a_sample_is_in_exactly_one_part(self, name):
        text = decode((SAMPLES / name).read_bytes())
        assert words_of(read_report(text)) == words(text)

    def test_letters_are_never_corrected(self):
        report = report_with(
            "خبر من الأدردنية", "عمان - الرؤية", "الذكار الاصطناعى فى المدن ، والمسئولين ﻻ يعلمون شيئاً عنه."
        )
        assert report.headline == "خبر من الأدردنية"
        assert report.paragraphs == ["الذكار الاصطناعى فى المدن ، والمسئولين ﻻ يعلمون شيئاً عنه."]


class TestTheHead:
    def test_a_kicker_hangs_on_the_headline(self):
        report = report_with("في إطار التشجير", HEADLINE, "صور - الرؤية", FIRST)
        assert (report.kicker, report.headline) == ("في إطار التشجير", HEADLINE)

    def test_a_longer_second_line_is_a_standfirst(self):
        lead = "المشروع يشمل الطريق الساحلي كله وثلاث حدائق جديدة في الأحياء القديمة من الولاية"
        report = report_with(HEADLINE, lead, "صور - الرؤية", FIRST)
        assert (report.kicker, report.headline, report.standfirst) == ("", HEADLINE, lead)

    def test_a_headline_over_two_lines_is_joined_where_empty_lines_divide_the_rest(self):
        report = read_report(
            f"بلدية صور تزرع ثلاثة آلاف شجرة على\nالطريق الساحلي\n\nصور - الرؤية\n\n{FIRST}\n\n{SECOND}"
        )
        assert report.headline == "بلدية صور تزرع ثلاثة آلاف شجرة على الطريق الساحلي"

    def test_a_kicker_above_the_headline_stays_a_kicker_without_an_empty_line(self):
        report = read_report(f"في إطار التشجير\n{HEADLINE}\n\nصور - الرؤية\n\n{FIRST}\n\n{SECOND}")
        assert (report.kicker, report.headline) == ("في إطار التشجير", HEADLINE)

    def test_the_one_line_set_bold_in_a_chat_is_the_headline(self):
        report = report_with("ولاية صور", f"*{HEADLINE}*", "صور - الرؤية", FIRST)
        assert (report.kicker, report.headline) == ("ولاية صور", HEADLINE)

    def test_a_full_stop_after_a_headline_does_not_make_it_a_paragraph(self):
        report = report_with(f"{HEADLINE}.", "صور - الرؤية", FIRST)
        assert (report.headline, report.place, report.paragraphs) == (f"{HEADLINE}.", "صور", [FIRST])

    def test_points_between_headline_and_dateline_open_the_body(self):
        report = report_with(HEADLINE, "• مشاركة 12 مدرسة\n• الحملة تستمر شهرًا", "صور - الرؤية", FIRST)
        assert (report.headline, report.place, report.source) == (HEADLINE, "صور", "الرؤية")
        assert [block.kind for block in report.blocks] == ["bullets", "paragraph"]

    @pytest.mark.parametrize("second", ["على الطريق الساحلي في الولاية", "أمل جديد لمرضى القلب"])
    def test_a_headline_that_begins_like_a_name_is_no_byline(self, second):
        report = report_with("في إطار حملتها السنوية", second, FIRST, SECOND)
        assert (report.headline, report.byline) == (second, "")

    def test_a_report_without_a_headline_keeps_its_paragraphs(self):
        report = report_with(FIRST, SECOND)
        assert (report.headline, report.paragraphs) == ("", [FIRST, SECOND])

    def test_a_text_of_short_lines_has_one_headline(self):
        report = report_with(HEADLINE, "سطر أول قصير", "سطر ثانٍ قصير", "سطر ثالث قصير", "سطر رابع قصير")
        assert report.headline == HEADLINE
        assert len(report.paragraphs) == 4

    def test_greetings_before_a_headline_are_set_aside(self):
        report = report_with(
            "السلام عليكم ورحمة الله وبركاته", "خبر صحفي للنشر", HEADLINE, "صور - الرؤية", FIRST
        )
        assert report.headline == HEADLINE
        assert [entry.reason for entry in report.set_aside] == ["greeting", "greeting"]


class TestTheDateline:
    @pytest.mark.parametrize(
        "line, place, source, byline",
        [
            ("مسقط - الرؤية", "مسقط", "الرؤية", ""),
            ("مسقط – العُمانية", "مسقط", "العُمانية", ""),
            ("مسقط/ العُمانية", "مسقط", "العُمانية", ""),
            ("مسقط – خاص", "مسقط", "خاص", ""),
            ("مسقط ـ الرؤية", "مسقط", "الرؤية", ""),
            ("مسقط-الرؤية", "مسقط", "الرؤية", ""),
            ("مسقط (العُمانية)", "مسقط", "العُمانية", ""),
            ("(العُمانية)", "", "العُمانية", ""),
            ("العُمانية – مسقط", "مسقط", "العُمانية", ""),
            ("مسقط في 23 نوفمبر /العُمانية/", "مسقط", "العُمانية", ""),
            ("عواصم - وكالات", "عواصم", "وكالات", ""),
            ("لندن - رويترز - أ ف ب", "لندن", "رويترز، أ ف ب", ""),
            ("عمّان - وكالة الأنباء الأردنية", "عمّان", "وكالة الأنباء الأردنية", ""),
            ("مسقط - سالم الهنائي", "مسقط", "", "سالم الهنائي"),
            ("مسقط - متابعة: سالم الهنائي", "مسقط", "", "سالم الهنائي"),
            ("مسقط، 24 نوفمبر 2026 - كتب سالم الهنائي", "مسقط", "", "سالم الهنائي"),
            ("الرؤية - مريم السعدية", "", "الرؤية", "مريم السعدية"),
            ("مسقط - الرؤية - مريم السعدية", "مسقط", "الرؤية", "مريم السعدية"),
            ("صلالة - خالد بن علي", "صلالة", "", "خالد بن علي"),
            ("دوفر - الراصد", "دوفر", "الراصد", ""),
            ("دوفر - رائدة المنصورية", "دوفر", "", "رائدة المنصورية"),
            ("مسقط", "مسقط", "", ""),
            ("الرؤية", "", "الرؤية", ""),
            ("كتب: سالم الهنائي", "", "", "سالم الهنائي"),
            ("كتبت - مريم السعدية", "", "", "مريم السعدية"),
            ("بقلم سالم الهنائي", "", "", "سالم الهنائي"),
            ("حوار: مريم السعدية", "", "", "مريم السعدية"),
            ("المصدر: وكالات", "", "وكالات", ""),
        ],
    )
    def test_a_line_under_the_headline_names_place_source_and_writer(self, line, place, source, byline):
        report = report_with(HEADLINE, line, FIRST, SECOND)
        assert (report.headline, report.paragraphs) == (HEADLINE, [FIRST, SECOND])
        assert (report.place, report.source, report.byline) == (place, source, byline)

    @pytest.mark.parametrize(
        "opening, place, source, byline",
        [
            ("صور - الرؤية: ", "صور", "الرؤية", ""),
            ("صور – العُمانية – ", "صور", "العُمانية", ""),
            ("صور/ العُمانية/ ", "صور", "العُمانية", ""),
            ("صور في 23 نوفمبر/ العُمانية/ ", "صور", "العُمانية", ""),
            ("العُمانية – صور: ", "صور", "العُمانية", ""),
            ("(العُمانية) - ", "", "العُمانية", ""),
            ("صور (العُمانية) - ", "صور", "العُمانية", ""),
            ("صور - سالم الهنائي: ", "صور", "", "سالم الهنائي"),
            ("صور: ", "صور", "", ""),
            ("MUSCAT: ", "MUSCAT", "", ""),
        ],
    )
    def test_a_dateline_glued_to_the_first_paragraph_comes_off(self, opening, place, source, byline):
        report = report_with(HEADLINE, opening + FIRST, SECOND)
        assert report.paragraphs == [FIRST, SECOND]
        assert (report.place, report.source, report.byline) == (place, source, byline)

    def test_a_source_at_both_ends_is_said_once(self):
        report = report_with(HEADLINE, f"صور - العُمانية: {FIRST}", SECOND, "المصدر: العُمانية")
        assert (report.place, report.source, report.paragraphs) == ("صور", "العُمانية", [FIRST, SECOND])
        assert [entry.reason for entry in report.set_aside] == ["repeated", "label"]

    @pytest.mark.parametrize(
        "paragraph",
        [
            "قال: إن المشروع يشمل الطريق الساحلي كله وثلاث حدائق في الأحياء القديمة من الولاية.",
            "سالم الهنائي: المشروع يشمل الطريق الساحلي كله وثلاث حدائق في الأحياء القديمة.",
            "ناقشت اللجنة - في اجتماعها الثاني - خطة التشجير التي تمتد ثلاثة أعوام في أربع ولايات.",
            "الرؤية: هي ما يحتاج إليه كل مشروع قبل أن تُغرس فيه شجرة واحدة على جانب الطريق.",
        ],
    )
    def test_a_paragraph_that_only_looks_alike_stays_whole(self, paragraph):
        report = report_with(HEADLINE, paragraph, SECOND)
        assert report.paragraphs == [paragraph, SECOND]
        assert (report.place, report.source, report.byline) == ("", "", "")

    @pytest.mark.parametrize(
        "headline", ["مسقط - مدينة المستقبل", "تقرير: ارتفاع أسعار النفط", "حوار: كيف نحمي مياهنا؟"]
    )
    def test_a_headline_with_a_dash_or_colon_stays_a_headline(self, headline):
        report = report_with(headline, FIRST, SECOND)
        assert (report.headline, report.place, report.byline) == (headline, "", "")


class TestTheBody:
    def test_lists_keep_their_kind_and_lose_their_marks(self):
        report = report_with(
            HEADLINE, "صور - الرؤية", FIRST, "• بند أول\n• بند ثانٍ", SECOND, "١- خطوة أولى\n٢- خطوة ثانية"
        )
        assert [(block.kind, block.texts) for block in report.blocks] == [
            ("paragraph", (FIRST,)),
            ("bullets", ("بند أول", "بند ثانٍ")),
            ("paragraph", (SECOND,)),
            ("numbers", ("خطوة أولى", "خطوة ثانية")),
        ]

    @pytest.mark.parametrize("mark", ["•", "-", "*", "–", "🔹", "▪️", "✅"])
    def test_every_kind_of_bullet_makes_a_list(self, mark):
        report = report_with(HEADLINE, "صور - الرؤية", FIRST, f"{mark} بند أول\n{mark} بند ثانٍ")
        assert [block.kind for block in report.blocks] == ["paragraph", "bullets"]
        assert report.paragraphs[1:] == ["بند أول", "بند ثانٍ"]

    @pytest.mark.parametrize(
        "line", ["- شرطة واحدة ليست قائمة.", "5. رقم لا يبدأ القائمة.", "23 نوفمبر يوم آخر من أيام العمل."]
    )
    def test_a_mark_that_begins_no_list_stays_in_its_paragraph(self, line):
        assert report_with(HEADLINE, "صور - الرؤية", FIRST, line, SECOND).paragraphs == [FIRST, line, SECOND]

    def test_the_dashes_of_an_interview_are_no_list(self):
        report = report_with(
            HEADLINE, "صور - الرؤية", FIRST, "- متى بدأتم؟\n- قبل عام.\n- ومتى تنتهون؟\n- في الربيع."
        )
        assert [block.kind for block in report.blocks] == [
            "paragraph",
            "question",
            "paragraph",
            "question",
            "paragraph",
        ]

    def test_a_short_line_over_a_paragraph_is_a_heading(self):
        report = report_with(HEADLINE, "صور - الرؤية", FIRST, "مراحل العمل", SECOND)
        assert [block.kind for block in report.blocks] == ["paragraph", "heading", "paragraph"]

    def test_a_short_last_line_is_no_heading(self):
        report = report_with(HEADLINE, "صور - الرؤية", FIRST, "مراحل العمل")
        assert [block.kind for block in report.blocks] == ["paragraph", "paragraph"]

    def test_the_body_becomes_markup_in_which_nothing_is_code(self):
        report = report_with(HEADLINE, "صور - الرؤية", f"<b>{FIRST}", "مراحل العمل", SECOND, "• أ & ب\n• ج")
        assert body_html(report) == (
            f"<p>&lt;b&gt;{FIRST}</p>\n<h2>مراحل العمل</h2>\n<p>{SECOND}</p>\n<ul><li>أ &amp; ب</li><li>ج</li></ul>"
        )


class TestFurniture:
    @pytest.mark.parametrize(
        "line, reason",
        [
            ("تعليق عبر الفيس بوك", "share"),
            ("شارك هذا الخبر على: فيسبوك تويتر", "share"),
            ("Facebook | X | WhatsApp", "share"),
            ("تم النسخ", "share"),
            ("اقرأ أيضا: افتتاح معرض الكتاب", "related"),
            ("رابط الخبر: https://example.com/a/b?c=1", "link"),
            ("https://example.com/" + "%D8%A8" * 200, "link"),
            ("تابعونا على فيسبوك", "follow"),
            ("تابع قناتنا على الواتساب", "follow"),
            ("انضموا إلى قناتنا على تلغرام", "follow"),
            ("© 2026 الرؤية", "copyright"),
            ("جميع الحقوق محفوظة", "copyright"),
            ("عدد المشاهدات: ١٬٢٥٠", "views"),
            ("3 دقائق للقراءة", "views"),
            ("التعليقات (5)", "comments"),
            ("أضف تعليقًا", "comments"),
            ("طباعة الخبر", "print"),
            ("أرسل إلى صديق", "print"),
            ("الاثنين 13 جمادى الآخرة 1448هـ الموافق 23 نوفمبر 2026م", "date"),
            ("آخر تحديث: 23 نوفمبر 2026 الساعة 10:30 مساءً", "date"),
            ("منذ 3 ساعات", "date"),
            ("تمت إعادة توجيهه", "forwarded"),
            ("Forwarded many times", "forwarded"),
            ("‎image omitted", "media"),
            ("IMG-20261123-WA0001.jpg (file attached)", "media"),
            ("تصوير: عائشة البلوشية", "photo-credit"),
            ("#مسقط #بلدية_مسقط", "tags"),
            ("الرئيسية / محليات", "navigation"),
            ("-----", "ornament"),
        ],
    )
    def test_a_caption_is_known_for_what_it_is(self, line, reason):
        assert reason_anywhere(line) == reason
        assert [entry.reason for entry in report_with(HEADLINE, "صور - الرؤية", FIRST, line).set_aside] == [
            reason
        ]

    @pytest.mark.parametrize(
        "line",
        [
            "شارك وفد من بلدية مسقط في فعاليات المؤتمر",
            "شارك في معرض Expo 2020 عدد من الشركات",
            "تابع الحضور عرضًا مرئيًا عن المشروع",
            "إعادة توجيه الدعم إلى مستحقيه",
            "حقوق النشر في العصر الرقمي",
            "محولة كهرباء جديدة في الولاية",
            "23 نوفمبر يوم وطني",
            "في 23 نوفمبر 2026 انطلقت الفعاليات",
            "اقرأ أيضًا ما كتبه الأقدمون في هذا الباب الواسع من أبواب الأدب العربي.",
        ],
    )
    def test_news_that_begins_like_a_caption_stays_news(self, line):
        assert reason_anywhere(line) is None

    @pytest.mark.parametrize(
        "stamp",
        [
            "[23/11/2026, 10:15 ص] سالم الهنائي:",
            "[٢٣/١١/٢٠٢٦، ١٠:١٥:٢٢ ص] +968 9123 4567:",
            "[10:15 ص، 23/11/2026] سالم:",
            "23/11/2026, 10:15 - سالم:",
            "‏23‏/11‏/2026، 10:15 ص - سالم:",
        ],
    )
    def test_the_stamp_of_a_message_comes_off(self, stamp):
        report = read_report(f"{stamp} {HEADLINE}\n\nصور - الرؤية\n\n{FIRST}")
        assert report.headline == HEADLINE
        assert [entry.reason for entry in report.set_aside] == ["stamp"]

    def test_the_stories_under_a_related_caption_go_with_it_unless_the_story_goes_on(self):
        ended = report_with(
            HEADLINE, "صور - الرؤية", FIRST, "الأكثر قراءة", "خبر أول عن البحر", "خبر ثانٍ عن الجبل"
        )
        assert ended.paragraphs == [FIRST]
        going_on = report_with(HEADLINE, "صور - الرؤية", FIRST, "الأكثر قراءة", "خبر أول عن البحر", SECOND)
        assert SECOND in going_on.paragraphs

    def test_every_reason_has_a_sentence(self):
        for name in EXPECTED:
            for entry in read_report(decode((SAMPLES / name).read_bytes())).set_aside:
                assert entry.explanation == REASONS[entry.reason]
