import time

from django.core.management.base import BaseCommand

from articles.search import reindexing

WIDTH = 30


class Command(BaseCommand):
    help = (
        "Bring the search index up to date: what is missing, and what another word list or analysis has made. "
        "The newsroom goes on working; an interrupted run goes on where it stopped."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="make every entry anew")
        parser.add_argument("--check", action="store_true", help="only say how many entries are due")

    def handle(self, **options):
        if options["all"]:
            reindexing.forget()
        due = reindexing.due()
        if options["check"] or not due:
            self.stdout.write(f"{due} entries are due." if due else "The search index is up to date.")
            return
        self._run(due)

    def _run(self, due):
        started, done = time.monotonic(), 0
        for written in reindexing.reindex():
            done += written
            self._show(done, max(done, due))
        seconds = time.monotonic() - started
        self.stdout.write(f"\n{done} entries in {seconds:.1f} s.")

    def _show(self, done, due):
        filled = WIDTH * done // due
        # On a terminal the bar stays in its line.
        start = "\r" if self.stdout.isatty() else "\n"
        self.stdout.write(f"{start}[{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{due}", ending="")
        self.stdout.flush()
