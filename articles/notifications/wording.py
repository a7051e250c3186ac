"""What is said, as whole sentences: on the page with names set apart, in a message as plain text."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import Notification

Kind = Notification.Kind
SENTENCES = {
    Kind.SUBMITTED: _("Submitted to your section by {who}"),
    Kind.RETURNED: _("Returned to you by {who}"),
    Kind.APPROVED: _("Approved by {who}"),
    Kind.PUBLISHED: _("Published: readers have it now"),
    Kind.CORRECTED: _("A correction was published by {who}"),
    Kind.ASSIGNED: _("Assigned to you by {who}"),
    Kind.MENTIONED: _("You are mentioned in a note by {who}"),
    Kind.NOTED: _("A note on your story by {who}"),
    Kind.SCHEDULE: _("It appears soon, and the scheduled text is not the one on the desk"),
}


def sentence(row):
    """Return what the notification says, for a page."""
    return format_html(str(SENTENCES[row.kind]), who=format_html("<bdi>{}</bdi>", row.by or ""))


def plain_sentence(row):
    return str(SENTENCES[row.kind]).format(who=row.by or "")
