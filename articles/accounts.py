"""Sign-in: accounts are issued and never opened by strangers; who decides about stories carries a second factor."""

import struct
from base64 import urlsafe_b64encode
from collections import namedtuple
from contextlib import contextmanager
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import forms as webauthn
from cryptography.fernet import Fernet, MultiFernet
from django import forms
from django.conf import settings
from django.contrib import messages
from django.forms.fields import InvalidJSONInput
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from articles.roles import needs_second_factor

Site = namedtuple("Site", "name domain")


class AccountAdapter(DefaultAccountAdapter):
    """allauth, as this newsroom uses it."""

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """What is no address at all, such as `http://[`, leads nowhere."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def get_reset_password_from_key_url(self, key):
        """Links in letters lead to the newsroom's own address, whatever host the request claimed."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", quote(key))

    def send_mail(self, template_prefix, email, context):
        """Letters name the newspaper, not the host that a request claimed."""
        site = Site(settings.SITE_NAME, settings.SITE_HOST)
        super().send_mail(template_prefix, email, context | {"current_site": site})


class Credential(forms.JSONField):
    """What a passkey says, as JSON. Whatever else is sent is refused, and is not shown again."""

    widget = forms.HiddenInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except (ValueError, RecursionError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def bound_data(self, data, initial):
        return InvalidJSONInput("")


# What reading an answer ends in that no passkey gave: the library takes every part for what it should be.
_MALFORMED = (ValueError, LookupError, TypeError, AttributeError, AssertionError, struct.error)


@contextmanager
def _refused_where_malformed():
    try:
        yield
    except _MALFORMED:
        raise get_mfa_adapter().validation_error("incorrect_code") from None


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    credential = Credential()

    def clean(self):
        with _refused_where_malformed():
            return super().clean()


class PasskeyAnswered(forms.Form):
    credential = Credential()

    def clean_credential(self):
        with _refused_where_malformed():
            return super().clean_credential()


class AuthenticatePasskeyForm(PasskeyAnswered, webauthn.AuthenticateWebAuthnForm):
    pass


class LoginPasskeyForm(PasskeyAnswered, webauthn.LoginWebAuthnForm):
    pass


class ReauthenticatePasskeyForm(PasskeyAnswered, webauthn.ReauthenticateWebAuthnForm):
    pass


class MFAAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted under SECRET_KEY: a stolen backup signs nobody in."""

    def encrypt(self, text):
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher():
    """New secrets go under SECRET_KEY; old ones open under SECRET_KEY_FALLBACKS too, while a key is changed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(urlsafe_b64encode(salted_hmac(_SALT, "", key, algorithm="sha256").digest())) for key in keys]
    )


_SALT = "articles.accounts.MFAAdapter"


# The pages that sign somebody in again over a story that is open: our own pages may frame them, nobody else's.
FRAMED = ("account_login", "mfa_authenticate", "signed_in")


class SignInFrameMiddleware:
    """Lets the desk show the pages of sign-in in a frame of its own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if match and match.view_name in FRAMED:
            response["X-Frame-Options"] = "SAMEORIGIN"
            response._csp_replace = {"frame-ancestors": ["'self'"]}
        return response


def signed_in(request):
    """The last page of signing in again: it tells the page around it, which then goes on."""
    response = render(request, "account/signed_in.html")
    response["Cache-Control"] = "private, no-store"
    return response


class SecondFactorMiddleware:
    """Opens the desk to editors and above only after they have set up a second factor.

    Signing in with it is allauth's part; this stops an account that has none.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.desk = reverse("admin:index")

    def __call__(self, request):
        if (
            settings.REQUIRE_SECOND_FACTOR
            and request.path.startswith(self.desk)
            and self._is_bare(request.user)
        ):
            messages.warning(
                request, _("Your role needs a second factor. Set one up, and the newsroom opens.")
            )
            return redirect("mfa_index")
        return self.get_response(request)

    def _is_bare(self, user):
        return user.is_authenticated and needs_second_factor(user) and not is_mfa_enabled(user)
