from urllib.parse import urlencode

from django.core.exceptions import SuspiciousOperation
from django.shortcuts import render

from articles.models import Publication
from articles.search import LONGEST_QUERY, matching

from .answers import public_page
from .paging import page_of


@public_page
def search(request, at):
    """Every query string is answered; what makes no sense finds nothing."""
    query, before = asked(request)
    found = matching(Publication.objects.live(at), query) if query else Publication.objects.none()
    try:
        page = page_of(found.for_lists(), before)
    except ValueError:
        page = page_of(found.for_lists(), "")
    is_whole = page.is_first and not page.older
    total = len(page.rows) if is_whole else found.count()
    context = {"query": query, "page": page, "total": total, "carried": urlencode({"q": query}), "here": "search"}
    return render(request, "site/search.html", context)


def asked(request):
    """Return the words that are looked for, cut to what a search reads, and the cursor."""
    try:
        parameters = request.GET
    except SuspiciousOperation:  # more parameters than Django counts
        return "", ""
    return parameters.get("q", "")[:LONGEST_QUERY].strip(), parameters.get("before", "")
