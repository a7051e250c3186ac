"""What the forms of a word have in common: «وبلدياتها»، «بلدية» and «البلديات» have one stem.

A light stemmer: it takes off articles, particles, pronouns and endings, never letters of the root. A particle of one
letter comes off only where the language says that the rest is the word (بمسقط، but not بنك). What the language says
stands in stem_words.txt.gz, a frozen list with a version; setup/stem_words.py writes it. Stored and asked words must be
cut alike: whoever changes the list or a rule here raises `RULES`, and `manage.py reindex` is due.
"""

import gzip
from functools import lru_cache
from pathlib import Path

RULES = 2
_FILE = Path(__file__).with_name("stem_words.txt.gz")
SHORTEST = 3

STOP_WORDS = frozenset(
    """
    في من علي الي عن ان كان كانت التي الذي الذين اللذين هذا هذه ذلك تلك هو هي هم ما لا لم لن قد كل مع او ثم بين بعد قبل
    خلال حيث كما اي انه انها وقد وفي ومن وهو وهي عند منذ حتي اذا لكن بل ولا ولم فيه فيها منها منه عليه عليها به بها له
    لها لهم الا اما يكون تكون ضمن نحو عبر لدي غير وعلي والي وان وكان وكانت والتي والذي كذلك ايضا
    """.split()
)

_ARTICLES = ("وبال", "وكال", "فبال", "فكال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال")
# Words that would be left of a stop word with a particle before it.
_NEVER_LEFT = STOP_WORDS | frozenset(
    "لديه لديها لديهم لدينا اليه اليها اليهم اليكم الينا عليهم علينا عليكم اياه اياها".split()
)
# How many times as frequent the rest must be: و is written before anything, ك hardly ever is.
_PARTICLES = {"وب": 4, "ول": 4, "وك": 4, "فب": 4, "فل": 4, "و": 1, "ف": 2, "ب": 1.5, "ل": 1, "ك": 4, "س": 4}
_FEMININE = ("اتها", "اتهم", "اته", "اتنا", "اتي", "تي", "تها", "تهم", "تنا", "تين", "تان", "ات", "ته", "ه")
_NEEDS_A_TA_MARBUTA = frozenset(("تي", "تها", "تهم", "تنا", "تين", "تان", "ته"))
_PRONOUNS = ("هما", "كما", "ها", "هم", "هن", "نا", "كم")
_COUNTS = ("ين", "ون", "ات", "ان")
_NUMBERS = {"يين": 0.1, "يون": 0.1, "ين": 0.1, "ون": 0.1, "ان": 0.5, "وا": 0.1, "ا": 1}


@lru_cache(maxsize=1)
def _words():
    """Return the version of the list, and the share of each of its words in running text."""
    version, shares = "", {}
    for line in gzip.decompress(_FILE.read_bytes()).decode().splitlines():
        if line.startswith("#"):
            version = version or line.removeprefix("# Version: ")
            continue
        level, *words = line.split(" ")
        shares.update(dict.fromkeys(words, 10 ** (-int(level) / 100)))
    return version, shares


def version():
    """Name the list and the rules: stems of another version cannot be compared with ours."""
    return f"{_words()[0]}/{RULES}"


def share(word):
    """Return the share of the folded `word` in running text; 0.0 for one that is not in the list."""
    return _words()[1].get(word, 0.0)


@lru_cache(maxsize=50_000)
def stem(word):
    """Return the stem of `word`, which must be folded (`normalise.fold`)."""
    known = _words()[1].get
    if word in STOP_WORDS:
        return word
    return _without_ending(_without_beginning(word, known), known)


def _without_beginning(word, known):
    for article in _ARTICLES:
        rest = word[len(article) :]
        if not word.startswith(article):
            continue
        if len(rest) >= SHORTEST and not _belongs(article, word, rest, known):
            return rest
        # «الظل»، «الفن»: two letters are a word only where the list has it.
        if article in ("ال", "لل") and len(rest) == 2 and known(rest) and rest not in _NEVER_LEFT:
            return rest
    return _without_particle(word, known)


def _belongs(article, word, rest, known):
    """True where what looks like an article is part of the word: ألمانيا، ألعاب، والدة، بالغ."""
    if known("ال" + word):
        return True
    if article != "ال" or not known(word):
        return False
    singulars = [rest, rest + "ه", *(rest[: -len(end)] for end in _COUNTS if rest.endswith(end))]
    return not any(known(form) for form in singulars)


def _without_particle(word, known):
    def evidence(form):
        singular = _with_ta_marbuta(form)
        forms = (form, "ال" + form) if singular == form else (form, "ال" + form, singular, "ال" + singular)
        return sum(known(each, 0) for each in forms)

    def of_its_root(form):
        bare = _without_ending(form, known)
        forms = (bare, bare + "ه", bare + "ات")
        return sum(known(form, 0) for form in forms if form not in _NEVER_LEFT)

    best, rest_of_best = 0, word
    whole = evidence(word)
    # A form that nobody has counted, such as «وبلدياتها», is judged by what is left of it.
    if not whole:
        evidence, whole = of_its_root, of_its_root(word)
    for particle, ratio in _PARTICLES.items():
        rest = word[len(particle) :]
        if not word.startswith(particle) or len(rest) < SHORTEST or rest in _NEVER_LEFT:
            continue
        found = evidence(rest)
        # Three letters are easily left of a word that begins with و itself: وادي، وسام.
        if particle == "و" and len(rest) == SHORTEST:
            ratio *= 3
        if found > whole * ratio and found > best:
            best, rest_of_best = found, rest
    # Hardly a word but those in the list begins with «وا» itself.
    if not best and not whole and word.startswith("وا") and len(word) >= 6:
        return word[1:]
    return rest_of_best


def _with_ta_marbuta(word):
    if word.endswith("ته"):
        return word[:-2] + "ه"
    return word[:-3] + "ه" if word.endswith(("تها", "تهم", "تنا")) else word


def _without_ending(word, known):
    for ending in _FEMININE:
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= SHORTEST:
            if ending in _NEEDS_A_TA_MARBUTA and not known(rest + "ه"):
                continue
            return rest
    for ending in _PRONOUNS:
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) >= SHORTEST and known(rest):
            return rest
    for ending, ratio in _NUMBERS.items():
        if not word.endswith(ending) or len(word) - len(ending) < SHORTEST:
            continue
        rest = word[: -len(ending)] + ("ي" if ending in ("يين", "يون") else "")
        if known(rest, 0) > known(word, 0) * ratio:
            return rest
    # The lost nun of a sound plural: «مهندسي المشروع».
    nun_is_lost = word.endswith("ي") and len(word) >= 5 and known(word[:-1])
    if nun_is_lost and known(word[:-1] + "ين", 0) > known(word, 0) * 0.5:
        return word[:-1]
    return word
