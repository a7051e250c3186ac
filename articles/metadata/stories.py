"""A story, and what it shows and whom it names."""

from django.urls import reverse

from articles import pictures
from articles.models import Author, Byline, Kind

from . import events
from .newspaper import identity
from .writing import absolute, moment

TYPES = {
    Kind.NEWS: "NewsArticle",
    Kind.REPORT: "ReportageNewsArticle",
    Kind.ANALYSIS: "AnalysisNewsArticle",
    Kind.OPINION: "OpinionNewsArticle",
    Kind.INTERVIEW: "NewsArticle",
    Kind.INVESTIGATION: "ReportageNewsArticle",
}
WRITING = (Byline.Role.WRITER, Byline.Role.FIELD)
COLLECTIVE = (Author.Kind.DESK, Author.Kind.AGENCY)
# Search engines cut longer headlines, and some refuse them.
LONGEST_HEADLINE = 110


def story(copy, event=None, summary="", tongues=None):
    """The description of a publication; `event`: the public event that it covers, or None.

    `tongues`: the languages in which it can be read, if it can be in more than one.
    """
    address = absolute(copy.get_absolute_url())
    return {
        **_identity(copy),
        "mainEntityOfPage": address,
        "headline": copy.title_for_search[:LONGEST_HEADLINE],
        "alternativeHeadline": copy.kicker,
        "description": summary or copy.standfirst,
        "inLanguage": copy.language,
        "datePublished": moment(copy.published_at),
        "dateModified": moment(copy.updated_at or copy.published_at),
        "author": _named(copy, WRITING),
        "translator": _named(copy, (Byline.Role.TRANSLATION,)),
        "contributor": _named(copy, set(Byline.Role) - {*WRITING, Byline.Role.TRANSLATION}),
        "publisher": identity(),
        "copyrightHolder": identity(),
        "copyrightYear": copy.published_at and copy.published_at.year,
        "articleSection": copy.section_name,
        "keywords": [tag["name"] for tag in copy.tags],
        "wordCount": copy.words,
        "dateline": copy.dateline,
        "contentLocation": copy.place and {"@type": "Place", "name": copy.place},
        "image": images(copy),
        "isAccessibleForFree": True,
        "correction": [correction(row) for row in copy.corrections],
        "about": event and events.reference(event),
        **_translations(tongues),
    }


def _identity(copy):
    return {
        "@type": TYPES.get(copy.kind, "NewsArticle"),
        "@id": absolute(f"{copy.get_short_url()}#story"),
        "url": absolute(copy.get_absolute_url()),
    }


def _named(copy, roles):
    return [person_or_desk(line) for line in copy.bylines if line["role"] in roles]


def _translations(tongues):
    if not tongues:
        return {}
    if tongues.is_of_the_original:
        return {"workTranslation": [_in_its_language(copy) for copy in tongues.others]}
    return {"translationOfWork": tongues.original and _in_its_language(tongues.original)}


def _in_its_language(copy):
    named = {"headline": copy.title_for_search[:LONGEST_HEADLINE], "inLanguage": copy.language}
    return _identity(copy) | named


def person_or_desk(line):
    """A name over a story, as it stood when the story was published."""
    return {
        "@type": "Organization" if line["kind"] in COLLECTIVE else "Person",
        "name": line["name"],
        "url": absolute(reverse("author", args=[line["slug"]])),
        "jobTitle": "" if line["kind"] in COLLECTIVE else line.get("title", ""),
    }


def images(copy):
    """The lead picture in three cuts around its focal point; the card of the story where it has none."""
    if not copy.picture:
        return [absolute(pictures.card_url(copy))]
    return [
        {
            "@type": "ImageObject",
            "url": absolute(cut.address),
            "width": cut.width,
            "height": cut.height,
            "caption": copy.picture.get("caption", ""),
            "creditText": copy.picture.get("credit", ""),
        }
        for cut in pictures.cuts(copy.picture)
    ]


def correction(row):
    return {"@type": "CorrectionComment", "text": row["text"], "datePublished": row["at"]}
