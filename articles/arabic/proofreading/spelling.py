"""Spelling in layers, each of which an editor can understand; the first that speaks about a word has said it.

house-phrase    a word of a set phrase, one slip away: «الذكار الاصطناعي»
always-wrong    a word of the table of pairs, or by a rule of endings: «لاكن», «مساءا», «القاريء»
hamza, final-ya, ta-marbuta     not a word, but with another hamza, ya or ta it is a common one: «الاردن»
joined-words, split-word        a missing and a stray space: «لاتزال», «مصادرإلى»
typo            a word in no list, one slip away from a common one
real-word-typo  a rare word where the archive expects another
"""

import math
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from articles.arabic.lexicon import lexicon
from articles.arabic.proofreading import pairs
from articles.arabic.proofreading.dictionary import known
from articles.arabic.proofreading.edits import (
    NO_SPACE,
    SPELLING,
    STRAY_SPACE,
    beginning,
    kind_of_change,
    one_letter,
    spellings,
)
from articles.arabic.proofreading.findings import Category, Finding, Severity
from articles.arabic.proofreading.likelihood import Likelihood
from articles.arabic.proofreading.names import is_family_name, is_known_name

_MOST_SUGGESTIONS = 4
# What stands alone in prose and is in no dictionary: names of Latin letters, units, particles of names.
_NO_WORDS = frozenset(
    "ال أل إل آل ص كم سم مم كغ كجم ملم جي بي تي وام واس بان سي دي إس آي إم إن إف آر إتش أس أر إيه أيه كيو في يو".split()
)
_BEFORE_NAMES = frozenset(
    "الدكتور دكتور د الشيخ السيد سعادة معالي سمو الأمير المهندس المهندسة الأستاذ الأستاذة السيدة الدكتورة بن بنت آل أبو"
    " ابن أبي عبد اللواء العميد العقيد الرائد النقيب المقدم الملازم الفريق الكابتن الإعلامي الإعلامية الفنان الفنانة"
    " الشاعر الكاتب الكاتبة المدرب اللاعب الحكم المكرم الفاضل الفاضلة مدينة قرية بلدة ولاية نيابة شركة فيلم لاعب مدرب"
    " نادي".split()
)
_SAYING = frozenset(
    "قال قالت قالوا يقول تقول وقال وقالت ويقول وتقول قائلا قائلة وأضاف أضاف القول بقوله".split()
)
# Thresholds, in logarithms of how much likelier the other word must be.
_SURE, _SURE_BESIDE_A_NAME, _SURE_IN_CONTEXT = 1.5, 6.0, 5.0
_WORTH_SAYING = 200  # times rarer than the first suggestion
_COMES_BACK = 3.0
_ENOUGH_CONTEXT = 50_000  # words of the newspaper's own, before context may speak against a word that exists
_RARE = 2e-6
_COMMON_LEVEL = 640  # what a slip may lead to: the 150,000 most frequent words
_EVERYDAY_LEVEL = 560
_LONG_ENOUGH_FOR_WASL = 5  # «إجتماع»; shorter ones are names: إكس, آبل
_NAME_LEVEL = 520  # a word outside the dictionary that is met more often is a name: مايكل
_OWN_WORD = 3  # a word that the newspaper has written so often is one


class _Place(NamedTuple):
    """A word between its neighbours; None beyond a break."""

    word: object
    before: str | None
    after: str | None
    next_word: object


class Speller:
    def __init__(self, house, counts):
        self._house = house
        self._counts = counts

    def check(self, found):
        """Return the findings over the `Word`s of one text, and the words that are new to the newspaper."""
        likely = Likelihood(self._counts)
        likely.prepare(
            {word.text for word in found},
            {f"{first.text} {second.text}" for first, second in pairwise(found)},
        )
        return _Reading(self._house, likely, self._counts.total, found).read()


