"""The roles of the newsroom, read from `roles.toml`: a policy that the desk can read and the tests enforce."""

import tomllib
from functools import cache
from pathlib import Path

from django.contrib.auth.models import Group, Permission

ROLES_FILE = Path(__file__).with_name("roles.toml")


@cache
def roles():
    """Return the roles by key, each with name, about, rights (a frozenset of codenames) and second_factor."""
    written = tomllib.loads(ROLES_FILE.read_text("utf-8"))
    return {key: _role(key, written) for key in written}


def _role(key, written):
    role = written[key]
    rights = set(role["rights"])
    if "extends" in role:
        rights |= _role(role["extends"], written)["rights"]
    return {
        "name": role["name"],
        "about": role["about"],
        "rights": frozenset(rights),
        "second_factor": role.get("second_factor", False),
    }


def load_roles():
    """Make the groups hold exactly what the file says; return the groups by role key.

    Raises KeyError naming a right that does not exist. Groups that are not in the file are left alone.
    """
    permissions = {p.codename: p for p in Permission.objects.filter(content_type__app_label="articles")}
    groups = {}
    for key, role in roles().items():
        group, _made = Group.objects.get_or_create(name=role["name"])
        group.permissions.set([permissions[right] for right in role["rights"]])
        groups[key] = group
    return groups


def group_of(key):
    """Return the group of the role `key`; raises Group.DoesNotExist before the roles are loaded."""
    return Group.objects.get(name=roles()[key]["name"])


def needs_second_factor(user):
    """True when one of the user's roles, or being a superuser, calls for a second factor."""
    names = {role["name"] for role in roles().values() if role["second_factor"]}
    return user.is_superuser or any(group.name in names for group in user.groups.all())
