"""Telling people: in the newsroom at once, by e-mail as each of them chose.

A notification is a row written in the transaction of its event, once for each person and event; the mail is a job.
Whether somebody may open the story is asked when the row is written, when the bell shows it, and when the mail goes.

people     who may open a story, who edits a section
telling    rows and their mail, once for each person and event
events     which step tells whom of what
wording    what is said, as whole sentences
mail       one message, or the hour's messages in one; never twice
"""

from . import events, mail  # noqa: F401 - their handlers
from .events import step_taken
from .people import may_open
from .telling import mark_read, tell, told_of, unread
from .wording import sentence

__all__ = ["mark_read", "may_open", "sentence", "step_taken", "tell", "told_of", "unread"]
