from django.core.management.base import BaseCommand

from articles.roles import load_roles


class Command(BaseCommand):
    help = "Load the roles of articles/roles.toml into groups. It can be run again at any time."

    def handle(self, *args, **options):
        for group in load_roles().values():
            self.stdout.write(f"{group.name}: {group.permissions.count()}")
