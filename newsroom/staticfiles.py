"""Static files: names that change with their content, and the sheets of the public site as one file."""

import os
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# One file for readers, since a second request costs them more than its bytes; many for whoever works on them.
BUNDLES = {
    "css/site.css": (
        "css/site",
        "tokens base frame parts card front story boxes event archive print",
    ),
    "js/site.js": ("js/site", "embed tools visit remember"),
}


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Source maps are left alone: the editor's makers publish theirs apart, and no reader asks for one."""

    # Our own modules import one another under names that change; the editor's makers import nothing by name.
    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )

    patterns = tuple(
        (glob, tuple(rule for rule in rules if "sourceMappingURL" not in str(rule)))
        for glob, rules in CompressedManifestStaticFilesStorage.patterns
    )


class BundleFinder(BaseFinder):
    """Puts the files of a bundle together when somebody looks for it: no step to forget after a change."""

    folder = Path(settings.BASE_DIR) / ".setup" / "bundles"

    def find(self, path, find_all=False, **_older_name):
        if path not in BUNDLES:
            return []
        found = str(self.built(path))
        return [found] if find_all else found

    def list(self, ignore_patterns):
        for path in BUNDLES:
            self.built(path)
            yield path, FileSystemStorage(location=self.folder)

    def built(self, path):
        """Return where the bundle stands, made anew when its parts have changed."""
        target, content = self.folder / path, together(path)
        if not target.exists() or target.read_text("utf-8") != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Whole or not at all: another process may be reading.
            fresh = target.with_name(f"{target.name}.{os.getpid()}")
            fresh.write_text(content, "utf-8")
            fresh.replace(target)
        return target

    def check(self, **kwargs):
        return []


def together(path):
    """The text of the bundle at `path`: its parts in their order, without what only people read."""
    folder, names = BUNDLES[path]
    suffix = Path(path).suffix
    parts = Path(settings.BASE_DIR) / "static" / folder
    text = "".join((parts / f"{name}{suffix}").read_text("utf-8") for name in names.split())
    return _without_notes(text, is_style=suffix == ".css")


def _without_notes(text, is_style):
    """Leave out notes and indentation. Of a script nothing more is touched: that would take a parser."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    if is_style:
        text = re.sub(r"\s+", " ", text).strip()
        return re.sub(r"(?<=[{};:,]) | (?=[{}])|;(?=})", "", text.replace("; }", ";}"))
    text = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    return re.sub(r"\n\s*", "\n", text).strip() + "\n"
