"""Short public names for rows: random, so that nothing can be counted or guessed from them."""

import secrets

# No vowels and no look-alikes: never a word, never misread over the telephone.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"


def public_id():
    """Return a new public id of a story: 8 characters, 2.8 × 10¹¹ of them."""
    return _random(8)


def picture_key():
    """Return a new key of a picture: 12 characters, out of reach of guessing."""
    return _random(12)


def _random(length):
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
