"""A page of the public site shown at the desk: under a banner, with the desk's doors to its pictures."""

import re

from django.template.loader import render_to_string

from .words import with_desk_pictures

_BODY = re.compile(r"<body\b[^>]*>")


def frame(response, banner, request, context):
    """Put `banner` (a template) on top of a finished page, and keep the page out of every store and index."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return response
    page = with_desk_pictures(response.content.decode())
    top = render_to_string(banner, context, request)
    style = render_to_string("admin/articles/article/_banner_style.html")
    page = page.replace("</head>", style + "</head>", 1)
    response.content = _BODY.sub(lambda body: body[0] + top, page, count=1)
    return response
