"""The public site. Every view here reads `Publication.objects.live(at)` and public events, and nothing of the desk.

answers   what every public answer has in common; 404, 410, 500
paging    lists cut into pages by where the last one ended
fronts    the home page and the front of a section
story     a story at its canonical and at its short address, and what is left of it when withdrawn
lists     the stories of an author and of a tag
events    events, their sessions, their people and their documents
calendars the same for people's own calendars
archive   every story by its year, month and day
about     the newspaper's own pages, and its corrections
reading   what a browser says and asks for beside the pages
search    the search page
feeds     feeds of stories
sitemaps  maps for search engines
machines  small files at fixed addresses that programmes ask every site for
"""

from .about import corrections, page
from .answers import not_found, server_error
from .archive import archive
from .archive import day as archive_day
from .archive import month as archive_month
from .archive import year as archive_year
from .calendars import day_calendar, event_calendar, events_calendar, session_calendar, speaker_calendar
from .events import document, event, events, session, speaker
from .feeds import author_feed, event_feed, feed, section_feed, tag_feed
from .fronts import home, section
from .lists import author, tag
from .machines import manifest, opensearch, robots, security
from .reading import offline, seen, service_worker
from .search import search
from .sitemaps import sitemap_index, sitemap_month, sitemap_news, sitemap_pages
from .story import article, short

__all__ = [
    "archive",
    "archive_day",
    "archive_month",
    "archive_year",
    "article",
    "author",
    "author_feed",
    "corrections",
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
    "offline",
    "opensearch",
    "page",
    "robots",
    "search",
    "section",
    "section_feed",
    "security",
    "seen",
    "server_error",
    "service_worker",
    "session",
    "session_calendar",
    "short",
    "sitemap_index",
    "sitemap_month",
    "sitemap_news",
    "sitemap_pages",
    "speaker",
    "speaker_calendar",
    "tag",
    "tag_feed",
]
