"""The paper itself and its pages about itself."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

from .writing import absolute

# Which property of the paper a page about it answers, by the page's address.
POLICIES = {
    "about": "publishingPrinciples",
    "ethics": "ethicsPolicy",
    "corrections-policy": "correctionsPolicy",
    "masthead": "masthead",
    "ownership": "ownershipFundingInfo",
    "bylines": "noBylinesPolicy",
    "verification": "verificationFactCheckingPolicy",
    "sources": "unnamedSourcesPolicy",
    "contact": "actionableFeedbackPolicy",
}


def identity():
    """How other nodes refer to the paper."""
    return {"@id": absolute("/#newspaper")}


def newspaper(pages=()):
    """The paper. `pages`: its public pages about itself, with `slug` and `get_absolute_url`."""
    policies = {
        POLICIES[page.slug]: absolute(page.get_absolute_url()) for page in pages if page.slug in POLICIES
    }
    return {
        "@type": "NewsMediaOrganization",
        **identity(),
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "logo": {
            "@type": "ImageObject",
            "url": absolute(static("img/icon-512.png")),
            "width": 512,
            "height": 512,
        },
        **policies,
    }


def website():
    """The site with its search."""
    return {
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "inLanguage": settings.LANGUAGE_CODE,
        "publisher": identity(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute(reverse("search")) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }
