"""The words of a story exactly as a reader would get them, to be read before they are approved."""

import re

from django.utils.safestring import mark_safe

from articles import publishing
from articles.models import Article, Byline, Kind
from articles.models.revision import content_of

PUBLIC_PICTURE = re.compile(r'(?<=[" ])/pictures/(?=[2-9a-z]{12}-)')


def words_of(article):
    return words_in(content_of(article), article, article.fingerprint)


def words_in(content, article, fingerprint):
    """Return what the page of exact words shows of a revision's `content`."""
    publication = publishing.compose(article, content)
    roles = dict(Byline.Role.choices)
    return {
        "publication": publication,
        "body": mark_safe(with_desk_pictures(publication.body)),
        "bylines": [(line["name"], roles[line["role"]] if line["role"] else "") for line in content["bylines"]],
        "kind": Kind(content["kind"]).label,
        "original": Article.objects.filter(pk=content.get("translation_of")).first(),
        "related": Article.objects.filter(pk__in=content["related"]).values_list("headline", flat=True),
        "fingerprint": fingerprint[:12],
    }


def with_desk_pictures(markup):
    """Point every rendition in `markup` to the desk's own door: the public one opens when the story is live."""
    return PUBLIC_PICTURE.sub("/admin/pictures/", markup)
