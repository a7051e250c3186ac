from django.contrib.auth.models import AbstractUser, Group, Permission
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MailPace(models.TextChoices):
    """How a person wants to be told by e-mail of what the bell shows."""

    AT_ONCE = "once", _("At once")
    HOURLY = "hourly", _("Together, once an hour")
    NEVER = "never", _("Not by e-mail")


class User(AbstractUser):
    """Someone who works in the newsroom.

    What a user may do comes from the groups of `roles.toml`; where, from `sections`.
    Raising `session_epoch` ends every session of the user at its next request.
    """

    first_name = None
    last_name = None
    name = models.CharField(
        _("name"), max_length=150, help_text=_("The full name, as colleagues should see it.")
    )
    sections = models.ManyToManyField(
        "articles.Section",
        verbose_name=_("sections"),
        blank=True,
        related_name="editors",
        help_text=_("The sections that an editor answers for. None named: all of them."),
    )
    mail_pace = models.CharField(
        _("notifications by e-mail"),
        max_length=6,
        choices=MailPace,
        default=MailPace.AT_ONCE,
        editable=False,
    )
    session_epoch = models.PositiveIntegerField(_("session epoch"), default=0, editable=False)

    REQUIRED_FIELDS = ["email", "name"]

    class Meta:
        verbose_name = pgettext_lazy("one of them", "user")
        verbose_name_plural = _("users")
        ordering = ["name"]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    def _get_session_auth_hash(self, secret=None):
        key_salt = "articles.models.user.User.get_session_auth_hash"
        material = f"{self.password}:{self.session_epoch}"
        return salted_hmac(key_salt, material, secret=secret, algorithm="sha256").hexdigest()

    def end_sessions(self):
        """End every session of this user, on every device, at its next request."""
        type(self).objects.filter(pk=self.pk).update(session_epoch=models.F("session_epoch") + 1)
        self.refresh_from_db(fields=["session_epoch"])

    def answers_for(self, section):
        """True when this user's editing rights reach `section` (a Section, or None for a story without one)."""
        named = self.section_ids()
        if not named or section is None:
            return True
        return section.pk in named or section.parent_id in named

    def section_ids(self):
        """Ids of the sections this user answers for; an empty set means all of them."""
        if not hasattr(self, "_section_ids"):
            self._section_ids = frozenset(self.sections.values_list("pk", flat=True))
        return self._section_ids


def with_right(right):
    """The open accounts that have the right: through a group, given to them alone, or as a superuser.

    What Django's `with_perm` says, which looks through everybody once more for each of them.
    """
    meant = Permission.objects.filter(codename=right, content_type__app_label="articles").values("pk")
    groups = Group.permissions.through.objects.filter(permission__in=meant).values("group")
    by_group = User.groups.through.objects.filter(group__in=groups).values("user")
    alone = User.user_permissions.through.objects.filter(permission__in=meant).values("user")
    return User.objects.filter(Q(is_superuser=True) | Q(pk__in=by_group) | Q(pk__in=alone), is_active=True)
