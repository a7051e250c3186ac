"""What the proofreader says about a text: findings, each with the rule that it comes from."""

from enum import StrEnum
from typing import NamedTuple


class Category(StrEnum):
    SPELLING = "spelling"
    STYLE = "style"
    NAME = "name"
    STRUCTURE = "structure"


class Severity(StrEnum):
    ERROR = "error"  # wrong in any newspaper
    WARNING = "warning"  # look at it: probably wrong
    NOTICE = "notice"  # a quiet remark: a habit of the house, a name not met before


class Finding(NamedTuple):
    """`text` stands at `offset` (in code points) of the original; `suggestions` are in order, the likeliest first.

    `safe` says that the first suggestion may be applied without reading: it changes how a thing is written,
    never what is said.
    """

    offset: int
    length: int
    text: str
    category: str
    rule: str
    severity: str
    suggestions: tuple[str, ...] = ()
    safe: bool = False

    @property
    def end(self):
        return self.offset + self.length

    def as_dict(self):
        """The finding as `manage.py proofread --json` prints it."""
        return {
            "offset": self.offset,
            "length": self.length,
            "text": self.text,
            "category": str(self.category),
            "rule": self.rule,
            "severity": str(self.severity),
            "suggestions": list(self.suggestions),
        }


def without_overlaps(findings):
    """Return the findings in the order of the text; of two on the same letters the first in the list stays.

    Remarks on a whole sentence or paragraph (structure) lie over others and hide none.
    """
    kept, taken = [], []
    for finding in findings:
        if finding.category != Category.STRUCTURE:
            if any(finding.offset < end and start < finding.end for start, end in taken):
                continue
            taken.append((finding.offset, finding.end))
        kept.append(finding)
    return sorted(kept, key=lambda finding: (finding.offset, finding.length))
