"""What a reader sees when something of ours breaks, and what a page needs to be shown at all."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from articles import views
from articles.models import Publication
from articles.views import fronts

from .newsstand import text_of


def test_the_page_of_a_fault_needs_neither_the_database_nor_a_context(rf):
    # This test has no database at all: one question would raise.
    response = views.server_error(rf.get("/"))
    assert response.status_code == 500
    assert response["Cache-Control"] == "private, no-store"
    assert "تعذّر عرض الصفحة" in text_of(response)
    assert text_of(response) == Path(settings.BASE_DIR, "templates", "500.html").read_text(encoding="utf-8")


@pytest.mark.django_db
def test_a_fault_in_a_view_shows_that_page(client, monkeypatch):
    def broken(at):
        raise RuntimeError

    monkeypatch.setattr(fronts, "lay_out", broken)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "تعذّر عرض الصفحة" in text_of(response)


@pytest.mark.django_db
def test_the_template_of_a_story_needs_the_story_alone():
    story = Publication(
        public_id="23456789", slug="x", section_slug="draft", kind="news", language="ar", direction="rtl",
        headline="مسودة للمعاينة", place="مسقط", source="الرؤية", body="<p>متن</p>", body_source="<p>متن</p>",
    )  # fmt: skip
    page = render_to_string("site/article.html", {"story": story})
    assert "مسودة للمعاينة" in page
    assert '<p class="dateline"><bdi>مسقط - الرؤية</bdi></p>' in page
    assert "<p>متن</p>" in page
