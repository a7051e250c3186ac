"""What the tests of the public site share: a stand of stories, and the ways a reader comes to one."""

from urllib.parse import unquote

from django.urls import resolve

from articles.models import Publication
from tests import factories as make

# The address that the settings under test give the site.
SITE = "http://testserver"


def stand(count, **fields):
    """Publish `count` stories by one pair of people; return their publications, oldest first."""
    writer, editor = make.make_user("journalist"), make.make_user("editor")
    fields.setdefault("authors", [make.make_author()])
    stories = [make.publish(make.make_article(writer, **fields), editor) for _number in range(count)]
    return [story.publications.get() for story in stories]


def copy_of(article):
    """The public copy of `article` that was opened last."""
    return Publication.objects.filter(article=article).latest("live_from")


def canonical(article):
    """Where `article` stands or would stand: its last public copy's address, or the one it would get."""
    if Publication.objects.filter(article=article).exists():
        return copy_of(article).get_absolute_url()
    return f"/{article.section.slug}/{article.public_id}/x/"


def at_moment(rf, address, moment):
    """The public answer of `address` as it was at `moment`."""
    path, _mark, _query = address.partition("?")
    request = rf.get(address)
    request.as_of = moment
    match = resolve(unquote(path))
    return match.func(request, *match.args, **match.kwargs)


def text_of(response):
    return response.content.decode()
