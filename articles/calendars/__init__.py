"""Calendars for people's own calendar programmes (RFC 5545).

writing     entries become the text of a calendar; knows nothing of events
programme   an event and its sessions as entries, and what calendars were told about them before
"""

from .programme import entries_of_event, entries_of_events, entry_of_session, keep
from .writing import CONTENT_TYPE, Entry, calendar

__all__ = [
    "CONTENT_TYPE",
    "Entry",
    "calendar",
    "entries_of_event",
    "entries_of_events",
    "entry_of_session",
    "keep",
]
