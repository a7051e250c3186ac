"""The copy desk: what it finds in a text, what it leaves alone, and what it repairs."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.arabic import proofreading
from articles.arabic.proofreading import (
    Entry,
    Held,
    House,
    Proofreader,
    Register,
    Style,
    Tally,
    readability,
    rules,
)

ROOT = Path(__file__).parents[2]
PROOFREADER = Proofreader()
ANY = st.text(alphabet=st.characters(codec=None), max_size=160)
ARABIC = st.text(alphabet='ابتجحدرسصعفقكلمنهويىةءأإآؤئ ًٌَُِّْـ،؛؟.,;?!:()«»"-–%0123456789٠١٢٣\n', max_size=160)

REPORT = """\
في إطار تعزيز التعاون بين المدن

بلدية صور تشارك في ملتقى المدن الذكية بالأردن

صور - العُمانية

شاركت بلدية صور أمس في أعمال الملتقى الثاني للمدن الذكية بالمملكة الأدردنية الهاشمية، بحضور عدد من رؤساء البلديات \
والخبراء.

وتناول الملتقى تطبيقات الذكار الاصطناعي وإنترنت الأشياء في إدارة المدن، إضافةً إلى تجربة "أمانة عمّان" في النقل.

تعليق عبر الفيس بوك"""


def spelt(text, **options):
    """The words that are found misspelt, with what is suggested first."""
    return [
        (finding.text, finding.suggestions[0])
        for finding in Proofreader(**options).check(text)
        if finding.category == "spelling"
    ]


def found(text, part="text", **options):
    """The rules that speak about a text, in its order, spelling and new words aside."""
    return [
        finding.rule
        for finding in Proofreader(**options).check(text, part)
        if finding.category not in ("spelling", "name")
    ]


class TestSpelling:
    def test_a_report_with_two_slips_has_two_alarms_and_the_right_word_comes_first(self):
        assert spelt(REPORT) == [("الأدردنية", "الأردنية"), ("الذكار", "الذكاء")]

    @pytest.mark.parametrize(
        "wrong, right",
        [
            ("اعلن", "أعلن"), ("امس", "أمس"), ("الاردن", "الأردن"), ("اكثر", "أكثر"), ("وانما", "وإنما"),
            ("المانيا", "ألمانيا"), ("اليها", "إليها"), ("الغاء", "إلغاء"), ("لاعداد", "لإعداد"), ("بأنة", "بأنه"),
            ("إجتماع", "اجتماع"), ("للإستثمار", "للاستثمار"), ("إبن", "ابن"), ("التى", "التي"), ("فى", "في"),
            ("المملكه", "المملكة"), ("المدرسه", "المدرسة"), ("المياة", "المياه"), ("مساءا", "مساءً"), ("جزاءا", "جزاءً"),
            ("القاريء", "القارئ"), ("مسؤلون", "مسؤولون"), ("بدأو", "بدؤوا"), ("لاكن", "لكن"), ("ولاكن", "ولكن"),
            ("ذالك", "ذلك"), ("لايمكن", "لا يمكن"), ("لاتوجد", "لا توجد"), ("انشاء الله", "إن شاء الله"),
            ("الاغدية", "الأغذية"), ("الان", "الآن"), ("شئ", "شيء"),
        ],
    )  # fmt: skip
    def test_a_word_that_is_always_wrong_is_found_and_set_right(self, wrong, right):
        assert spelt(f"وقالت المصادر {wrong} خلال العام") == [(wrong, right)]

    @pytest.mark.parametrize(
        "slip, meant",
        [
            ("الحكموة", "الحكومة"),
            ("المشاريغ", "المشاريع"),
            ("الاقتصاددية", "الاقتصادية"),
            ("المؤسسشات", "المؤسسات"),
            ("مصادرإلى", "مصادر إلى"),
            ("المؤ تمر", "المؤتمر"),
        ],
    )
    def test_a_slip_of_the_finger_leads_to_the_word_that_was_meant(self, slip, meant):
        assert spelt(f"وأكد الوزير أهمية {slip} في السلطنة") == [(slip, meant)]

    @pytest.mark.parametrize(
        "text",
        [
            "شَارَكَ وفدٌ من بلديّة مسقط في الاجتماع الـ56 لمنظمة المدن العربية.",
            "قال مايكل جاكسون إن شركة آبل ومنصة إكس ومصرف ستاندرد آند بورز وافقت.",
            "عقدت محكمة العدل الدولية جلسة، وبدا الموقف واضحًا.",
            "كتابه الجديد في كتابة التاريخ، وعلي يمشي على الطريق.",
            "وزيرة الخارجية ووزيرا الداخلية، وللتنمية المستدامة وبالذكاء الاصطناعي.",
            "زار بان كي مون مسقط عام 1448هـ، الساعة 9:30 ص.",
            "",
        ],
    )
    def test_what_is_written_well_raises_no_alarm(self, text):
        assert spelt(text) == []

    def test_after_a_verb_of_saying_comes_inna(self):
        assert spelt("وقال ان الوزارة ستعمل") == [("ان", "إن")]
        assert spelt("يجب ان تعمل الوزارة") == [("ان", "أن")]

    def test_a_word_nobody_knows_is_a_quiet_remark_and_no_alarm(self):
        findings = PROOFREADER.check("وصل الدكتور يوسف الشواربة أمس")
        assert [(finding.text, finding.rule, finding.severity) for finding in findings] == [
            ("الشواربة", "new-name", "notice")
        ]

    def test_what_the_desk_accepts_is_no_longer_found_with_a_small_word_in_front_either(self):
        house = House(accepted=frozenset({"الشواربة"}))
        assert Proofreader(house).check("قال الشواربة، وللحديث والشواربة بقية") == []

    def test_a_replacement_of_the_desk_is_followed(self):
        assert spelt("أعلن البرنامج", house=House(replacements={"البرنامج": "برنامج"})) == [
            ("البرنامج", "برنامج")
        ]

    def test_a_silent_rule_says_nothing(self):
        assert spelt("اعلن الوزير", house=House(silent_rules=frozenset({"hamza"}))) == []

    def test_the_archive_speaks_against_a_word_that_exists_in_the_wrong_place(self):
        archive = Tally(["عقد مجلس الوزراء اجتماعه الأسبوعي برئاسة جلالة السلطان اليوم"] * 6_000)
        text = "عقد محلس الوزراء اجتماعه الأسبوعي"
        assert spelt(text, counts=archive)[0] == ("محلس", "مجلس")

    def test_a_name_that_the_newspaper_has_written_three_times_is_a_word(self):
        archive = Tally(["زار الشواربة مسقط"] * 3)
        assert Proofreader(counts=archive).check("زار الشواربة مسقط") == []


class TestStyle:
    @pytest.mark.parametrize(
        "rule, wrong, right",
        [
            ("latin-comma", "قال,وأضاف", "قال،وأضاف"),
            ("latin-semicolon", "قال; ثم", "قال؛ ثم"),
            ("latin-question-mark", "هل جاء ?", "هل جاء؟"),
            ("space-before-mark", "جاء ، ثم", "جاء، ثم"),
            ("space-before-mark", "جاء ،ثم", "جاء، ثم"),
            ("latin-comma", "جاء ,ثم", "جاء، ثم"),
            ("no-space-after-mark", "جاء،ثم", "جاء، ثم"),
            ("repeated-mark", "جاء!! ثم", "جاء! ثم"),
            ("double-space", "جاء  ثم", "جاء ثم"),
            ("space-inside-brackets", "جاء ( ثم ) ذهب", "جاء (ثم) ذهب"),
            ("separate-waw", "جاء و ذهب", "جاء وذهب"),
            ("spaced-percent", "بنسبة 10 %", "بنسبة 10%"),
            ("tatweel", "مســقط", "مسقط"),
            ("tanween-place", "عدداً", "عددًا"),
            ("tanween-after-hamza", "مساءًا", "مساءً"),
            ("persian-letter", "کتاب", "كتاب"),
            ("presentation-form", "ﺍﻟﺮﺅﻳﺔ", "الرؤية"),
            ("invisible", "مس\u200fقط", "مسقط"),
            ("quotes", 'قال "نعم" أمس', "قال «نعم» أمس"),
            ("hamza-seat", "شئون المسئولين", "شؤون المسؤولين"),
            ("digits", "عام ٢٠٢٦م", "عام 2026م"),
            ("dash", "وأكد الوزير - في كلمة له أمام الحضور - أهمية العمل المشترك بين الجميع",
             "وأكد الوزير – في كلمة له أمام الحضور – أهمية العمل المشترك بين الجميع"),
        ],
    )  # fmt: skip
    def test_a_safe_rule_finds_its_fault_and_repairs_it(self, rule, wrong, right):
        assert set(found(wrong)) == {rule}
        fixed = PROOFREADER.fix(wrong)
        assert fixed == PROOFREADER.fix(right)
        assert rule not in found(fixed)
        assert fixed == right or rule == "latin-comma"

    @pytest.mark.parametrize(
        "rule, wrong",
        [
            ("no-space-after-stop", "انتهى العمل.وبدأ آخر"),
            ("unbalanced", "قال «نعم"),
            ("no-space-around-brackets", "قال الوزير(سالم)أمس"),
            ("maqsura-inside", "المستشفىات"),
            ("ta-inside", "المدينةالكبيرة"),
            ("repeated-word", "من من الناس"),
            ("mixed-digits", "من 2025 إلى ٢٠٢٦"),
            ("markup", "قال&nbsp;نعم"),
            ("pasted-leftover", "تعليق عبر الفيس بوك"),
            ("long-sentence", "كلمة " * 61),
        ],
    )
    def test_a_rule_that_needs_a_reader_finds_its_fault(self, rule, wrong):
        style = Style(digits="any") if rule == "mixed-digits" else Style()
        assert rule in found(wrong, house=House(style=style))

    @pytest.mark.parametrize(
        "text",
        [
            "الـ56 وهـ و«الرؤية» (مسقط)، عام 2026؛ بنسبة 10%.. انتهى... 1,500 ريال.",
            "رابط https://example.com/a,b?c=d;e ونص COVID-19 وC++.",
            "1) الأول\n2) الثاني",
            "بيتًا بيتًا",
            "الساعة 9:30 صباحًا، والنتيجة 3-1.",
        ],
    )
    def test_what_follows_the_house_style_is_left_alone(self, text):
        assert found(text) == []

    @pytest.mark.parametrize(
        "style, wrong",
        [
            (Style(tanween="on-alef"), "عددًا"),
            (Style(quotes="straight"), "قال «نعم» أمس"),
            (Style(digits="arabic-indic"), "عام 2026"),
            (Style(strategy="wasl"), "الإستراتيجية"),
            (Style(strategy="hamza"), "الاستراتيجية"),
            (Style(hamza_seat="ya"), "شؤون"),
        ],
    )
    def test_where_schools_differ_the_house_chooses(self, style, wrong):
        every = Style(tanween="any", quotes="any", digits="any", strategy="any", hamza_seat="any", dash="any")
        assert found(wrong, house=House(style=every)) == []
        reader = Proofreader(House(style=style))
        assert len({finding.rule for finding in reader.check(wrong)}) == 1
        fixed = reader.fix(wrong)
        assert fixed != wrong
        assert reader.check(fixed) == []

    def test_headlines_have_rules_of_their_own(self):
        assert found("كلمة أخرى " * 7, "headline") == ["long-headline"]
        assert found("وصل الوفد.", "headline") == ["headline-stop"]
        assert found("وصل الوفد!", "headline") == ["headline-mark"]
        assert PROOFREADER.fix("وصل الوفد.", "headline") == "وصل الوفد"
        assert found("وصل الوفد..", "headline") == []

    def test_a_dateline_in_the_body_is_pointed_out(self):
        assert found("مسقط - العُمانية\nنص الخبر", "body") == ["dateline-in-body"]

    def test_a_leftover_of_pasting_hides_what_stands_on_its_line(self):
        assert [finding.rule for finding in PROOFREADER.check("تعليق عبر الفيس بوك")] == ["pasted-leftover"]


class TestRegister:
    REGISTER = Register(
        [
            Entry("سالم بن علي الهنائي", held=(Held("معالي", until=date(2026, 6, 1)), Held("سعادة", date(2026, 6, 1)))),
            Entry("وزارة التراث والسياحة", ("وزارة التراث والثقافة",), since=date(2020, 8, 18)),
            Entry("إيريك يوهانسون", ("اريك جوهانسون",)),
        ]
    )  # fmt: skip

    def named(self, text, day):
        return [
            (finding.rule, finding.text, finding.suggestions)
            for finding in Proofreader(House(register=self.REGISTER)).check(text, day=day)
            if finding.category == "name" and finding.rule != "new-name"
        ]

    def test_another_form_of_a_name_is_pointed_out(self):
        assert self.named("وقال اريك جوهانسون أمس", date(2026, 1, 1)) == [
            ("name-form", "اريك جوهانسون", ("إيريك يوهانسون",))
        ]
        assert self.named("قال سالم بن على الهنائى", date(2026, 1, 1)) == [
            ("name-form", "سالم بن على الهنائى", ("سالم بن علي الهنائي",))
        ]

    def test_the_right_form_is_left_alone_with_vowel_signs_and_prefixes_too(self):
        assert self.named("لسالِم بن عليّ الهنائي ولإيريك يوهانسون", date(2026, 1, 1)) == []

    def test_a_body_has_its_former_name_until_the_day_of_its_new_one(self):
        text = "أعلنت وزارة التراث والثقافة"
        assert self.named(text, date(2020, 8, 17)) == []
        assert self.named(text, date(2020, 8, 18)) == [
            ("name-form", "وزارة التراث والثقافة", ("وزارة التراث والسياحة",))
        ]

    def test_an_honorific_is_judged_at_the_date_of_the_story(self):
        text = "التقى بمعالي الدكتور سالم بن علي الهنائي"
        assert self.named(text, date(2026, 5, 31)) == []
        assert self.named(text, date(2026, 6, 1)) == [("name-title", "بمعالي", ("بسعادة",))]


class TestReadability:
    def test_vowel_signs_cannot_fool_the_count(self):
        plain, vowelled = readability("شارك وفد في 12 جلسة"), readability("شَارَكَ وَفْدٌ فِي ١٢ جَلْسَةً")
        assert plain.words == vowelled.words == 5

    def test_openings_that_hide_who_did_it_and_that_repeat_are_found(self):
        text = "وتم افتتاح المعرض. وأكد الوزير ذلك. أكد المدير ذلك."
        measured = readability(text)
        assert [text[slice(*span)] for span in measured.passive_openings] == ["وتم افتتاح المعرض."]
        assert [text[slice(*span)] for span in measured.repeated_openings] == ["أكد المدير ذلك."]

    def test_long_sentences_and_paragraphs_are_found(self):
        measured = readability("كلمة " * 100)
        assert (len(measured.long_sentences), len(measured.long_paragraphs)) == (1, 1)
        assert measured.words_a_sentence == 100
        assert readability("").words_a_sentence == 0


class TestPromises:
    @given(st.one_of(ANY, ARABIC))
    @settings(max_examples=150, deadline=None)
    def test_any_text_can_be_read_and_every_finding_stands_where_it_says(self, text):
        for part in ("text", "headline", "body"):
            for finding in PROOFREADER.check(text, part):
                assert finding.text == text[finding.offset : finding.offset + finding.length]
                assert 0 <= finding.offset <= len(text)
                assert finding.rule in rules()

    @given(ARABIC)
    @settings(max_examples=200, deadline=None)
    def test_fixing_twice_is_fixing_once(self, text):
        fixed = PROOFREADER.fix(text)
        assert PROOFREADER.fix(fixed) == fixed

    @given(st.one_of(ANY, ARABIC))
    @settings(max_examples=100, deadline=None)
    def test_any_text_can_be_measured(self, text):
        measured = readability(text)
        assert measured.words >= 0
        assert all(0 <= start < end <= len(text) for start, end in measured.long_sentences)

    def test_every_rule_has_its_title_reason_source_and_place(self):
        for rule in rules().values():
            assert rule.title
            assert rule.why.endswith(".")
            assert rule.source
            assert rule.category in {"spelling", "style", "name", "structure"}
            assert rule.severity in {"error", "warning", "notice"}
            assert not rule.setting or hasattr(Style(), rule.setting)

    def test_there_are_at_least_two_dozen_rules_of_style(self):
        assert sum(rule.category in ("style", "structure") for rule in rules().values()) >= 24

    def test_every_rule_that_the_code_names_is_told_and_every_rule_told_is_named(self):
        folder = Path(proofreading.__file__).parent
        code = "".join(path.read_text("utf-8") for path in folder.glob("*.py"))
        assert {name for name in rules() if f'"{name}"' not in code} == set()

    def test_nothing_is_loaded_before_the_first_text(self):
        program = (
            "import sys, articles.arabic.proofreading as room\n"
            "from articles.arabic.lexicon import lexicon\n"
            "reader = room.Proofreader()\n"
            "assert 'hunspell' not in sys.modules and lexicon.cache_info().currsize == 0\n"
            "reader.check('نص')\n"
            "assert 'hunspell' in sys.modules\n"
        )
        subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)

    def test_the_licences_of_the_dictionary_and_of_the_word_list_stand_beside_them(self):
        room = ROOT / "articles" / "arabic"
        assert "Mozilla Public License 1.1" in (room / "proofreading" / "dictionary" / "README.md").read_text(
            "utf-8"
        )
        assert re.search("CC BY-SA|Attribution-ShareAlike", (room / "lexicon.md").read_text("utf-8"))