class _Reading:
    """One reading of one text."""

    def __init__(self, house, likely, archive, found):
        self.house, self.likely, self.archive, self.found = house, likely, archive, found
        self.times = Counter(word.text for word in found)
        self.findings, self.new_words = [], []
        self._taken = set()

    def read(self):
        for first, second, right in pairs.right_for_two(self.found):
            self._say(first, "always-wrong", [right], end=second.end)
            self._taken |= {first.start, second.start}
        for place in self._places():
            word = place.word
            if word.start in self._taken or self._is_none_of_ours(word):
                continue
            for layer in (
                self._phrase, self._always_wrong, self._other_spelling, self._joined, self._seat, self._split,
                self._typo, self._out_of_place,
            ):  # fmt: skip
                if layer(place):
                    break
            else:
                if not self._is_word(word.text) and not self._is_met(word.text):
                    self.new_words.append(word)
        return self.findings, self.new_words

    def _places(self):
        for at, word in enumerate(self.found):
            following = self.found[at + 1] if at + 1 < len(self.found) else None
            if following and following.opens:
                following = None
            before = self.found[at - 1].text if at and not word.opens else None
            yield _Place(word, before, following.text if following else None, following)

    def _is_none_of_ours(self, word):
        text = word.text
        return word.partial or len(text) < 2 or text in _NO_WORDS or self.house.accepts(text)

    def _is_word(self, text):
        return known(text) or self.likely.written_here(text) >= _OWN_WORD

    def _is_met(self, text):
        return self.likely.level(text) is not None or is_known_name(text)

    def _say(self, word, rule, suggestions, severity=Severity.ERROR, end=None):
        end = end or word.end
        suggestions = tuple(dict.fromkeys(suggestions))[:_MOST_SUGGESTIONS]
        self.findings.append(
            Finding(word.start, end - word.start, "", Category.SPELLING, rule, severity, suggestions)
        )
        return True

    # The layers, in order. Each returns whether it spoke.

    def _phrase(self, place):
        word = place.word.text
        meant = self.house.phrases.meant(word, place.before, place.after)
        if not meant or (known(word) and (self.likely.level(word) or 999) <= _EVERYDAY_LEVEL):
            return False
        if self.likely.written_here(word) > 200:
            return False
        return self._say(place.word, "house-phrase", [meant])

    def _always_wrong(self, place):
        word = place.word.text
        if right := self.house.right_for(word):
            return self._say(place.word, "house-word", [right])
        if right := pairs.right_for(word):
            return self._say(place.word, "always-wrong", [right])
        base = pairs.accusative_after_hamza(word)
        if base and known(base):
            return self._say(place.word, "always-wrong", [base + "ً"])
        return False

    def _other_spelling(self, place):
        word = place.word.text
        better = [other for other in spellings(word) if self._is_usual_slip(word, other)]
        if not better:
            return False
        if place.before in _BEFORE_NAMES and self._share(better[0]) < 10 * self._share(word):
            return False
        better.sort(key=lambda other: self._spelling_key(other, place), reverse=True)
        better = [other for other in better if self._share(other) * _WORTH_SAYING >= self._share(better[0])]
        return self._say(place.word, kind_of_change(word, better[0]), better)

    def _share(self, word):
        return self.likely.share(word)

    def _spelling_key(self, other, place):
        said = place.before in _SAYING and other.startswith(("إن", "إني"))
        return said, self.likely.at(other, place.before, place.after)

    def _is_usual_slip(self, word, other):
        """Is `other` a word that people write far more often than `word`, given what kind of slip it would be?"""
        level, mine = self.likely.level(other), self.likely.level(word)
        if (level is None and not self.likely.written_here(other)) or not known(other):
            return False
        if word.endswith("ءوا"):
            return False  # «جاءوا» and «جاؤوا» are both taught
        if not known(word):
            if _loses_hamza(word, other) and len(word) - beginning(word) < _LONG_ENOUGH_FOR_WASL:
                return False
            if _is_odd(word, other):
                return self._share(other) >= max(5 * self._share(word), 2e-6)
            return self._share(other) * 2 >= self._share(word) or self._share(other) > 5e-6
        if self.likely.written_here(word) >= _OWN_WORD * 10 or mine is None or level is None:
            return False
        return mine - level >= _margin(word, other)

    def _joined(self, place):
        word = place.word.text
        parts = pairs.joined_small_word(word)
        if not parts or known(word) or not known(parts[1]) or self._share(parts[1]) < 1e-6:
            return False
        # What is met as often as its parts is a name: مايكل.
        is_name = (self.likely.level(word) or 999) < _NAME_LEVEL and self._share(parts[1]) < 20 * self._share(
            word
        )
        return not is_name and self._say(place.word, "joined-words", [" ".join(parts)])

    def _seat(self, place):
        word = place.word.text
        if self._is_word(word):
            return False
        right = [
            other
            for other in pairs.misspelt_seats(word)
            if self.likely.level(other) and known(other) and self._share(other) * 2 >= self._share(word)
        ]
        return bool(right) and self._say(place.word, "always-wrong", right)

    def _split(self, place):
        """«مصادرإلى» is two words; «المؤ تمر» is one."""
        word = place.word.text
        if self._is_word(word) or self.times[word] > 2:
            return False
        mine = self.likely.at(word, place.before, place.after)
        best, parts = max(
            ((self._two(first, second), (first, second)) for first, second in _cuts(word)),
            default=(float("-inf"), None),
        )
        if parts and best + NO_SPACE - mine > _SURE and not self._better_typo(place, best + NO_SPACE):
            return self._say(place.word, "joined-words", [" ".join(parts)])
        return self._stray_space(place, mine)

    def _two(self, first, second):
        if not (self._common(first) and self._common(second)):
            return float("-inf")
        return math.log(self._share(first)) + math.log(self._share(second))

    def _common(self, word):
        level = self.likely.level(word)
        return (
            (level is not None and level <= _EVERYDAY_LEVEL) or self.likely.written_here(word) >= 20
        ) and known(word)

    def _better_typo(self, place, score):
        options = self._candidates(place.word.text)
        return any(self.likely.share(other) and self._log(other) + cost > score for other, cost in options)

    def _log(self, word):
        return math.log(self._share(word))

    def _stray_space(self, place, mine):
        following = place.next_word
        if not following:
            return False
        whole = place.word.text + following.text
        if not known(whole) or (self.likely.level(whole) or 999) > _COMMON_LEVEL:
            return False
        both = mine + self._log(following.text)
        if self._log(whole) + STRAY_SPACE - both <= _SURE:
            return False
        self._taken.add(following.start)
        return self._say(place.word, "split-word", [whole], end=following.end)

    def _typo(self, place):
        word = place.word.text
        if self._is_word(word) or len(word) < 3 or is_known_name(word):
            return False
        mine = self.likely.at(word, place.before, place.after)
        ranked = self._ranked(place, self._candidates(word), mine) or self._ranked(
            place, self._two_slips(word), mine
        )
        if not ranked or ranked[0][0] <= self._needed(place):
            return False
        return self._say(place.word, "typo", [other for _score, other in ranked])

    def _candidates(self, word):
        best = {}
        levels = lexicon().levels
        for other, cost in one_letter(word):
            if other == word or best.get(other, -99.0) >= cost:
                continue
            if levels.get(other, 999) <= _COMMON_LEVEL or other in self.house.names:
                best[other] = cost
        return best.items()

    def _two_slips(self, word):
        """«الاغدية»: a hamza left out, and a letter wrong."""
        if self.likely.level(word) is not None:
            return
        for spelling in spellings(word, most_changes=1):
            for other, cost in self._candidates(spelling):
                yield other, cost + SPELLING

    def _ranked(self, place, candidates, mine):
        scored = sorted(
            (
                (self.likely.at(other, place.before, place.after) + cost - mine, other)
                for other, cost in candidates
            ),
            reverse=True,
        )
        kept = []
        for score, other in scored[:12]:
            if known(other) or other in self.house.names:
                kept.append((score, other))
        return kept

    def _needed(self, place):
        word = place.word.text
        needed = _SURE
        if place.before in _BEFORE_NAMES or is_family_name(word, place.before):
            needed = _SURE_BESIDE_A_NAME
        # Foreign names come in twos, and come back in the text; slips of the finger do not.
        for neighbour in (place.before, place.after):
            if neighbour and not self._is_word(neighbour):
                needed += 2.0
        if self.times[word] > 1:
            needed += _COMES_BACK if self.times[word] == 2 else 99.0
        # A word alone between brackets or quotation marks is mostly a name.
        if place.before is None and place.after is None:
            needed += _COMES_BACK
        if len(word) <= 4:
            needed += 1.5
        return needed

    def _out_of_place(self, place):
        word = place.word.text
        if self.archive < _ENOUGH_CONTEXT or self._share(word) > _RARE or len(word) < 4:
            return False
        candidates = list(self._candidates(word))
        others = {other for other, _cost in candidates}
        self.likely.prepare(
            others,
            {f"{place.before} {other}" for other in others} | {f"{other} {place.after}" for other in others},
        )
        mine = self.likely.at(word, place.before, place.after)
        ranked = self._ranked(place, candidates, mine)
        needed = max(_SURE_IN_CONTEXT, self._needed(place) + 3.5)
        if not ranked or ranked[0][0] <= needed or not self._met(ranked[0][1], place):
            return False
        return self._say(
            place.word, "real-word-typo", [other for _score, other in ranked], severity=Severity.WARNING
        )

    def _met(self, other, place):
        """Has the newspaper written `other` beside one of these neighbours?"""
        return self.likely.pair(place.before, other) + self.likely.pair(other, place.after) >= 2


def _loses_hamza(word, other):
    return any(mine in "أإآ" and theirs == "ا" for mine, theirs in zip(word, other, strict=True))


def _is_odd(word, other):
    """Does the change put one written hamza in the place of another? Names do that, slips seldom."""
    return any(
        mine != theirs and mine in "أإآ" and theirs in "أإآ" for mine, theirs in zip(word, other, strict=True)
    )


def _margin(word, other):
    """How much more frequent, in levels, the other spelling of a word that exists must be."""
    kind = kind_of_change(word, other)
    if sum(mine != theirs for mine, theirs in zip(word, other, strict=True)) > 1:
        return 999
    at = beginning(word)
    if kind == "hamza" and word[at : at + 1] == "ا" != other[at]:
        return 70
    if kind == "ta-marbuta":
        # «ال» and a pronoun at the end exclude one another.
        return 100 if word.startswith(("ال", "وال", "بال")) and word.endswith("ه") else 180
    return 999


def _cuts(word):
    for at in range(2, len(word) - 1):
        yield word[:at], word[at:]
