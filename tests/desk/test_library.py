"""What the editor looks for: pictures of the library, and stories that readers see."""

import pytest
from django.urls import reverse

from tests import factories as make

pytestmark = pytest.mark.django_db
PICTURES, STORIES = reverse("admin:article_library"), reverse("admin:article_published")


def found(client, url, **asked):
    return client.get(url, asked).json()["found"]


def test_pictures_are_found_however_they_are_spelt_the_newest_first(client):
    client.force_login(make.make_user("journalist"))
    old, new = make.make_picture(caption="قلعةُ نزوى"), make.make_picture(alt="سوق قلعه نزوي", caption="")
    make.make_picture(caption="مطرح")
    assert [row["id"] for row in found(client, PICTURES, q="قلعة")] == [new.pk, old.pk]


def test_only_stories_that_are_live_are_found(client):
    client.force_login(make.make_user("journalist"))
    live = make.publish(headline="المدن العربية تجتمع")
    for hide in (make.make_article, make.schedule, make.withdraw):
        hide()
    assert [row["id"] for row in found(client, STORIES)] == [live.public_id]
    assert [row["headline"] for row in found(client, STORIES, q="المدن")] == [live.headline]
    assert found(client, STORIES, q="لا شيء كهذا") == []


@pytest.mark.parametrize("url", [PICTURES, STORIES])
@pytest.mark.parametrize("asked", ['"', "%", "_", "*" * 300, "\ud800".encode("utf-8", "replace").decode(), "(", "\\"])
def test_any_words_can_be_looked_for(client, url, asked):
    client.force_login(make.make_user("journalist"))
    assert client.get(url, {"q": asked}).status_code == 200


@pytest.mark.parametrize("url, rows", [(PICTURES, make.make_picture), (STORIES, make.publish)])
def test_many_are_as_few_queries_as_one(client, url, rows):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(make.make_user("journalist"))
    rows()
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for _ in range(8):
        rows()
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) == len(one)
