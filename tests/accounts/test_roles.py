"""The literate file of roles, loaded into groups."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from articles.roles import group_of, load_roles, needs_second_factor, roles
from tests import factories as make

pytestmark = pytest.mark.django_db


def rights_of(key):
    return set(group_of(key).permissions.values_list("codename", flat=True))


def test_loading_again_brings_a_changed_group_back_to_the_file():
    load_roles()
    group_of("journalist").permissions.add(Permission.objects.get(codename="approve_article"))
    group_of("editor").permissions.clear()
    call_command("roles", verbosity=0)
    for key, role in roles().items():
        assert rights_of(key) == role["rights"]


def test_groups_of_somebody_elses_making_are_left_alone():
    Group.objects.create(name="فريق آخر")
    load_roles()
    assert Group.objects.count() == len(roles()) + 1


def test_who_decides_and_who_does_not():
    deciding = {"return_article", "approve_article", "publish_article", "withdraw_article"}
    assert deciding <= roles()["editor"]["rights"]
    assert roles()["editor"]["rights"] < roles()["chief"]["rights"]
    for key in ("journalist", "photographer", "administrator"):
        assert not deciding & roles()[key]["rights"]
    assert [key for key in roles() if "override_approval" in roles()[key]["rights"]] == ["chief"]
    assert [key for key in roles() if "change_user" in roles()[key]["rights"]] == ["administrator"]


def test_editors_and_above_need_a_second_factor():
    needing = {key for key in roles() if needs_second_factor(make.make_user(key))}
    assert needing == {"editor", "chief", "administrator"}
