"""What is stored; the list in `articles.__init__` is the order in which to read it."""

from .article import (
    DATELINED_KINDS,
    OPEN_STATES,
    WITH_THE_WRITER,
    Article,
    Byline,
    DeskState,
    Kind,
    PublicState,
    RelatedArticle,
)
from .author import Author
from .change import Change, Follower, note_change
from .clock import database_now
from .dependence import relies_on
from .event import CalendarEntry, Document, Event, Outcome, Participant, Session
from .index import ArticleEntry, PublicationEntry
from .job import Job, Worker
from .notification import Notification
from .picture import Picture
from .publication import (
    Correction,
    Publication,
    PublicationAuthor,
    PublicationPicture,
    PublicationRelated,
    PublicationTag,
    Withdrawal,
)
from .record import ChainHead, Transition
from .revision import AppendOnlyError, Revision, revise
from .section import Section
from .tag import Tag, TaggedItem
from .user import MailPace, User
from .writing import Lease, WorkingCopy

__all__ = [
    "DATELINED_KINDS",
    "OPEN_STATES",
    "WITH_THE_WRITER",
    "AppendOnlyError",
    "Article",
    "ArticleEntry",
    "Author",
    "Byline",
    "CalendarEntry",
    "ChainHead",
    "Change",
    "Correction",
    "DeskState",
    "Document",
    "Event",
    "Follower",
    "Job",
    "Kind",
    "Lease",
    "MailPace",
    "Notification",
    "Outcome",
    "Participant",
    "Picture",
    "PublicState",
    "Publication",
    "PublicationAuthor",
    "PublicationEntry",
    "PublicationPicture",
    "PublicationRelated",
    "PublicationTag",
    "RelatedArticle",
    "Revision",
    "Section",
    "Session",
    "Tag",
    "TaggedItem",
    "Transition",
    "User",
    "Withdrawal",
    "Worker",
    "WorkingCopy",
    "database_now",
    "note_change",
    "relies_on",
    "revise",
]
