"""What a reader's browser says and asks for beside the pages: a reading, and what it keeps for later."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from articles import readership

from .answers import NEVER_STORED, public_page


@csrf_exempt
@require_POST
def seen(request, public_id):
    """A browser has shown a story for a while. Says nothing back, whatever it was told."""
    visitor = f"{request.META.get('REMOTE_ADDR', '')} {request.headers.get('User-Agent', '')}"
    readership.heard(public_id, visitor)
    return HttpResponse(status=204, headers={"Cache-Control": NEVER_STORED})


@require_safe
def service_worker(request):
    """The script that keeps visited stories; at the root, because it answers for the whole site."""
    answer = render(request, "site/service-worker.js", content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


@public_page
def offline(request, at):
    return render(request, "site/offline.html")
