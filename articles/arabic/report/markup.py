"""The body of a report as HTML, for the desk's editor."""

from html import escape

_LISTS = {"bullets": "ul", "numbers": "ol"}


def body_html(report):
    """Return the report's blocks as paragraphs, headings and lists; letters are only escaped."""
    return "".join(_markup(block) for block in report.blocks)


def _markup(block):
    lines = [escape(line, quote=False) for line in block.lines]
    if block.kind in _LISTS:
        tag = _LISTS[block.kind]
        return f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>"
    tag = "h2" if block.kind == "heading" else "p"
    return f"<{tag}>{lines[0]}</{tag}>"
