"""The first page of the desk, by role."""


def board(user):
    return {}
