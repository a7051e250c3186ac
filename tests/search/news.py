"""What a search finds in real prose, against a truth that people wrote down as patterns.

The prose is the demo newsroom's: each paragraph is a text of its own. A pattern says which texts a reader would want,
in the spelling of the texts without vowel signs; nothing of the analysis is in it.
"""

import re
import tomllib
from pathlib import Path

from articles.arabic.normalise import without_marks

STORIES = Path(__file__).resolve().parents[2] / "articles" / "demo" / "stories"
_BLOCK = re.compile(r"<(?:p|li|h2|h3|blockquote)[^>]*>(.*?)</(?:p|li|h2|h3|blockquote)>", re.S)
_TAG = re.compile(r"<[^>]+>|\{\{[^}]*\}\}")
# What may stand before a word, and what an ending may be: a pronoun, or the letters of a case.
BEFORE = r"(?<!\w)[وف]?(?:ال|بال|كال|لل|[بلك])?"
OWN = r"(?:ه|ها|هم|نا|هن|هما|ي|ك|كم)?"
FEMININE = r"(?:ة|ت(?:ه|ها|هم|نا|هن|هما|ي|ك|كم|ين|ان)|ات(?:ه|ها|هم|نا|ي)?)"


def word(pattern):
    """A word with what may stand before it; the pattern says how it ends."""
    return f"{BEFORE}(?:{pattern})(?!\\w)"


def feminine(stem):
    return word(stem + FEMININE)


def noun(*forms):
    return word("|".join(f"{form}(?:{OWN}|ا|ين|ان)" for form in forms))


# What is typed: all of these patterns must be in the text.
QUERIES = {
    "بلدية": [feminine("بلدي")],
    "البلديات": [feminine("بلدي")],
    "مدينه": [feminine("مدين")],
    "المدن": [noun("مدن")],
    "صيانة": [feminine("صيان")],
    "مسقط": [word("مسقط")],
    "عمان": [word("عم?ان|عمان")],
    "الأفلاج": [noun("أفلاج")],
    "فلج": [noun("فلج")],
    "الشاطئ": [noun("شاط[ئي]")],
    "سلحفاة": [feminine("سلحفا")],
    "مكتبة": [feminine("مكتب")],
    "المزرعة": [feminine("مزرع")],
    "المزارع": [noun("مزارع")],
    "شركات": [feminine("شرك")],
    "مؤسسات": [feminine("مؤسس")],
    "الاسواق": [noun("أسواق")],
    "سعر": [noun("سعر")],
    "ريال": [noun("ريال")],
    "٤٦ مدينة": [r"(?<!\d)46(?!\d)", feminine("مدين")],
    "بالنخيل": [noun("نخيل")],
    "والشمس": [noun("شمس")],
    "للمدرسة": [feminine("مدرس")],
    "المعلمين": [word("معلم(?:ين|ون|ا|ان|ي)?" + OWN)],
    "القرية": [f"{feminine('قري')}|{noun('قرى')}"],
    "محافظه": [feminine("محافظ")],
    "المتطوعون": [word("متطوع(?:ين|ون|ا|ان)?" + OWN)],
    "ناشر": [word("ناشر(?:ين|ون|ا|ان)?" + OWN)],
    "جائزة": [feminine("جائز")],
    "«مدن المستقبل»": [BEFORE + "مدن المستقبل(?!\\w)"],
    "دار نشر": [noun("دار"), noun("نشر")],
    "الرواية": [feminine("رواي")],
    "الظل": [noun("ظل")],
    "المباراة": [word("مباراة|مباريات|مبارا" + FEMININE)],
}


def texts():
    """Return every paragraph and headline of the demo's Arabic stories."""
    found = []
    for path in sorted(STORIES.glob("*.toml")):
        story = tomllib.loads(path.read_text("utf-8"))
        if story.get("language", "ar") == "ar":
            lines = [story["headline"], story.get("standfirst", ""), *_BLOCK.findall(story["body"])]
            found += [plain for line in lines if (plain := " ".join(_TAG.sub(" ", line).split()))]
    return found


def wanted(patterns, prose):
    """Return the numbers of the texts that a reader would want."""
    plain = [without_marks(text) for text in prose]
    return {number for number, text in enumerate(plain) if all(re.search(p, text) for p in patterns)}
