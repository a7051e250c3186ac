"""What a page was made from: names collected while it is made, so that a change can say which pages it touches.

A name is a kind and a key. `story:7` is everything public about article 7; `list:section:3` is which stories
stand in that section; `list:all` is which stories there are; `event:5` is that event with its programme;
`translations:7` is in which languages article 7 can be read; `picture:<address>` is whether that picture is
public; `fronts` is how the fronts are laid out, with «عاجل»; `site` is what stands on every page.
Rows give their own names when they are loaded; queryset verbs that decide who is in a list give the list's.
"""

from contextlib import contextmanager
from contextvars import ContextVar

_collected = ContextVar("names of what is read", default=None)


@contextmanager
def collecting():
    """Within, every name that is read is added to the set that this yields."""
    names = set()
    token = _collected.set(names)
    try:
        yield names
    finally:
        _collected.reset(token)


def relies_on(*names):
    """Say that whatever is being made here depends on `names`; outside `collecting` it says nothing to nobody."""
    collected = _collected.get()
    if collected is not None:
        collected.update(names)


class Named:
    """A model whose loaded rows say that they were read. `dependence_name` may be overridden."""

    @classmethod
    def from_db(cls, *arguments, **options):
        row = super().from_db(*arguments, **options)
        if _collected.get() is not None:
            relies_on(row.dependence_name())
        return row

    def dependence_name(self):
        return f"{self._meta.model_name}:{self.pk}"
