"""«Did you mean», and what each word would find alone.

Only what is live is suggested: every word that is offered has been looked for first, as a reader would.
"""

from dataclasses import dataclass, replace

from articles.arabic.normalise import fold
from articles.arabic.stemming import share, stem
from articles.arabic.terms import LONGEST, without_article

from .documents import BEGINNING
from .finding import exists, newest_of, tokens_of_one_of
from .questions import read

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويء"
# Letters that are taken for one another, by ear, by shape or by a slip of the finger.
_LIKE = [set(group) for group in "تط سصث ضظد ذزدظ قك حهخ غقع جشح بتثني فق رزو كل مه ءاي لا عغ".split()]
MOST_TRIED = 6
MOST_WORDS = 3
SHORTEST = 4
MOST_COUNTED = 1000


@dataclass
class Alone:
    """One word of a question, and how much it would find without the others."""

    typed: str
    count: int
    is_more: bool = False


def each_alone(search, newest=None):
    """Return what each word or phrase of `search` finds alone, in all that is live.

    `newest` is what `newest_of` has found for `search` itself, where somebody asked already.
    """
    found = []
    for clause in search.question.wanted:
        question = replace(search.question, clauses=(clause,))
        asked = replace(search, question=question, groups=(), first=None, last=None)
        alone = newest if newest is not None and asked == search else newest_of(asked, MOST_COUNTED)
        found.append(Alone(clause.typed, len(alone), not alone.is_all))
    return found


def did_you_mean(search, alone):
    """Return another spelling of the question that finds something, or an empty string."""
    open_to_all = replace(search, groups=(), first=None, last=None)
    typed = search.question.typed
    wrong = [word for word in alone if not word.count and _may_be_a_slip(word.typed)]
    for word in wrong[:MOST_WORDS]:
        better = _better(word.typed, open_to_all)
        if not better:
            return ""
        typed = typed.replace(word.typed, better, 1)
    return typed if wrong and exists(replace(open_to_all, question=read(typed))) else ""


def _may_be_a_slip(typed):
    """True for one word of a word's length: a line of a thousand letters has too many neighbours, and none is meant."""
    return " " not in typed and SHORTEST <= len(fold(typed)) <= LONGEST


def _better(typed, search):
    """Return the likeliest word near `typed` that a live story has."""
    word = fold(typed)
    near = _near(word)
    known = sorted((form for form in near if share(form)), key=lambda form: -share(form) * near[form])
    for form in known[:MOST_TRIED]:
        if exists(replace(search, question=read(form))):
            return form
    # No word of the language's list: a name, perhaps, that stands in a live story.
    by_token = {}
    # Tokens are of letters and digits alone: anything else would be a sign of the index's own language.
    for form in filter(str.isalnum, near):
        by_token.setdefault(stem(form), form)
        by_token.setdefault(BEGINNING + without_article(form), form)
    tokens = tokens_of_one_of(list(by_token), search.at) if by_token else []
    return next((by_token[token] for token in tokens if token in by_token), "")


def _near(word):
    """Return every form one slip away from `word`, with how likely the slip is."""
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    near = {}
    for before, after in splits:
        for letter in LETTERS:
            near[before + letter + after] = 1.0
            if after:
                alike = any({letter, after[0]} <= group for group in _LIKE)
                near[before + letter + after[1:]] = 3.0 if alike else 0.5
        if after:
            near[before + after[1:]] = 1.0
        if len(after) > 1:
            near[before + after[1] + after[0] + after[2:]] = 2.0
    near.pop(word, None)
    return near
