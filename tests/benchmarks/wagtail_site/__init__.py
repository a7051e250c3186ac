"""A small site as Wagtail's own guide makes one: sections, stories in them, a search. `make bench-peer` measures it.

Runs in an environment of its own, on Wagtail's packages alone; nothing of the newsroom is imported here.
"""
