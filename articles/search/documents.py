"""A publication or a story as the tokens that stand for it.

An entry is one line of tokens: first what a filter asks for, then the headline marked as such, then headline and
text as stems. One column serves every question on both databases. Markers begin with a lone hamza before Latin or
Arabic letters, which no text can produce.
"""

import re

from articles.arabic import stemming
from articles.arabic.terms import stems, terms, without_article
from articles.body import plain_text
from articles.models import ArticleEntry, PictureEntry, PublicationEntry
from articles.models.index import place_of

EVERYTHING = "ءall"
TITLE = "ءt"
BEGINNING = "ءp"
# Stands between parts, so that no phrase runs over their edge.
BREAK = "ءء"
SECTION, AUTHOR, EVENT, KIND = "ءs", "ءa", "ءe", "ءk"
CREDIT = "ءc"
# PostgreSQL keeps positions up to 16,383: what stands behind could be found but not be part of a phrase.
MOST_TOKENS = 15_000


def analysis():
    """Name the analysis that entries are made with; entries of another one are due for a new index."""
    return f"1/{stemming.version()}"


def index_publication(publication):
    """Put `publication` into the index, in the caller's transaction."""
    PublicationEntry.objects.bulk_create([publication_entry(publication)])


def index_article(article, names=()):
    """Put the story into the desk's index as it now stands, in the caller's transaction."""
    keep([article_entry(article, names)])


def index_picture(picture):
    """Put the picture into the library's index as it is now described, in the caller's transaction."""
    keep([picture_entry(picture)])


def keep(entries):
    """Write `entries`, all of one kind, over those that there are of the same rows."""
    if not entries:
        return
    fields, model = entries[0]._meta.concrete_fields, type(entries[0])
    model.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=[model._meta.pk.attname],
        update_fields=[field.name for field in fields if not field.primary_key and not field.is_relation],
    )


def publication_entry(publication):
    names = names_in(publication.bylines, publication.tags)
    marks = facets_of(publication)
    parts = [publication.kicker, publication.standfirst, publication.dateline, *names]
    return PublicationEntry(
        place=place_of(publication.published_at, publication.pk),
        publication_id=publication.pk,
        facets=" ".join(marks),
        analysis=analysis(),
        text=entry_text(publication.headline, [*parts, plain_text(publication.body_source)], marks),
    )


def article_entry(article, names=()):
    parts = [article.kicker, article.standfirst, article.place, article.source, *names]
    return ArticleEntry(
        id=article.pk,
        article_id=article.pk,
        analysis=analysis(),
        text=entry_text(article.headline, [*parts, plain_text(article.body)]),
    )


def picture_entry(picture):
    """All of its words count as a headline does: they are few, and the last one typed may be a beginning."""
    words = [picture.caption, picture.alt, picture.credit, picture.copyright, picture.place, picture.keywords]
    name = re.sub(r"[\W_]+", " ", picture.original_name.rpartition(".")[0] or picture.original_name)
    credited = dict.fromkeys(CREDIT + stem for stem in stems(f"{picture.credit} {picture.copyright}"))
    return PictureEntry(
        id=picture.pk,
        picture_id=picture.pk,
        analysis=analysis(),
        text=joined(title_tokens(" ".join([*words, name])), [], list(credited)),
    )


def names_in(bylines, tags):
    """Return the names over a story and of its tags, from what a revision or a publication holds of them."""
    return [line["name"] for line in bylines] + [tag["name"] for tag in tags]


def facets_of(publication):
    """Return what `publication` can be narrowed by. It is a copy for ever, and so are these."""
    marks = [f"{SECTION}{publication.section_id}", f"{KIND}{publication.kind}"]
    marks += [f"{AUTHOR}{pk}" for pk in dict.fromkeys(line["id"] for line in publication.bylines)]
    return [*marks, f"{EVENT}{publication.event_id}"] if publication.event_id else marks


def entry_text(headline, parts, marks=()):
    """Return the line of tokens for a text of `headline` and `parts`, whose lines are parts themselves."""
    lines = [stems(line) for part in parts if part for line in part.split("\n")]
    return joined(title_tokens(headline), lines, marks)


def title_tokens(headline):
    """Return the tokens of a headline: marked, as beginnings of words, and plain."""
    found = terms(headline)
    marked = [TITLE + term.stem for term in found]
    beginnings = [BEGINNING + without_article(term.word) for term in found]
    return [*beginnings, BREAK, *marked, BREAK, *(term.stem for term in found)]


def joined(title, lines, marks=()):
    tokens = [EVERYTHING, *marks, *title]
    for line in lines:
        if line:
            tokens.append(BREAK)
            tokens += line
    return " ".join(tokens[:MOST_TOKENS])
