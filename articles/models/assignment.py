from django.db import models
from django.utils.translation import gettext_lazy as _


class Assignment(models.Model):
    """What the desk expects of a story: for which day, by when, how long. Who writes it is its owner.

    Only `workflow.perform` changes these; `words` and `is_settled` are kept by the workflow, so that lists
    need not read every body and every publication.
    """

    planned_for = models.DateField(
        _("planned for"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("The day for which the story is meant. It appears when somebody publishes or schedules it."),
    )
    due_at = models.DateTimeField(
        _("due"), null=True, blank=True, editable=False, help_text=_("When the editor wants to read it.")
    )
    wanted_words = models.PositiveSmallIntegerField(
        _("wanted length"), null=True, blank=True, editable=False, help_text=_("In words.")
    )
    is_offered = models.BooleanField(_("waits for a writer"), default=False, editable=False)
    words = models.PositiveIntegerField(_("words"), default=0, editable=False)
    # The desk is done with it: the approved words are before readers, or on their way to them.
    is_settled = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True


# What one step of the workflow may change of an assignment.
OF_THE_ASSIGNMENT = ("planned_for", "due_at", "wanted_words", "is_offered", "is_settled")
