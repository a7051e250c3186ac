"""The application, and the search as Wagtail's project template writes it."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wagtail_site.settings")

from django.core.paginator import Paginator
from django.core.wsgi import get_wsgi_application
from django.template.response import TemplateResponse

application = get_wsgi_application()


def search(request):
    from .models import StoryPage

    query = request.GET.get("q", "")
    results = StoryPage.objects.live().search(query) if query else StoryPage.objects.none()
    found = Paginator(results, 20).get_page(request.GET.get("page"))
    return TemplateResponse(request, "search.html", {"query": query, "stories": found})
