"""Talking about a story: notes on the whole and on a passage, answers, mentions, settled and opened again.

anchoring   a passage found again after its text was edited; no Django
mentions    «@» and a name: who is meant
talking     written, settled, opened again; following the text from save to save
"""

from .mentions import mentionable
from .talking import LONGEST, follow, reopen, resolve, threads, write

__all__ = ["LONGEST", "follow", "mentionable", "reopen", "resolve", "threads", "write"]
