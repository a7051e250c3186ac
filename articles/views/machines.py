"""Small files at fixed addresses that programmes ask every site for."""

import json
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext

from articles.feeds import xml
from articles.metadata import absolute

from .answers import public_page

OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
TEXT = "text/plain; charset=utf-8"
# What holds nothing for a search engine: the desk, the doors to it, and lists that anybody can make up.
NOT_SEARCHED = ["/admin/", "/accounts/", "/i18n/", "/search/"]


@public_page
def robots(request, at):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_SEARCHED), ""]
    lines += [f"Sitemap: {absolute(reverse(name))}" for name in ("sitemap_index", "sitemap_news")]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@public_page
def security(request, at):
    """Where to report a hole (RFC 9116). It expires within a year, and is always read before that."""
    now = datetime.now(UTC)
    half_a_year_on = divmod(now.month + 5, 12)
    expires = datetime(now.year + half_a_year_on[0], half_a_year_on[1] + 1, 1, tzinfo=UTC)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: ar, en",
        f"Canonical: {absolute(reverse('security'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=TEXT)


@public_page
def manifest(request, at):
    """How the site stands among a phone's programmes."""
    icons = [
        {
            "src": static(f"img/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    content = {
        "id": "/",
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "lang": settings.LANGUAGE_CODE,
        "dir": "rtl",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fdfbf6",
        "theme_color": "#0b5763",
        "icons": [{"src": static("img/site.svg"), "sizes": "any", "type": "image/svg+xml"}, *icons],
    }
    return HttpResponse(json.dumps(content, ensure_ascii=False), content_type="application/manifest+json")


@public_page
def opensearch(request, at):
    """Lets a browser search the site from its address bar."""
    top = xml.root("OpenSearchDescription", {None: OPENSEARCH})
    xml.add(top, "ShortName", settings.SITE_NAME[:16])
    xml.add(top, "Description", gettext("Search in {site}").format(site=settings.SITE_NAME))
    xml.add(top, "InputEncoding", "UTF-8")
    xml.add(top, "Language", settings.LANGUAGE_CODE)
    xml.add(top, "Image", absolute(static("img/icon-192.png")), width=192, height=192, type="image/png")
    xml.add(top, "Url", type="text/html", template=absolute(reverse("search")) + "?q={searchTerms}")
    content_type = "application/opensearchdescription+xml; charset=utf-8"
    return HttpResponse(xml.written(top), content_type=content_type)
