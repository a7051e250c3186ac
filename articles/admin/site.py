from functools import partial, wraps

from django.apps import apps
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.models import LogEntry
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.i18n import JavaScriptCatalog

from articles import notifications as told
from articles import picture_views

from . import dashboard, notifications

# CKEditor sets widths through style attributes, shows a picture while it is still being uploaded, and reads
# one that was pasted inside a text.
POLICY_FOR_THE_EDITOR = {
    "style-src": ["'unsafe-inline'"],
    "img-src": ["data:", "blob:"],
    "connect-src": ["data:", "blob:"],
}

# The rooms that a bar shows by themselves; the others stand together under a word.
ALONE = ("article", "picture", "event")
TOGETHER = (
    (_("The site"), ("breaking", "section", "tag", "page", "monthstart")),
    (_("Names and language"), ("author", "registeredname", "houseword", "housestyle", "storytemplate")),
    (_("Running the desk"), ("user", "transition", "revision", "publication", "job")),
)


class RowsToChoose(AutocompleteJsonView):
    """The rows of a list to choose from, as their room names them there."""

    def serialize_result(self, row, to_field_name):
        return super().serialize_result(row, to_field_name) | {"text": self.model_admin.to_choose(row)}


class NewsroomSite(AdminSite):
    """Django's admin for people with a right in the newsroom; sign-in is the accounts room's.

    A right counts, not the flag `is_staff`: rights come from the groups of `roles.toml` alone.
    """

    site_title = pgettext_lazy("desk", "Newsroom")
    site_header = pgettext_lazy("desk", "Newsroom")
    index_title = _("Desk")
    enable_nav_sidebar = False

    def has_permission(self, request):
        user = request.user
        return user.is_active and user.has_module_perms("articles")

    def admin_view(self, view, cacheable=False):
        """Guard `view`: strangers are sent to sign in, people without a right get 403.

        `cacheable`: the view may choose its own Cache-Control; anything else is never stored.
        """
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def framed(request, *args, **kwargs):
            if not request.user.is_authenticated and asks_for_json(request):
                response = JsonResponse({"signed_in": False}, status=401)
            elif not request.user.is_authenticated:
                response = redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
            elif "%00" in request.META.get("QUERY_STRING", ""):
                # A NUL in a filter is an empty list to one database and an error to the other.
                raise BadRequest
            else:
                response = self._answer(guarded, request, *args, **kwargs)
            return _with_headers(response, keep=cacheable)

        return framed

    def _answer(self, view, request, *args, **kwargs):
        """What `view` answers; a refusal or a missing row is told inside the frame, and stored nowhere."""
        try:
            if not self.has_permission(request):
                raise PermissionDenied
            return view(request, *args, **kwargs)
        except PermissionDenied:
            return self._told(request, 403, "admin/refused.html", _("This page is not yours to open"))
        except Http404:
            return self._told(request, 404, "admin/404.html", _("Nothing is here"))

    def _told(self, request, status, template, title):
        return render(request, template, {**self.each_context(request), "title": title}, status=status)

    def each_context(self, request):
        ours = {"menu": self._menu(request), "unread": partial(told.unread, request.user)}
        return {**super().each_context(request), **ours}

    def _menu(self, request):
        """The rooms that this person may look into, for the bar at the top of every page."""
        if not self.has_permission(request):
            return []
        rooms = [_room(request, self.index_title, reverse("admin:index"), is_alone=True)]
        if request.user.has_perm("articles.change_article"):
            rooms.append(_room(request, _("Monitor"), reverse("admin:monitor")))
            rooms.append(_room(request, _("Calendar"), reverse("admin:calendar")))
        rooms += self._rooms_of(request, ALONE)
        for title, names in TOGETHER:
            inside = self._rooms_of(request, names)
            if "breaking" in names and request.user.has_perm("articles.lay_out_front"):
                inside.insert(0, _room(request, _("Fronts"), reverse("admin:front")))
            rooms += inside if len(inside) < 2 else [_together(title, inside)]
        return rooms

    def _rooms_of(self, request, names):
        """The lists of the models `names` that this person may look into."""
        models = [apps.get_model("articles", name) for name in names]
        return [
            _room(
                request,
                capfirst(model._meta.verbose_name_plural),
                reverse(f"admin:articles_{model._meta.model_name}_changelist"),
            )
            for model in models
            if self.get_model_admin(model).has_view_or_change_permission(request)
        ]

    def get_urls(self):
        """The desk's own pictures and the past of the site; without the jump by content type, which tells addresses."""
        from .article.as_of import as_of  # these rooms import this site
        from .calendar.feed import feed, feed_page
        from .calendar.pages import calendar
        from .fronts import front
        from .monitor import monitor

        ours = [
            path("pulse/", self.admin_view(pulse), name="pulse"),
            path("front/", self.admin_view(front), name="front"),
            path("front/<slug:slug>/", self.admin_view(front), name="front"),
            path("as-of/", self.admin_view(as_of), name="as_of"),
            path("monitor/", self.admin_view(monitor), name="monitor"),
            path("calendar/", self.admin_view(calendar), name="calendar"),
            path("calendar/feed/", self.admin_view(feed_page), name="calendar_feed_page"),
            # For programmes that cannot sign in: its key is its door.
            path("calendar/feed/<slug:key>.ics", feed, name="calendar_feed"),
            path("pictures/<slug:key>.jpg", picture_views.desk_picture, name="desk_picture"),
            path("pictures/<slug:address>/<str:name>", picture_views.desk_rendition, name="desk_rendition"),
        ]
        ours += [
            path("notifications/", self.admin_view(partial(notifications.page, site=self)), name="notifications"),
            path("notifications/count/", self.admin_view(notifications.count), name="notifications_count"),
            path("notifications/read/", self.admin_view(notifications.read), name="notifications_read"),
            path("notifications/choice/", self.admin_view(notifications.choose), name="notifications_choice"),
        ]
        return ours + [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def autocomplete_view(self, request):
        return RowsToChoose.as_view(admin_site=self)(request)

    def login(self, request, extra_context=None):
        if request.user.is_authenticated:
            if not self.has_permission(request):
                raise PermissionDenied
            return redirect("admin:index")
        return redirect_to_login(request.GET.get("next") or "/admin/", settings.LOGIN_URL)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def password_change_done(self, request, extra_context=None):
        return redirect("admin:index")

    def i18n_javascript(self, request, extra_context=None):
        """The words that scripts say: Django's, and ours where its Arabic has gaps."""
        return _javascript_words(request)

    def get_app_list(self, request, app_label=None):
        """Django's list of models, which no page of the desk shows: the bar has the rooms."""
        return []

    def app_index(self, request, app_label, extra_context=None):
        """There is one app, and the bar shows its rooms."""
        return redirect("admin:index")

    def get_log_entries(self, request):
        """The desk shows the record instead; the log of forms stays with each row's own history."""
        return LogEntry.objects.none()

    def index(self, request, extra_context=None):
        return super().index(request, {"board": dashboard.board(request.user), **(extra_context or {})})


def _room(request, name, url, *, is_alone=False):
    """One place of the menu. `is_alone`: what lies below its address are other rooms."""
    here = request.path == url
    return {"name": name, "url": url, "here": here, "current": here or (not is_alone and request.path.startswith(url))}


def _together(title, rooms):
    return {"name": title, "rooms": rooms, "current": any(room["current"] for room in rooms)}


def asks_for_json(request):
    """True for a script of the desk, which reads what happened and not a page."""
    return request.headers.get("Accept") == "application/json"


def pulse(request):
    """Tell an open page who is signed in, with a token for its form: signing in anew makes the old one stale."""
    return JsonResponse({"user": request.user.pk, "name": str(request.user), "token": get_token(request)})


def _with_headers(response, keep):
    if not keep or not response.has_header("Cache-Control"):
        response["Cache-Control"] = "private, no-store"
    if not hasattr(response, "_csp_update"):
        response._csp_update = POLICY_FOR_THE_EDITOR
    return response


def _javascript_words(request):
    response = JavaScriptCatalog.as_view(packages=["django.contrib.admin", "articles"])(request)
    response["Cache-Control"] = "private, no-cache"
    return response


desk = NewsroomSite(name="admin")
