"""Lists cut into pages by where the last one ended (keyset): page 500 costs what page 1 costs.

A cursor names the last row of a page. It stays right when stories appear meanwhile: nothing is shown
twice and nothing is left out.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.http import Http404
from django.utils.encoding import escape_uri_path

from articles.models.shelf import LISTED, mark_of

PAGE_SIZE = 20
# The first moment that there is: an archive may reach back before 1970.
BEGINNING = datetime(1, 1, 1, tzinfo=UTC)
CURSOR = re.compile(r"([0-9a-z]{1,12})-([0-9a-z]{1,13})")
LARGEST_KEY = 2**63 - 1
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass
class Page:
    rows: list
    older: str
    """The cursor of the next page, or empty on the last one."""
    is_first: bool
    address: str = ""
    """The page's own address, which search engines are told."""


def page_of(rows, before, *, moment="published_at", key="pk", size=PAGE_SIZE):
    """Return the page of `rows` that comes after the cursor `before`; without one, the first page.

    `moment` and `key` are the columns that put the rows in order, newest first. Raises ValueError for a
    cursor that is none of ours.
    """
    found = list(_after(rows, before, moment, key)[: size + 1])
    return cut(found, before, moment=moment, key=key, size=size)


def _after(rows, before, moment, key):
    if before:
        last_moment, last_key = read_cursor(before)
        if moment == "starts_on":
            last_moment = last_moment.date()
        # The first condition alone would do for an index; the second takes out the rows of that very moment.
        rows = rows.filter(
            Q(**{f"{moment}__lt": last_moment}) | Q(**{moment: last_moment, f"{key}__lt": last_key}),
            **{f"{moment}__lte": last_moment},
        )
    return rows.order_by(f"-{moment}", f"-{key}")


def cut(found, before="", *, moment="published_at", key="pk", size=PAGE_SIZE):
    """Return the page of `found`, the rows after `before`: one more than it shows tells that there are older ones."""
    shown = found[:size]
    older = write_cursor(shown[-1], moment, key) if len(found) > size else ""
    return Page(shown, older, is_first=not before)


def asked_page(request, rows, **order):
    """Return the page that `?before=` asks for; Http404 for a cursor that is none of ours."""
    return _asked(request, lambda before: page_of(rows, before, **order))


def asked_stories(request, rows, key="pk"):
    """The same of publications, which come from the shelf; `rows` may lead to them by the relation `key`."""
    marks = rows.values_list(mark_of("" if key == "pk" else f"{key}__"), flat=True)

    def page(before):
        found = list(_after(marks, before, "published_at", key)[: PAGE_SIZE + 1])
        stories = LISTED.take(found)
        return cut([stories[mark] for mark in found if mark in stories], before)

    return _asked(request, page)


def _asked(request, page_after):
    before = request.GET.get("before", "")
    try:
        page = page_after(before)
    except ValueError:
        raise Http404 from None
    page.address = address_of(request, before)
    return page


def address_of(request, before=""):
    return escape_uri_path(request.path) + (f"?before={before}" if before else "")


def write_cursor(row, moment, key):
    value = getattr(row, moment)
    if not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    return f"{_base36((value - BEGINNING) // timedelta(microseconds=1))}-{_base36(_key_of(row, key))}"


def read_cursor(text):
    """Return the moment and the key that `text` names; ValueError when it names none."""
    match = CURSOR.fullmatch(text)
    if not match:
        raise ValueError("not a cursor")
    try:
        moment = BEGINNING + timedelta(microseconds=int(match[1], 36))
    except OverflowError:
        raise ValueError("not a moment") from None
    key = int(match[2], 36)
    if key > LARGEST_KEY:
        raise ValueError("not a key")
    return moment, key


def _key_of(row, key):
    return row.pk if key == "pk" else getattr(row, f"{key}_id")


def _base36(number):
    written = ""
    while number:
        number, rest = divmod(number, 36)
        written = DIGITS[rest] + written
    return written or "0"
