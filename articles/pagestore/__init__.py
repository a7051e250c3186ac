"""Finished pages: kept, refreshed, dropped. Readers never wait for the newsroom.

page        one finished page: its bytes in every coding, its ETag, what it was made from
shelf       pages on this machine's disk, shared by its processes, there after a restart
log         what has changed since, as this process knows it; the thread that follows it
answering   what a reader gets: a page, a 304, or an honest 503
making      pages made by Django, from an address alone
turnstile   who may wait for Django, and for how long
store       the door before Django: answers from memory or disk, refreshes behind the reader's back
removal     whether every process has dropped what had to go
pruning     the log of changes is cut where nobody looks any more
purging     a CDN or a Varnish in front is told what changed

Nothing here decides what is public: a page is made by the ordinary views, and they read `live()`.
A process that loses the database goes on serving what it has.
"""

from . import purging, removal
from .declaring import declare
from .pruning import forget_old_changes

__all__ = ["declare", "forget_old_changes", "purging", "removal"]
