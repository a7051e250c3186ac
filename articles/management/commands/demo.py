import secrets

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from articles.demo import loading, volume
from articles.demo.reading import read
from articles.models import Article, Section, User
from articles.roles import roles

PASSWORD = "newsroom-demo-2026"  # noqa: S105 - printed for everybody, and for a machine with DEBUG alone


class Command(BaseCommand):
    help = "Load the demo newsroom into an empty database; loading it again changes nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "--articles", type=int, metavar="N", help="add N published stories, for measuring"
        )
        parser.add_argument("--accounts", action="store_true", help="print the addresses and accounts")

    def handle(self, *, articles, accounts, **options):
        with override(settings.LANGUAGE_CODE):
            if accounts:
                self._print_accounts()
            elif articles:
                self._add_volume(articles)
            else:
                self._load()

    def _load(self):
        try:
            loaded = loading.is_loaded()
        except loading.OtherContent:
            raise CommandError(
                "This database holds other content; the demo goes into an empty one."
            ) from None
        if loaded:
            self.stdout.write("The demo newsroom is there already.")
            return
        password = PASSWORD if settings.DEBUG else secrets.token_urlsafe(12)
        loading.load(password, report=self.stdout.write)
        if not settings.DEBUG:
            self.stdout.write(f"Password of the demo accounts: {password}")

    def _add_volume(self, count):
        if not Section.objects.exists():
            self._load()
        seconds = volume.add(count)
        self.stdout.write(f"{count} stories in {seconds:.1f} s, {count / seconds:.0f} a second")

    def _print_accounts(self):
        demo = [
            entry for entry in read("desk.toml")["users"] if User.objects.filter(username=entry["username"])
        ]
        if not demo:
            raise CommandError("The demo is not loaded.")
        self.stdout.write(f"\n  {settings.SITE_NAME}: {Article.objects.count()} stories\n")
        self.stdout.write(f"  public site  {settings.SITE_URL}/")
        self.stdout.write(f"  newsroom     {settings.SITE_URL}/admin/\n")
        shown = set()
        for entry in demo:
            role = entry["roles"][0]
            if role not in shown:
                shown.add(role)
                self.stdout.write(f"  {entry['username']:<10} {PASSWORD}   {roles()[role]['name']} ({role})")
