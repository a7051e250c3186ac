"""The project tests itself: what is promised in documents and conventions holds in the files."""

import ast
import hashlib
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import polib
import pytest
from django.core.management import call_command, get_commands, load_command_class

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "articles"
CATALOGUE = ARTICLES / "locale" / "ar" / "LC_MESSAGES" / "django.po"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))
STYLES = sorted((ROOT / "static" / "css").rglob("*.css"))
PRODUCTION = {
    "PATH": "/usr/bin:/bin",
    "ENV_FILE": "/dev/null",
    "DEBUG": "0",
    "SECRET_KEY": "long-and-varied-enough-for-the-check-0123456789-abcdefghijklm",
    "SITE_URL": "https://newsroom.example",
    "EMAIL_URL": "memorymail://",
    "DATABASE_URL": "sqlite:////nonexistent/never-opened.sqlite3",
}

# What stands above may be imported by what stands below, never the other way round or sideways (docs/decisions/0007).
ROOMS = [
    {"arabic"},
    {"models"},
    {"roles", "reasons", "bylines", "calendars", "translations"},
    {"jobs"},
    {"pictures"},
    {"body"},
    {"copydesk"},
    {"search", "metadata", "typesetting"},
    {"feeds", "readership"},
    {"publishing"},
    {"blockers"},
    {"notifications"},
    {"notes"},
    {"workflow"},
    {"previewing"},
    {"bylines"},
    {"importing"},
    {"pagestore"},
    {"probes", "backups"},
    {"demo", "accounts", "importing", "picture_views", "templatetags"},
    {"views", "guests", "admin", "management"},
    {"urls", "signals"},
    {"apps"},
]


def tracked_files():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode != 0:
        pytest.fail("git could not list the project's files")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def manage(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=PRODUCTION | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


# ---------------------------------------------------------------- settings


def settings_read_from_the_environment():
    """Every name given to env(…), env.int(…), needed(…) or os.environ.get(…) in the settings."""
    names = set()
    for node in ast.walk(ast.parse((ROOT / "newsroom" / "settings.py").read_text())):
        if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
            continue
        called = ast.unparse(node.func)
        if called in {"env", "needed", "os.environ.get"} or called.startswith("env."):
            names.add(node.args[0].value)
    return names


def test_the_readme_lists_exactly_the_settings_that_are_read():
    table = (ROOT / "README.md").read_text().split("## Settings")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.M)) == settings_read_from_the_environment()


def test_the_example_file_lists_every_setting():
    example = set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    assert settings_read_from_the_environment() - {"DEBUG"} <= example


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_URL", "EMAIL_URL"])
def test_production_does_not_start_without_a_needed_value_and_names_it(name):
    environment = {key: value for key, value in PRODUCTION.items() if key != name}
    started = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert started.returncode != 0
    assert f"Set the {name} environment variable" in started.stderr


def test_production_settings_leave_the_deployment_check_nothing_to_report():
    checked = manage("check", "--deploy", "--fail-level", "DEBUG")
    assert (checked.returncode, checked.stdout) == (0, "System check identified no issues (0 silenced).\n"), (
        checked.stderr
    )


def test_every_exception_to_warnings_are_errors_carries_a_date():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    for number, line in enumerate(lines):
        if line.strip().startswith('"ignore:'):
            reason = next(
                above for above in reversed(lines[:number]) if not above.strip().startswith('"ignore:')
            )
            assert re.match(r"\s*# \d{4}-\d\d-\d\d: ", reason), line


# ---------------------------------------------------------------- documents


def test_every_command_is_documented():
    own = [name for name, app in get_commands().items() if app == "articles"]
    documented = set(re.findall(r"^\| `([a-z_]+)` \|", (ROOT / "docs" / "operations.md").read_text(), re.M))
    assert set(own) <= documented
    assert all(load_command_class("articles", name).help for name in own)


def test_every_make_target_has_its_line_of_help():
    makefile = (ROOT / "Makefile").read_text()
    targets = re.search(r"^\.PHONY: (.+)$", makefile, re.M)[1].split()
    assert set(re.findall(r"^([a-z-]+):.*## .", makefile, re.M)) == set(targets)


def test_links_between_documents_lead_somewhere():
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    for document in documents:
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", document.read_text()):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_licence_stands_in_the_repository():
    licence = (ROOT / "LICENSE").read_text()
    assert licence.startswith("BSD 3-Clause License\n")
    assert "The newsroom authors" in licence


def test_no_file_names_a_package_registry():
    address = re.compile(
        rb"pypi\.org|pythonhosted|npmjs\.(?:org|com)|yarnpkg|unpkg\.com|jsdelivr|(?<!emit-)index-url|/simple/?$"
    )
    found = [
        str(path.relative_to(ROOT))
        for path in tracked_files()
        if path != Path(__file__) and address.search(path.read_bytes())
    ]
    assert found == []


def test_every_locked_package_has_hashes():
    for lock in sorted((ROOT / "setup").glob("*.txt")):
        pins = re.split(r"\n(?=[a-z0-9])", lock.read_text())
        assert [pin.splitlines()[0] for pin in pins if "==" in pin and "--hash=sha256:" not in pin] == []


def test_every_dependency_has_its_reason():
    reasons = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text().lower()
    for wanted in sorted((ROOT / "setup").glob("*.in")):
        for package in re.findall(r"^([A-Za-z][\w-]+)", wanted.read_text(), re.M):
            assert re.search(rf"\b{package.lower()}\b", reasons), package


