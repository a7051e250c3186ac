"""How a story looks where it is met: the card on the home page, in WhatsApp, in Google's results, in a push."""

import json
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import ngettext

from articles import body
from articles.models import Kind

from .editor_texts import SAMPLES

SUMMARY = 160


def line_forms():
    """Return «%(n)s lines» in every plural form, for the browser to choose from."""
    forms = {name: ngettext("%(n)s line", "%(n)s lines", n) for name, n in SAMPLES.items()}
    return json.dumps(forms, ensure_ascii=False)


def cards(article):
    """Return the words of every card, of `article` or of a story that does not exist yet (None)."""
    common = {
        "site": settings.SITE_NAME,
        "host": urlsplit(settings.SITE_URL).hostname,
        "language": article.language if article else "ar",
        "direction": article.direction if article else "rtl",
    }
    if article is None:
        return common
    return common | {
        "label": _label(article),
        "headline": article.headline,
        "search": article.seo_headline or article.headline,
        "sharing": article.social_headline or article.headline,
        "summary": (article.standfirst or body.plain_text(article.body).replace("\n", " "))[:SUMMARY],
        "picture": article.lead_picture and article.lead_picture.desk_url,
    }


def _label(article):
    if article.kind in (Kind.NEWS, Kind.REPORT) and article.section_id:
        return article.section.name
    return article.get_kind_display()
