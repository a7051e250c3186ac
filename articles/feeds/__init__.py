"""What programmes read instead of pages: feeds of stories, and maps of the site.

xml       elements that hold any text, and stay well-formed
entries   a story as an entry of a feed, the same for every format
formats   Atom, RSS 2.0 and JSON Feed
maps      sitemaps
hub       tells a WebSub hub what is new
"""

from .entries import Feed, entry_of
from .formats import FORMATS
from .hub import tell_hub
from .maps import Place, index, news, places

__all__ = ["FORMATS", "Feed", "Place", "entry_of", "index", "news", "places", "tell_hub"]
