"""`make messages`: the texts of the source into the Arabic catalogue, with Django's Arabic where it has one."""

import shutil
import sys
import tomllib
from pathlib import Path

import django
import polib
from steps import PYTHON, ROOT, install_system_packages, run, stop

CATALOGUE = ROOT / "articles" / "locale" / "ar" / "LC_MESSAGES" / "django.po"
ROLES = ROOT / "articles" / "roles.toml"
# xgettext reads no TOML: the roles' descriptions are laid out for it in this file, which goes away again.
ROLES_FOR_XGETTEXT = ROOT / "articles" / "roles_for_xgettext.py"


def extract():
    roles = tomllib.loads(ROLES.read_text("utf-8"))
    ROLES_FOR_XGETTEXT.write_text("".join(f"gettext({role['about']!r})\n" for role in roles.values()))
    try:
        found = run(
            PYTHON, "manage.py", "makemessages", "--locale", "ar", "--no-obsolete", "--no-location", "--no-wrap",
            *(part for folder in (".venv", "setup", "tests", "docs") for part in ("--ignore", folder)),
            cwd=ROOT,
        )  # fmt: skip
    finally:
        ROLES_FOR_XGETTEXT.unlink()
    if not found:
        stop("makemessages failed.", "Its own words are above.")


def django_arabic():
    """Django's Arabic by context and text; templates of ours repeat many of its words."""
    theirs = {}
    for path in Path(django.__file__).parent.glob("**/locale/ar/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(path)).translated_entries():
            theirs[entry.msgctxt, entry.msgid] = entry
    return theirs


def complete(catalogue):
    theirs = django_arabic()
    for entry in catalogue:
        known = theirs.get((entry.msgctxt, entry.msgid))
        if known and not entry.translated():
            entry.msgstr, entry.msgstr_plural = known.msgstr, known.msgstr_plural
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
            entry.previous_msgid = None


def texts():
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(CATALOGUE))}


def main():
    if not shutil.which("xgettext") and not install_system_packages("gettext"):
        stop("gettext is missing.", "On Debian or Ubuntu: sudo apt-get install gettext")
    before = texts()
    extract()
    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=0)
    complete(catalogue)
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    # A date in the header would change with every run.
    catalogue.metadata.pop("POT-Creation-Date", None)
    catalogue.save()
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    for _, text in sorted(before - texts(), key=str):
        print(f"no longer used: {text}")
    waiting = [entry.msgid for entry in catalogue if not entry.translated()]
    for text in waiting:
        print(f"without Arabic: {text}")
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
