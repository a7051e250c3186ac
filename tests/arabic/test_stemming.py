"""Which words are one word for a search, and which are not, however much they look alike."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.arabic import stemming
from articles.arabic.normalise import fold
from articles.arabic.stemming import STOP_WORDS, stem
from articles.arabic.terms import LONGEST, stems, stretches, terms

# What a reader types, and a form in which a story has it.
SAME = """
    بلديات=بلدية بمسقط=مسقط لمسقط=مسقط ومسقط=مسقط الاردن=الأردن بالأردن=الأردن المعرفه=المعرفة
    معرفة=المعرفة والذكاء=الذكاء ذكاء=الذكاء الوزير=وزير للوزير=الوزير ووزير=وزير وزيرة=الوزيرة
    مهندسين=مهندسون المهندسون=مهندس مهندسي=المهندسين مدينة=المدينة بالمدينة=مدينة مدينتهم=المدينة
    شركة=الشركات شركات=شركة لشركة=الشركة وشركات=الشركة مشروعها=مشروع مشروعان=المشروع مشروعين=مشروع
    سياحي=السياحية اقتصادي=الاقتصادية الاقتصاد=اقتصاد باقتصاد=الاقتصاد أسعارها=أسعار الأسعار=أسعار
    وأسعار=الأسعار إدارة=الإدارة اداره=إدارة مستشفى=المستشفى مستشفي=مستشفى بمستشفى=المستشفى
    جامعات=الجامعة وجامعة=الجامعة جامعته=الجامعة طالبات=طالبة المعلمات=معلمة معلمون=المعلمين
    لاعبين=اللاعبين اللاعبون=لاعبين سلطان=السلطان السلطنة=سلطنة بسلطنة=السلطنة العمانيين=عماني
    العمانية=عماني عمانيون=العمانيين مُحافظة=المحافظات محافظتي=محافظة ألمانيا=لألمانيا الألماني=ألماني
    بالذكاء=ذكاء فالذكاء=الذكاء كالذكاء=الذكاء للذكاء=الذكاء تدريبهم=تدريب تقريرها=التقرير
    قرارات=القرارات قراراته=قرارات مؤتمرات=المؤتمر موتمر=مؤتمر زيارته=زيارة زيارات=الزيارة رحلاتها=رحلة
    هيئته=الهيئة
    2026=٢٠٢٦ 2500=2,500 covid=COVID
""".split()

OTHER = """
    بنك=نك فريق=ريق وزير=زير بلدية=لدية كرة=رة كتاب=تاب ولد=لد ورق=رق فكر=كر بيت=يت باب=اب لغة=غة لون=ون
    بحر=حر فلم=لم وطن=طن سفر=فر سباق=باق كلام=لام وقود=قود وفد=فد فرق=رق بصر=صر لحم=حم سلام=لام والد=الد
    بارد=ارد لاعب=اعب كبير=بير ولاية=لاية بحث=حث كامل=امل سماء=ماء فوز=وز وسام=سام كنز=نز بريد=ريد
    سلطان=سلطة قانون=قانع نفط=نقط عمان=عمل مدير=مدينة حرب=حزب كامل=أمل وادي=ادي باريس=اريس ليبيا=يبيا
    فنان=نان علم=عالم قرار=قرية
""".split()


@pytest.mark.parametrize("pair", SAME)
def test_forms_of_one_word_match(pair):
    typed, written = pair.split("=")
    assert stems(typed) == stems(written) != []


@pytest.mark.parametrize("pair", OTHER)
def test_words_that_only_look_alike_do_not_match(pair):
    one, other = pair.split("=")
    assert stem(fold(one)) != stem(fold(other))


def test_the_pairs_are_as_many_as_were_promised():
    assert len(set(SAME)) >= 60
    assert len(set(OTHER)) >= 30


def test_the_kinds_of_a_words_subject_stay_apart():
    """Deliberate: «نفط» does not find everything that is «نفطية»."""
    assert stem("نفط") != stem(fold("نفطية"))


@pytest.mark.parametrize(
    "text, found",
    [
        ("في من على إلى هذا التي", []),
        ("د. أحمد م", ["احمد"]),
        ("COVID-19 في G20", ["covid", "19", "g20"]),
        ("بلغت 3.5% و2,500 ريال", ["بلغت", "3", "5", "2500", "ريال"]),
        ("#بلدية_مسقط", ["بلدي", "مسقط"]),
        ("Über Café", ["uber", "cafe"]),
        ("مـــسـقط مَسْقَط ﻣﺴﻘﻂ", ["مسقط", "مسقط", "مسقط"]),
    ],
)
def test_terms_are_cut_out_of_prose(text, found):
    assert stems(text) == found


def test_a_term_knows_where_it_stands_in_its_own_spelling():
    text = "وقال: «الذَّكـاء» الاصطناعيُّ"
    found = terms(text)
    assert [text[term.start : term.end] for term in found] == ["وقال", "الذَّكـاء", "الاصطناعيُّ"]
    assert [term.word for term in found] == ["وقال", "الذكاء", "الاصطناعي"]


@given(st.text())
def test_any_text_at_all_has_terms_that_databases_leave_as_they_are(text):
    previous = 0
    for term in terms(text):
        assert 0 <= previous <= term.start < term.end <= len(text)
        assert 1 <= len(term.stem) <= LONGEST
        assert all(letter in "abcdefghijklmnopqrstuvwxyz0123456789" or "ء" <= letter <= "ي" for letter in term.stem)
        previous = term.start
    assert [term.stem for term in terms(text)] == stems(text)


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآئؤء", max_size=14))
def test_vowel_signs_never_change_what_matches(word):
    signed = "".join(letter + unicodedata.lookup("ARABIC FATHA") for letter in word)
    assert stems(signed) == stems(word)


def test_the_word_list_is_frozen_and_names_its_version():
    """Another list or another rule cuts other stems: then this line changes too, and a reindex is due."""
    assert stemming.version() == "wordfreq-3.1.1-1/60000/2"
    fingerprint = [stem(fold(word)) for word in "وبلدياتها للمهندسين بالألمانية مستشفياتنا".split()]
    assert fingerprint == ["بلدي", "مهندس", "الماني", "مستشفي"]


def test_every_stop_word_is_written_folded():
    assert {fold(word) for word in STOP_WORDS} == STOP_WORDS


WORDS = "ابتةهىيأإآٱءؤئولكفبم ـًّ٠٢239.,٫٬\n\u200f\u06e5\u06dd۞ -_Aaéﷲﻻ½\u0301"


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=WORDS, max_size=30))
@example("م ممم")
@example("٢٬٥٠٠")
@example("الـمَدِينة")
def test_outside_of_its_stretches_no_word_of_a_text_has_the_letters(text):
    for term in terms(text):
        for letters in (term.stem, term.word[:2]):
            assert any(start <= term.start and term.end <= end for start, end in stretches(text, letters))


def test_the_stretches_of_a_text_are_few():
    text = "افتتحت بلدية مسقط حديقة في مدينة السيب.\nحضره جمع من سكان المدن."
    assert [text[start:end] for start, end in stretches(text, "مدين")] == ["مدينة"]


def test_a_stem_is_a_part_of_its_word():
    assert [word for word in stemming._words()[1] if stem(word) not in word] == []
