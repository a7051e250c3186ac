"""What is stored; the list in `articles.__init__` is the order in which to read it."""

from .around import Around, around
from .article import (
    DATELINED_KINDS,
    OPEN_STATES,
    WITH_THE_WRITER,
    Article,
    DeskState,
    Kind,
    PublicState,
)
from .author import Author
from .beside import Byline, RelatedArticle
from .calendar import MonthStart
from .calendar_feed import CalendarFeed
from .change import Change, Follower, log_end, note_change
from .clock import database_now
from .copydesk import (
    HeldTitle,
    HouseStyle,
    HouseWord,
    IgnoredFinding,
    PairCount,
    RegisteredName,
    WordCount,
)
from .dependence import relies_on
from .event import CalendarEntry, Document, Event, Outcome, Participant, Session
from .front import Breaking, FrontLayout
from .index import ArticleEntry, PictureEntry, PublicationEntry
from .job import Job, Worker
from .note import Note
from .notification import Notification
from .page import Page
from .picture import Picture, PictureUse, Rights
from .preview_link import PreviewLink
from .publication import (
    Correction,
    Publication,
    PublicationAuthor,
    PublicationPicture,
    PublicationRelated,
    PublicationTag,
    Withdrawal,
)
from .reach import Reach
from .reads import ReadCount
from .record import ChainHead, Transition
from .revision import AppendOnlyError, Revision, revise
from .saved_search import SavedSearch
from .section import Section
from .story_template import StoryTemplate
from .tag import Tag, TaggedItem
from .tongues import Tongues, families_within, family_of, original_of, tongues_of
from .user import MailPace, User, with_right
from .writing import Lease, WorkingCopy

__all__ = [
    "DATELINED_KINDS",
    "OPEN_STATES",
    "WITH_THE_WRITER",
    "AppendOnlyError",
    "Around",
    "Article",
    "ArticleEntry",
    "Author",
    "Breaking",
    "Byline",
    "CalendarEntry",
    "CalendarFeed",
    "ChainHead",
    "Change",
    "Correction",
    "DeskState",
    "Document",
    "Event",
    "Follower",
    "FrontLayout",
    "HeldTitle",
    "HouseStyle",
    "HouseWord",
    "IgnoredFinding",
    "Job",
    "Kind",
    "Lease",
    "MailPace",
    "MonthStart",
    "Note",
    "Notification",
    "Outcome",
    "Page",
    "PairCount",
    "Participant",
    "Picture",
    "PictureEntry",
    "PictureUse",
    "PreviewLink",
    "PublicState",
    "Publication",
    "PublicationAuthor",
    "PublicationEntry",
    "PublicationPicture",
    "PublicationRelated",
    "PublicationTag",
    "Reach",
    "ReadCount",
    "RegisteredName",
    "RelatedArticle",
    "Revision",
    "Rights",
    "SavedSearch",
    "Section",
    "Session",
    "StoryTemplate",
    "Tag",
    "TaggedItem",
    "Tongues",
    "Transition",
    "User",
    "Withdrawal",
    "WordCount",
    "Worker",
    "WorkingCopy",
    "around",
    "database_now",
    "families_within",
    "family_of",
    "log_end",
    "note_change",
    "original_of",
    "relies_on",
    "revise",
    "tongues_of",
    "with_right",
]
