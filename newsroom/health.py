"""Probes, for supervisors and load balancers: /healthz, /readyz, /metrics.

A middleware before everything else: probes come by address, without the site's host name and over plain HTTP.
`/healthz` asks nothing of the database: a slow one is no reason to restart the web. The other two say more than
a stranger need know: they answer this machine, and whoever brings the token of `PROBE_TOKEN`.
"""

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotFound
from django.utils.crypto import constant_time_compare

THIS_MACHINE = {"127.0.0.1", "::1"}


class HealthMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.probes = {"/healthz": alive, "/readyz": ready, "/metrics": figures}

    def __call__(self, request):
        probe = self.probes.get(request.path_info)
        if probe is None:
            return self.get_response(request)
        if probe is not alive and not may_ask(request):
            return HttpResponseNotFound(content_type="text/plain")
        response = probe()
        response.headers["Cache-Control"] = "no-store"
        return response


def may_ask(request):
    """True for this machine itself, not through a proxy, and for whoever has the token."""
    if settings.PROBE_TOKEN:
        sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if constant_time_compare(sent, settings.PROBE_TOKEN):
            return True
    return request.META.get("REMOTE_ADDR") in THIS_MACHINE and "HTTP_X_FORWARDED_FOR" not in request.META


def alive():
    return HttpResponse("ok\n", content_type="text/plain")


def ready():
    from articles import probes

    found = probes.troubles()
    said = "".join(f"{line}\n" for line in found or ["ready"])
    return HttpResponse(said, content_type="text/plain; charset=utf-8", status=503 if found else 200)


def figures():
    from articles import probes

    return HttpResponse(probes.metrics(), content_type="text/plain; version=0.0.4; charset=utf-8")
