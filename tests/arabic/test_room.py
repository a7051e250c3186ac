"""The room itself: pure Python, importing nothing of the newsroom."""

import ast
import subprocess
import sys
from pathlib import Path

ROOM = Path(__file__).parents[2] / "articles" / "arabic"
ALLOWED = {*sys.stdlib_module_names, "hijridate", "docx", "lxml", "hunspell"}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_the_room_imports_nothing_of_django_or_of_the_newsroom():
    for path in ROOM.rglob("*.py"):
        for name in imported(path):
            assert name.split(".")[0] in ALLOWED or name.startswith("articles.arabic"), (
                f"{path.name} imports {name}"
            )


def test_the_room_opens_without_django_on_the_machine():
    modules = [
        ".".join(path.relative_to(ROOM.parents[1]).with_suffix("").parts).removesuffix(".__init__")
        for path in sorted(ROOM.rglob("*.py"))
    ]
    program = f"import sys; sys.modules['django'] = None\nimport {', '.join(modules)}"
    subprocess.run([sys.executable, "-c", program], cwd=ROOM.parents[1], check=True)


def test_the_map_of_the_room_names_every_module():
    for package in (ROOM, ROOM / "dates", ROOM / "report", ROOM / "proofreading"):
        told = ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8")))
        for path in package.glob("[!_]*.py"):
            assert path.stem in told, f"{path.stem} is missing from the map of {package.name}"
