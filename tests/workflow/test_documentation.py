"""The page about the workflow says what the table says."""

from pathlib import Path

from articles.workflow import STEPS

PAGE = Path(__file__).parents[2] / "docs" / "workflow.md"


def test_the_table_on_the_page_is_the_table_in_the_code():
    rows = [
        line.strip("| ").split(" | ")
        for line in PAGE.read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    written = [[cell.strip(" |") for cell in line] for line in rows]
    coded = [
        [
            f"`{step.action}`",
            str(step.label),
            ", ".join(step.sources),
            step.target or "",
            f"`{step.permission}`",
            ", ".join(step.needs),
        ]
        for step in STEPS.values()
    ]
    assert [[*row, *[""] * (6 - len(row))] for row in written] == coded
