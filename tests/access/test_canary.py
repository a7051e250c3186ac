"""No draft, schedule, withdrawal or unpublished change leaks, anywhere a reader can look."""

import re
from html import unescape
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.test import Client

from articles.search import finding
from articles.search.questions import read
from tests.access import canary

pytestmark = pytest.mark.django_db
LINK = re.compile(rb"""(?:href|src|action)=["']([^"'#]+)|srcset=["']([^"']+)""")


def crawl(client, start):
    """Yield (address, answer, content) for everything that can be reached from `start`, as a reader."""
    waiting, seen = list(start), set()
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 3000:
            continue
        seen.add(address)
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield address, answer, content
        if answer.has_header("Location"):
            waiting.append(answer["Location"])
        if answer.get("Content-Type", "").startswith("text/html"):
            waiting += links_of(address, content)


def links_of(address, content):
    for single, several in LINK.findall(content):
        for link in [single] if single else [part.split()[0] for part in several.split(b",") if part.split()]:
            target = urlsplit(urljoin(address, unescape(link.decode())))
            if target.netloc in ("", "testserver") and not target.path.startswith(
                ("/static/", "/admin/", "/accounts/")
            ):
                yield target.path + (f"?{target.query}" if target.query else "")


def test_no_token_reaches_a_reader():
    start = list(canary.build())
    answers, statuses = 0, {}
    for address, answer, seen in crawl(Client(), start):
        answers += 1
        statuses[answer.status_code] = statuses.get(answer.status_code, 0) + 1
        content = seen.decode("utf-8", "replace")
        # A search page may repeat the reader's own words.
        if "?q=" in address:
            content = content.replace(f'value="{canary.TOKEN}"', "").replace(f"«{canary.TOKEN}»", "")
            content = re.sub(rf"<(title|h1|p|bdi|strong|em|mark)[^>]*>[^<]*{canary.TOKEN}[^<]*", "", content)
        headers = unquote(str(dict(answer.items())))
        assert canary.TOKEN not in content, address
        assert canary.TOKEN not in headers or canary.TOKEN in unquote(address), address
        assert answer.status_code < 500, address
    assert answers > 60
    assert statuses[200] > 15, "the crawl saw nothing: it proves nothing"


def test_the_token_would_be_seen_if_it_were_public():
    """The same crawl finds the token of a story that is live: the net has no hole."""
    from tests import factories as make

    make.publish(headline=canary.secret("headline"))
    found = [address for address, _answer, seen in crawl(Client(), ["/"]) if canary.TOKEN.encode() in seen]
    assert "/" in found


def test_nothing_hidden_counts_in_a_search():
    list(canary.build())
    assert not finding.exists(finding.Search(read(canary.TOKEN)))
    answer = Client().get("/search/", {"q": canary.TOKEN})
    assert answer.status_code == 200
    assert "/a/" not in answer.content.decode().split("<main")[1]
