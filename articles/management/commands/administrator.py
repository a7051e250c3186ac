import os

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from articles.models import User
from articles.roles import group_of, roles

VARIABLES = ("ADMIN_USERNAME", "ADMIN_EMAIL", "ADMIN_PASSWORD")


class Command(BaseCommand):
    help = (
        "Make the first administrator from ADMIN_USERNAME, ADMIN_EMAIL and ADMIN_PASSWORD. "
        "Does nothing where there is one already. Run `roles` before."
    )

    def handle(self, *args, **options):
        existing = User.objects.filter(is_active=True, groups__name=roles()["administrator"]["name"]).first()
        if existing:
            self.stdout.write(f"There is an administrator already: {existing.username}.")
            return
        username, email, password = self.read_variables()
        administrator = User(username=username, email=email, name=username, is_staff=True)
        try:
            validate_email(email)
            validate_password(password, administrator)
            administrator.set_password(password)
            administrator.full_clean()
        except ValidationError as refusal:
            raise CommandError("No administrator was made: " + " ".join(refusal.messages)) from refusal
        administrator.save()
        administrator.groups.add(group_of("administrator"))
        self.stdout.write(f"Made the administrator {username}.")

    def read_variables(self):
        missing = [name for name in VARIABLES if not os.environ.get(name)]
        if missing:
            raise CommandError(f"There is no administrator yet. To make one, set {', '.join(missing)}.")
        return [os.environ[name] for name in VARIABLES]
