"""Every setting of the newsroom, read from the environment.

A value that production needs and that is not there stops the process with the name of the variable.
The table in README.md and `.env.example` list every variable read here; a test keeps the three together.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

from newsroom.buckets import storage_of

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
# A file of variables beside manage.py, or the one that ENV_FILE names; what the environment has already wins.
env.read_env(os.environ.get("ENV_FILE", BASE_DIR / ".env"))


# ---------------------------------------------------------------- what kind of site this is
DEBUG = env.bool("DEBUG", default=False)


def needed(name, *, on_a_desk_machine):
    """The value of a variable that production must set; with DEBUG, a stand-in."""
    return env(name, default=on_a_desk_machine) if DEBUG else env(name)


SECRET_KEY = needed("SECRET_KEY", on_a_desk_machine="known to everyone, so for a desk machine alone")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SITE_URL = needed("SITE_URL", on_a_desk_machine="http://127.0.0.1:8000").rstrip("/")
SITE_NAME = env("SITE_NAME", default="الرؤية")

# The scheme of the public address decides everything that depends on HTTPS, so that the two cannot disagree.
HTTPS = urlsplit(SITE_URL).scheme == "https"
SITE_HOST = urlsplit(SITE_URL).hostname or ""

_own_hosts = [SITE_HOST, "127.0.0.1", "localhost", "[::1]"] if DEBUG else [SITE_HOST]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=_own_hosts)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
APPEND_SLASH = True


# ---------------------------------------------------------------- parts
INSTALLED_APPS = [
    "articles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "taggit",
    # The desk is a site of our own (articles.admin), so nothing is discovered for the default one.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "newsroom.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.language.DeskLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "articles.accounts.SecondFactorMiddleware",
    "articles.accounts.SignInFrameMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


# ---------------------------------------------------------------- database
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
DATABASE_STATEMENT_TIMEOUT = env.int("DATABASE_STATEMENT_TIMEOUT", default=30)

# Connections live on from one request to the next: opening one costs as much as ten questions.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# PostgreSQL plans a question that every page asks once for a connection. Not behind a pooler in transaction mode.
DATABASE_PREPARE = env.bool("DATABASE_PREPARE", default=True)

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Django's own, that notices when a backup has been put back.
    DATABASES["default"]["ENGINE"] = "newsroom.sqlite3"
    DATABASES["default"]["OPTIONS"] = {
        # Writers queue from their first statement instead of failing half-way with "database is locked".
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # WAL lets readers go on while one writes. FULL: a story reported as published survives a power
        # cut; NORMAL is faster and may lose the last seconds. Django itself switches foreign keys on.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        connect_timeout=5,
        # A statement that hangs gives its worker back; 0 is for migrations.
        options=f"-c statement_timeout={DATABASE_STATEMENT_TIMEOUT * 1000}",
    )

# A copy that PostgreSQL keeps up to date by itself, for what readers search: most of the work, and never kept.
# Finished pages are not made from it: one that was made a moment too early would be kept without the change.
SEARCH_DATABASE_URL = env("SEARCH_DATABASE_URL", default="")
if SEARCH_DATABASE_URL:
    DATABASES["search"] = DATABASES["default"] | env.db_url_config(SEARCH_DATABASE_URL)

# One table that every process shares: the sign-in limits count across processes and survive a restart.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}


# ---------------------------------------------------------------- language and time
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "articles" / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = env("TIME_ZONE", default="Asia/Muscat")
# The digits of public pages: latin (0–9) or arabic (٠–٩), in text alone.
SITE_DIGITS = env.str("SITE_DIGITS", default="latin")
USE_TZ = True
# Pages show the digits that the paper prints; grouping is a matter of the template.
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["newsroom.formats"]


# ---------------------------------------------------------------- what programmes read
# Feeds with the whole text, or with a summary that leads to the site.
FEED_FULL_TEXT = env.bool("FEED_FULL_TEXT", default=True)
# The WebSub hub that tells subscribers of a new story at once; empty for none.
WEBSUB_HUB = env("WEBSUB_HUB", default="")
# Where security.txt sends whoever found a hole.
SECURITY_CONTACT = env("SECURITY_CONTACT", default=f"mailto:security@{SITE_HOST}")


# ---------------------------------------------------------------- files
STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "newsroom.staticfiles.BundleFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
# Originals and renditions. Nothing serves this folder: a view decides about every picture.
MEDIA_ROOT = env("MEDIA_ROOT", default=str(BASE_DIR / "media"))
# With nginx in front: the internal location that sends a picture's bytes after the view has allowed it.
USE_X_ACCEL = env("USE_X_ACCEL", default="")

STORAGES = {
    "default": storage_of(env("BUCKET_URL", default="")),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "newsroom.staticfiles.HashedStaticFilesStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o644
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o755


# ---------------------------------------------------------------- finished pages
# The folder of finished pages on this machine, shared by its processes; empty: every page is made anew.
PAGE_STORE = env("PAGE_STORE", default="" if DEBUG else str(BASE_DIR / "pages"))
# Bytes of finished pages that each process holds in memory.
PAGE_STORE_MEMORY = env.int("PAGE_STORE_MEMORY", default=64 * 1024 * 1024)
# How many requests each process serves at once; the server's own configuration reads the same variable.
WEB_THREADS = env.int("WEB_THREADS", default=8)

# A CDN or a Varnish in front that keeps pages: where it is told by POST what changed (header Surrogate-Key), and the
# header that proves who tells («Fastly-Key: …», «Authorization: Bearer …»). Empty: there is none.
CDN_PURGE_URL = env("CDN_PURGE_URL", default="")
CDN_PURGE_HEADER = env("CDN_PURGE_HEADER", default="")


# What whoever asks /readyz and /metrics from another machine must bring (Authorization: Bearer …).
PROBE_TOKEN = env("PROBE_TOKEN", default="")


# ---------------------------------------------------------------- limits on what comes in
# A form is text: a long report is 30 kB, a programme of eight sessions with its participants some 600 fields.
DATA_UPLOAD_MAX_MEMORY_SIZE = env.int("DATA_UPLOAD_MAX_MEMORY_SIZE", default=2 * 1024 * 1024)
DATA_UPLOAD_MAX_NUMBER_FIELDS = env.int("DATA_UPLOAD_MAX_NUMBER_FIELDS", default=4000)
DATA_UPLOAD_MAX_NUMBER_FILES = 20
PICTURE_MAX_BYTES = env.int("PICTURE_MAX_BYTES", default=25 * 1024 * 1024)
PICTURE_MAX_PIXELS = env.int("PICTURE_MAX_PIXELS", default=50_000_000)


# ---------------------------------------------------------------- accounts
AUTH_USER_MODEL = "articles.User"
# allauth's backend knows Django's permissions too; alone, it leaves no door that is not throttled.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# Memory-hard, and in the standard library; the second reads hashes brought from another Django.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "/"

# Editors and above must have a second factor before the desk opens to them.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not DEBUG)
# How many proxies of ours stand in front: the reader's address is taken that many places from the right.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

ACCOUNT_ADAPTER = "articles.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
# Accounts are issued by an administrator, who vouches for the address.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
# Per address, and per account whatever the address.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/5m/key",
}

# As colleagues know each other, not by the name of the account.
ACCOUNT_USER_DISPLAY = str

MFA_ADAPTER = "articles.accounts.MFAAdapter"
MFA_FORMS = {
    "add_webauthn": "articles.accounts.AddPasskeyForm",
    "authenticate_webauthn": "articles.accounts.AuthenticatePasskeyForm",
    "login_webauthn": "articles.accounts.LoginPasskeyForm",
    "reauthenticate_webauthn": "articles.accounts.ReauthenticatePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
# A code that changes while it is being typed, or a telephone whose clock is a little off (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Browsers allow passkeys on http://localhost; a desk machine may try them there.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG and not HTTPS


# ---------------------------------------------------------------- sessions and cookies
# A long shift. Expiry is measured from sign-in, so that public pages never have to write a session.
SESSION_COOKIE_AGE = env.int("SESSION_HOURS", default=16) * 3600
SESSION_COOKIE_HTTPONLY = True
# Lax, not Strict: a link in a message to an editor must open the desk signed in.
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SAMESITE = "Lax"
# The prefix makes browsers refuse these cookies from a neighbouring subdomain or over plain HTTP.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"


# ---------------------------------------------------------------- transport and headers
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_SUBDOMAINS", default=True) and HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The header in which a proxy of ours says "https", such as X-Forwarded-Proto; empty when there is none.
_proto_header = env("SECURE_PROXY_SSL_HEADER", default="")
if _proto_header:
    SECURE_PROXY_SSL_HEADER = ("HTTP_" + _proto_header.upper().replace("-", "_"), "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        # Players of embeds, which a reader starts with a press; nothing comes from there before.
        "frame-src": [
            "https://www.youtube-nocookie.com",
            "https://player.vimeo.com",
            "https://platform.twitter.com",
            "https://www.instagram.com",
            "https://www.tiktok.com",
            "https://www.facebook.com",
            "https://www.openstreetmap.org",
        ],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "upgrade-insecure-requests": HTTPS,
    }
}


# ---------------------------------------------------------------- mail
vars().update(env.email_url_config(needed("EMAIL_URL", on_a_desk_machine="consolemail://")))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"newsroom@{SITE_HOST}")


# ---------------------------------------------------------------- logs
LOG_LEVEL = env("LOG_LEVEL", default="INFO")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{levelname} {name}: {message}", "style": "{"},
        "json": {"()": "newsroom.logs.JSONFormatter"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain" if DEBUG else "json"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    # Django's own handlers would mail and print the same lines a second time.
    "loggers": {"django": {"handlers": [], "level": LOG_LEVEL, "propagate": True}},
}


# ---------------------------------------------------------------- Django's own transitions
# Addresses typed without a scheme become https://, as is the rule from Django 6.0, where this falls away.
FORMS_URLFIELD_ASSUME_HTTPS = True
TAGGIT_CASE_INSENSITIVE = True
