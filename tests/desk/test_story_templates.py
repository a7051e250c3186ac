"""Templates: what recurring kinds of stories start with, kept by editors."""

import pytest

from articles.models import Article, Kind, StoryTemplate
from tests import factories as make
from tests.desk.stories import ADD, opened, signed_in, texts

pytestmark = pytest.mark.django_db
TEMPLATES = "/admin/articles/storytemplate/"


def a_template(**fields):
    fields = {"name": "تقرير مؤتمر", "kind": Kind.REPORT, "body": "<h2>الافتتاح</h2><p>[من افتتح]</p>"} | fields
    return StoryTemplate.objects.create(**fields)


def test_a_story_starts_with_what_the_template_says(client):
    section = make.make_section()
    template = a_template(section=section, kicker="برعاية [الراعي]", headline="[المؤتمر] يختتم أعماله")
    signed_in(client, make.make_user("journalist"))
    assert f'href="?template={template.pk}"' in client.get(ADD).content.decode()
    data = opened(client, f"{ADD}?template={template.pk}")
    assert data["body"] == [template.body]
    assert (data["kind"], data["section"]) == (["report"], [str(section.pk)])
    assert client.post(ADD, data).status_code == 302
    article = Article.objects.get()
    assert (article.headline, article.kicker, article.body) == (template.headline, template.kicker, template.body)


def test_a_later_change_of_the_template_does_not_reach_the_story(client):
    template = a_template()
    signed_in(client, make.make_user("journalist"))
    client.post(ADD, opened(client, f"{ADD}?template={template.pk}"))
    StoryTemplate.objects.update(body="<p>آخر</p>")
    assert Article.objects.get().body == template.body


@pytest.mark.parametrize("key", ["", "0", "999999", "x", "9" * 40, "-1", "١"])
def test_a_template_that_is_not_offered_starts_an_empty_story(client, key):
    a_template(is_active=False)
    signed_in(client, make.make_user("journalist"))
    page = client.get(ADD, {"template": key})
    assert page.status_code == 200
    assert "ابدأ من قالب" not in texts(page)


def test_an_editor_makes_a_template_and_its_body_is_cleaned(client):
    signed_in(client, make.make_user("editor"))
    answer = client.post(
        f"{TEMPLATES}add/",
        {"name": "نعي", "kind": "news", "order": "1", "is_active": "on", "body": "<p onclick=x>[الاسم]</p><script>1"},
    )
    assert answer.status_code == 302
    assert StoryTemplate.objects.get().body == "<p>[الاسم]</p>"


def test_a_journalist_keeps_none(client):
    signed_in(client, make.make_user("journalist"))
    assert client.get(TEMPLATES).status_code == 403
    assert client.post(f"{TEMPLATES}add/", {"name": "x", "kind": "news"}).status_code == 403
