"""The public site as it was at a past moment, through the public views themselves."""

import copy
import re
from html import escape, unescape
from urllib.parse import unquote, urlencode, urlsplit

from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.admin.site import desk

from .fields import MomentField
from .framing import frame

# Links of the page that lead on within the site; the desk, sign-in and files are not parts of the past.
_LINK = re.compile(r'(<a\b[^>]*?\shref=")(/(?!/|static/|admin/|accounts/|pictures/)[^"#]*)')


class AsOfForm(forms.Form):
    at = MomentField(label=gettext_lazy("The site as it was at"))
    path = forms.CharField(label=gettext_lazy("page"), required=False, max_length=500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["path"].widget.attrs |= {"dir": "ltr", "placeholder": "/"}
        self.fields["at"].help_text = settings.TIME_ZONE

    def clean_at(self):
        if self.cleaned_data["at"] > timezone.now():
            raise ValidationError(_("Choose a moment that has passed."), code="future")
        return self.cleaned_data["at"]

    def clean_path(self):
        """Take an address of this site, whole or from its first slash on; nothing else has a past here."""
        typed = self.cleaned_data["path"].strip() or "/"
        try:
            parts = urlsplit(typed.removeprefix(settings.SITE_URL) or "/")
            if parts.netloc:
                raise Resolver404
            resolve(unquote(parts.path), urlconf="articles.urls")
        except (Resolver404, ValueError):
            raise ValidationError(_("This is not an address of this site."), code="elsewhere") from None
        return parts.path + (f"?{parts.query}" if parts.query else "")


@require_safe
def as_of(request):
    if not request.user.has_perm("articles.see_past_site"):
        raise PermissionDenied
    form = AsOfForm(request.GET or None)
    if not form.is_valid():
        context = {**desk.each_context(request), "title": _("The site at a past moment"), "form": form}
        return TemplateResponse(request, "admin/articles/article/as_of.html", context)
    at, address = form.cleaned_data["at"], form.cleaned_data["path"]
    page = public_answer(request, address, as_of=at)
    if page.status_code in (301, 302):
        return HttpResponseRedirect(then(at, page["Location"]))
    page = frame(
        page, "admin/articles/article/_as_of_banner.html", request, {"form": form, "at": at, "path": address}
    )
    if not page.streaming:
        page.content = _LINK.sub(
            lambda link: link[1] + escape(then(at, unescape(link[2]))), page.content.decode()
        )
    return page


def then(at, address):
    """Return the desk's address of the public `address` as it was at `at`."""
    moment = timezone.localtime(at).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{reverse('admin:as_of')}?{urlencode({'at': moment, 'path': address})}"


def public_answer(request, address, **seen):
    """Ask the public view of `address` as a reader would; `seen`: what the desk looks at (`as_of`, `tried_layout`)."""
    path, _mark, query = address.partition("?")
    path = unquote(path)
    match = resolve(path, urlconf="articles.urls")
    reader = copy.copy(request)
    reader.method, reader.user = "GET", AnonymousUser()
    reader.path = reader.path_info = path
    reader.GET, reader.POST = QueryDict(query), QueryDict()
    reader.resolver_match = match
    for name, value in seen.items():
        setattr(reader, name, value)
    with translation.override(settings.LANGUAGE_CODE):
        page = match.func(reader, *match.args, **match.kwargs)
        return page.render() if hasattr(page, "render") and callable(page.render) else page
