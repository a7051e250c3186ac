"""Whether this process answers at all, for supervisors and load balancers.

A middleware before everything else: probes come by address, without the site's host name and over plain HTTP.
It asks nothing of the database: a slow one is no reason to restart the web.
"""

from django.http import HttpResponse

PATH = "/healthz"


class HealthMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info == PATH:
            return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
        return self.get_response(request)
