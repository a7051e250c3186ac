"""How a view says that its answer may be kept, and what it was made from."""

from contextlib import contextmanager

from articles.models.dependence import collecting, relies_on

ENVIRON_KEY = "newsroom.page_names"
EVERY_PAGE = "site"
SAY_ENOUGH = ("list:", "picture:")


@contextmanager
def declare(request):
    """Context in which an answer is made: what is read within is what the kept page depends on.

    Only the store asks (through the WSGI environ); an answer to anybody else is made just the same.
    """
    with collecting() as found:
        relies_on(EVERY_PAGE)
        yield
    if not any(name.startswith(SAY_ENOUGH) for name in found):
        # Whoever does not say which lists it shows is made anew whenever any list changes.
        found.add("list:all")
    asked = request.META.get(ENVIRON_KEY)
    if asked is not None:
        asked.update(found)
