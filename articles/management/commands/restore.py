from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from articles import backups
from articles.models import record


class Command(BaseCommand):
    help = "Put a backup in the place of what is here. Stop the web and the worker first."

    def add_arguments(self, parser):
        parser.add_argument("backup", help="the folder that `backup` made")
        parser.add_argument("--replace", action="store_true", help="though there is a newsroom here already")
        parser.add_argument("--check", action="store_true", help="only say whether it is whole")

    def handle(self, *args, backup, replace, check, **options):
        kept = backups.Backup(Path(backup))
        try:
            if check:
                if found := backups.faults(kept):
                    raise CommandError("\n".join(found))
                self.stdout.write("whole")
                return
            counted = backups.restore(kept, replace=replace)
        except (backups.BackupFault, OSError) as fault:
            raise CommandError(str(fault)) from fault
        # A backup may be of an earlier version of the newsroom.
        call_command("prepare", verbosity=0)
        self.stdout.write(", ".join(f"{name} {count}" for name, count in counted.items()))
        if (broken := record.first_break()) is not None:
            raise CommandError(f"The record of steps does not hold from step {broken} on.")
