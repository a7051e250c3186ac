"""The layout of the fronts, the line of breaking news, the paper's pages and the Hijri months, at the desk."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Breaking, FrontLayout, MonthStart, Page
from articles.views.fronts import lay_out
from tests import factories as make
from tests.site.newsstand import at_moment, stand, text_of

pytestmark = pytest.mark.django_db
FRONT = "/admin/front/"


@pytest.fixture
def chief(client):
    user = make.make_user("chief")
    client.force_login(user)
    return user


def put(client, address=FRONT, **slots):
    chosen = {key: getattr(value, "public_id", value) for key, value in slots.items()}
    return client.post(address, {"lasts": "12", **chosen})


def front_now():
    return lay_out(None, FrontLayout.objects.of(None))


def test_a_story_stands_where_the_chief_put_it_and_the_rest_orders_itself(client, chief):
    oldest, *_others, newest = stand(8)
    assert put(client, slot_0=oldest, slot_2=newest).status_code == 302
    front = front_now()
    assert front.lead == oldest
    assert front.secondary[1] == newest
    assert len({front.lead, *front.secondary}) == 6
    assert text_of(client.get("/")).index(oldest.headline) < text_of(client.get("/")).index(newest.headline)


def test_a_layout_is_seen_before_readers_see_it_and_put_out_from_there(client, chief):
    oldest, *_others, newest = stand(8)
    tried = put(client, slot_0=oldest, preview="1")
    page = text_of(tried)
    assert page.index("معاينة ترتيب الصفحة") < page.index(oldest.headline) < page.index(newest.headline)
    assert (tried["Cache-Control"], tried["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert not FrontLayout.objects.exists()
    banner = page[page.index('<aside class="desk-banner"') : page.index("</aside>")]
    held = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', banner))
    assert "preview" not in held
    assert client.post(FRONT, held).status_code == 302
    assert front_now().lead == oldest


def test_a_layout_that_cannot_be_is_not_previewed(client, chief):
    story = stand(1)[0]
    assert "لهذه المادة موضع من قبل." in text_of(put(client, slot_0=story, slot_1=story, preview="1"))


def test_the_front_of_a_section_is_previewed_as_that_section(client, chief):
    section = make.make_section()
    oldest, *_others, newest = stand(4, section=section)
    page = text_of(put(client, f"{FRONT}{section.slug}/", slot_0=oldest, preview="1"))
    assert f"<h1>{section.name}</h1>" in page
    assert page.index(oldest.headline, page.index("<main")) < page.index(newest.headline, page.index("<main"))


def test_a_layout_ends_by_itself(client, chief):
    oldest, *_others = stand(3)
    put(client, slot_0=oldest)
    layout = FrontLayout.objects.get()
    assert FrontLayout.objects.of(None, layout.until - timedelta(seconds=1)) == layout
    assert FrontLayout.objects.of(None, layout.until) is None


def test_a_slot_whose_story_is_withdrawn_fills_itself(client, chief):
    oldest, *_others, newest = stand(3)
    put(client, slot_0=oldest)
    make.withdraw(oldest.article)
    assert front_now().lead == newest


def test_the_past_shows_the_layout_that_readers_had(client, chief, rf):
    oldest, *_others, newest = stand(4)
    before = timezone.now()
    put(client, slot_0=oldest)
    then = text_of(at_moment(rf, "/", before))
    assert then.index(newest.headline) < then.index(oldest.headline)


def test_a_story_has_one_place_and_what_was_chosen_stays_chosen(client, chief):
    story = stand(1)[0]
    answer = put(client, slot_0=story, slot_1=story)
    assert answer.status_code == 200
    assert "لهذه المادة موضع من قبل." in text_of(answer)
    assert text_of(answer).count(f'value="{story.public_id}" selected') == 2
    assert not FrontLayout.objects.exists()


@pytest.mark.parametrize("nonsense", ["x" * 300, "\x00", "22222222", "-1"])
def test_a_story_that_is_not_live_is_refused(client, chief, nonsense):
    stand(1)
    draft = make.make_article()
    for value in (nonsense, draft.public_id):
        assert put(client, slot_0=value).status_code == 200
    assert not FrontLayout.objects.exists()


def test_sections_stand_in_the_places_that_they_were_given_and_none_is_none(client, chief):
    first, second, third = (make.make_section(order=n) for n in range(3))
    for section in (first, second, third):
        stand(4, section=section)
    stand(6, section=make.make_section(order=9))
    put(client, **{f"place_{third.pk}": 1, f"place_{first.pk}": 0})
    assert [shown.section.pk for shown in front_now().containers][:2] == [third.pk, second.pk]
    assert first.pk not in [shown.section.pk for shown in front_now().containers]


def test_the_front_of_a_section_is_laid_out_too(client, chief):
    section = make.make_section()
    oldest, *_others, newest = stand(4, section=section)
    put(client, f"{FRONT}{section.slug}/", slot_0=oldest)
    page = text_of(client.get(section.get_absolute_url())).partition("<main")[2]
    assert page.index(oldest.headline) < page.index(newest.headline)
    assert FrontLayout.objects.of(None) is None


@pytest.mark.parametrize("role", ["journalist", "editor", "photographer", "administrator"])
def test_nobody_but_the_chief_lays_out_the_front(client, role):
    client.force_login(make.make_user(role))
    assert client.get(FRONT).status_code == 403
    assert put(client, slot_0="").status_code == 403


def test_an_editor_puts_up_a_breaking_line_by_any_address_of_a_story(client):
    editor, story = make.make_user("editor"), stand(1)[0]
    client.force_login(editor)
    now = timezone.localtime()
    moments = {
        f"{name}_{n}": value
        for name, moment in (("starts_at", now), ("ends_at", now + timedelta(hours=2)))
        for n, value in enumerate((moment.strftime("%Y-%m-%d"), moment.strftime("%H:%M:%S")))
    }
    form = {"text": "سيل في وادي الحواسنة", "story": f"http://testserver{story.get_absolute_url()}", **moments}
    assert client.post("/admin/articles/breaking/add/", form).status_code == 302
    line = Breaking.objects.get()
    assert (line.public_id, line.made_by) == (story.public_id, editor)
    refused = client.post("/admin/articles/breaking/add/", {**form, "story": "/a/22222222/"})
    assert "لا مادة منشورة بهذا العنوان." in text_of(refused)


def test_an_editor_writes_a_page_of_the_paper_and_its_markup_is_cleaned(client):
    client.force_login(make.make_user("editor"))
    form = {"title": "من نحن", "slug": "about", "body": "<p>نحن <script>x</script></p>", "order": 1, "is_public": "on"}
    assert client.post("/admin/articles/page/add/", form).status_code == 302
    assert Page.objects.get().body == "<p>نحن </p>"


def test_a_month_is_announced_and_never_rewritten(client):
    client.force_login(make.make_user("editor"))
    form = {"year": 1448, "month": 6, "starts_on": "2026-11-11"}
    assert client.post("/admin/articles/monthstart/add/", form).status_code == 302
    row = MonthStart.objects.get()
    assert client.post(f"/admin/articles/monthstart/{row.pk}/change/", form).status_code == 403
    far = client.post("/admin/articles/monthstart/add/", {**form, "starts_on": "2026-12-25"})
    assert far.status_code == 200
    assert MonthStart.objects.count() == 1
