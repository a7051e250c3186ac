"""Sections, authors, tags and pictures at the desk."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Author, Picture, Section, Tag
from articles.pictures import accept
from tests import axe
from tests import factories as make
from tests.browser import PHONE
from tests.desk.photographs import a_photograph
from tests.desk.stories import filled_in, values_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make.make_user("editor")
    client.force_login(user)
    return user


@pytest.fixture
def chief(client):
    user = make.make_user("chief")
    client.force_login(user)
    return user


def change_of(row):
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def delete_of(row):
    return reverse(f"admin:articles_{row._meta.model_name}_delete", args=[row.pk])


def errors(response):
    return list(response.context["adminform"].form.errors)


# Sections


def test_sections_stand_under_their_parents_in_the_order_of_the_menu(client, chief):
    culture = make.make_section(name="ثقافة", order=2)
    make.make_section(name="رياضة", order=1)
    make.make_section(name="مسرح", parent=culture, order=2)
    make.make_section(name="كتب", parent=culture, order=1)

    rows = client.get("/admin/articles/section/").context["cl"].result_list

    assert [section.name for section in rows] == ["رياضة", "ثقافة", "كتب", "مسرح"]


@pytest.mark.parametrize(
    "changed, field",
    [
        ({"slug": "admin"}, "slug"),
        ({"slug": "ثقافة"}, "slug"),
        ({"slug": "culture"}, "slug"),
        ({"name": ""}, "name"),
        ({"order": "99999"}, "order"),
        ({"parent": "999999"}, "parent"),
    ],
)
def test_a_section_is_refused_beside_its_field(client, chief, changed, field):
    make.make_section(slug="culture")

    response = client.post(
        "/admin/articles/section/add/", {"name": "علوم", "slug": "science", "order": "1"} | changed
    )

    assert errors(response) == [field]
    assert Section.objects.count() == 1


def test_a_third_level_of_sections_cannot_be_made(client, chief):
    culture = make.make_section()
    theatre = make.make_section(parent=culture)
    posted = {"name": "مسرح الطفل", "slug": "children", "order": "1", "parent": theatre.pk}

    assert errors(client.post("/admin/articles/section/add/", posted)) == ["parent"]


def test_the_address_of_a_section_with_publications_stays(client, chief):
    section = make.make_section(slug="culture")
    make.publish(section=section)

    client.post(change_of(section), filled_in(client, change_of(section)) | {"name": "الثقافة", "slug": "moved"})

    section.refresh_from_db()
    assert (section.name, section.slug) == ("الثقافة", "culture")


# Authors


def test_an_editor_adds_an_author_and_does_not_say_whose_account_it_is(client, editor):
    client.post(
        "/admin/articles/author/add/",
        {"name": "أحمد\u202b الكندي", "kind": "person", "user": editor.pk, "is_active": "on"},
    )

    author = Author.objects.get()
    assert (author.name, author.slug, author.user) == ("أحمد الكندي", "أحمد-الكندي", None)


def test_an_administrator_says_whose_account_a_byline_is(client):
    client.force_login(make.make_user("administrator"))
    author, writer = make.make_author(), make.make_user("journalist")

    client.post(change_of(author), filled_in(client, change_of(author)) | {"user": writer.pk})

    author.refresh_from_db()
    assert author.user == writer


def test_the_address_of_an_author_stays_once_it_is_made(client, editor):
    author = make.make_author(name="أحمد الكندي")

    client.post(change_of(author), filled_in(client, change_of(author)) | {"name": "أحمد بن سالم", "slug": "x"})

    author.refresh_from_db()
    assert (author.name, author.slug) == ("أحمد بن سالم", "أحمد-الكندي")


def test_two_people_who_describe_one_author_lose_nothing(client, editor):
    author, colleague = make.make_author(title="مراسل"), Client()
    colleague.force_login(make.make_user("editor"))
    shown = filled_in(client, change_of(author))

    colleague.post(change_of(author), {**shown, "kind": "guest", "title": "محرر", "is_active": ""})
    refused = client.post(change_of(author), shown | {"biography": "كاتب من نزوى", "title": "مدير"})
    told = refused.context["adminform"].form.errors
    client.post(change_of(author), values_of(refused))

    assert told == {"title": ["غيّره غيرك في أثناء كتابتك، وهو الآن «محرر». احفظ من جديد ليبقى ما كتبتَه."]}
    author.refresh_from_db()
    now = (author.kind, author.is_active, author.title, author.biography)
    assert now == ("guest", False, "مدير", "كاتب من نزوى")


# Tags


def test_a_tag_in_another_spelling_is_the_same_tag(client, editor):
    make.make_article(tags=["بلدية مسقط"])

    response = client.post("/admin/articles/tag/add/", {"name": "بلديّة مسقط"})

    assert response.context["adminform"].form.errors["name"] == ["هذا هو وسم «بلدية مسقط» بإملاء آخر."]
    assert Tag.objects.count() == 1


def test_a_tag_keeps_its_address_when_its_spelling_is_mended(client, editor):
    make.make_article(tags=["بلديه مسقط"])
    tag = Tag.objects.get()

    client.post(change_of(tag), {"name": "بلدية مسقط"})

    mended = Tag.objects.get()
    assert (mended.name, mended.slug) == ("بلدية مسقط", tag.slug)


# Pictures


def upload(client, **changed):
    posted = {
        "file": a_photograph(),
        "alt": "ميناء السلطان قابوس عند الغروب",
        "credit": "تصوير: يوسف العامري",
    }
    return client.post("/admin/articles/picture/add/", posted | changed)


def test_a_photographer_sends_a_picture_with_its_words(client):
    photographer = make.make_user("photographer")
    client.force_login(photographer)

    response = upload(client, caption=" الميناء\x00 مساء أمس ", alt="ميناء\u202e")

    assert response.status_code == 302
    picture = Picture.objects.get()
    assert (picture.alt, picture.caption, picture.uploaded_by) == ("ميناء", "الميناء مساء أمس", photographer)
    assert (picture.width, picture.height) == (640, 480)
    assert default_storage.exists(picture.original.name)


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("صورة.jpg", b"<html>not a picture</html>", "image/jpeg"),
        SimpleUploadedFile(
            "صورة.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "image/svg+xml"
        ),
        SimpleUploadedFile("فارغة.jpg", b"", "image/jpeg"),
    ],
    ids=["html", "svg", "empty"],
)
def test_what_is_no_picture_is_refused_beside_the_file(client, editor, file):
    response = upload(client, file=file)

    assert errors(response) == ["file"]
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    "changed, field", [({"alt": ""}, "alt"), ({"alt": "ا" * 251}, "alt"), ({"caption": "ا" * 401}, "caption")]
)
def test_a_picture_without_fitting_words_is_not_kept(client, editor, media, changed, field):
    response = upload(client, **changed)

    assert errors(response) == [field]
    assert not Picture.objects.exists()
    assert not media.exists()


def test_the_words_and_the_focal_point_are_changed_and_the_file_stays(client, editor):
    picture = accept(a_photograph(), by=editor, alt="ميناء")
    before = picture.original.name
    opened = client.get(change_of(picture)).context["adminform"].form["opened"].value()

    client.post(
        change_of(picture),
        {
            "opened": opened,
            "alt": "ميناء صحار",
            "focal_x": "0.25",
            "focal_y": "0.75",
            "original": a_photograph("other.jpg", (10, 10)),
        },
    )

    picture.refresh_from_db()
    assert (picture.alt, picture.focal_x, picture.focal_y) == ("ميناء صحار", 0.25, 0.75)
    assert picture.original.name == before


@pytest.mark.parametrize("value", ["2", "-0.1", "nan", "inf", "x", ""])
def test_a_focal_point_outside_the_picture_is_refused(client, editor, value):
    picture = accept(a_photograph(), by=editor, alt="ميناء")

    response = client.post(change_of(picture), {"alt": "ميناء", "focal_x": value, "focal_y": "0.5"})

    assert errors(response) == ["focal_x"]


def places_of_use(picture):
    figure = f'<figure class="image"><img src="{picture.desk_url}" alt="ميناء"></figure>'
    yield "lead", lambda: make.make_article(lead_picture=picture)
    yield "body", lambda: make.make_article(body=f"<p>نص</p>{figure}")
    yield "portrait", lambda: make.make_author(portrait=picture)
    yield "event", lambda: make.make_event(picture=picture)
    yield "live", lambda: make.publish(lead_picture=picture)


@pytest.mark.parametrize("place", ["lead", "body", "portrait", "event", "live"])
def test_a_picture_that_is_used_says_where_and_is_not_deleted(client, editor, place):
    picture = accept(a_photograph(), by=editor, alt="ميناء")
    user = dict(places_of_use(picture))[place]()

    page = client.get(change_of(picture)).text
    response = client.post(delete_of(picture), {"post": "yes"})

    assert change_of(user) in page
    assert response.status_code == 409
    assert change_of(user) in response.text
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_a_picture_that_an_earlier_copy_of_a_story_shows_is_not_deleted(client, editor):
    picture = accept(a_photograph(), by=editor, alt="ميناء")
    article = make.make_article(editor, lead_picture=picture)
    make.edit(article, by=editor, lead_picture=None)

    assert client.post(delete_of(picture), {"post": "yes"}).status_code == 409


def test_an_unused_picture_is_deleted_with_its_file(client, editor, django_capture_on_commit_callbacks):
    picture = accept(a_photograph(), by=editor, alt="ميناء")

    with django_capture_on_commit_callbacks(execute=True):
        client.post(delete_of(picture), {"post": "yes"})

    assert not Picture.objects.exists()
    assert not default_storage.exists(picture.original.name)


def test_a_file_that_another_picture_shares_stays(client, editor, django_capture_on_commit_callbacks):
    picture, twin = (accept(a_photograph(), by=editor, alt="ميناء") for _ in range(2))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(delete_of(picture), {"post": "yes"})

    assert default_storage.exists(twin.original.name)


@pytest.mark.parametrize("role", ["journalist", "photographer", "administrator"])
def test_only_editors_delete_pictures(client, role):
    picture = make.make_picture()
    client.force_login(make.make_user(role))

    assert client.post(delete_of(picture), {"post": "yes"}).status_code == 403


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_a_touch_on_the_picture_sets_its_focal_point(visitor):
    editor = make.make_user("editor")
    picture = accept(a_photograph(), by=editor, alt="ميناء")
    page = visitor(editor)
    page.goto(change_of(picture))
    frame = page.locator(".focal-frame")
    box = frame.bounding_box()

    frame.click(position={"x": box["width"] * 0.2, "y": box["height"] * 0.8})
    with page.expect_navigation():
        page.click("input[name=_save]")

    picture.refresh_from_db()
    assert (picture.focal_x, picture.focal_y) == (pytest.approx(0.2, abs=0.02), pytest.approx(0.8, abs=0.02))


PAGES = ["section", "author", "tag", "event", "picture", "transition", "revision", "publication"]


@pytest.mark.looks
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_list_and_form_fits_a_phone_and_breaks_no_policy(visitor, scheme):
    editor = make.make_user("chief")
    picture = accept(a_photograph(), by=editor, alt="ميناء")
    make.publish(lead_picture=picture, tags=["مسقط"])
    make.make_session(make.make_event(title="ملتقى " * 20, picture=picture))
    make.make_section(parent=Section.objects.first())
    page = visitor(
        editor, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, color_scheme=scheme
    )

    for model in PAGES:
        page.goto(f"/admin/articles/{model}/")
        fits_and_stands_in_nobodys_way(page, model)
        page.locator("#result_list tbody th a, #result_list tbody .field-thumbnail a").first.click()
        page.wait_for_url("**/change/**")
        fits_and_stands_in_nobodys_way(page, model)


def fits_and_stands_in_nobodys_way(page, model):
    __tracebackhide__ = True
    assert page.evaluate("document.documentElement.scrollWidth") == 390, model
    # At the end of the page the bar of buttons lies over no field.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    assert axe.faults_of(page) == [], model


NEW = ["breaking", "houseword", "registeredname", "storytemplate", "page", "monthstart", "user"]


@pytest.mark.looks
@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_form_of_something_new_fits_a_phone_and_stands_in_nobodys_way(visitor):
    everything = make.make_user(None, is_superuser=True)
    page = visitor(everything, viewport=PHONE, is_mobile=True, has_touch=True, color_scheme="dark")
    for model in NEW:
        page.goto(f"/admin/articles/{model}/add/")
        fits_and_stands_in_nobodys_way(page, model)
    for model in ("housestyle", "job", "user"):
        page.goto(f"/admin/articles/{model}/")
        fits_and_stands_in_nobodys_way(page, model)
