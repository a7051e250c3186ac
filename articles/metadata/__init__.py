"""What machines are told about a page, in the words of schema.org.

writing     a description becomes a `<script>` that nothing in it can break out of
newspaper   the paper itself and its pages about itself
stories     a story
events      an event with its programme, a session, a participant
lists       a person, a collection of stories, the way to a page
"""

from .events import event, session, speaker
from .lists import breadcrumbs, collection, corrections, event_list, person_page
from .newspaper import newspaper, website
from .stories import story
from .writing import absolute, script, written

__all__ = [
    "absolute",
    "breadcrumbs",
    "collection",
    "corrections",
    "event",
    "event_list",
    "newspaper",
    "person_page",
    "script",
    "session",
    "speaker",
    "story",
    "website",
    "written",
]
