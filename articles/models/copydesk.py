"""What the copy desk has decided and counted: words, names and titles, style, what may stand, what was written."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.arabic.proofreading.words import words


class HouseWord(models.Model):
    """One decision about words: this word is right, this one is written so, these stand together."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("kind of house word", "right as it is")
        REPLACED = "replaced", pgettext_lazy("kind of house word", "written otherwise")
        PHRASE = "phrase", pgettext_lazy("kind of house word", "set phrase")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ACCEPTED)
    text = models.CharField(
        _("word or phrase"),
        max_length=120,
        help_text=_(
            "A single word, or for a set phrase two words and more, exactly as the house writes them."
        ),
    )
    right = models.CharField(
        _("written so"),
        max_length=120,
        blank=True,
        help_text=_("Only for a word that is written otherwise: how the house writes it."),
    )
    key = models.CharField(max_length=120, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("house word")
        verbose_name_plural = _("house words")
        ordering = ["key", "pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="house_word_once")]

    def __str__(self):
        return self.text

    def save(self, *args, **kwargs):
        self.key = key_of(self.text)
        super().save(*args, **kwargs)


def key_of(text):
    """Return what makes two entries one: the words without vowel signs."""
    return " ".join(word.text for word in words(text))[:120]


class RegisteredName(models.Model):
    """How a person or body is written; other forms are pointed out in stories of its time."""

    name = models.CharField(_("name"), max_length=120, unique=True, help_text=_("As the house writes it."))
    other_forms = models.TextField(
        _("other forms"),
        blank=True,
        max_length=2000,
        help_text=_("One a line: spellings that are met, or the former name of a body."),
    )
    since = models.DateField(
        _("since"),
        null=True,
        blank=True,
        help_text=_(
            "For a body with a new name: the first day of it. In older stories the former name is right."
        ),
    )

    class Meta:
        verbose_name = _("registered name")
        verbose_name_plural = _("names and titles")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def forms(self):
        return tuple(line.strip() for line in self.other_forms.splitlines() if line.strip())


class HeldTitle(models.Model):
    """The honorific of a registered name, and the days on which it is theirs."""

    name = models.ForeignKey(RegisteredName, on_delete=models.CASCADE, related_name="titles")
    honorific = models.CharField(
        _("honorific"), max_length=40, help_text=_("One word: معالي, سعادة, سمو, جلالة …")
    )
    since = models.DateField(_("from"), null=True, blank=True)
    until = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The first day on which it ended.")
    )

    class Meta:
        verbose_name = _("honorific")
        verbose_name_plural = _("honorifics")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(since__lt=F("until")),
                name="title_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return self.honorific


class HouseStyle(models.Model):
    """The house's choices where schools of writing differ: one row. Its `stamp` changes with every decision."""

    ANY = ("any", _("either"))
    tanween = models.CharField(
        _("tanween of fatha"),
        max_length=12,
        default="before-alef",
        choices=[("before-alef", "عددًا"), ("on-alef", "عدداً"), ANY],
    )
    quotes = models.CharField(
        _("quotation marks"),
        max_length=12,
        default="guillemets",
        choices=[("guillemets", "«نص»"), ("straight", '"نص"'), ANY],
    )
    digits = models.CharField(
        _("digits"),
        max_length=12,
        default="latin",
        choices=[("latin", "2026"), ("arabic-indic", "٢٠٢٦"), ANY],
    )
    strategy = models.CharField(
        _("strategy"),
        max_length=12,
        default="any",
        choices=[("wasl", "استراتيجية"), ("hamza", "إستراتيجية"), ANY],
    )
    hamza_seat = models.CharField(
        _("seat of the hamza"), max_length=12, default="waw", choices=[("waw", "شؤون"), ("ya", "شئون"), ANY]
    )
    dash = models.CharField(
        _("dash between words"), max_length=12, default="en", choices=[("en", "–"), ("hyphen", "-"), ANY]
    )
    silent_rules = models.JSONField(_("rules that say nothing"), default=list, blank=True)
    stamp = models.BigIntegerField(default=0, editable=False)
    counted_words = models.BigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("house style")
        verbose_name_plural = _("house style")

    def __str__(self):
        return str(_("house style"))

    @classmethod
    def the_row(cls):
        return cls.objects.get_or_create(pk=1)[0]

    @classmethod
    def bump(cls):
        """A decision of the copy desk has changed: every process reads them anew before its next text."""
        cls.the_row()
        # By chance and not by counting on: a database that was brought back would count to the same number again.
        cls.objects.filter(pk=1).update(stamp=secrets.randbelow(2**62) + 1)


class IgnoredFinding(models.Model):
    """Somebody read what the copy desk said about a story, and let it stand."""

    article = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="ignored_findings")
    rule = models.CharField(max_length=40)
    text = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "rule", "text"], name="finding_ignored_once")
        ]

    def __str__(self):
        return f"{self.rule}: {self.text}"


class WordCount(models.Model):
    """How often the newspaper has written a word."""

    word = models.CharField(max_length=80, unique=True)
    times = models.PositiveIntegerField()

    def __str__(self):
        return self.word


class PairCount(models.Model):
    """How often the newspaper has written two words after one another."""

    pair = models.CharField(max_length=161, unique=True)
    times = models.PositiveIntegerField()

    def __str__(self):
        return self.pair
