"""The search page: every query string is answered, and what makes no sense finds nothing."""

from urllib.parse import urlencode

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from django.shortcuts import render
from django.utils.translation import pgettext_lazy

from articles.search import finding, narrowing, suggestions
from articles.search.questions import LONGEST, read

from .answers import latest, public_page

ORDERS = {
    finding.BEST: pgettext_lazy("order of results", "headlines first"),
    finding.NEWEST: pgettext_lazy("order of results", "newest first"),
    finding.RELEVANCE: pgettext_lazy("order of results", "most relevant"),
}


@public_page
def search(request, at):
    parameters = asked(request)
    typed = parameters.get("q", "")[: 4 * LONGEST]
    order = parameters.get("sort", "")
    order = order if order in ORDERS else finding.BEST
    narrowed = narrowing.narrowing(parameters, at)
    question = read(typed)
    looked = finding.Search(question, at, narrowed.groups, narrowed.first, narrowed.last)
    newest = finding.newest_of(looked)
    page = finding.page_of(looked, order, parameters.get("before", ""), newest=newest)
    counted = narrowing.counts(newest, narrowed)
    context = {
        "query": question.typed,
        "page": page,
        "question": question,
        "counts": counted,
        "narrowed": narrowed,
        "asked": looked.asks_for_something,
        "here": "search",
        **_addresses(question.typed, order, narrowed, counted),
    }
    if not page.stories:
        context |= _help(looked, newest, at)
    return render(request, "site/search.html", context)


def asked(request):
    try:
        return request.GET
    except SuspiciousOperation:  # more parameters than Django counts
        return QueryDict()


def _addresses(query, order, narrowed, counted):
    """Return every link of the page: other orders, each filter put on or taken off, the next page."""
    here = {"q": query, **narrowed.values()} | ({"sort": order} if order != finding.BEST else {})
    said = {name: urlencode({name: value}) for name, value in here.items() if value}

    def address(**changes):
        changed = {name: value and urlencode({name: value}) for name, value in changes.items()}
        return "?" + "&".join(filter(None, (said | changed).values()))

    for name, choices in counted.choices.items():
        for choice in choices:
            value = "" if choice.is_chosen else choice.value
            changes = {"from": value, "to": value} if name == "year" else {name: value}
            choice.address = address(**changes)
    return {
        "orders": [(label, address(sort=key), key == order) for key, label in ORDERS.items()],
        "order": order,
        "carried": urlencode(here),
        # New words keep the order and the days; the names were chosen for the old ones.
        "kept_with_words": [(name, here[name]) for name in ("sort", "from", "to") if name in here],
        "kept": [(name, value) for name, value in here.items() if value and name not in ("from", "to")],
        "taken_off": {name: address(**{name: ""}) for name in narrowed.values()},
        "everywhere": address(**dict.fromkeys(narrowing.NAMES, "")),
    }


def _help(looked, newest, at):
    """What to offer where nothing is found."""
    if not looked.question.wanted:
        return {"stories": latest(at, 6)}
    alone = suggestions.each_alone(looked, newest)
    better = suggestions.did_you_mean(looked, alone)
    return {
        "alone": alone if len(alone) > 1 else [],
        "better": better,
        "better_address": "?" + urlencode({"q": better}),
        "stories": latest(at, 6),
    }
