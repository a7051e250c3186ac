"""The body of a report as HTML, for the article form."""

from html import escape

_ELEMENTS = {"paragraph": "<p>{}</p>", "heading": "<h2>{}</h2>", "question": "<p><strong>{}</strong></p>"}
_LISTS = {"bullets": "ul", "numbers": "ol"}


def body_html(report):
    """Return the blocks of `report` as escaped HTML."""
    return "\n".join(map(_markup, report.blocks))


def _markup(block):
    if block.kind in _LISTS:
        items = "".join(f"<li>{escape(text, quote=False)}</li>" for text in block.texts)
        return f"<{_LISTS[block.kind]}>{items}</{_LISTS[block.kind]}>"
    return "\n".join(_ELEMENTS[block.kind].format(escape(text, quote=False)) for text in block.texts)
