"""`prepare` and `administrator`: what a first start makes, and what a second leaves alone."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import CommandError, call_command

from articles.models import User
from articles.roles import load_roles, roles

NAMED = {
    "ADMIN_USERNAME": "salma",
    "ADMIN_EMAIL": "salma@newsroom.example",
    "ADMIN_PASSWORD": "five candles in the wind",
}


@pytest.fixture
def named(monkeypatch):
    """Sets the three variables, with changes: `named(ADMIN_EMAIL="")`."""

    def set_variables(**changes):
        for name, value in (NAMED | changes).items():
            monkeypatch.setenv(name, value)

    set_variables(ADMIN_USERNAME="", ADMIN_EMAIL="", ADMIN_PASSWORD="")
    return set_variables


@pytest.fixture
def prepared_roles(db):
    load_roles()


@pytest.mark.usefixtures("prepared_roles")
class TestAdministrator:
    def test_the_first_administrator_comes_from_the_environment(self, named):
        named()
        call_command("administrator")
        made = User.objects.get()
        assert (made.username, made.email, made.is_staff, made.is_superuser) == (
            "salma",
            "salma@newsroom.example",
            True,
            False,
        )
        assert [group.name for group in made.groups.all()] == [roles()["administrator"]["name"]]
        assert made.check_password("five candles in the wind")

    def test_a_second_run_changes_nothing(self, named):
        named()
        call_command("administrator")
        named(ADMIN_USERNAME="other", ADMIN_PASSWORD="another set of words")
        call_command("administrator")
        assert User.objects.get().check_password("five candles in the wind")

    def test_an_administrator_who_has_left_does_not_count(self, named):
        named()
        call_command("administrator")
        User.objects.update(is_active=False)
        named(ADMIN_USERNAME="other", ADMIN_EMAIL="other@newsroom.example")
        call_command("administrator")
        assert User.objects.filter(is_active=True).get().username == "other"

    @pytest.mark.parametrize("name", NAMED)
    def test_a_variable_that_is_missing_is_named(self, named, name):
        named(**{name: ""})
        with pytest.raises(CommandError, match=f"set {name}"):
            call_command("administrator")
        assert not User.objects.exists()

    @pytest.mark.parametrize(
        "change", [{"ADMIN_PASSWORD": "12345678"}, {"ADMIN_EMAIL": "salma"}, {"ADMIN_USERNAME": "s a l m a"}]
    )
    def test_what_the_desk_would_refuse_is_refused_here_too(self, named, change):
        named(**change)
        with pytest.raises(CommandError, match="No administrator was made"):
            call_command("administrator")
        assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
class TestPrepare:
    def test_an_empty_database_gets_roles_cache_and_administrator(self, named):
        named()
        call_command("prepare")
        cache.set("word", "kept")
        assert cache.get("word") == "kept"
        assert set(Group.objects.values_list("name", flat=True)) == {
            role["name"] for role in roles().values()
        }
        assert User.objects.get().username == "salma"

    def test_without_the_variables_nobody_is_made_and_nothing_fails(self, named):
        call_command("prepare")
        assert not User.objects.exists()

    def test_one_variable_without_the_others_is_an_error(self, named):
        named(ADMIN_PASSWORD="")
        with pytest.raises(CommandError, match="set ADMIN_PASSWORD"):
            call_command("prepare")
