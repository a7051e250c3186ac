"""The copy desk beside the form: what it says about the words as they are typed, before anything is saved."""

import json

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles import copydesk, workflow
from articles.arabic.proofreading import readability, rules
from articles.models.copydesk import key_of

from . import doors
from .editor_texts import SAMPLES

_MOST_TEXTS = 60
_LARGEST = 2_000_000
_LONGEST_WORD = 120


@require_POST
def proofread(request, pk=None):
    """Read `{"texts": [{"id", "part", "text"}, …]}` and answer with the findings, by the ids of the texts."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    article = doors.story(request, pk) if pk else None
    ignored = copydesk.ignored_in(article) if article else {}
    reader, day = copydesk.proofreader(), copydesk.day_of(article) if article else None
    told, left, body = [], copydesk.MOST_LETTERS, ""
    for key, part, text in _texts(request):
        text, left = text[:left], max(0, left - len(text))
        if part == "body":
            body = text
        told += [_told(key, finding, ignored) for finding in reader.check(text, part, day)]
    return JsonResponse({"findings": told, "readability": _measured(body)})


def _told(key, finding, ignored):
    rule = rules()[finding.rule]
    return finding.as_dict() | {
        "id": key,
        "safe": finding.safe,
        "title": rule.title,
        "why": rule.why,
        "ignored": ignored.get(copydesk.key_of(finding), ""),
    }


def _measured(text):
    measured = readability(text)
    return {
        "words": measured.words,
        "sentence": measured.words_a_sentence,
        "long_sentences": len(measured.long_sentences),
        "long_paragraphs": len(measured.long_paragraphs),
        "passive_openings": len(measured.passive_openings),
        "repeated_openings": len(measured.repeated_openings),
    }


@require_POST
def ignore(request, pk):
    """Let a finding stand in this story, or take that back (`heed`)."""
    article = doors.story(request, pk)
    if not workflow.can_edit(request.user, article):
        raise PermissionDenied
    sent = _sent(request)
    rule, text = sent.get("rule"), sent.get("text")
    if not (isinstance(rule, str) and isinstance(text, str)) or rule not in rules() or not _storable(text):
        raise BadRequest
    if sent.get("heed"):
        copydesk.heed(article, rule, text)
    else:
        copydesk.ignore(article, rule, text, by=request.user)
    return JsonResponse({})


@require_POST
def accept(request):
    """«أضف إلى القاموس»: this word is right, in every story."""
    if not request.user.has_perm("articles.add_houseword"):
        raise PermissionDenied
    word = _sent(request).get("word")
    if not isinstance(word, str) or len(word) > _LONGEST_WORD or len(key_of(word).split()) != 1:
        raise BadRequest
    copydesk.accept(key_of(word), by=request.user)
    return JsonResponse({})


def _sent(request):
    if len(request.body) > _LARGEST:
        raise BadRequest
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError) as fault:
        raise BadRequest from fault
    if not isinstance(sent, dict):
        raise BadRequest
    return sent


def _texts(request):
    texts = _sent(request).get("texts")
    if not isinstance(texts, list) or len(texts) > _MOST_TEXTS:
        raise BadRequest
    for row in texts:
        values = [row.get(name) for name in ("id", "part", "text")] if isinstance(row, dict) else [None]
        if not all(isinstance(value, str) for value in values):
            raise BadRequest
        yield values


def _storable(text):
    return "\0" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


# The page's half: what its script is told.


def panel(request, article):
    """Return what the panel beside the form needs: addresses, words, and what this person may do."""
    may_accept = request.user.has_perm("articles.add_houseword")
    settings = {
        **_addresses(article),
        "acceptUrl": reverse("admin:article_accept_word") if may_accept else "",
        "kinds": {
            "spelling": _("Spelling"),
            "name": _("Names"),
            "style": _("House style"),
            "structure": _("Structure"),
        },
        "fields": {
            "kicker": _("kicker"),
            "headline": _("headline"),
            "standfirst": _("standfirst"),
            "body": _("body"),
            "lead_alt": _("alternative text"),
            "lead_caption": _("caption"),
        },
        "found": _forms(lambda n: ngettext("%(n)s remark", "%(n)s remarks", n)),
        "say": {
            "reading": _("Reading…"),
            "clean": _("Nothing to remark."),
            "silent": _("The copy desk does not answer just now. Go on writing."),
            "foreign": _("The copy desk reads Arabic."),
            "desk": _("Copy desk"),
            "close": _("Close"),
            "remove": _("Remove"),
            "ignore": _("Let it stand here"),
            "everywhere": _("Add to the dictionary"),
            "heed": _("Take back"),
            "stood": _("Left to stand"),
            "instead": _("Instead of “{text}”:"),
        },
        "measures": {
            "words": _("Words of the body"),
            "sentence": _("Words a sentence"),
            "long_sentences": _("Long sentences"),
            "long_paragraphs": _("Long paragraphs"),
            "passive_openings": _("Sentences that open with “was done”"),
            "repeated_openings": _("Sentences that open like the one before"),
        },
    }
    return {"settings": json.dumps(settings, ensure_ascii=False)}


def _addresses(article):
    """A story that is not saved yet keeps on the page what may stand in it."""
    if article is None:
        return {"url": reverse("admin:article_proofread_new"), "ignoreUrl": ""}
    return {
        "url": reverse("admin:article_proofread", args=[article.pk]),
        "ignoreUrl": reverse("admin:article_ignore", args=[article.pk]),
    }


def _forms(say):
    return {name: say(n) for name, n in SAMPLES.items()}
