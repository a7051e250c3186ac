"""Refusals: a list of reasons, in the editor's words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reason:
    """Why something may not be done, or should be looked at first."""

    code: str
    message: str
    field: str = ""

    def __str__(self):
        return str(self.message)


class Refused(Exception):
    """Raised when an action is refused; `reasons` is never empty."""

    def __init__(self, reasons):
        self.reasons = list(reasons)
        super().__init__(" ".join(str(reason) for reason in self.reasons))

    @property
    def codes(self):
        return [reason.code for reason in self.reasons]


def shortened(text):
    """Return the beginning of a text that a reason names; a short one whole."""
    return text if len(text) <= 40 else f"{text[:40]}…"
