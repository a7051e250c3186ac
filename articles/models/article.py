from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from taggit.managers import TaggableManager

from .assignment import Assignment
from .prepared import Prepared
from .public_key import public_id
from .reach import Reach
from .tag import FoldingTagManager, TaggedItem


class DeskState(models.TextChoices):
    """Where a story stands on the desk. Only `workflow.perform` changes it."""

    DRAFT = "draft", pgettext_lazy("desk state", "draft")
    SUBMITTED = "submitted", pgettext_lazy("desk state", "submitted")
    RETURNED = "returned", pgettext_lazy("desk state", "returned")
    APPROVED = "approved", pgettext_lazy("desk state", "approved")
    SPIKED = "spiked", pgettext_lazy("desk state", "spiked")


class PublicState(models.TextChoices):
    """What readers have of a story. Derived from its publications, never stored."""

    NEVER = "never", pgettext_lazy("public state", "never published")
    SCHEDULED = "scheduled", pgettext_lazy("public state", "scheduled")
    LIVE = "live", pgettext_lazy("public state", "live")
    LIVE_CHANGED = "live_changed", pgettext_lazy("public state", "live, with changes not yet published")
    WITHDRAWN = "withdrawn", pgettext_lazy("public state", "withdrawn")


WITH_THE_WRITER = (DeskState.DRAFT, DeskState.RETURNED)
OPEN_STATES = (DeskState.DRAFT, DeskState.SUBMITTED, DeskState.RETURNED, DeskState.APPROVED)


class Kind(models.TextChoices):
    NEWS = "news", pgettext_lazy("kind of story", "news")
    REPORT = "report", pgettext_lazy("kind of story", "report")
    ANALYSIS = "analysis", pgettext_lazy("kind of story", "analysis")
    OPINION = "opinion", pgettext_lazy("kind of story", "opinion")
    INTERVIEW = "interview", pgettext_lazy("kind of story", "interview")
    INVESTIGATION = "investigation", pgettext_lazy("kind of story", "investigation")


DATELINED_KINDS = (Kind.NEWS, Kind.REPORT)


class ArticleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The stories that `user` may open: those to work in, and for a writer what waits for any writer."""
        return self.within(Reach.of(user), or_offered=True)

    def writable_by(self, user):
        """The stories that `user` may work in: own and shared ones, and for editors those of their sections."""
        return self.within(Reach.of(user))

    def within(self, reach, or_offered=False):
        """The stories that whoever has this reach may work in, or open too."""
        if reach.kind == Reach.NOTHING:
            return self.none()
        if reach.kind == Reach.EVERYTHING:
            return self
        if reach.kind == Reach.SECTIONS:
            named = Q(section__in=reach.sections) | Q(section__parent__in=reach.sections)
            return self.filter(named | Q(section=None) | Q(owner=reach.person))
        shared = Article.shared_with.through.objects.filter(user=reach.person).values("article")
        offered = [_keys_of(is_offered=True)] if or_offered else []
        # One after the other and not with OR: each has an index, and an archive is not read to find a few.
        return self.filter(pk__in=_keys_of(owner=reach.person).union(shared, *offered, all=True))

    def with_public_state(self):
        """Annotate what `public_state` needs, so that a list asks once and not once a row."""
        from .publication import Publication, Withdrawal

        mine = Publication.objects.filter(article=OuterRef("pk"))
        live = mine.live()
        return self.annotate(
            _live_fingerprint=Coalesce(live.values("fingerprint")[:1], Value("")),
            _scheduled=Exists(mine.scheduled()),
            _scheduled_for=mine.scheduled().order_by("live_from").values("live_from")[:1],
            _withdrawn=Exists(Withdrawal.objects.filter(article=OuterRef("pk")).in_force()),
        )

    def with_writing_now(self):
        """Annotate who has the story's form open just now: `writing_now`, a name or None."""
        from .writing import Lease

        running = Lease.objects.running().filter(article=OuterRef("pk"))
        return self.annotate(writing_now=running.values("holder__name")[:1])

    def with_what_its_pages_show(self, reach):
        """Read beside each story what every page of it at the desk shows: for looking, never for saving.

        `known_reach` answers without a question of its own once `_reader` says whose `reach` it was.
        """
        mine = Article.objects.within(reach).order_by().filter(pk=OuterRef("pk"))
        return (
            self.with_public_state()
            .annotate(_in_reach=Exists(mine))
            .select_related(
                "section__parent", "lead_picture", "event", "session", "owner", "approved_revision", "translation_of"
            )
            .defer("approved_revision__content", "translation_of__body", "translation_of__notes")
        )


