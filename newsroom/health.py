"""Whether this process answers at all. It asks nothing of the database: a slow one is no reason to
restart the web."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
