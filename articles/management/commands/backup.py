from django.core.management.base import BaseCommand, CommandError

from articles import backups


class Command(BaseCommand):
    help = "Make a backup of the database and the pictures below a folder; it can be taken while the newsroom works."

    def add_arguments(self, parser):
        parser.add_argument("folder", help="where the backups are kept; better on another machine's disk")
        parser.add_argument("--keep", type=int, default=0, help="of all backups there, keep the newest so many")

    def handle(self, *args, folder, keep, **options):
        try:
            made = backups.make(folder, keep)
        except (backups.BackupFault, OSError) as fault:
            raise CommandError(str(fault)) from fault
        self.stdout.write(f"{made.folder}: the database and {len(made.manifest['media'])} files")
        if missing := backups.missing_files():
            raise CommandError("The backup is made, but these pictures are not on this disk:\n" + "\n".join(missing))
