from django.core.paginator import Paginator
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index


class SectionPage(Page):
    """The stories of a section, newest first, twenty a page."""

    template = "section_page.html"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        stories = StoryPage.objects.child_of(self).live().order_by("-published_at")
        return context | {"stories": Paginator(stories, 20).get_page(request.GET.get("page"))}


class StoryPage(Page):
    template = "story_page.html"
    standfirst = models.TextField(blank=True)
    body = RichTextField()
    published_at = models.DateTimeField(db_index=True)

    search_fields = [*Page.search_fields, index.SearchField("standfirst"), index.SearchField("body")]