def test_the_editor_is_pinned_at_a_version_without_known_holes():
    lock = json.loads((ROOT / "setup" / "ckeditor5.json").read_text())
    assert tuple(map(int, lock["version"].split("."))) >= (48, 5, 2)


@pytest.mark.parametrize("path", sorted((ROOT / "setup").glob("*.json")), ids=lambda path: path.stem)
def test_every_file_out_of_an_npm_package_is_the_one_that_is_pinned(path):
    lock = json.loads(path.read_text())
    assert lock["integrity"].startswith("sha512-")
    for name, file in lock["files"].items():
        assert hashlib.sha256((ROOT / lock["target"] / name).read_bytes()).hexdigest() == file["sha256"], name


def test_nothing_of_the_tests_is_served():
    locks = [json.loads(path.read_text()) for path in (ROOT / "setup").glob("*.json")]
    assert [lock["package"] for lock in locks if lock["target"].startswith("static/")] == ["ckeditor5"]


def test_the_editor_that_is_served_is_the_one_that_is_pinned():
    lock = json.loads((ROOT / "setup" / "ckeditor5.json").read_text())
    served = (ROOT / "static" / "vendor" / "ckeditor5" / "ckeditor5.umd.js").read_text()
    assert lock["version"] in served


# ---------------------------------------------------------------- models and rooms


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    assert capsys.readouterr().out == "No changes detected\n"


def room_of(path):
    return path.relative_to(ARTICLES).parts[0].removesuffix(".py")


def rooms_imported_by(path):
    """The rooms of `articles` that a file imports, wherever in the file it does so."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            # `from articles import workflow` names the room in its list.
            modules = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for module in modules:
            parts = module.split(".")
            if parts[0] == "articles" and len(parts) > 1:
                yield parts[1]


def python_files_of_rooms():
    return [
        path
        for path in sorted(ARTICLES.rglob("*.py"))
        if path != ARTICLES / "__init__.py" and room_of(path) not in {"migrations", "locale"}
    ]


def test_every_room_has_its_place_in_the_order():
    assert {room_of(path) for path in python_files_of_rooms()} <= set().union(*ROOMS)


def test_rooms_import_only_what_stands_above_them():
    floor = {room: number for number, rooms in enumerate(ROOMS) for room in rooms}
    wrong = [
        f"{path.relative_to(ROOT)} imports {imported}"
        for path in python_files_of_rooms()
        for imported in rooms_imported_by(path)
        if imported in floor and imported != room_of(path) and floor[imported] >= floor[room_of(path)]
    ]
    assert wrong == []


def test_the_language_room_knows_nothing_of_django():
    for path in sorted((ARTICLES / "arabic").rglob("*.py")):
        assert not re.search(r"^\s*(?:from|import) django", path.read_text(), re.M), path


def test_imports_between_rooms_are_absolute():
    for path in python_files_of_rooms():
        levels = [
            node.level for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)
        ]
        assert max(levels, default=0) <= 1, path


# ---------------------------------------------------------------- texts, templates, styles


def test_every_text_has_its_arabic():
    catalogue = polib.pofile(str(CATALOGUE))
    assert [entry.msgid for entry in catalogue if not entry.obsolete and not entry.translated()] == []


def test_the_compiled_texts_are_those_of_the_catalogue():
    def texts(entries):
        return {(e.msgctxt, e.msgid): e.msgstr or e.msgstr_plural for e in entries}

    assert texts(polib.mofile(str(CATALOGUE.with_suffix(".mo")))) == texts(
        polib.pofile(str(CATALOGUE)).translated_entries()
    )


INLINE = re.compile(
    r"""<style\b | \sstyle\s*= | \son[a-z]+\s*= | javascript:
      | <script(?![^>]*\bsrc=)(?![^>]*type="application/(?:ld\+)?json") """,
    re.X | re.I,
)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_holds_no_inline_script_or_style(path):
    assert INLINE.findall(path.read_text()) == []


PHYSICAL = re.compile(
    r"""(?<![\w-])(?:
        (?:scroll-)?(?:margin|padding)-(?:left|right|top|bottom)
      | border-(?:left|right|top|bottom)(?:-(?:width|style|color|left-radius|right-radius))?
      | (?:left|right)
    )\s*:
    | (?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)\b""",
    re.X,
)
SHORTHAND = re.compile(r"(?<![\w-])(?:margin|padding|inset)\s*:\s*([^;{}]+)")


def sides_that_differ(style):
    """Shorthands whose second and fourth of four values differ: those name left and right."""
    for value in SHORTHAND.findall(style):
        # Spaces inside brackets do not separate values.
        sides = re.findall(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+", value.replace("!important", ""))
        if len(sides) == 4 and sides[1] != sides[3]:
            yield value


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_uses_logical_properties_only(path):
    style = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    assert PHYSICAL.findall(style) == []
    assert list(sides_that_differ(style)) == []


def test_every_static_file_that_a_template_names_is_there():
    for path in TEMPLATES:
        for name in re.findall(r"""{%\s*static\s+["']([^"']+)["']""", path.read_text()):
            from django.contrib.staticfiles import finders

            assert finders.find(name), f"{path.name} names {name}"


def test_the_licence_of_the_project_file_is_the_same():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["license"] == "BSD-3-Clause"
