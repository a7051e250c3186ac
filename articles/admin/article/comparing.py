"""The difference between two states of a story, in words: any two saved copies, the draft, and what is live."""

from dataclasses import dataclass
from itertools import groupby

from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import body
from articles.admin.site import desk
from articles.models import Article, Byline, Kind, WorkingCopy
from articles.models.revision import content_of

from . import doors
from .marking import marked_body, marked_text
from .standing import standing
from .widgets import is_key

TEXTS = ("kicker", "headline", "standfirst", "place", "source", "seo_headline", "social_headline")
# Unchanged paragraphs beside a change that are shown with it; longer runs are folded.
NEIGHBOURS = 1


@dataclass(frozen=True)
class Side:
    """One of the two: its name in words, the value that asks for it, and everything a reader would see of it."""

    key: str
    name: str
    content: dict


@require_safe
def compare(request, pk):
    """Show what changed from the side `?from=` to the side `?to=`: a number, `live`, `draft` or `copy`."""
    article = doors.story_to_look_at(request, pk)
    live = article.publications.live().select_related("revision").first()
    newer = _side(request, article, live, request.GET.get("to") or "draft")
    older = _side(request, article, live, request.GET.get("from") or ("live" if live else _before(article, newer)))
    rows = marked_body(body.clean(older.content["body"]), body.clean(newer.content["body"]))
    return TemplateResponse(
        request,
        "admin/articles/article/compare.html",
        {
            **desk.each_context(request),
            **standing(article, request.user),
            "title": _("What changed"),
            "older": older,
            "newer": newer,
            "changes": changes(older.content, newer.content),
            "stretches": folded(rows) if any(kind != "same" for kind, _markup in rows) else [],
            "revisions": article.revisions.select_related("created_by").defer("content")[:200],
        },
    )


def _before(article, newer):
    """The copy before the newest, or the newest itself where there is only one."""
    numbers = list(article.revisions.values_list("number", flat=True)[:2])
    return str(numbers[-1])


def _side(request, article, live, key):
    if key == "draft":
        return Side(key, _("The story as it stands"), content_of(article))
    if key == "live" and live:
        return Side(key, _("What readers have"), live.revision.content)
    if key == "copy":
        copy = WorkingCopy.objects.of(request.user, article=article).active().unsaved().first()
        if copy:
            return Side(key, _("What you have not saved"), _content_of_copy(article, copy))
    saved = article.revisions.filter(number=key).first() if is_key(key) and len(key) < 9 else None
    if saved is None:
        raise Http404
    return Side(key, _("Saved copy %(number)s") % {"number": saved.number}, saved.content)


def _content_of_copy(article, copy):
    typed = dict(copy.pairs)
    words = {name: typed[name] for name in (*TEXTS, "body") if name in typed}
    return content_of(article) | words


def changes(old, new):
    """Return (label, markup) for everything but the body that differs between two contents."""
    found = [(name, marked_text(old[name], new[name])) for name in TEXTS if old[name] != new[name]]
    for name, told in TOLD.items():
        before, after = told(old), told(new)
        if before != after:
            found.append((name, _from_to(before, after)))
    for name, named in LISTS.items():
        if named(old) != named(new):
            found.append((name, _lists(named(old), named(new))))
    if old["picture"] != new["picture"]:
        found.append(("lead_picture", _pictures(old["picture"], new["picture"])))
    return [(_label(name), markup) for name, markup in found]


def _label(name):
    return LABELS[name]() if name in LABELS else Article._meta.get_field(name).verbose_name


LABELS = {"bylines": lambda: Byline._meta.verbose_name_plural, "related": lambda: _("related stories")}
TOLD = {
    "kind": lambda content: str(Kind(content["kind"]).label),
    "section": lambda content: (content["section"] or {}).get("name", ""),
    "event": lambda content: (content["event"] or {}).get("title", ""),
    "session": lambda content: (content["session"] or {}).get("title", ""),
    "translation_of": lambda content: "".join(_headlines([content.get("translation_of")])),
    "language": lambda content: str(dict(Article._meta.get_field("language").choices)[content["language"]]),
    "direction": lambda content: str(dict(Article._meta.get_field("direction").choices)[content["direction"]]),
}
LISTS = {
    "bylines": lambda content: [_signed(line) for line in content["bylines"]],
    "tags": lambda content: [tag["name"] for tag in content["tags"]],
    "related": lambda content: _headlines(content["related"]),
}


def _signed(line):
    role = dict(Byline.Role.choices).get(line["role"], "") if line["role"] else ""
    return f"{line['name']} ({role})" if role else line["name"]


def _headlines(keys):
    found = dict(Article.objects.filter(pk__in=keys).values_list("pk", "headline"))
    return [found[key] for key in keys if key in found]


def _from_to(before, after):
    return format_html(
        "{}{}{}",
        format_html("<del>{}</del>", before) if before else "",
        " " if before and after else "",
        format_html("<ins>{}</ins>", after) if after else "",
    )


def _lists(before, after):
    """Both lists as one: what stayed, what came, what went; a new order is said as such."""
    if sorted(before) == sorted(after):
        order = format_html_join("، ", "<bdi>{}</bdi>", ((name,) for name in after))
        return format_html('{} <span class="about">{}</span>', order, _("in a new order"))
    marks = [("del" if name not in after else "", name) for name in before]
    marks += [("ins", name) for name in after if name not in before]
    return format_html_join(
        " ", '<span class="item">{}</span>',
        ((format_html("<{0}>{1}</{0}>", mark, name) if mark else name,) for mark, name in marks),
    )  # fmt: skip


def _pictures(before, after):
    return format_html("{}{}", _picture(before, "gone"), _picture(after, "added"))


def _picture(picture, manner):
    if picture is None:
        return ""
    return format_html(
        '<figure class="{}"><img src="/admin/pictures/{}.jpg" alt="{}">'
        "<figcaption>{} <small>{}</small></figcaption></figure>",
        manner, picture["key"], picture["alt"], picture["caption"], picture["credit"],
    )  # fmt: skip


def folded(rows):
    """Return stretches of rows: (is_folded, rows). A long run without a change is folded, its edges stay."""
    near = {
        place + step
        for place, (kind, _markup) in enumerate(rows)
        if kind != "same"
        for step in range(-NEIGHBOURS, NEIGHBOURS + 1)
    }
    shown = [(place in near, kind, markup) for place, (kind, markup) in enumerate(rows)]
    return [
        (not is_near, [(kind, markup) for _near, kind, markup in run])
        for is_near, run in groupby(shown, key=lambda row: row[0])
    ]
