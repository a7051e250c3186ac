"""What the copy desk finds, misses and costs. Prints a table in Markdown for docs/quality.md.

    python -m tests.benchmarks.proofreading [--data FOLDER] [--sample FILE] [--other FILE…]

FOLDER holds wikinews_ar.jsonl and misspellings_ar.json. Each file of `--other` is edited text, plain or JSON lines with
`title` and `body`; without it, the stories of the demo newsroom.
"""

import argparse
import json
import random
import re
import resource
import statistics
import time
import tomllib
from pathlib import Path

BESIDE = Path(__file__).resolve().parents[3] / "shared"
DEMO = Path(__file__).resolve().parents[2] / "articles" / "demo" / "stories"
PARTS = ("kicker", "headline", "standfirst", "body")
_TAG = re.compile(r"<[^>]+>|\{\{[^}]*\}\}")
SENTENCE = "وقالت المصادر في {} خلال اليوم"
SEED, TYPOS_A_STORY = 7, 25


def megabytes():
    status = Path("/proc/self/status")
    if status.exists():
        row = next(row for row in status.read_text().splitlines() if row.startswith("VmRSS"))
        return int(row.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def stories(path):
    from articles.arabic.report import decode

    text = decode(path.read_bytes())
    if path.suffix == ".toml":
        story = tomllib.loads(text)
        return [_TAG.sub(" ", "\n".join(str(story[part]) for part in PARTS if part in story))]
    if path.suffix != ".jsonl":
        return [text]
    return [f"{row['title']}\n{row['body']}" for row in map(json.loads, text.splitlines())]


def alarms(proofreader, texts):
    """Return the spelling alarms in edited text, which are taken for false, and its number of words."""
    from articles.arabic.counting import words

    found = [
        finding for text in texts for finding in proofreader.check(text) if finding.category == "spelling"
    ]
    return found, sum(map(words, texts))


def pairs_found(proofreader, pairs):
    """Return how many always-wrong pairs are found in a sentence, and how many set right first."""
    from articles.arabic.proofreading.words import bare

    found = right = 0
    for pair in pairs:
        text = SENTENCE.format(pair["wrong"])
        start = text.index(pair["wrong"])
        over = _over(proofreader, text, start, start + len(pair["wrong"]))
        if over is None:
            continue
        found += 1
        fixed = _bare(bare, text[: over.offset] + "".join(over.suggestions[:1]) + text[over.end :])
        right += any(fixed == _bare(bare, SENTENCE.format(good)) for good in pair["right"])
    return found, right


def _bare(bare, text):
    return [bare(word) for word in text.split()]


def _over(proofreader, text, start, end):
    """The finding of spelling or style over this place, or None."""
    for finding in proofreader.check(text):
        if finding.category in ("spelling", "style") and finding.offset < end and start < finding.end:
            return finding
    return None


def injected(word, dice):
    """One slip in a word: a letter added, left out, replaced by a neighbour or look-alike, or two swapped."""
    from articles.arabic.proofreading.edits import ALPHABET, near

    at = dice.randrange(len(word))
    kind = dice.choice("add drop replace swap".split())
    if kind == "add":
        return word[:at] + dice.choice(ALPHABET) + word[at:]
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "replace":
        return word[:at] + dice.choice(near(word[at]) or ALPHABET) + word[at + 1 :]
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def typos_found(proofreader, texts):
    """Return how many typos were made that are no words, how many were found, and how many set right first."""
    from articles.arabic.proofreading.dictionary import known
    from articles.arabic.proofreading.words import words

    dice = random.Random(SEED)
    made = found = right = 0
    for text in texts:
        able = [word for word in words(text) if len(word.text) >= 4 and not word.partial and known(word.text)]
        for word in dice.sample(able, min(TYPOS_A_STORY, len(able))):
            slip = injected(word.text, dice)
            if slip == word.text or " " in slip or known(slip):
                continue
            made += 1
            start, end = _paragraph(text, word)
            line = text[start : word.start] + slip + text[word.end : end]
            at = word.start - start
            if over := _over(proofreader, line, at, at + len(slip)):
                found += 1
                right += over.suggestions[:1] == (word.text,)
    return made, found, right


def _paragraph(text, word):
    start = text.rfind("\n", 0, word.start) + 1
    end = text.find("\n", word.end)
    return start, len(text) if end < 0 else end


def warm_time(proofreader, text, rounds=9):
    """Return the median milliseconds over a story of 600 words, when everything is loaded."""
    text = " ".join((text.split() * 3)[:600])
    proofreader.check(text)
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        proofreader.check(text)
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def sample_row(proofreader, text):
    findings = proofreader.check(text)
    spelt = {
        (finding.text, finding.suggestions[:1]) for finding in findings if finding.category == "spelling"
    }
    meant = {("الأدردنية", ("الأردنية",)), ("الذكار", ("الذكاء",))}
    caption = any(finding.rule == "pasted-leftover" for finding in findings)
    told = f"{len(meant & spelt)} of 2, {len(spelt - meant)} others"
    return f"{told}, caption {'flagged' if caption else 'missed'}"


def measured(options):
    """Yield rows of (what, must reach, measured)."""
    before = megabytes()
    started = time.perf_counter()
    from articles.arabic.proofreading import Proofreader

    proofreader = Proofreader()
    proofreader.check("قال الوزير اليومم إن الاردن")
    loaded, grown = time.perf_counter() - started, megabytes() - before
    if options.sample.exists():
        text = options.sample.read_text("utf-8")
        yield "the sample report, empty archive", "2 of 2, 0 others, caption", sample_row(proofreader, text)
        yield "600 words, warm", "≤ 100 ms", f"{warm_time(proofreader, text):.0f} ms"
    news = options.data / "wikinews_ar.jsonl"
    if news.exists():
        texts = stories(news)
        found, words = alarms(proofreader, texts)
        yield (
            f"false alarms on edited news ({words:,} words)",
            "≤ 0.25 per 100",
            f"{100 * len(found) / words:.2f}",
        )
        made, hit, right = typos_found(proofreader, texts)
        yield f"injected typos that are no words ({made})", "≥ 60 % found", f"{100 * hit / made:.0f} %"
        yield "of those, right first", "≥ 80 %", f"{100 * right / hit:.0f} %"
    if options.other:
        found, words = alarms(proofreader, [text for path in options.other for text in stories(path)])
        what = f"false alarms on other edited text ({words:,} words)"
        yield what, "≤ 0.6 per 100", f"{100 * len(found) / words:.2f}"
    pairs = options.data / "misspellings_ar.json"
    if pairs.exists():
        pairs = json.loads(pairs.read_text("utf-8"))
        hit, right = pairs_found(proofreader, pairs)
        yield (
            f"always-wrong pairs in a sentence ({len(pairs)})",
            "≥ 97 % found",
            f"{100 * hit / len(pairs):.1f} %",
        )
        yield "of all, right first", "≥ 95 %", f"{100 * right / len(pairs):.1f} %"
    yield "memory added to a process", "≤ 150 MB", f"{max(grown, megabytes() - before):.0f} MB"
    yield "loading, at the first text", "lazily", f"{loaded:.1f} s"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=BESIDE / "data", metavar="FOLDER")
    parser.add_argument("--sample", type=Path, default=BESIDE / "samples" / "report.txt", metavar="FILE")
    parser.add_argument("--other", type=Path, nargs="*", default=sorted(DEMO.glob("*.toml")), metavar="FILE")
    print("| The copy desk | must reach | measured |\n| --- | --- | --- |")
    for row in measured(parser.parse_args()):
        print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
