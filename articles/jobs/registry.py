"""The kinds of jobs. A room declares its own with `@handles`; `manage.py worker` imports those rooms."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

LONGEST_PAUSE = timedelta(hours=1)


class GiveUp(Exception):
    """Raised by a handler when trying again would change nothing."""


@dataclass(frozen=True)
class Kind:
    """How jobs of one kind are done.

    `atomic`: the handler's changes and the end of the job are one transaction, for handlers that only touch the
    database. Any other handler may be run twice when its worker dies, and must bear it.
    `attempts`: after so many it is given up, and somebody is told. `lease`: seconds that one attempt may take.
    `late_after`: seconds of waiting that are worth an alarm. `priority`: smaller goes first.
    """

    name: str
    label: str
    do: Callable
    atomic: bool
    attempts: int
    lease: int
    late_after: int
    priority: int

    def pause(self, attempts):
        """How long to wait after so many failed attempts: 10 s, 20 s, 40 s … one hour."""
        return min(timedelta(seconds=10) * 2 ** min(attempts - 1, 12), LONGEST_PAUSE)


KINDS = {}


def handles(name, *, label, atomic=False, attempts=8, lease=60, late_after=300, priority=5):
    """Declare a function that is called with the payload of each job of the kind `name`, as keywords."""

    def declare(do):
        KINDS[name] = Kind(name, label, do, atomic, attempts, lease, late_after, priority)
        return do

    return declare


def label_of(name):
    """What people call a kind; its bare name when this version does not know it."""
    return KINDS[name].label if name in KINDS else name
