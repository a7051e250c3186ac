"""The markup that pages carry for a picture."""

from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from . import ladder

TYPES = (("avif", "image/avif"), ("webp", "image/webp"))
# How wide the picture stands on the page, for a page that does not say it better.
SIZES = {
    "w": "(min-width: 48rem) 44rem, 100vw",
    "c": "(min-width: 62rem) 22rem, (min-width: 40rem) 50vw, 100vw",
    "s": "6rem",
}
# What a browser that reads no srcset loads.
MIDDLING = 800


def url(address, name, extension):
    """The address at which readers get a rendition; stored in publications, so it is for good."""
    return f"/pictures/{address}/{name}.{extension}"


def markup(info, alt, sizes="", eager=False, shape="w"):
    """Return the `<picture>` of `info` (as a revision keeps it: address, width, height).

    `shape`: "w" whole, "c" 16:9, "s" square. `eager`: the first large thing that a reader sees.
    """
    width, height = info["width"], info["height"]
    names = ladder.rungs(width, height, shape)
    sizes = sizes or SIZES[shape]
    shown_width, shown_height = ladder.size(names[-1], width, height)
    sources = format_html_join(
        "",
        '<source type="{}" srcset="{}" sizes="{}">',
        ((kind, _srcset(info, names, extension), sizes) for extension, kind in TYPES),
    )
    return format_html(
        '<picture>{}<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {} decoding="async">'
        "</picture>",
        sources,
        url(info["address"], _fallback(names), "jpg"),
        _srcset(info, names, "jpg"),
        sizes,
        shown_width,
        shown_height,
        alt,
        mark_safe('fetchpriority="high"' if eager else 'loading="lazy"'),
    )


def share_url(info):
    """The path of the picture for social cards: JPEG, 1200 × 630, under 300 kB. The site's address comes before it."""
    return url(info["address"], "share", "jpg")


class Cut(NamedTuple):
    address: str
    width: int
    height: int


def cuts(info):
    """The picture as search engines ask for it: square, 4:3 and 16:9 around its focal point, paths without the host."""
    return [
        Cut(url(info["address"], name, "jpg"), *ladder.size(name, info["width"], info["height"]))
        for name in ("m11", "m43", "m169")
    ]


def _srcset(info, names, extension):
    return ", ".join(
        f"{url(info['address'], name, extension)} {ladder.size(name, info['width'], info['height'])[0]}w"
        for name in names
    )


def _fallback(names):
    return [name for name in names if ladder.LADDER[name].width <= MIDDLING][-1]
