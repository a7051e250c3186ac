"""The value of a form's field, from wherever it comes: in one spelling to compare, and as a person reads it."""

import json

from django.utils.html import format_html, linebreaks
from django.utils.safestring import mark_safe

from articles import body

from .widgets import is_key


def plain(form, name, value):
    """Return `value`, as stored or as cleaned, in one spelling that can be compared."""
    prepared = form.fields[name].prepare_value(value)
    if hasattr(prepared, "isoformat"):
        prepared = prepared.replace(tzinfo=None)
    elif name == "shared_with":
        prepared = sorted(prepared or [])
    return json.dumps(prepared or "", default=str)


def shown(form, name, value):
    """Return `value` of a field in words; a value that is not on offer is left out."""
    field = form.fields[name]
    prepared = field.prepare_value(value)
    if name == "body":
        return mark_safe(body.clean(prepared))
    if name == "bylines":
        names = dict(field.widget.authors)
        return "، ".join(names[key] for key, _role in prepared if key in names)
    if hasattr(field, "queryset"):
        return "، ".join(_rows(field, prepared))
    if hasattr(field, "choices"):
        return str(dict(field.choices).get(prepared, ""))
    if hasattr(prepared, "isoformat"):
        return format_html("<bdi>{}</bdi>", prepared.strftime("%Y-%m-%d %H:%M"))
    return mark_safe(linebreaks(prepared, autoescape=True)) if "\n" in (prepared or "") else prepared or ""


def _rows(field, chosen):
    chosen = chosen if isinstance(chosen, list | tuple) else [chosen]
    keys = [str(key) for key in chosen if is_key(key)]
    rows = {str(row.pk): field.label_from_instance(row) for row in field.rows(keys)} if keys else {}
    return [rows[key] for key in keys if key in rows]
