"""The settings under test: the environment comes first, so that no machine's own values reach a test."""

import os

from tests.databases import database_url, scratch_folder

SCRATCH = scratch_folder()

os.environ.update(
    ENV_FILE=os.devnull,
    DEBUG="0",
    SECRET_KEY="a key for tests",
    SITE_URL="http://testserver",
    SITE_NAME="الرؤية",
    TIME_ZONE="Asia/Muscat",
    EMAIL_URL="memorymail://",
    DATABASE_URL=database_url(SCRATCH),
    MEDIA_ROOT=str(SCRATCH / "media"),
    REQUIRE_SECOND_FACTOR="0",
    LOG_LEVEL="WARNING",
)

from newsroom.settings import *  # noqa: E402, F403 (the environment comes first)
from newsroom.settings import DATABASES, STORAGES  # noqa: E402

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": DATABASES["default"]["NAME"]}

# Names without hashes: tests need no collectstatic.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# Sign-in is tested often; its cost is not.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
