"""Latin (0–9) and Arabic-Indic (٠–٩) digits in running text."""

import re

from articles.arabic.bidi import isolate_runs

_EASTERN = "٠١٢٣٤٥٦٧٨٩"
_PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
_LATIN = "0123456789"
_TO_LATIN = str.maketrans(_EASTERN + _PERSIAN, _LATIN * 2)
_TO_EASTERN = str.maketrans(_LATIN, _EASTERN)
_EASTERN_SEPARATORS = re.compile(r"(?<=[0-9])[٫٬](?=[0-9])|(?<=[0-9])(\s?)٪")
_LATIN_SEPARATORS = re.compile(r"(?<=[٠-٩])[.,](?=[٠-٩])|(?<=[٠-٩])(\s?)%")
_SEPARATORS = str.maketrans("٫٬٪.,%", ".,%٫٬٪")


def to_latin(text):
    """Write every Arabic-Indic and Persian digit as 0–9, with the separators and percent sign that go with them."""
    return _EASTERN_SEPARATORS.sub(_other_separator, text.translate(_TO_LATIN))


def to_arabic_indic(text):
    """Write the numbers of Arabic prose as ٠–٩.

    For text, not markup: give it the text nodes of a page. What reads from left to right keeps its digits:
    Latin names (COVID-19, G20), addresses, telephone numbers, scores.
    """
    return "".join(
        segment if direction else _LATIN_SEPARATORS.sub(_other_separator, segment.translate(_TO_EASTERN))
        for segment, direction in isolate_runs(text)
    )


def _other_separator(match):
    return match[0].translate(_SEPARATORS)
