"""The runs inside Arabic prose that read from left to right and would be scrambled unless isolated.

The page wraps each `ltr` segment in `<bdi dir="ltr">`. What the Unicode algorithm already shows right, such as
plain numbers, times (9:30) and fractions, is left alone; so are ranges with spaces («22 – 25 نوفمبر»), which an
Arabic reader reads from right to left.
"""

import re

_DIGIT = "[0-9٠-٩۰-۹]"
# Any letter of a script that runs from left to right.
_LETTER = (
    r"(?:(?![\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff])[^\W\d_])"
)
_LETTER_OR_DIGIT = rf"(?:{_LETTER}|[0-9])"
_MARK = r"[\u0300-\u036f]"

_URL = r"(?:https?://|www\.)[^\s<>«»\"'،؛؟]*[^\s<>«»\"'،؛؟.,:;!?)\]}]"
_EMAIL = rf"{_LETTER_OR_DIGIT}[\w.+-]{{0,63}}@{_LETTER_OR_DIGIT}[\w-]{{0,63}}(?:\.[\w-]{{1,63}})+"
# One Latin word: may start with @ or #, hold digits and joining signs, and end in plus or sharp (C++, C#).
_NAME = (
    r"(?:[@#]|(?<!\S)\.)?"
    r"(?:(?<![0-9.,])[0-9]{1,9}(?:[.,][0-9]{1,9}){0,3})?"
    rf"{_LETTER}(?:{_LETTER_OR_DIGIT}|{_MARK}|[_'’.&/+@-](?={_LETTER_OR_DIGIT}|[_+]))*(?:\+\+?|\#)?"
)
_NUMBER_AFTER_NAME = rf"[0-9]+(?:[.,/-][0-9]+)*(?!{_DIGIT})"
_NAMES = rf"{_NAME}(?:(?:[ \u00a0]|, | & | [-–:|] |[–:])(?:{_NAME}|{_NUMBER_AFTER_NAME}))*"
_PHONE = (
    rf"\+(?=(?:[ \u00a0()-]{{0,2}}{_DIGIT}){{7,15}}){_DIGIT}+(?:[ \u00a0-]?\(?{_DIGIT}+\)?){{0,6}}"
    rf"|(?<!{_DIGIT})00{_DIGIT}{{2,3}}(?:[ -]{_DIGIT}{{2,}}){{1,5}}"
)
_SPACED_PHONE = (
    rf"(?<![\d.,])(?!(?:19|20){_DIGIT}{{2}}[ ](?:19|20){_DIGIT}{{2}}(?!{_DIGIT}))"
    rf"{_DIGIT}{{3,4}}(?:[ ]{_DIGIT}{{3,4}}){{1,4}}(?![\d]|[.,]\d)"
)
# A sign belongs to its number after a space, a bracket, a conjunction («و-5») or a tatweel («بـ-5»).
_SIGNED = rf"(?:(?<![\w)\]}}.,%+−-])|(?<=\bو)|(?<=ـ))[+−-]{_DIGIT}+(?:[.,٫٬]{_DIGIT}+)*[%٪°]?"
_MONEY = rf"[$€£¥]{_DIGIT}+(?:[.,٫٬]{_DIGIT}+)*"
# Dates (2026-11-23, 3/11/2026), scores and other tight pairs (3-1, 2024-2025).
_PAIR = rf"(?<![\w.,+−-]){_DIGIT}+(?:[-–/]{_DIGIT}+)+(?![\w])"

# Every run has a digit or a letter of another script than ours, and begins with it or one sign before it: most places
# of a text, and most texts, are told by that at once.
_FOREIGN = r"[^\u0600-\u065f\u066e-\u06ef\u06fa-\u06ff\W]"
_A_FOREIGN = re.compile(_FOREIGN)
_ANY = "|".join([_URL, _EMAIL, _NAMES, _PHONE, _SPACED_PHONE, _SIGNED, _MONEY, _PAIR])
_RUN = re.compile(rf"(?={_FOREIGN}|[@#.+$€£¥−-]{_FOREIGN})(?:{_ANY})")


def has_foreign(text):
    """Say whether `text` has anything that could be a run to isolate."""
    return bool(_A_FOREIGN.search(text))


def isolate_runs(text):
    """Return `text` in order as pairs of segment and direction: `"ltr"` for a run to isolate, else `None`.

    The segments put together are the text. Quotation marks, brackets and the punctuation after a run stay
    outside it.
    """
    if not has_foreign(text):
        return [(text, None)] if text else []
    segments, done = [], 0
    for match in _RUN.finditer(text):
        if match.start() > done:
            segments.append((text[done : match.start()], None))
        segments.append((match[0], "ltr"))
        done = match.end()
    if done < len(text):
        segments.append((text[done:], None))
    return segments
