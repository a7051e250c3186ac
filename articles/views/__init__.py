"""The public site. Every view here reads `Publication.objects.live(at)` and public events, and nothing of the desk.

answers   what every public answer has in common; 404, 410, 500
paging    lists cut into pages by where the last one ended
fronts    the home page and the front of a section
story     a story at its canonical and at its short address, and what is left of it when withdrawn
lists     the stories of an author and of a tag
events    events, their programme and their documents
calendars the same for people's own calendars
search    the search page
feeds     feeds of stories
sitemaps  maps for search engines
machines  small files at fixed addresses that programmes ask every site for
"""

from .answers import not_found, server_error
from .calendars import day_calendar, event_calendar, events_calendar, session_calendar, speaker_calendar
from .events import document, event, events
from .feeds import author_feed, event_feed, feed, section_feed, tag_feed
from .fronts import home, section
from .lists import author, tag
from .machines import manifest, opensearch, robots, security
from .search import search
from .sitemaps import sitemap_index, sitemap_month, sitemap_news, sitemap_pages
from .story import article, short

__all__ = [
    "article",
    "author",
    "author_feed",
    "day_calendar",
    "document",
    "event",
    "event_calendar",
    "event_feed",
    "events",
    "events_calendar",
    "feed",
    "home",
    "manifest",
    "not_found",
    "opensearch",
    "robots",
    "search",
    "section",
    "section_feed",
    "security",
    "server_error",
    "session_calendar",
    "short",
    "sitemap_index",
    "sitemap_month",
    "sitemap_news",
    "sitemap_pages",
    "speaker_calendar",
    "tag",
    "tag_feed",
]
