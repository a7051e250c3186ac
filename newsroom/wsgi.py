"""What an application server loads: `deploy/serve.py`."""

import os
from functools import lru_cache

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")


def behind_kept_pages(django):
    """`django` behind the store of finished pages, or itself where PAGE_STORE names no folder."""
    from django.conf import settings

    if not settings.PAGE_STORE:
        return django
    from django.http.request import validate_host

    from articles.pagestore.store import Limits, PageStore

    # Asked for every page of every reader; the names that readers use are few.
    @lru_cache(maxsize=256)
    def is_ours(host):
        return validate_host(host.rpartition(":")[0] or host, settings.ALLOWED_HOSTS)

    header = getattr(settings, "SECURE_PROXY_SSL_HEADER", None)
    return PageStore(
        django,
        settings.PAGE_STORE,
        canonical=tuple(settings.SITE_URL.split("://")),
        hosts=is_ours,
        private=("/admin/", "/accounts/", "/i18n/", "/search/", "/readyz", "/metrics"),
        unguarded=(settings.STATIC_URL, "/healthz"),
        only_https=settings.SECURE_SSL_REDIRECT,
        secure_header=header,
        surrogate_keys=bool(settings.CDN_PURGE_URL),
        limits=Limits(memory=settings.PAGE_STORE_MEMORY, threads=settings.WEB_THREADS),
    )


application = behind_kept_pages(get_wsgi_application())
