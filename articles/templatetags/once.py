"""Parts of pages that a process makes once: each is made of the values in its tag, and of nothing else of the page.

What is made of a story stays with its row on the shelf, and goes with it; a story that is not there has it made anew.
"""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

from articles.models.shelf import made_of

register = template.Library()
# A masthead for each place of the menu, in two languages, today's and yesterday's: some 10 kB each.
MOST = 256


@register.simple_tag
def once(name, story=None, **values):
    """`{% once "site/_footer.html" pages=around.pages %}`: that template with these values, and the language, alone.

    Values are compared, so they are texts, numbers, days, and tuples of these; never rows, of which two with one key
    are the same to Python whatever stands in them.
    """
    if settings.DEBUG:
        # Whoever works on templates sees the change at once.
        return render_to_string(name, values | {"story": story})
    if story is not None:
        return made_of(story, _of_story, name, tuple(values.items()))
    return _made(name, get_language(), tuple(values.items()))


def _of_story(story, name, values):
    return render_to_string(name, dict(values) | {"story": story})


@lru_cache(maxsize=MOST)
def _made(name, _language, values):
    return render_to_string(name, dict(values))
