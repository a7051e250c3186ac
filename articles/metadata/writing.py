"""The one way by which a description comes into a page."""

import json
import re

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.safestring import mark_safe

# Inside a script an HTML parser looks for these alone; JSON reads the escapes as the same letters.
SPECIAL = re.compile("[<>&\u2028\u2029\x7f]")
SURROGATES = re.compile("[\ud800-\udfff]")


class Written(str):
    """A node that is written already."""


def written(node):
    """`node` as it stands inside a script, for whoever keeps it. Whatever a text holds stays inside."""
    text = json.dumps(pruned(node), ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder)
    return Written(SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", SURROGATES.sub("", text)))


def script(*nodes):
    """Return the `<script>` of `nodes`; those that are None are left out."""
    graph = ",".join(node if isinstance(node, Written) else written(node) for node in nodes if node)
    if not graph:
        return ""
    return mark_safe(f'<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{graph}]}}</script>')


def pruned(value):
    """Return `value` without what says nothing: None, empty texts, lists and objects."""
    if isinstance(value, dict):
        cut = {name: pruned(part) for name, part in value.items()}
        return {name: part for name, part in cut.items() if part not in (None, "", [], {})}
    if isinstance(value, list):
        return [part for part in map(pruned, value) if part not in (None, "", [], {})]
    return value


def absolute(address):
    """An address of this site with scheme and host."""
    return f"{settings.SITE_URL}{address}"


def moment(value):
    """A moment as machines read it, with the offset of the paper's clock."""
    return value and timezone.localtime(value).isoformat(timespec="seconds")
