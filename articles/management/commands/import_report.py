import json
import sys
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles import importing
from articles.arabic.report import NotAReport
from articles.arabic.report.refusal import LARGEST
from articles.models import Article, Event, Section, with_right

PARTS = ("kicker", "headline", "standfirst", "place", "source", "byline", "paragraphs", "set_aside")


@dataclass
class Read:
    """What became of one file: what was recognised and the draft, or why it was refused."""

    file: str
    report: object = None
    article: Article | None = None
    error: str = ""

    def as_dict(self):
        recognised = self.report.as_dict() if self.report else dict.fromkeys(PARTS, "")
        if not self.report:
            recognised |= {"paragraphs": [], "set_aside": []}
        told = {"file": self.file} | {part: recognised[part] for part in PARTS}
        told["article"] = self.article.public_id if self.article else None
        return told | ({"error": self.error} if self.error else {})


class Command(BaseCommand):
    help = (
        "Make drafts of reports in plain text (UTF-8, UTF-16 or Windows-1256) or Word."
        " A file that is not a report is refused with a reason; the others go on."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--section", metavar="SLUG", help="the section of the drafts")
        parser.add_argument("--event", metavar="SLUG", help="the event that they cover")
        parser.add_argument(
            "--author",
            metavar="USERNAME",
            help="who owns the drafts; not needed where only one active account may write",
        )
        parser.add_argument("--json", action="store_true", help="print what was recognised as JSON")

    def handle(self, *, files, section=None, event=None, author=None, **options):
        section = section and _chosen(Section.objects.all(), "slug", section, "section")
        event = event and _chosen(Event.objects.all(), "slug", event, "event")
        owner = _writer(author)
        results = [_import(name, owner=owner, section=section, event=event) for name in files]
        if options["json"]:
            told = [result.as_dict() for result in results]
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            for result in results:
                self._tell(result)
        refused = [result for result in results if result.error]
        for result in refused:
            self.stderr.write(f"{result.file}: {result.error}")
        if refused:
            sys.exit(1)

    def _tell(self, result):
        if result.error:
            return
        recognised = result.as_dict()
        self.stdout.write(f"{result.file} → {recognised['article']}")
        for part in ("kicker", "headline", "standfirst", "place", "source", "byline"):
            if recognised[part]:
                self.stdout.write(f"  {part}: {recognised[part]}")
        self.stdout.write(f"  paragraphs: {len(recognised['paragraphs'])}")
        for line in recognised["set_aside"]:
            self.stdout.write(f"  set aside ({line['reason']}): {line['text']}")


def _import(name, *, owner, section, event):
    result = Read(name)
    try:
        with Path(name).open("rb") as file:
            data = file.read(LARGEST + 1)
        result.report = importing.recognise_file(data)
    except OSError as error:
        result.error = f"The file cannot be opened: {error.strerror}."
    except NotAReport as refused:
        result.error = refused.message
    else:
        result.article = importing.draft_from(result.report, owner=owner, section=section, event=event)
    return result


def _chosen(rows, field, value, what):
    """Return the row of `rows` whose `field` is `value`; without one, an error that lists the choices."""
    row = rows.filter(**{field: value}).first()
    if row is None:
        choices = ", ".join(rows.order_by(field).values_list(field, flat=True)) or "none yet"
        raise CommandError(f"There is no {what} “{value}”. Choices: {choices}")
    return row


def _writer(username):
    """Return who owns the drafts: the account named, else the only one that may write."""
    writers = with_right("add_article")
    if username:
        return _chosen(writers, "username", username, "active account that may write named")
    found = list(writers.order_by("username")[:2])
    if len(found) == 1:
        return found[0]
    choices = ", ".join(writers.order_by("username").values_list("username", flat=True)) or "none yet"
    raise CommandError(f"Say with --author who owns the drafts. Choices: {choices}")
