"""What the desk decides: which words it accepts, its phrases and preferences, its style where schools differ."""

from dataclasses import dataclass, field
from functools import cached_property

from articles.arabic.proofreading.phrases import Phrases, day_one_phrases
from articles.arabic.proofreading.words import bare

_PREFIXES = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وال", "ال", "بال", "لل", "فال", "كال")


@dataclass(frozen=True)
class Style:
    """The house's choice where schools of writing differ. «any» asks for nothing."""

    tanween: str = "before-alef"  # عددًا, or on-alef: عدداً
    quotes: str = "guillemets"  # «», or straight: ""
    digits: str = "latin"  # 2026, or arabic-indic: ٢٠٢٦
    strategy: str = "any"  # wasl: استراتيجية, or hamza: إستراتيجية
    hamza_seat: str = "waw"  # شؤون, مسؤول; or ya: شئون, مسئول
    dash: str = "en"  # – between spaces, or hyphen
    longest_headline: int = 12
    longest_sentence: int = 60
    longest_paragraph: int = 120


@dataclass(frozen=True)
class House:
    """The desk's decisions as they stand at one moment. Words are bare: no vowel signs."""

    accepted: frozenset = frozenset()
    extra_phrases: tuple = ()
    replacements: dict = field(default_factory=dict)  # wrong → right
    names: frozenset = frozenset()  # single words of the names in the register
    register: object = None
    style: Style = Style()
    silent_rules: frozenset = frozenset()

    @cached_property
    def phrases(self):
        return Phrases((*day_one_phrases(), *self.extra_phrases))

    def accepts(self, word):
        """Is `word` in the desk's own dictionary, or is it one of those with a small word in front?"""
        words = self.accepted
        if not words:
            return False
        return word in words or any(
            word.startswith(prefix) and word.removeprefix(prefix) in words for prefix in _PREFIXES
        )

    def right_for(self, word):
        return self.replacements.get(word)


def bare_words(words):
    return frozenset(bare(word) for word in words if word)
