"""What a keyboard, a screen reader or tired eyes would trip over on a page, as axe-core finds it.

`assert axe.faults_of(page) == []` in a browser test; the page must have settled first.
"""

from pathlib import Path

SOURCE = Path(__file__).with_name("vendor") / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_RUN = """
([within, rules, except_for]) => axe.run(within || document, {
    runOnly: rules, resultTypes: ["violations"],
    rules: Object.fromEntries(except_for.map((rule) => [rule, { enabled: false }])),
}).then((found) => found.violations.flatMap((fault) => fault.nodes.map((node) =>
    `${fault.id}: ${node.target.join(" ")}: ${node.failureSummary.replace(/\\s+/g, " ")}`)))
"""


def faults_of(page, within=None, except_for=()):
    """Return axe's violations on `page`, a line for each; `within`: only in the part that this selector finds.

    `except_for`: rules that are left out, each with its reason beside the call.
    """
    # Colours on their way to others are neither; nobody reads them.
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))")
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(SOURCE.read_text("utf-8"))
    return page.evaluate(_RUN, [within, RULES, list(except_for)])
