"""The frame of the desk: who gets in, what every page carries, and what no list lets anybody ask."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin import desk
from articles.admin.rows import DeskAdmin
from articles.models import Author, Event, Picture, Publication, Revision, Section, Tag, Transition, User
from tests import factories as make

pytestmark = pytest.mark.django_db

ROLES = ["journalist", "photographer", "editor", "chief", "administrator"]


def rooms(client):
    """The names of the rooms in the bar of the first page; those that stand together, under their word."""
    menu = client.get("/admin/").context["menu"]
    return [
        {item["name"]: [room["name"] for room in item["rooms"]]} if "rooms" in item else item["name"]
        for item in menu
    ]


def signed_in(client, role, **fields):
    user = make.make_user(role, **fields)
    client.force_login(user)
    return user


def test_a_stranger_is_sent_to_sign_in_and_comes_back_to_the_page_asked_for(client):
    response = client.get("/admin/articles/event/?q=x")

    assert response.status_code == 302
    assert response["Location"] == "/accounts/login/?next=/admin/articles/event/%3Fq%3Dx"


def test_the_old_sign_in_page_of_the_admin_is_no_second_door(client):
    user = make.make_user("editor", password=make.PASSWORD)

    response = client.post("/admin/login/", {"username": user.username, "password": make.PASSWORD})

    assert response["Location"].startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["event/", "event/add/", "user/", "nothing/"])
def test_the_way_back_to_the_desk_has_one_name_on_every_page(client, address):
    signed_in(client, "chief")

    response = client.get(f"/admin/articles/{address}")

    assert '<a href="/admin/">المكتب</a>' in response.content.decode().split('<div class="breadcrumbs">')[1]


@pytest.mark.parametrize("role", ROLES)
def test_every_role_opens_the_desk(client, role):
    signed_in(client, role)

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("fields", [{}, {"is_staff": True}])
def test_an_account_without_a_role_is_refused_whatever_its_flags(client, fields):
    signed_in(client, None, **fields)

    assert client.get("/admin/").status_code == 403
    assert client.get("/admin/login/").status_code == 403


def test_a_page_of_another_role_is_refused_inside_the_frame(client):
    signed_in(client, "photographer")

    response = client.get("/admin/articles/event/")

    assert response.status_code == 403
    assert response["Cache-Control"] == "private, no-store"
    assert "desk.css" in response.text


def test_nothing_at_an_address_is_told_inside_the_frame(client):
    signed_in(client, "editor")

    response = client.get("/admin/articles/nothing/")

    assert response.status_code == 404
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("path", ["", "articles/event/", "articles/event/add/", "articles/transition/"])
def test_no_page_of_the_desk_is_kept_by_anyone(client, path):
    signed_in(client, "editor")

    assert client.get(f"/admin/{path}")["Cache-Control"] == "private, no-store"


def test_the_desk_loosens_styles_and_pictures_for_the_editor_and_nothing_else(client):
    signed_in(client, "editor")

    policy = dict(part.split(" ", 1) for part in client.get("/admin/")["Content-Security-Policy"].split("; "))

    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self' 'unsafe-inline'"
    assert policy["img-src"] == "'self' data: blob:"
    assert policy["default-src"] == "'none'"


def test_the_scripts_of_the_desk_speak_arabic(client):
    signed_in(client, "journalist")

    response = client.get("/admin/jsi18n/")

    assert '"Choose all %s": "\\u0627\\u062e\\u062a\\u0631 \\u0643\\u0644 %s"' in response.text
    assert '"Saturday": "\\u0627\\u0644\\u0633\\u0628\\u062a"' in response.text
    assert response["Cache-Control"] == "private, no-cache"


def test_the_desk_speaks_arabic_until_somebody_chooses_english(client):
    signed_in(client, "editor")
    assert '<html lang="ar" dir="rtl">' in client.get("/admin/").text

    client.post("/i18n/setlang/", {"language": "en", "next": "/admin/"})

    assert '<html lang="en" dir="ltr">' in client.get("/admin/").text


def test_the_bar_shows_the_rooms_of_the_role_and_no_others(client):
    signed_in(client, "photographer")
    assert rooms(client) == ["المكتب", "الصور"]

    signed_in(client, "administrator")
    assert rooms(client) == [
        "المكتب", "الصور", "الأقسام", "الكتّاب", {"إدارة المكتب": ["المستخدمون", "سجل الإجراءات", "أعمال الخلفية"]},
    ]  # fmt: skip

    signed_in(client, "chief")
    assert rooms(client)[-3:] == [
        {"الموقع": ["الواجهات", "أشرطة «عاجل»", "الأقسام", "الوسوم", "صفحات الموقع", "بدايات الأشهر الهجرية"]},
        {"الأسماء واللغة": ["الكتّاب", "الأسماء والألقاب", "كلمات الصحيفة", "أسلوب الصحيفة", "قوالب المواد"]},
        {"إدارة المكتب": ["سجل الإجراءات", "النسخ المحفوظة", "النشرات"]},
    ]


def test_no_address_of_the_desk_jumps_to_any_row_of_any_table(client):
    signed_in(client, "chief")
    event = make.make_event(is_public=False)

    assert client.get(f"/admin/r/1/{event.pk}/").status_code == 404


def test_a_nul_in_an_address_is_a_bad_request_on_both_databases(client):
    signed_in(client, "editor")

    assert client.get("/admin/articles/event/?standing__exact=%00").status_code == 400
    assert client.get("/admin/articles/event/?q=%00").status_code == 400


def test_an_address_that_names_no_field_opens_the_row(client):
    signed_in(client, "editor")
    event = make.make_event()

    assert client.get(f"/admin/articles/event/{event.pk}/change/?_to_field=").status_code == 200


@pytest.mark.parametrize(
    "model, query",
    [
        ("user", "password__startswith=md5"),
        ("user", "session_epoch__gt=0"),
        ("author", "user__password__startswith=md5"),
        ("event", "articles__notes__contains=x"),
        ("picture", "leading__headline__contains=x"),
        ("section", "editors__email__contains=x"),
    ],
)
def test_an_address_asks_a_list_only_what_its_filters_offer(client, model, query):
    client.force_login(make.make_user(None, is_superuser=True))

    assert client.get(f"/admin/articles/{model}/?{query}").status_code == 400


def test_the_filters_that_a_list_offers_work(client):
    signed_in(client, "editor")
    make.make_event(title="ملتقى مغلق", is_public=False)
    make.make_event(title="ملتقى عام")

    found = client.get("/admin/articles/event/?is_public__exact=1").context["cl"].result_list

    assert [event.title for event in found] == ["ملتقى عام"]


@pytest.mark.parametrize("typed", ["احمد", "أحمد", "أَحْمَد", "  احمد  الكندى "])
def test_a_list_finds_a_name_however_its_letters_are_spelt(client, typed):
    signed_in(client, "editor")
    make.make_author(name="أحمد الكندي")
    make.make_author(name="سالم الحارثي")

    found = client.get("/admin/articles/author/", {"q": typed}).context["cl"].result_list

    assert [author.name for author in found] == ["أحمد الكندي"]


@pytest.mark.parametrize("typed", ["[", "(*", "\\", "%", "'", "a" * 5000, "🦉", "ا" * 99])
def test_a_search_takes_anything_that_is_typed(client, typed):
    signed_in(client, "editor")
    make.make_author(name="أحمد الكندي")

    assert client.get("/admin/articles/author/", {"q": typed}).status_code == 200


def test_nothing_is_changed_in_a_list_and_nothing_is_done_to_many_rows_at_once():
    ours = [admin for admin in desk._registry.values() if isinstance(admin, DeskAdmin)]

    assert {admin.model for admin in ours} >= {User, Section, Author, Tag, Event, Picture, Transition}
    for admin in ours:
        assert not admin.list_editable, admin
        assert not admin.actions, admin


def a_row(model):
    """One more row for the list of `model`, with everything that its columns show."""
    if model == "user":
        make.make_user("editor", sections=[make.make_section()])
    elif model == "section":
        make.make_section(parent=make.make_section())
    elif model == "author":
        make.make_author(user=make.make_user())
    elif model == "tag":
        make.make_article(tags=[f"وسم {Tag.objects.count()}"])
    elif model == "event":
        make.make_session(make.make_event())
    elif model == "picture":
        make.make_picture()
    else:
        make.publish()


MODELS = ["user", "section", "author", "tag", "event", "picture", "transition", "revision", "publication"]


@pytest.mark.parametrize("model", MODELS)
def test_a_list_of_thirty_rows_asks_as_much_as_a_list_of_one(client, model):
    client.force_login(make.make_user(None, is_superuser=True))
    a_row(model)
    client.get(f"/admin/articles/{model}/")

    with CaptureQueriesContext(
        connection,
    ) as of_one:
        assert client.get(f"/admin/articles/{model}/").status_code == 200
    for _ in range(30):
        a_row(model)
    with CaptureQueriesContext(connection) as of_many:
        assert client.get(f"/admin/articles/{model}/").status_code == 200

    assert len(of_many) == len(of_one)


@pytest.mark.parametrize("model", ["transition", "revision", "publication"])
def test_the_record_cannot_be_added_to_changed_or_cut_by_anybody(client, model):
    client.force_login(make.make_user(None, is_superuser=True))
    make.publish()
    row = {"transition": Transition, "revision": Revision, "publication": Publication}[model].objects.first()
    change = reverse(f"admin:articles_{model}_change", args=[row.pk])

    assert client.get(change).status_code == 200
    assert client.post(change, {"note": "غير ما كُتب"}).status_code == 403
    assert client.get(f"/admin/articles/{model}/add/").status_code == 403
    assert (
        client.post(reverse(f"admin:articles_{model}_delete", args=[row.pk]), {"post": "yes"}).status_code
        == 403
    )
    assert LogEntry.objects.count() == 0


def test_an_editor_reads_the_record_of_the_sections_answered_for_and_of_no_others(client):
    home, sport = make.make_section(name="محليات"), make.make_section(name="رياضة")
    make.make_article(section=home, headline="من قسمي")
    other = make.make_article(section=sport, headline="من قسم آخر")
    signed_in(client, "editor", sections=[home])

    steps = client.get("/admin/articles/transition/").context["cl"].result_list
    closed = client.get(reverse("admin:articles_transition_change", args=[other.transitions.get().pk]))

    assert [step.article.headline for step in steps] == ["من قسمي"]
    assert closed.status_code == 302


def test_the_record_is_checked_on_request(client):
    signed_in(client, "administrator")
    make.publish()

    response = client.post("/admin/articles/transition/check/", follow=True)

    assert [str(message) for message in response.context["messages"]] == ["السجل سليم: كل إجراء كما كُتب."]
    assert client.get("/admin/articles/transition/check/").status_code == 405


def test_a_choice_by_name_shows_nothing_to_whom_the_list_is_closed(client):
    asked = {"app_label": "articles", "model_name": "event", "field_name": "picture", "term": ""}
    make.make_picture(caption="الميناء")
    signed_in(client, "editor")
    assert json.loads(client.get("/admin/autocomplete/", asked).text)["results"][0]["text"] == "الميناء"

    signed_in(client, "journalist")
    forged = {**asked, "model_name": "author", "field_name": "user"}
    assert client.get("/admin/autocomplete/", forged).status_code == 403
