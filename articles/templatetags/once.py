"""Parts of pages that a process makes once: each is made of the values in its tag, and of nothing else of the page."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

register = template.Library()
# A masthead for each place of the menu, in two languages, today's and yesterday's: some 10 kB each.
MOST = 256


@register.simple_tag
def once(name, **values):
    """`{% once "site/_footer.html" pages=around.pages %}`: that template with these values, and the language, alone.

    Values are compared, so they are texts, numbers, days, and tuples of these; never rows, of which two with one key
    are the same to Python whatever stands in them.
    """
    # Whoever works on templates sees the change at once.
    make = _made.__wrapped__ if settings.DEBUG else _made
    return make(name, get_language(), tuple(values.items()))


@lru_cache(maxsize=MOST)
def _made(name, _language, values):
    return render_to_string(name, dict(values))
