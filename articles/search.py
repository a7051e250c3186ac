"""What is indexed and how it is asked."""

from articles.arabic.normalise import fold, tidy
from articles.body import plain_text

LONGEST_QUERY = 200


def index_text(publication):
    """Return the folded words by which `publication` is found."""
    names = [line["name"] for line in publication.bylines] + [tag["name"] for tag in publication.tags]
    parts = [
        publication.headline,
        publication.kicker,
        publication.standfirst,
        publication.dateline,
        *names,
        plain_text(publication.body_source),
    ]
    return f" {fold(' '.join(part for part in parts if part))} "


def matching(publications, query):
    """Narrow `publications` to those that hold every word of `query`; no words find nothing."""
    words = fold(tidy(query)[:LONGEST_QUERY]).split()
    if not words:
        return publications.none()
    for word in words[:12]:
        publications = publications.filter(search_text__contains=word)
    return publications
