"""What a browser would send from the pages of a story."""

import re
from html import unescape

import lxml.html
from django.urls import reverse

from tests import factories as make

ADD = "/admin/articles/article/add/"


def address(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def signed_in(client, user):
    client.force_login(user)
    return client


def writer_signed_in(client):
    """A journalist with a name of their own, signed in."""
    user = make.make_user("journalist")
    make.make_author(name="سالم الهنائي", user=user)
    signed_in(client, user)
    return user


def opened(client, url):
    """Open the form at `url` and return what its fields hold, as a browser without scripts would send it."""
    page = client.get(url)
    assert page.status_code == 200
    return fields_of(page)


def fields_of(page):
    return values_in(lxml.html.fromstring(page.content.decode()).get_element_by_id("article_form"))


def values_in(form):
    """Return what a browser would send of a parsed `form`."""
    for area in form.iter("textarea"):
        # The line end after the tag is the markup's, not the text's.
        area.text = (area.text or "").removeprefix("\n")
    data = {}
    for name, value in form.form_values():
        data.setdefault(name, []).append(value)
    return data


def filled_in(client, address):
    """What a browser would send of the form at `address`."""
    return values_of(client.get(address))


def values_of(page):
    """What a browser would send of the form that is a page's own."""
    form = lxml.html.fromstring(page.text).xpath("//form[.//input[@name='csrfmiddlewaretoken']]")[-1]
    return {name: values[0] for name, values in values_in(form).items()}


def select_of(page, name):
    """The markup of the list `name` of a form."""
    return re.search(rf'<select name="{name}".*?</select>', page.content.decode(), re.DOTALL).group()


def saved(client, article, **changes):
    """Open the story's form, change some of its fields, and send it."""
    return client.post(address(article), opened(client, address(article)) | changes)


def texts(page):
    """The page's words, without markup."""
    return unescape(re.sub(r"<[^>]+>", " ", page.content.decode()))
