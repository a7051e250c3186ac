"""Work for later: mail, renditions, and whatever else nobody should have to wait for.

A job is a row written in the same transaction as what caused it, so that neither exists without the other.
`manage.py worker` does it: any number of them, on any machine, killed at any moment. A job is an id or two; its
handler calls one function of its own room. What must be right even where no worker runs does not belong here.

registry   the kinds of jobs, and who handles each
queue      written, taken, finished, put back
worker     the process: takes one job after another, and shows a heartbeat
standing   what waits, what is late, what was given up; `overdue()` is the alarm
"""

from .queue import enqueue, try_again
from .registry import GiveUp, handles, label_of
from .standing import overdue, standing
from .worker import Worker, run_next

__all__ = [
    "GiveUp",
    "Worker",
    "enqueue",
    "handles",
    "label_of",
    "overdue",
    "run_next",
    "standing",
    "try_again",
]
