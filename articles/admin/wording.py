"""The steps of the workflow as the record tells them: what was done, where a button says what to do."""

from django.utils.translation import pgettext_lazy

DONE = {
    "create": pgettext_lazy("step done", "Begun"),
    "submit": pgettext_lazy("step done", "Submitted for review"),
    "return": pgettext_lazy("step done", "Returned to its writer"),
    "approve": pgettext_lazy("step done", "Approved"),
    "override": pgettext_lazy("step done", "Approved alone, with a reason"),
    "void": pgettext_lazy("step done", "Approval voided by a change"),
    "publish": pgettext_lazy("step done", "Published"),
    "schedule": pgettext_lazy("step done", "Scheduled"),
    "unschedule": pgettext_lazy("step done", "Schedule cancelled"),
    "update": pgettext_lazy("step done", "Update published"),
    "correct": pgettext_lazy("step done", "Correction published"),
    "withdraw": pgettext_lazy("step done", "Withdrawn from readers"),
    "spike": pgettext_lazy("step done", "Spiked"),
    "restore": pgettext_lazy("step done", "Restored"),
    "takeover": pgettext_lazy("step done", "Taken over"),
    "assign": pgettext_lazy("step done", "Assigned"),
    "offer": pgettext_lazy("step done", "Offered to the writers"),
    "claim": pgettext_lazy("step done", "Claimed by a writer"),
}


def done(action):
    """Return what `action` did to a story; the bare name of one that is not known here."""
    return DONE.get(action, action)
