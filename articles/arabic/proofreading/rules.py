"""The rules of the copy desk, as rules.toml tells them."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from articles.arabic.proofreading.findings import Finding


class Rule(NamedTuple):
    name: str
    category: str
    severity: str
    title: str
    why: str
    source: str
    safe: bool = False
    setting: str = ""

    def finding(self, text, start, end, suggestions=()):
        """Build a finding of this rule over `text[start:end]`."""
        suggestions = tuple(suggestions)
        return Finding(
            start, end - start, text[start:end], self.category, self.name, self.severity, suggestions,
            self.safe and len(suggestions) == 1,
        )  # fmt: skip


@lru_cache(maxsize=1)
def rules():
    """Return every rule by its name, in the order of the file."""
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {
        name: Rule(**{**rule, "name": name, "safe": rule.get("safe") == "yes"}) for name, rule in told.items()
    }
