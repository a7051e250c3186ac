import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from articles import copydesk
from articles.arabic.proofreading import Proofreader
from articles.arabic.report import NotAReport, decode
from articles.arabic.report.refusal import LARGEST
from articles.arabic.word_document import read_word

_WORD_START = b"PK\x03\x04"


class Command(BaseCommand):
    help = (
        "Proofread texts: plain (UTF-8, UTF-16 or Windows-1256) or Word. Works on an empty database."
        " A file that cannot be read is named; the others go on."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")
        parser.add_argument(
            "--fix",
            action="store_true",
            help="apply the safe fixes to plain text files, and list what is left",
        )

    def handle(self, *, files, **options):
        proofreader = _proofreader()
        told, refused = [], []
        for name in files:
            try:
                text = _read(name, proofreader if options["fix"] else None)
            except OSError as error:
                refused.append(f"{name}: The file cannot be opened: {error.strerror}.")
            except (NotAReport, ValueError) as error:
                refused.append(f"{name}: {getattr(error, 'message', error)}")
            else:
                told.append((name, text, proofreader.check(text)))
        if options["json"]:
            self.stdout.write(_as_json(told))
        else:
            self._tell(told)
        for reason in refused:
            self.stderr.write(reason)
        if refused:
            sys.exit(1)

    def _tell(self, told):
        for name, text, findings in told:
            for finding in findings:
                line = text.count("\n", 0, finding.offset) + 1
                column = finding.offset - (text.rfind("\n", 0, finding.offset) + 1) + 1
                better = f" → {' | '.join(finding.suggestions)}" if finding.suggestions else ""
                shown = finding.text if len(finding.text) <= 60 else f"{finding.text[:60]}…"
                self.stdout.write(f"{name}:{line}:{column}: {finding.rule}: {shown}{better}")


def _proofreader():
    """With the desk's decisions; without them where there is no database yet."""
    try:
        return copydesk.proofreader()
    except DatabaseError:
        return Proofreader()


def _read(name, fixing):
    """Return the text of a file; with a proofreader in `fixing`, after its safe fixes are written back."""
    path = Path(name)
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if data.startswith(_WORD_START):
        if fixing:
            raise ValueError("A Word file is read, but not changed; save it as plain text to fix it.")
        return read_word(data)
    text = decode(data)
    if fixing and (fixed := fixing.fix(text)) != text:
        path.write_text(fixed, encoding="utf-8", newline="")
        return fixed
    return text


def _as_json(told):
    rows = [
        {"file": name, "findings": [finding.as_dict() for finding in findings]}
        for name, _text, findings in told
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)
