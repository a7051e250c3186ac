"""What the form of a new story starts with: what the link says, and the template that was chosen."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import translations
from articles.models import Article, StoryTemplate

from .cards import cards, line_forms
from .sharing import links_of
from .widgets import is_key

# What a link may fill in beforehand on the form of a new story.
PREFILLED = ("event", "session", "section", "kind")


def initial(request):
    if "translates" in request.GET:
        if original := _original(request):
            return translations.first_words(original, by=request.user)
        raise Http404
    template = _chosen(request)
    started = template.initial() if template else {}
    return started | {name: request.GET[name] for name in PREFILLED if name in request.GET}


def around(request, form, article):
    """Return what stands around the form: templates to start from, how the story looks, its preview links."""
    context = {"cards": cards(article), "line_forms": line_forms()}
    if article:
        return context | links_of(article)
    original = _original(request)
    if original:
        context["title"] = _("Translation of: %(headline)s") % {"headline": original}
    if form.is_bound or original:
        return context
    template = _chosen(request)
    return context | {
        "story_templates": list(StoryTemplate.objects.filter(is_active=True)),
        "chosen_template": template and template.pk,
    }


def translation_address(article):
    """Where a new translation of `article` is begun."""
    return f"{reverse('admin:articles_article_add')}?translates={article.pk}"


def _original(request):
    """The story that is to be translated, or None: one that this person may not see is not there."""
    key = request.GET.get("translates", "")
    return Article.objects.visible_to(request.user).filter(pk=key).first() if is_key(key) else None


def _chosen(request):
    key = request.GET.get("template", "")
    return StoryTemplate.objects.filter(pk=key, is_active=True).first() if is_key(key) else None
