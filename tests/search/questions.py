"""What the tests of the search share: asking as a reader does."""

from articles.search import finding
from articles.search.questions import read


def ask(typed, order=finding.NEWEST, **fields):
    """Return the headlines that `typed` finds, a page of them."""
    return [story.headline for story in finding.page_of(looked(typed, **fields), order).stories]


def looked(typed, **fields):
    return finding.Search(read(typed), **fields)
