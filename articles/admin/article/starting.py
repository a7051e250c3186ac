"""What the form of a new story starts with: what the link says, and the template that was chosen."""

from articles.models import StoryTemplate

from .cards import cards, line_forms
from .sharing import links_of
from .widgets import is_key

# What a link may fill in beforehand on the form of a new story.
PREFILLED = ("event", "session", "section", "kind")


def initial(request):
    template = _chosen(request)
    started = template.initial() if template else {}
    return started | {name: request.GET[name] for name in PREFILLED if name in request.GET}


def around(request, form, article):
    """Return what stands around the form: templates to start from, how the story looks, its preview links."""
    context = {"cards": cards(article), "line_forms": line_forms()}
    if article:
        return context | links_of(article)
    if form.is_bound:
        return context
    template = _chosen(request)
    return context | {
        "story_templates": list(StoryTemplate.objects.filter(is_active=True)),
        "chosen_template": template and template.pk,
    }


def _chosen(request):
    key = request.GET.get("template", "")
    return StoryTemplate.objects.filter(pk=key, is_active=True).first() if is_key(key) else None
