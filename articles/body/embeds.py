"""The sites that can be embedded. Stored is the provider and an id, never an address and never their markup.

The patterns are read by the editor in the browser too, so they keep to what both kinds of regular expression
share. A link that they do not read is no embed: it can stand in the text as a link.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from django.utils.translation import pgettext_lazy

# Where a browser writes a named group otherwise.
PYTHON_GROUP, BROWSER_GROUP = "(?P<", "(?<"
_START = r"^\s*(?:https?://)?(?:(?:www|m|mobile)\.)?"


@dataclass(frozen=True)
class Provider:
    """One site: the links that are read, the shape of an id, and the two addresses made from it.

    `address` is the page that a plain link leads to; `frame` the page that may be shown in a frame once a
    reader has asked for it; `{id}` stands for the id, `{address}` for the page's address.
    """

    name: str
    invitation: str
    links: tuple
    id: str
    address: str
    frame: str

    @cached_property
    def patterns(self):
        return [re.compile(_START + link, re.ASCII | re.IGNORECASE) for link in self.links]

    @property
    def patterns_for_browsers(self):
        return [pattern.pattern.replace(PYTHON_GROUP, BROWSER_GROUP) for pattern in self.patterns]

    def accepts(self, embed_id):
        return bool(re.fullmatch(self.id, embed_id, re.ASCII))

    def address_of(self, embed_id):
        return self.address.format(id=embed_id, **_point(embed_id))

    def frame_of(self, embed_id):
        address = quote(self.address_of(embed_id), safe="")
        return self.frame.format(id=embed_id, address=address, **_point(embed_id))


PROVIDERS = {
    "youtube": Provider(
        pgettext_lazy("embed provider", "YouTube"),
        pgettext_lazy("embed", "Watch on YouTube"),
        (
            r"youtube\.com/watch\?(?:[^#\s]*&)?v=([\w-]{11})(?![\w-])",
            r"youtube(?:-nocookie)?\.com/(?:shorts|live|embed)/([\w-]{11})(?![\w-])",
            r"youtu\.be/([\w-]{11})(?![\w-])",
        ),
        r"[\w-]{11}",
        "https://www.youtube.com/watch?v={id}",
        "https://www.youtube-nocookie.com/embed/{id}",
    ),
    "x": Provider(
        pgettext_lazy("embed provider", "X"),
        pgettext_lazy("embed", "Read on X"),
        (r"(?:x|twitter)\.com/\w{1,20}/(?:web/)?status(?:es)?/(\d{5,20})",),
        r"\d{5,20}",
        "https://x.com/i/status/{id}",
        "https://platform.twitter.com/embed/Tweet.html?id={id}",
    ),
    "instagram": Provider(
        pgettext_lazy("embed provider", "Instagram"),
        pgettext_lazy("embed", "See on Instagram"),
        (r"instagram\.com/(?:[\w.]+/)?((?:p|reel|tv)/[\w-]{5,40})",),
        r"(p|reel|tv)/[\w-]{5,40}",
        "https://www.instagram.com/{id}/",
        "https://www.instagram.com/{id}/embed/",
    ),
    "facebook": Provider(
        pgettext_lazy("embed provider", "Facebook"),
        pgettext_lazy("embed", "See on Facebook"),
        (
            r"facebook\.com/([\w.-]{1,80}/(?:posts|videos)/[\w-]{5,120})",
            r"facebook\.com/(reel/\d{5,20})",
            r"facebook\.com/(share/[pvr]/\w{5,40})",
            r"facebook\.com/(watch/\?v=\d{5,20})",
        ),
        r"[\w.-]{1,80}/(posts|videos)/[\w-]{5,120}|reel/\d{5,20}|share/[pvr]/\w{5,40}|watch/\?v=\d{5,20}",
        "https://www.facebook.com/{id}",
        "https://www.facebook.com/plugins/post.php?href={address}",
    ),
    "tiktok": Provider(
        pgettext_lazy("embed provider", "TikTok"),
        pgettext_lazy("embed", "Watch on TikTok"),
        (r"tiktok\.com/(@[\w.-]{1,40}/video/\d{10,25})",),
        r"@[\w.-]{1,40}/video/\d{10,25}",
        "https://www.tiktok.com/{id}",
        "https://www.tiktok.com/player/v1/{number}",
    ),
    "vimeo": Provider(
        pgettext_lazy("embed provider", "Vimeo"),
        pgettext_lazy("embed", "Watch on Vimeo"),
        (r"(?:player\.)?vimeo\.com/(?:video/)?(\d{5,12})",),
        r"\d{5,12}",
        "https://vimeo.com/{id}",
        "https://player.vimeo.com/video/{id}?dnt=1",
    ),
    "map": Provider(
        pgettext_lazy("embed provider", "Map"),
        pgettext_lazy("embed", "See on the map"),
        (
            r"google\.[a-z]{2,3}(?:\.[a-z]{2})?/maps/[^?#\s]*@(?P<lat>-?\d{1,2}\.\d+),(?P<lon>-?\d{1,3}\.\d+),(?P<zoom>\d{1,2})",
            r"openstreetmap\.org/[^#\s]*#map=(?P<zoom>\d{1,2})/(?P<lat>-?\d{1,2}\.\d+)/(?P<lon>-?\d{1,3}\.\d+)",
        ),
        r"-?\d{1,2}\.\d{1,5},-?\d{1,3}\.\d{1,5},\d{1,2}",
        "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map={zoom}/{lat}/{lon}",
        "https://www.openstreetmap.org/export/embed.html?bbox={bbox}&marker={lat},{lon}",
    ),
}


def read_link(link):
    """Return (provider, id) of a `link` as people paste it, or None when it cannot be embedded."""
    for key, provider in PROVIDERS.items():
        for pattern in provider.patterns:
            if found := pattern.match(link):
                embed_id = _id_in(found)
                return (key, embed_id) if accepts(key, embed_id) else None
    return None


def accepts(key, embed_id):
    """True when `embed_id` can be the id of something at the provider `key`."""
    provider = PROVIDERS.get(key)
    return bool(provider) and provider.accepts(embed_id) and (key != "map" or _is_on_earth(embed_id))


def _id_in(found):
    point = found.groupdict()
    if not point:
        return found[1]
    return f"{_degrees(point['lat'])},{_degrees(point['lon'])},{point['zoom']}"


def _degrees(text):
    """Five places are a metre; the rest of what a map writes is noise."""
    whole, _point_sign, places = text.partition(".")
    return f"{whole}.{places[:5]}"


def _is_on_earth(embed_id):
    lat, lon, zoom = map(float, embed_id.split(","))
    return abs(lat) <= 85 and abs(lon) <= 180 and zoom <= 21


def _point(embed_id):
    """What the two addresses need beside the id: the parts of a place on a map, or the number in a path."""
    parts = embed_id.split(",")
    if len(parts) != 3:
        return {"number": embed_id.rpartition("/")[2]}
    lat, lon, zoom = parts
    reach = 180 / 2 ** max(1, int(zoom))
    box = [float(lon) - reach, float(lat) - reach / 2, float(lon) + reach, float(lat) + reach / 2]
    return {"lat": lat, "lon": lon, "zoom": zoom, "bbox": ",".join(f"{side:.5f}" for side in box)}
