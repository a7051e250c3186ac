"""The captions that sites and WhatsApp leave around a story. They are set aside with a reason, never dropped."""

import re

from articles.arabic.normalise import fold

# Folded beginnings of captions, by what they are. A caption is short: a paragraph that begins alike is a paragraph.
_OPENINGS = {
    "comments": "تعليق عبر الفيس بوك، تعليق عبر فيسبوك، تعليقات الفيس بوك، تعليقات فيسبوك، اضف تعليق، اكتب تعليق،"
    "التعليقات، تعليقات، لا توجد تعليقات، leave a comment، comments",
    "sharing": "شارك، شاركها، شارك الخبر، شارك المقال، شارك هذا، مشاركه، انشر عبر، غرد، ارسل الي صديق، نسخ الرابط،"
    "تم النسخ، تم نسخ الرابط، فيسبوك، تويتر، واتساب، تيليجرام، تلغرام، share، tweet، copy link",
    "related": "اقرا ايضا، اقرا المزيد، اقرا كذلك، للمزيد، المزيد من، مواضيع ذات صله، اخبار ذات صله، ذات صله،"
    "مقالات ذات صله، قد يعجبك، شاهد ايضا، تابع ايضا، الاكثر قراءه، الخبر السابق، الخبر التالي، read more، related",
    "follow": "تابعونا، تابعنا، اشترك، اشتركوا، انضم الي قناتنا، انضموا الي، حمل التطبيق، حمل تطبيق، للاشتراك،"
    "follow us، subscribe، join our",
    "link": "رابط الخبر، رابط المقال، الرابط، المصدر، لقراءه الخبر، http، www",
    "page": "طباعه، اطبع، print، تكبير الخط، تصغير الخط، حجم الخط، عدد المشاهدات، عدد القراءات، مشاهدات، مشاهده،"
    "قراءات، اخر تحديث، تاريخ النشر، نشر في، وسوم، الوسوم، كلمات مفتاحيه، الكلمات الدلاليه، views، tags",
    "rights": "جميع الحقوق محفوظه، حقوق النشر محفوظه، كل الحقوق محفوظه، ©، copyright، all rights reserved",
    "forwarded": "تمت اعاده توجيهها، تمت اعاده توجيهه، تم التحويل، معاد توجيهها، محول، forwarded",
}
_BY_OPENING = [
    (fold(opening), reason) for reason, openings in _OPENINGS.items() for opening in openings.split("،")
]
_STAMP = re.compile(
    r"\[?[0-9٠-٩]{1,4}[/.-][0-9٠-٩]{1,2}[/.-][0-9٠-٩]{2,4}\s*[,،]\s*[0-9٠-٩]{1,2}:[0-9٠-٩]{2}"
    r"(?::[0-9٠-٩]{2})?\s*(?:ص|م|[AaPp][Mm])?\]?\s*(?:-\s*)?([^:]{0,60}:)?\s*"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_COUNT = re.compile(r"[0-9٠-٩٬,]+ (?:مشاهده|مشاهدات|قراءه|قراءات|تعليق|تعليقات|views)$")
_SIGNS = re.compile(r"[\W_]+$")
LONGEST = 12


def furniture(text):
    """Return why the line `text` is no part of a story (a key of `_OPENINGS`, or «sign»), or None."""
    folded = fold(text).strip(" :.-–|•*[]()«»\"'")
    if _SIGNS.fullmatch(text):
        return "sign"
    if len(folded.split()) > LONGEST:
        return None
    if _ADDRESS.fullmatch(text):
        return "link"
    if _COUNT.fullmatch(folded):
        return "page"
    return next((reason for opening, reason in _BY_OPENING if _begins(folded, opening)), None)


def stamp(text):
    """Return the WhatsApp stamp that `text` begins with («[23/11/2026, 10:15 ص] فلان:»), or an empty string."""
    found = _STAMP.match(text)
    return found[0].strip() if found else ""


def _begins(folded, opening):
    if opening in ("http", "www", "©"):
        return folded.startswith(opening)
    if not re.match(rf"{re.escape(opening)}(?!\w)", folded):
        return False
    # «شارك وفد من البلدية» is news; «شارك» alone, or with a colon or the name of a network, is a caption.
    rest = folded[len(opening) :].strip(" :.-–|")
    return not rest or len(opening.split()) > 1 or bool(_GOES_ON.match(rest)) or folded[len(opening)] in ":|"


_GOES_ON = re.compile(
    r"(?:هذا|هذه|الخبر|المقال|الموضوع|الصفحه|الماده|علي|عبر|مع|في نشرتنا|قناتنا|حسابنا|الينا|this|on|us|our|[0-9٠-٩])"
)
