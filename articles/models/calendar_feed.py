import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone


class CalendarFeed(models.Model):
    """The address under which one person's calendar programme reads the desk's calendar.

    Whoever has the address reads what the person may open; only a hash of its key is kept, so that nobody
    finds the address here. A new key ends the old one; deleting the row ends both.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    @classmethod
    def renew(cls, user):
        """Give `user` a new key and return it: the one time that it can be read."""
        key = secrets.token_urlsafe(32)
        values = {"key_hash": _hash(key), "made_at": timezone.now(), "read_at": None}
        cls.objects.update_or_create(user=user, defaults=values)
        return key

    @classmethod
    def of_key(cls, key):
        """Return the feed of `key`, or None."""
        return cls.objects.select_related("user").filter(key_hash=_hash(key)).first()


def _hash(key):
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
