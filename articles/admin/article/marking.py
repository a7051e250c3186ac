"""Two texts as one, with what was taken out and what was put in marked word by word."""

import re
from difflib import SequenceMatcher
from html import escape

from django.utils.safestring import mark_safe

from . import paragraphs

# A tag, a run of spaces, a word (with its marks and joined signs), or one other sign.
_TOKEN = re.compile(r"<[^>]+>|\s+|&\w+;|&#\w+;|[\w\u064b-\u065f\u0670]+|.", re.S)
# Between two words of which one replaces the other: Arabic letters would join across the marks.
_BETWEEN = "\u2009"
# A table's cells cannot be told apart word by word without breaking its rows.
_WHOLE = ("<table", '<figure class="table"')


def marked_text(old, new):
    """Mark what changed between two plain texts; one that shares few words with the other replaces it whole."""
    old, new = escape(old, quote=False), escape(new, quote=False)
    if old and new and old != new and paragraphs.alike(old, new) < paragraphs.ALIKE:
        return mark_safe(f"<del>{old}</del>{_BETWEEN}<ins>{new}</ins>")
    return marked(old, new)


def marked(old, new):
    """Mark what changed between two pieces of sanitised markup; the frame of `new` stays whole."""
    if old == new:
        return mark_safe(new)
    if new.startswith(_WHOLE) or old.startswith(_WHOLE):
        return mark_safe(gone(old) + added(new))
    old_tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    out = []
    for kind, i, i_end, j, j_end in SequenceMatcher(None, old_tokens, new_tokens, autojunk=False).get_opcodes():
        if kind == "equal":
            out += new_tokens[j:j_end]
            continue
        taken = _wrapped([token for token in old_tokens[i:i_end] if not token.startswith("<")], "del")
        put = _wrapped(new_tokens[j:j_end], "ins")
        out += [taken, _BETWEEN if taken and "<ins>" in put else "", put]
    return mark_safe("".join(out))


def _wrapped(tokens, mark):
    """Put `mark` around every run of words between tags."""
    out, run = [], []
    for token in [*tokens, "<>"]:
        if not token.startswith("<"):
            run.append(token)
            continue
        if run:
            out.append(f"<{mark}>{''.join(run)}</{mark}>" if "".join(run).strip() else "".join(run))
            run = []
        out.append(token)
    return "".join(out[:-1])


def gone(markup):
    return mark_safe(f'<div class="gone"><del>{markup}</del></div>') if markup else ""


def added(markup):
    return mark_safe(f'<div class="added"><ins>{markup}</ins></div>') if markup else ""


def marked_body(old, new):
    """Return the rows of two bodies, aligned by paragraph: (kind, markup).

    Kinds: «same», «changed», «added», «gone» and «form» for a paragraph whose words are the same and whose
    form is not.
    """
    olds, news = paragraphs.split(old), paragraphs.split(new)
    rows = []
    for i, j in paragraphs.align(olds, news):
        if j is None:
            rows.append(("gone", gone(olds[i])))
        elif i is None:
            rows.append(("added", added(news[j])))
        elif olds[i] == news[j]:
            rows.append(("same", mark_safe(news[j])))
        else:
            markup = marked(olds[i], news[j])
            has_words = "<ins>" in markup or "<del>" in markup
            rows.append(("changed" if has_words else "form", markup))
    return rows
