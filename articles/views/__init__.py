"""The public site. Every view here reads `Publication.objects.live(at)` and public events, and nothing of the desk.

answers   what every public answer has in common; 404, 410, 500
paging    lists cut into pages by where the last one ended
fronts    the home page and the front of a section
story     a story at its canonical and at its short address, and what is left of it when withdrawn
lists     the stories of an author and of a tag
events    events, their programme and their documents
calendars the same for people's own calendars
search    the search page
"""

from .answers import not_found, server_error
from .calendars import day_calendar, event_calendar, events_calendar, session_calendar, speaker_calendar
from .events import document, event, events
from .fronts import home, section
from .lists import author, tag
from .search import search
from .story import article, short

__all__ = [
    "article",
    "author",
    "day_calendar",
    "document",
    "event",
    "event_calendar",
    "events",
    "events_calendar",
    "home",
    "not_found",
    "search",
    "section",
    "server_error",
    "session_calendar",
    "short",
    "speaker_calendar",
    "tag",
]
