"""The desk: Django's admin, with our theme, our words and our doors.

site        the frame: who gets in, headers, languages, the order of the menu
rows        what every list and form of the desk has in common
dashboard   the first page, by role; shelves   the sets of stories that it counts and the list opens
monitor     the board of what the desk has in hand
calendar/   what is planned, due, scheduled and published, by week and month
article/    stories: the form, the workflow's buttons, preview, history, «ألصق الخبر»
fronts      the layout of the fronts, «عاجل»; about   the paper's own pages and Hijri months
pictures/   the library: found, sent many at a time, described, with their rights; rights: those in words
sections, authors, tags, events, people    the rest of the newsroom, a file each
narrowing   what forms over a list have in common
copydesk    house words, names and titles, house style
notifications   the bell, and how each person is told
story_templates   what recurring kinds of stories start with
jobs        the background work: what failed, and another try
records     the record, saved copies and publications; to be read, never changed
"""

# Every registration of the desk.
from . import (  # noqa: F401
    about,
    article,
    authors,
    copydesk,
    events,
    fronts,
    jobs,
    people,
    pictures,
    records,
    sections,
    story_templates,
    tags,
)
from .site import desk

__all__ = ["desk"]
