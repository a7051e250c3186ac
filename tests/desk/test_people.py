"""Accounts: who may raise whom, and what nobody can do here."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from articles.models import User
from articles.roles import group_of, load_roles
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = make.make_user("administrator")
    client.force_login(user)
    return user


def change_of(user):
    return reverse("admin:articles_user_change", args=[user.pk])


def form(user=None, **fields):
    """What the form posts for `user` as the account stands, with `fields` changed."""
    posted = {
        "name": user.name if user else "سالم الحارثي",
        "username": user.username if user else "salim",
        "email": user.email if user else "salim@example.com",
        "groups": [group.pk for group in user.groups.all()] if user else [],
        "is_active": "on",
    }
    return posted | fields


def errors(response):
    return {name: list(found) for name, found in response.context["adminform"].form.errors.items()}


def test_an_administrator_opens_an_account_in_a_role_and_a_section(client, administrator):
    load_roles()
    home = make.make_section()
    role = group_of("editor")

    response = client.post("/admin/articles/user/add/", form(groups=[role.pk], sections=[home.pk]))

    user = User.objects.get(username="salim")
    assert response["Location"] == change_of(user)
    assert list(user.groups.all()) == [role]
    assert list(user.sections.all()) == [home]
    assert not user.has_usable_password()
    assert not user.is_superuser
    assert not user.is_staff


def test_no_form_makes_a_superuser(client, administrator):
    client.post("/admin/articles/user/add/", form(is_superuser="on", is_staff="on", user_permissions=["1"]))
    colleague = make.make_user("journalist")
    client.post(
        change_of(colleague), form(colleague, is_superuser="on", is_staff="on", user_permissions=["1"])
    )

    assert User.objects.filter(username="salim").exists()
    assert not User.objects.filter(is_superuser=True).exists()
    assert not User.objects.filter(is_staff=True).exists()
    assert not User.user_permissions.through.objects.exists()


def test_only_the_roles_of_the_file_can_be_given(client, administrator):
    colleague = make.make_user("journalist")
    elsewhere = Group.objects.create(name="مجموعة أخرى")

    response = client.post(change_of(colleague), form(colleague, groups=[elsewhere.pk]))

    assert list(errors(response)) == ["groups"]
    assert list(colleague.groups.all()) == [group_of("journalist")]


def test_nobody_raises_themselves(client, administrator):
    chief = group_of("chief")

    client.post(change_of(administrator), form(administrator, groups=[chief.pk], name="اسم جديد"))

    administrator.refresh_from_db()
    assert administrator.name == "اسم جديد"
    assert list(administrator.groups.all()) == [group_of("administrator")]


def test_nobody_closes_their_own_account(client, administrator):
    posted = form(administrator)
    del posted["is_active"]

    client.post(change_of(administrator), posted)

    administrator.refresh_from_db()
    assert administrator.is_active


def test_an_administrator_cannot_touch_a_superuser(client, administrator):
    owner = make.make_user(None, is_superuser=True, name="المالك")

    assert client.post(change_of(owner), form(owner, name="غيره")).status_code == 403
    for door in ("user_password", "user_letter", "user_second_factor"):
        assert client.post(reverse(f"admin:{door}", args=[owner.pk])).status_code == 403
    owner.refresh_from_db()
    assert owner.name == "المالك"


@pytest.mark.parametrize("superuser", [False, True])
def test_no_account_is_deleted(client, administrator, superuser):
    colleague = make.make_user("journalist")
    User.objects.filter(pk=administrator.pk).update(is_superuser=superuser)

    response = client.post(reverse("admin:articles_user_delete", args=[colleague.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert User.objects.filter(pk=colleague.pk).exists()


@pytest.mark.parametrize("role", ["journalist", "photographer", "editor", "chief"])
def test_other_roles_do_not_see_the_accounts(client, role):
    client.force_login(make.make_user(role))
    colleague = make.make_user("journalist")

    assert client.get("/admin/articles/user/").status_code == 403
    assert client.get("/admin/articles/user/add/").status_code == 403
    assert client.post(change_of(colleague), form(colleague)).status_code == 403
    assert client.post(reverse("admin:user_password", args=[colleague.pk])).status_code == 403


def test_closing_an_account_signs_it_out(client, administrator):
    colleague = make.make_user("journalist")
    theirs = Client()
    theirs.force_login(colleague)
    assert theirs.get("/admin/").status_code == 200
    posted = form(colleague)
    del posted["is_active"]

    client.post(change_of(colleague), posted)

    assert theirs.get("/admin/").status_code == 302


def test_a_change_of_role_signs_the_person_out(client, administrator):
    colleague = make.make_user("journalist")
    theirs = Client()
    theirs.force_login(colleague)

    client.post(change_of(colleague), form(colleague, groups=[group_of("photographer").pk]))

    assert theirs.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "fields, field",
    [
        ({"username": "SALIM2"}, "username"),
        ({"username": "a@example.com"}, "username"),
        ({"username": "اسم بمسافة"}, "username"),
        ({"username": "x" * 10_000}, "username"),
        ({"email": "Taken@Example.com"}, "email"),
        ({"email": ""}, "email"),
        ({"email": "no address"}, "email"),
        ({"name": ""}, "name"),
        ({"name": "\u202e\u202d"}, "name"),
        ({"name": "ا" * 10_000}, "name"),
        ({"sections": ["999999"]}, "sections"),
        ({"sections": ["x"]}, "sections"),
    ],
)
def test_a_refusal_stands_beside_its_field(client, administrator, fields, field):
    make.make_user("journalist", username="salim2", email="taken@example.com")

    response = client.post("/admin/articles/user/add/", form(**fields))

    assert response.status_code == 200
    assert list(errors(response)) == [field]
    assert User.objects.count() == 2


def test_a_name_is_stored_without_what_nobody_sees(client, administrator):
    client.post("/admin/articles/user/add/", form(name="\u202bسالم\x00   الحارثي\u202c "))

    assert User.objects.get(username="salim").name == "سالم الحارثي"


def test_the_letter_lets_a_new_colleague_choose_a_password(client, administrator, mailoutbox):
    colleague = make.make_user("journalist", email="salim@example.com")

    response = client.post(reverse("admin:user_letter", args=[colleague.pk]), follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "الرسالة في طريقها إلى salim@example.com."
    ]
    assert [letter.to for letter in mailoutbox] == [["salim@example.com"]]
    address = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mailoutbox[0].body)[1]
    theirs = Client()
    page = theirs.get(address, follow=True)
    chosen = {"password1": make.PASSWORD, "password2": make.PASSWORD}
    theirs.post(page.redirect_chain[-1][0], chosen)
    colleague.refresh_from_db()
    assert colleague.check_password(make.PASSWORD)


def test_no_letter_goes_to_a_closed_account(client, administrator, mailoutbox):
    colleague = make.make_user("journalist", is_active=False)

    client.post(reverse("admin:user_letter", args=[colleague.pk]))

    assert mailoutbox == []


def test_a_password_set_by_an_administrator_ends_every_session(client, administrator):
    colleague = make.make_user("journalist")
    theirs = Client()
    theirs.force_login(colleague)
    door = reverse("admin:user_password", args=[colleague.pk])
    assert client.get(door).status_code == 200

    client.post(door, {"new_password1": make.PASSWORD, "new_password2": make.PASSWORD})

    colleague.refresh_from_db()
    assert colleague.check_password(make.PASSWORD)
    assert theirs.get("/admin/").status_code == 302


@pytest.mark.parametrize("password", ["قصيرة", "password1234", "123456789012"])
def test_a_weak_password_is_refused_beside_its_field(client, administrator, password):
    colleague = make.make_user("journalist")

    response = client.post(
        reverse("admin:user_password", args=[colleague.pk]),
        {"new_password1": password, "new_password2": password},
    )

    assert list(response.context["form"].errors) == ["new_password2"]


def test_ones_own_password_and_second_factor_are_changed_on_the_account_pages_alone(client, administrator):
    for door in ("user_password", "user_letter", "user_second_factor"):
        assert client.post(reverse(f"admin:{door}", args=[administrator.pk])).status_code == 403


def test_the_second_factor_of_a_lost_telephone_is_removed_and_the_sessions_ended(client, administrator):
    colleague = make.make_user("editor")
    Authenticator.objects.create(user=colleague, type="totp", data={})
    theirs = Client()
    theirs.force_login(colleague)

    client.post(reverse("admin:user_second_factor", args=[colleague.pk]))

    assert not Authenticator.objects.exists()
    assert theirs.get("/admin/").status_code == 302


@pytest.mark.parametrize("door", ["user_letter", "user_second_factor"])
def test_a_link_alone_does_nothing_to_an_account(client, administrator, door):
    colleague = make.make_user("editor")

    assert client.get(reverse(f"admin:{door}", args=[colleague.pk])).status_code == 405


def test_an_address_that_was_given_up_signs_nobody_in(client, administrator):
    colleague = make.make_user("journalist", email="old@example.com")
    EmailAddress.objects.create(user=colleague, email="old@example.com", verified=True, primary=True)

    client.post(change_of(colleague), form(colleague, email="new@example.com"))

    assert not EmailAddress.objects.exists()
    colleague.refresh_from_db()
    assert colleague.email == "new@example.com"


def test_what_an_administrator_does_to_an_account_stands_in_its_history(client, administrator):
    colleague = make.make_user("journalist")

    client.post(reverse("admin:user_letter", args=[colleague.pk]))

    history = client.get(reverse("admin:articles_user_history", args=[colleague.pk]))
    assert administrator.username in history.text
