"""A report goes from the journalist's desk to the public page, in a real browser."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import Article, Author
from tests import factories as make

SHARED = Path(__file__).parents[2] / "shared" / "samples" / "report.txt"
OWN = Path(__file__).parent / "arabic" / "samples"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def report():
    """The sample report that came with the commission, or one of our own where it is not at hand."""
    return SHARED if SHARED.exists() else sorted(OWN.glob("*.txt"))[0]


def imported(report, writer, section, capsys):
    call_command("import_report", str(report), section=section.slug, author=writer.username, json=True)
    return json.loads(capsys.readouterr().out)[0]


def press(page, base, article, action):
    """Open the step's page as its button does, and press its one button."""
    page.goto(f"{base}/admin/articles/article/{article.pk}/change/")
    page.click(f"[data-save-first='{action}']")
    page.click(".step-form button.default")
    page.wait_for_load_state()


def test_from_import_to_the_public_page_word_for_word(report, visitor, live_server, capsys):
    writer, editor = make.make_user("journalist"), make.make_user("editor")
    Author.objects.create(name="سالم الهنائي", user=writer)
    section = make.make_section(slug="oman", name="عُمان")
    recognised = imported(report, writer, section, capsys)
    article = Article.objects.get(public_id=recognised["article"])
    journalists, editors, reader = visitor(writer), visitor(editor), visitor()
    base = live_server.url
    addresses = [f"/a/{article.public_id}/", f"/oman/{article.public_id}/x/"]

    for address in addresses:
        assert reader.request.get(base + address).status == 404

    press(journalists, base, article, "submit")
    press(editors, base, article, "approve")
    for address in addresses:
        assert reader.request.get(base + address).status == 404

    press(editors, base, article, "publish")
    reader.goto(base + addresses[0])
    assert reader.url.startswith(f"{base}/oman/{article.public_id}/")
    assert reader.get_by_role("heading", level=1).inner_text() == recognised["headline"]
    shown = reader.locator("main").inner_text()
    dateline = f"{recognised['place']} - {recognised['source']}"
    for part in (recognised["kicker"], dateline):
        assert part in shown
    paragraphs = [text.strip() for text in reader.locator("main article p").all_inner_texts()]
    for paragraph in recognised["paragraphs"]:
        assert paragraph in paragraphs
    rest = shown.replace(dateline, "", 1)
    for line in recognised["set_aside"]:
        assert line["text"] not in rest
