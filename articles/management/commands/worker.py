import signal

from django.core.management.base import BaseCommand

# The rooms whose handlers this process runs; a room that declares jobs has its place here.
from articles import copydesk, feeds, jobs, notifications, pagestore, pictures  # noqa: F401 - imported for their handlers


class Command(BaseCommand):
    help = (
        "Do the background work: mail, notifications, renditions. Any number may run at once; "
        "SIGTERM ends it after the job in hand."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--until-empty", action="store_true", help="Do what is due now, then stop instead of waiting."
        )

    def handle(self, *args, until_empty, **options):
        worker = jobs.Worker(chores=[pagestore.forget_old_changes])
        if until_empty:
            done = 0
            while jobs.run_next(worker.name):
                done += 1
            self.stdout.write(f"{done} jobs done.")
            return
        for end in (signal.SIGTERM, signal.SIGINT):
            signal.signal(end, lambda *_: worker.stop())
        self.stdout.write(f"Worker {worker.name} is at work.")
        worker.run()
