"""A page of the public site shown at the desk: under a banner, with the desk's doors to its pictures."""

from django.template.loader import render_to_string

from articles import previewing

from .words import with_desk_pictures


def frame(response, banner, request, context):
    """Put `banner` (a template) on top of a finished page, and keep the page out of every store and index."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
        return response
    page = with_desk_pictures(response.content.decode())
    top = render_to_string(banner, context, request)
    style = render_to_string("admin/articles/article/_banner_style.html")
    response.content = previewing.put_under(top, style, page)
    return response