def _keys_of(**what):
    return Article.objects.filter(**what).order_by().values("pk")


class Article(Assignment):
    """The desk's working copy of a story: mutable, and never shown to the public.

    `desk_state`, `approved_revision`, `owner` and the assignment change through `workflow.perform` alone;
    `version`, `fingerprint` and `last_changed_by` through `revision.revise` alone.
    """

    public_id = models.CharField(max_length=8, unique=True, default=public_id, editable=False)

    kicker = models.CharField(
        _("kicker"),
        max_length=140,
        blank=True,
        help_text=_("The line above the headline. It may stay empty."),
    )
    headline = models.CharField(
        _("headline"),
        max_length=200,
        blank=True,
        help_text=_("Five to twelve words, and no full stop at the end."),
    )
    standfirst = models.TextField(
        _("standfirst"),
        max_length=600,
        blank=True,
        help_text=_("One or two sentences that say what matters."),
    )
    place = models.CharField(
        _("dateline place"),
        max_length=80,
        blank=True,
        help_text=_("Where the story was written, such as Muscat."),
    )
    source = models.CharField(
        _("dateline source"),
        max_length=80,
        blank=True,
        help_text=_("Who reports it: this newspaper, or the name of an agency."),
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.NEWS)
    section = models.ForeignKey(
        "articles.Section",
        verbose_name=_("section"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    body = models.TextField(_("body"), blank=True)
    lead_picture = models.ForeignKey(
        "articles.Picture",
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="leading",
    )
    lead_alt = models.CharField(
        _("alternative text of the lead picture"),
        max_length=250,
        blank=True,
        help_text=_("Empty: the picture's own alternative text."),
    )
    lead_caption = models.CharField(
        _("caption of the lead picture"),
        max_length=400,
        blank=True,
        help_text=_("Empty: the picture's own caption."),
    )
    tags = TaggableManager(
        _("tags"),
        through=TaggedItem,
        manager=FoldingTagManager,
        blank=True,
        help_text=_("Separated by commas."),
    )
    event = models.ForeignKey(
        "articles.Event",
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    session = models.ForeignKey(
        "articles.Session",
        verbose_name=_("session"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        help_text=_("The session of the event that this story covers."),
    )
    related = models.ManyToManyField(
        "self", verbose_name=_("related stories"), through="RelatedArticle", symmetrical=False, blank=True
    )
    authors = models.ManyToManyField(
        "articles.Author", through="Byline", related_name="articles", editable=False
    )
    language = models.CharField(
        _("language"), max_length=2, choices=[("ar", _("Arabic")), ("en", _("English"))], default="ar"
    )
    direction = models.CharField(
        _("direction"),
        max_length=3,
        choices=[("rtl", _("right to left")), ("ltr", _("left to right"))],
        default="rtl",
    )
    translation_of = models.ForeignKey(
        "self",
        verbose_name=_("translation of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="translations",
        help_text=_("The story in another language that this one was translated from."),
    )
    seo_headline = models.CharField(
        _("headline for search engines"), max_length=120, blank=True, help_text=_("Empty: the headline.")
    )
    social_headline = models.CharField(
        _("headline for social networks"), max_length=120, blank=True, help_text=_("Empty: the headline.")
    )
    notes = models.TextField(
        _("notes to the desk"), blank=True, max_length=4000, help_text=_("Readers never see them.")
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Before this moment the story can neither be published nor be scheduled to appear."),
    )

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("writer"),
        on_delete=models.PROTECT,
        related_name="articles",
        editable=False,
    )
    shared_with = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("shared with"),
        blank=True,
        related_name="shared_articles",
        help_text=_("Colleagues who may write in this story too."),
    )
    desk_state = models.CharField(
        _("desk state"), max_length=10, choices=DeskState, default=DeskState.DRAFT, editable=False
    )
    approved_revision = models.ForeignKey(
        "articles.Revision", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    last_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("last changed by"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    modified_at = models.DateTimeField(_("modified at"), auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-modified_at", "-pk"]
        permissions = [
            ("edit_any_article", _("Can open and edit every story of the sections answered for")),
            ("return_article", _("Can return a story to its writer")),
            ("approve_article", _("Can approve a story")),
            ("publish_article", _("Can publish, schedule, update and correct")),
            ("withdraw_article", _("Can withdraw a published story")),
            ("spike_article", _("Can spike and restore a story")),
            ("takeover_article", _("Can take over a story")),
            ("assign_article", _("Can assign a story to a writer, and offer it")),
            ("override_approval", _("Can approve alone, with a reason")),
            ("change_any_byline", _("Can sign a story with another person's name")),
            ("see_past_site", _("Can see the site as it was at a past moment")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(desk_state__in=DeskState.values), name="article_desk_state_known"
            ),
            models.UniqueConstraint(
                fields=["translation_of", "language"],
                condition=Q(translation_of__isnull=False) & ~Q(desk_state=DeskState.SPIKED),
                name="article_translated_once_into_a_language",
            ),
        ]
        indexes = [
            models.Index(fields=["desk_state", "-modified_at"], name="article_by_state"),
            models.Index(fields=["owner", "-modified_at"], name="article_by_owner"),
            models.Index(fields=["-modified_at", "-id"], name="article_by_change"),
            models.Index(fields=["section", "-modified_at", "-id"], name="article_by_section"),
            models.Index(fields=["due_at"], name="article_by_due_time", condition=Q(due_at__isnull=False)),
            models.Index(fields=["planned_for"], name="article_by_day", condition=Q(planned_for__isnull=False)),
            models.Index(fields=["is_offered"], name="article_offered", condition=Q(is_offered=True)),
            # What the desk still works on: small, however large the archive is.
            models.Index(
                fields=["desk_state", "-modified_at"], name="article_unsettled", condition=Q(is_settled=False)
            ),
        ]

    def __str__(self):
        return self.headline or str(_("(no headline)"))

    def _read_public_state(self):
        if not hasattr(self, "_live_fingerprint"):
            (row,) = _public_state(self.pk)
            for name, value in zip(PUBLIC_STATE, row, strict=True):
                setattr(self, name, value)

    @property
    def public_state(self):
        self._read_public_state()
        if self._live_fingerprint:
            return (
                PublicState.LIVE if self._live_fingerprint == self.fingerprint else PublicState.LIVE_CHANGED
            )
        if self._scheduled:
            return PublicState.SCHEDULED
        return PublicState.WITHDRAWN if self._withdrawn else PublicState.NEVER

    def signed_lines(self):
        """The names over the story, each with its author, in one question at most."""
        is_read = "bylines" in getattr(self, "_prefetched_objects_cache", {})
        return self.bylines.all() if is_read else self.bylines.select_related("author")

    @property
    def is_scheduled(self):
        self._read_public_state()
        return self._scheduled

    @property
    def is_taken_down(self):
        """True while a withdrawal decides what the story's address answers."""
        self._read_public_state()
        return self._withdrawn

    def known_reach(self, user):
        """Whether `user` may work in the story, when it was read for `user`; None: the database has to say."""
        return self._in_reach if getattr(self, "_reader", None) == user.pk else None

    def forget_public_state(self):
        """Drop what was read of the public state, so that the next question asks the database again."""
        self.__dict__.pop("_live_fingerprint", None)

    def state_sentence(self):
        """Say in one sentence where the story stands, for people."""
        return STATE_SENTENCES[self.public_state](self)


PUBLIC_STATE = ("_live_fingerprint", "_scheduled", "_scheduled_for", "_withdrawn")


@Prepared
def _public_state(pk, at):
    return Article.objects.with_public_state().filter(pk=pk).order_by().values_list(*PUBLIC_STATE)


def _desk_sentence(article):
    return DESK_SENTENCES[article.desk_state]


DESK_SENTENCES = {
    DeskState.DRAFT: _("A draft that its writer is working on."),
    DeskState.SUBMITTED: _("Submitted, and waiting for an editor."),
    DeskState.RETURNED: _("Returned to its writer with a note."),
    DeskState.APPROVED: _("Approved, and ready to be published."),
    DeskState.SPIKED: _("Spiked. It can be restored."),
}
STATE_SENTENCES = {
    PublicState.NEVER: _desk_sentence,
    PublicState.SCHEDULED: lambda article: _("Scheduled. It appears by itself at its time."),
    PublicState.LIVE: lambda article: _("Live, as readers see it."),
    PublicState.LIVE_CHANGED: lambda article: _("Live, with changes not yet published."),
    PublicState.WITHDRAWN: lambda article: _("Withdrawn from readers."),
}
