"""Who gets in, how often one may try, and when one is out again."""

import json
import time
from urllib.parse import urlencode

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.test import Client

from articles.models import User
from articles.roles import group_of
from tests import factories as make

pytestmark = pytest.mark.django_db
DESK = "/admin/"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet():
    cache.clear()


def sign_in(client, user, password=make.PASSWORD):
    return client.post("/accounts/login/", {"login": user.username, "password": password})


def is_in(client):
    return client.get(DESK).status_code == 200


@pytest.fixture
def journalist():
    return make.make_user("journalist", password=make.PASSWORD)


@pytest.fixture
def editor():
    return make.make_user("editor", password=make.PASSWORD)


def test_the_desk_sends_a_stranger_to_sign_in_and_back(client, journalist):
    answer = client.get("/admin/articles/article/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/?next=/admin/articles/article/")
    assert sign_in(client, journalist).status_code == 302
    assert is_in(client)


def test_the_page_is_arabic_and_right_to_left(client):
    page = client.get("/accounts/login/").content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "الدخول إلى غرفة الأخبار" in page


def test_a_name_or_an_address_signs_in(client, journalist):
    client.post("/accounts/login/", {"login": journalist.email, "password": make.PASSWORD})
    assert is_in(client)


@pytest.mark.parametrize("following", ["http://[", "https://[::1", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_what_is_no_address_of_ours(client, journalist, following):
    page = f"/accounts/login/?{urlencode({'next': following})}"
    assert client.get(page).status_code == 200
    answer = client.post(page, {"login": journalist.username, "password": make.PASSWORD, "next": following})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_what_no_passkey_says_is_refused(client):
    said = ["[" * 100_000, "9" * 5000, '"\\ud800"', '{"id": "\\ud800"}', "[1]", "1", "null", "", "{}", '{"rawId": {}}']
    parts = {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "attestationObject": "AA"}
    for answer in (1, {}, {**parts, "userHandle": "AA"}, dict.fromkeys([*parts, "userHandle"], "\x00")):
        said.append(json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": answer}))
    for credential in said:
        cache.clear()
        assert client.get("/accounts/2fa/webauthn/login/", HTTP_X_REQUESTED_WITH="XMLHttpRequest").json()
        assert client.post("/accounts/2fa/webauthn/login/", {"credential": credential}).status_code == 302
    client.force_login(make.make_user("journalist"))
    for credential in said:
        assert client.get("/accounts/2fa/webauthn/add/").status_code == 200
        assert client.post("/accounts/2fa/webauthn/add/", {"credential": credential}).status_code == 200
    assert not Authenticator.objects.exists()


def test_nobody_opens_an_account_for_themselves(client):
    page = client.post("/accounts/signup/", {"username": "intruder", "email": "i@example.com",
                                             "password1": make.PASSWORD, "password2": make.PASSWORD})  # fmt: skip
    assert page.status_code in (200, 302)
    assert not User.objects.filter(username="intruder").exists()


def test_an_account_without_a_role_has_no_desk(client):
    nobody = make.make_user(None, password=make.PASSWORD)
    sign_in(client, nobody)
    assert not is_in(client)


def test_a_deactivated_account_does_not_sign_in(client, journalist):
    journalist.is_active = False
    journalist.save()
    sign_in(client, journalist)
    assert not is_in(client)


class TestThrottling:
    def test_after_five_wrong_passwords_the_right_one_waits_too(self, client, journalist):
        for _ in range(5):
            sign_in(client, journalist, "خطأ")
        sign_in(client, journalist)
        assert not is_in(client)

    def test_four_wrong_passwords_are_forgiven(self, client, journalist):
        for _ in range(4):
            sign_in(client, journalist, "خطأ")
        sign_in(client, journalist)
        assert is_in(client)

    def test_changing_the_address_does_not_help_against_an_account(self, journalist):
        for number in range(5):
            sign_in(Client(REMOTE_ADDR=f"10.0.0.{number}"), journalist, "خطأ")
        late = Client(REMOTE_ADDR="10.0.0.99")
        sign_in(late, journalist)
        assert not is_in(late)

    def test_changing_the_account_does_not_help_from_one_address(self, client, journalist):
        for number in range(12):
            client.post("/accounts/login/", {"login": f"guess{number}", "password": "خطأ"})
        sign_in(client, journalist)
        assert not is_in(client)

    def test_the_count_is_shared_by_every_process(self, settings):
        backend = settings.CACHES["default"]["BACKEND"]
        assert backend == "django.core.cache.backends.db.DatabaseCache"


class TestSecondFactor:
    @pytest.fixture(autouse=True)
    def required(self, settings):
        settings.REQUIRE_SECOND_FACTOR = True

    @pytest.mark.parametrize("role", ["editor", "chief", "administrator"])
    def test_the_desk_stays_shut_until_it_is_set_up(self, client, role):
        sign_in(client, make.make_user(role, password=make.PASSWORD))
        answer = client.get(DESK)
        assert (answer.status_code, answer["Location"]) == (302, "/accounts/2fa/")

    @pytest.mark.parametrize("role", ["journalist", "photographer"])
    def test_others_are_not_asked(self, client, role):
        sign_in(client, make.make_user(role, password=make.PASSWORD))
        assert is_in(client)

    def test_a_password_alone_is_nobody(self, client, editor):
        secret = TOTP.activate(editor, generate_totp_secret()).instance.data["secret"]
        assert secret
        answer = sign_in(client, editor)
        assert answer["Location"] == "/accounts/2fa/authenticate/"
        assert not is_in(client)

    @pytest.mark.parametrize("ahead", [0, 1])
    def test_the_code_opens_the_desk_also_of_a_telephone_that_is_a_little_ahead(self, client, editor, ahead):
        from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

        secret = generate_totp_secret()
        TOTP.activate(editor, secret)
        sign_in(client, editor)
        code = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert is_in(client)

    def test_the_secret_is_not_kept_in_clear(self, editor):
        secret = generate_totp_secret()
        TOTP.activate(editor, secret)
        stored = Authenticator.objects.get(user=editor).data["secret"]
        assert get_adapter().decrypt(stored) == secret
        assert stored != secret


class TestSessionsEnd:
    @pytest.fixture
    def client(self, client, journalist):
        sign_in(client, journalist)
        assert is_in(client)
        return client

    def test_when_the_account_is_closed(self, client, journalist):
        journalist.is_active = False
        journalist.save()
        assert not is_in(client)

    def test_and_opening_it_again_does_not_revive_them(self, client, journalist):
        for active in (False, True):
            journalist.is_active = active
            journalist.save()
        assert not is_in(client)

    def test_when_a_role_is_given_or_taken(self, client, journalist):
        journalist.groups.add(group_of("editor"))
        assert not is_in(client)

    def test_when_a_group_loses_its_member(self, client, journalist):
        group_of("journalist").user_set.remove(journalist)
        assert not is_in(client)

    def test_when_the_password_changes_elsewhere(self, client, journalist):
        journalist.set_password("كلمة أخرى طويلة جدًّا")
        journalist.save()
        assert not is_in(client)

    def test_but_not_those_of_colleagues(self, client):
        make.make_user("journalist").groups.add(group_of("editor"))
        assert is_in(client)


def test_a_reset_letter_leads_to_our_own_address_whatever_the_request_claims(client, journalist, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post("/accounts/password/reset/", {"email": journalist.email}, HTTP_HOST="evil.example")
    assert len(mail.outbox) == 1
    assert "evil.example" not in mail.outbox[0].body
    assert "http://testserver/accounts/password/reset/key/" in mail.outbox[0].body


def test_an_unknown_address_is_told_the_same(client, journalist):
    known = client.post("/accounts/password/reset/", {"email": journalist.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.com"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert len(mail.outbox) == 1
