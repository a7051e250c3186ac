"""Sign-in: accounts are issued and never opened by strangers; who decides about stories carries a second factor."""

from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.roles import needs_second_factor


class AccountAdapter(DefaultAccountAdapter):
    """allauth, as this newsroom uses it."""

    def is_open_for_signup(self, request):
        return False

    def get_reset_password_from_key_url(self, key):
        """Links in letters lead to the newsroom's own address, whatever host the request claimed."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", quote(key))


class SecondFactorMiddleware:
    """Opens the desk to editors and above only after they have set up a second factor.

    Signing in with it is allauth's part; this stops an account that has none.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.desk = reverse("admin:index")

    def __call__(self, request):
        if settings.REQUIRE_SECOND_FACTOR and request.path.startswith(self.desk) and self._is_bare(request.user):
            messages.warning(request, _("Your role needs a second factor. Set one up, and the newsroom opens."))
            return redirect("mfa_index")
        return self.get_response(request)

    def _is_bare(self, user):
        return user.is_authenticated and needs_second_factor(user) and not is_mfa_enabled(user)
