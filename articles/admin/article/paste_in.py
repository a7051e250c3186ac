"""«ألصق الخبر»: a pasted or uploaded report, shown as what it was taken for, and saved when it is confirmed.

Between the two pages nothing is stored: the second one carries everything in its own form.
"""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import bylines, importing
from articles.admin.forms import TidyLine, TidyText
from articles.admin.site import desk
from articles.arabic.normalise import tidy
from articles.arabic.report import NotAReport, body_html
from articles.arabic.report.furniture import REASONS
from articles.arabic.report.refusal import LARGEST
from articles.models import Article, Section

from .fields import BylinesField, RichTextField, SectionField

MOST_LINES_ASIDE = 200


class PasteForm(forms.Form):
    """What arrives: a text in the box, or a file."""

    text = forms.CharField(
        label=gettext_lazy("The text of the report"),
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea({"rows": 14, "dir": "auto", "autofocus": True}),
        error_messages={"max_length": gettext_lazy("This is longer than one story can be.")},
    )
    file = forms.FileField(
        label=gettext_lazy("or a file"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("Plain text (.txt) or Word (.docx), up to 1 MB"),
        widget=forms.FileInput({"accept": ".txt,.docx,text/plain"}),
    )

    def clean(self):
        text, file = self.cleaned_data.get("text", ""), self.cleaned_data.get("file")
        if file and text.strip():
            self.add_error("file", _("Paste a text or choose a file, not both: which of them is the story?"))
        elif not self.errors:
            self._recognise("file" if file else "text", text, file)
        return self.cleaned_data

    def _recognise(self, field, text, file):
        """Read the report; a refusal is said at the field that it is about."""
        try:
            if file:
                self.report = importing.recognise_file(file.read(LARGEST + 1))
            elif text.strip():
                self.report = importing.recognise(text.replace("\r\n", "\n"))
            else:
                self.add_error("text", _("Paste the report here, or choose its file."))
        except NotAReport as refused:
            self.add_error(field, _(refused.message))


class RecognisedForm(forms.ModelForm):
    """What was recognised, to be corrected before it becomes a story."""

    section = SectionField(
        label=gettext_lazy("section"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("— no section yet —"),
    )
    bylines = BylinesField(
        label=gettext_lazy("bylines"), help_text=gettext_lazy("In the order in which readers see them.")
    )
    body = RichTextField(label=gettext_lazy("body"), required=False)
    named = TidyLine(required=False, max_length=500, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = ["kicker", "headline", "standfirst", "place", "source", "kind", "section"]
        field_classes = {
            **dict.fromkeys(["kicker", "headline", "place", "source"], TidyLine),
            "standfirst": TidyText,
        }
        widgets = {"standfirst": forms.Textarea({"rows": 3})}

    LINES = ["kicker", "headline", "standfirst", ("place", "source"), ("kind", "section"), "bylines", "body"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bylines"].offer(bylines.open_to(user))
        self.fields["section"].queryset = (
            Section.objects.filter(is_active=True).select_related("parent").order_by("order", "name")
        )

    def lines(self):
        """The form as the page shows it: lines of bound fields."""
        lines = (line if isinstance(line, tuple) else (line,) for line in self.LINES)
        return [[self[name] for name in line] for line in lines]


def paste_in(request):
    """Take a report in; show what was recognised; save it when it is confirmed."""
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    if request.method != "POST":
        return _paste_page(request, PasteForm())
    if "_confirm" in request.POST:
        return _confirm(request)
    form = PasteForm(request.POST, request.FILES)
    if not form.is_valid():
        return _paste_page(request, form)
    report = form.report
    recognised = RecognisedForm(user=request.user, initial=_initial(report, request.user))
    aside = [Line(number, line.text, line.reason) for number, line in enumerate(report.set_aside)]
    return _recognised_page(request, recognised, aside)


class Line:
    """A line that was set aside, and whether the writer wants it back."""

    def __init__(self, number, text, reason, back=False):
        self.number, self.text, self.reason, self.back = number, text, reason, back

    @property
    def why(self):
        return _(REASONS[self.reason]) if self.reason in REASONS else ""


def _initial(report, user):
    parts = {part: getattr(report, part) for part in importing.PARTS}
    names = bylines.first_names(user, report.byline, report.source)
    return parts | {
        "body": body_html(report),
        "named": report.byline[:500],
        "bylines": [(author.pk, "") for author in names],
    }


def _lines_aside(data):
    """The lines set aside, as the page carried them."""
    texts, reasons = data.getlist("aside"), data.getlist("why")
    reasons += [""] * len(texts)
    back = set(data.getlist("back"))
    return [
        Line(number, tidy(text), reason, str(number) in back)
        for number, (text, reason) in enumerate(zip(texts[:MOST_LINES_ASIDE], reasons, strict=False))
    ]


def _confirm(request):
    form, aside = RecognisedForm(request.POST, user=request.user), _lines_aside(request.POST)
    if not form.is_valid():
        return _recognised_page(request, form, aside)
    article = form.save(commit=False)
    returning = [line.text for line in aside if line.back and line.text]
    article.body = form.cleaned_data["body"] + importing.paragraphs(returning)
    article.notes = importing.note_about(form.cleaned_data["named"])
    article = importing.save(article, owner=request.user, authors=form.cleaned_data["bylines"])
    messages.success(request, _("The report is a story now, a draft of yours."))
    return redirect("admin:articles_article_change", article.pk)


def _paste_page(request, form):
    context = {**desk.each_context(request), "title": _("Paste a report"), "form": form}
    return TemplateResponse(request, "admin/paste/paste.html", context)


def _recognised_page(request, form, aside):
    context = {
        **desk.each_context(request),
        "title": _("What was recognised"),
        "form": form,
        "aside": aside,
        "media": form.media,
        "named": form["named"].value() or "",
    }
    return TemplateResponse(request, "admin/paste/recognised.html", context)
