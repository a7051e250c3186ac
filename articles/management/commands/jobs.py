from django.core.management.base import BaseCommand, CommandError

from articles import jobs
from articles.management.commands import worker  # noqa: F401 - imported for its handlers
from articles.models import Job


class Command(BaseCommand):
    help = "Say how the background work stands; ends with 1 when something is overdue, for a supervisor to notice."

    def add_arguments(self, parser):
        parser.add_argument(
            "--retry", action="store_true", help="Have everything that was given up tried again."
        )

    def handle(self, *args, retry, **options):
        if retry:
            self.stdout.write(f"{jobs.try_again(Job.objects.all())} to be tried again.")
        found = jobs.standing()
        self.stdout.write(f"waiting {found.waiting}, late {found.late}, given up {found.failed}")
        self.stdout.write(f"last heartbeat {found.heard_from.isoformat() if found.heard_from else 'never'}")
        for job in Job.objects.failed().order_by("pk")[:50]:
            self.stdout.write(
                f"given up: {job.pk} {job.kind} {job.payload} after {job.attempts}: {job.fault}"
            )
        if reasons := jobs.overdue(found):
            raise CommandError(" ".join(str(reason) for reason in reasons))
