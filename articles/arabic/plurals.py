"""Numbers with their counted noun, in the six forms of Arabic."""

from typing import NamedTuple


def form(n):
    """Return the CLDR plural form of `n`: zero, one, two, few (3–10), many (11–99) or other (100, 101, 102 …)."""
    n = abs(n)
    if n in (0, 1, 2):
        return ("zero", "one", "two")[n]
    rest = n % 100
    if 3 <= rest <= 10:
        return "few"
    return "many" if rest >= 11 else "other"


class Noun(NamedTuple):
    """One counted noun, in the shapes that follow a number."""

    singular: str
    plural: str
    dual: str
    dual_oblique: str
    many: str
    one: str

    @classmethod
    def of(cls, singular, plural, dual=None, many=None):
        """Build the regular shapes; `dual` and `many` are for nouns whose last letter changes."""
        feminine = singular.endswith("ة")
        stem = singular[:-1] + "ت" if feminine else singular
        return cls(
            singular=singular,
            plural=plural,
            dual=dual or stem + "ان",
            dual_oblique=stem + "ين",
            many=many or (singular if feminine else singular + "ًا"),
            one=f"{singular} {'واحدة' if feminine else 'واحد'}",
        )


NOUNS = {
    noun.singular: noun
    for noun in [
        Noun.of("ثانية", "ثوانٍ"),
        Noun.of("دقيقة", "دقائق"),
        Noun.of("ساعة", "ساعات"),
        Noun.of("يوم", "أيام"),
        Noun.of("أسبوع", "أسابيع"),
        Noun.of("شهر", "أشهر"),
        Noun.of("سنة", "سنوات"),
        Noun.of("عام", "أعوام"),
        Noun.of("مادة", "مواد"),
        Noun.of("خبر", "أخبار"),
        Noun.of("تقرير", "تقارير"),
        Noun.of("مقال", "مقالات"),
        Noun.of("قسم", "أقسام"),
        Noun.of("وسم", "وسوم"),
        Noun.of("كلمة", "كلمات"),
        Noun.of("حرف", "أحرف"),
        Noun.of("سطر", "أسطر"),
        Noun.of("جملة", "جمل"),
        Noun.of("فقرة", "فقرات"),
        Noun.of("صفحة", "صفحات"),
        Noun.of("تعليق", "تعليقات"),
        Noun.of("نتيجة", "نتائج"),
        Noun.of("صورة", "صور"),
        Noun.of("ملف", "ملفات"),
        Noun.of("فعالية", "فعاليات"),
        Noun.of("جلسة", "جلسات"),
        Noun.of("ورشة", "ورش"),
        Noun.of("مشارك", "مشاركين"),
        Noun.of("متحدث", "متحدثين"),
        Noun.of("كاتب", "كتّاب"),
        Noun.of("صحفي", "صحفيين"),
        Noun.of("محرر", "محررين"),
        Noun.of("قارئ", "قراء"),
        Noun.of("زيارة", "زيارات"),
        Noun.of("مشاهدة", "مشاهدات"),
        Noun.of("نسخة", "نسخ"),
        Noun.of("مسودة", "مسودات"),
        Noun.of("نشرة", "نشرات"),
        Noun.of("إجراء", "إجراءات", many="إجراءً"),
        Noun.of("تصحيح", "تصحيحات"),
        Noun.of("تغيير", "تغييرات"),
        Noun.of("ملاحظة", "ملاحظات"),
        Noun.of("تنبيه", "تنبيهات"),
        Noun.of("سبب", "أسباب"),
        Noun.of("خطأ", "أخطاء", dual="خطآن", many="خطأً"),
        Noun.of("مرة", "مرات"),
    ]
}


def counted(n, noun):
    """Return `n` with its noun where the phrase is a subject: «لا نتائج»، «نتيجة واحدة»، «نتيجتان»، «5 نتائج».

    `noun` is the singular, one of `NOUNS`. From 10,000 on, the number is grouped by threes.
    """
    return _counted(n, NOUNS[noun], NOUNS[noun].dual)


def counted_oblique(n, noun):
    """The same where the phrase is an object or follows a preposition or «منذ»: «يومين»، «11 يومًا»."""
    return _counted(n, NOUNS[noun], NOUNS[noun].dual_oblique)


def _counted(n, noun, dual):
    match form(n):
        case "zero":
            return f"لا {noun.plural}"
        case "one":
            return noun.one
        case "two":
            return dual
        case "few":
            return f"{_number(n)} {noun.plural}"
        case "many":
            return f"{_number(n)} {noun.many}"
    return f"{_number(n)} {noun.singular}"


def _number(n):
    return f"{n:,}" if abs(n) >= 10_000 else str(n)


_ORDINALS = (
    "الأولى الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة "
    "الحادية_عشرة الثانية_عشرة الثالثة_عشرة الرابعة_عشرة الخامسة_عشرة السادسة_عشرة السابعة_عشرة الثامنة_عشرة "
    "التاسعة_عشرة العشرون"
).split()


def ordinal(n):
    """Return `n` as the ordinal of a feminine noun: «الخامسة» in «الدورة الخامسة»; from 21 on, the number alone."""
    return _ORDINALS[n - 1].replace("_", " ") if 1 <= n <= len(_ORDINALS) else str(n)
