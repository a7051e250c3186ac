"""Thousands of published stories at once, for measuring: the same rows that the workflow leaves, written in bulk.

Headlines and paragraphs are the demo's own, put together anew for each story, so that word counts, index sizes
and pages are those of real stories.
"""

import random
import time
from datetime import timedelta
from itertools import islice

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from articles import body, publishing
from articles.arabic.normalise import fold
from articles.models import (
    Article,
    Author,
    Byline,
    ChainHead,
    Publication,
    PublicationAuthor,
    PublicationPicture,
    PublicationTag,
    Revision,
    Section,
    Tag,
    TaggedItem,
    Transition,
    User,
)
from articles.models.public_key import public_id
from articles.models.revision import fingerprint_of

BATCH = 1000
MINUTES_BETWEEN = 11


def add(count):
    """Add `count` published stories, one every eleven minutes into the past; return the seconds it took."""
    started = time.perf_counter()
    press = Press()
    numbers = iter(range(count))
    while batch := list(islice(numbers, BATCH)):
        with transaction.atomic():
            press.print(batch)
    return time.perf_counter() - started


class Press:
    """Composes stories out of parts that were finished once."""

    def __init__(self):
        self.random = random.Random(2026)  # noqa: S311 - the same volume on every machine
        self.now = timezone.now()
        self.first = Article.objects.count()
        self.models = [model for model in Publication.objects.live()[:60] if model.language == "ar"]
        self.paragraphs = [self._finished(part) for model in self.models for part in _paragraphs(model)]
        self.sections = list(Section.objects.filter(is_active=True))
        self.authors = list(Author.objects.filter(is_active=True))
        self.tags = list(Tag.objects.all())
        self.pictures = [model.picture for model in self.models if model.picture]
        self.writer, self.editor = User.objects.filter(is_active=True).order_by("pk")[:2]
        self.article_type = ContentType.objects.get_for_model(Article)

    def _finished(self, paragraph):
        return paragraph, body.finish(paragraph, {}), fold(body.plain_text(paragraph)), len(paragraph.split())

    def print(self, numbers):
        drafts = [self._draft(self.first + number) for number in numbers]
        articles = Article.objects.bulk_create([draft["article"] for draft in drafts])
        revisions = Revision.objects.bulk_create(
            Revision(
                article=draft["article"],
                number=1,
                content=draft["content"],
                fingerprint=draft["article"].fingerprint,
                created_by=self.writer,
                created_at=draft["at"],
            )
            for draft in drafts
        )
        for article, revision in zip(articles, revisions, strict=True):
            article.approved_revision = revision
        Article.objects.bulk_update(articles, ["approved_revision"])
        publications = Publication.objects.bulk_create(
            self._publication(draft, revision) for draft, revision in zip(drafts, revisions, strict=True)
        )
        self._index(drafts, publications)
        self._record(drafts, revisions, publications)

    def _draft(self, number):
        pick = self.random
        model = pick.choice(self.models)
        section, author = pick.choice(self.sections), pick.choice(self.authors)
        parts = pick.sample(self.paragraphs, pick.randint(4, 9))
        tags = pick.sample(self.tags, 3)
        picture = pick.choice(self.pictures)
        at = self.now - timedelta(minutes=MINUTES_BETWEEN * (number + 1))
        headline = f"{model.headline} ({number})"[:200]
        content = {
            "kicker": model.kicker,
            "headline": headline,
            "standfirst": model.standfirst,
            "place": model.place,
            "source": model.source,
            "kind": model.kind,
            "language": "ar",
            "direction": "rtl",
            "body": "".join(part[0] for part in parts),
            "seo_headline": "",
            "social_headline": "",
            "section": {"id": section.pk, "slug": section.slug, "name": section.name},
            "bylines": [
                {"id": author.pk, "name": author.name, "slug": author.slug, "title": author.title,
                 "kind": author.kind, "role": ""}
            ],
            "picture": picture,
            "body_pictures": {},
            "tags": [{"id": tag.pk, "name": tag.name, "slug": tag.slug} for tag in tags],
            "event": None,
            "session": None,
            "related": [],
        }  # fmt: skip
        article = Article(
            public_id=public_id(),
            section=section,
            owner=self.writer,
            last_changed_by=self.writer,
            desk_state="approved",
            version=4,
            fingerprint=fingerprint_of(content),
            lead_picture_id=picture["id"],
            modified_at=at,
            **{name: content[name] for name in (*publishing.COPIED, "body")},
        )
        return {"article": article, "content": content, "at": at, "parts": parts, "slug": model.slug}

    def _publication(self, draft, revision):
        content, article = draft["content"], draft["article"]
        folded = " ".join([fold(content["headline"]), *(part[2] for part in draft["parts"])])
        return Publication(
            article=article,
            revision=revision,
            public_id=article.public_id,
            fingerprint=article.fingerprint,
            live_from=draft["at"],
            published_at=draft["at"],
            created_by=self.editor,
            slug=draft["slug"],
            section_id=content["section"]["id"],
            section_slug=content["section"]["slug"],
            section_name=content["section"]["name"],
            body="".join(part[1] for part in draft["parts"]),
            body_source=content["body"],
            bylines=content["bylines"],
            picture=content["picture"],
            tags=content["tags"],
            words=sum(part[3] for part in draft["parts"]),
            search_text=f" {folded} ",
            **{name: content[name] for name in publishing.COPIED},
        )

    def _index(self, drafts, publications):
        pairs = list(zip(drafts, publications, strict=True))
        Byline.objects.bulk_create(
            Byline(article=draft["article"], author_id=line["id"], role="", order=0)
            for draft, _made in pairs
            for line in draft["content"]["bylines"]
        )
        TaggedItem.objects.bulk_create(
            TaggedItem(content_type=self.article_type, object_id=draft["article"].pk, tag_id=tag["id"])
            for draft, _made in pairs
            for tag in draft["content"]["tags"]
        )
        PublicationAuthor.objects.bulk_create(
            PublicationAuthor(publication=made, author_id=line["id"], published_at=made.published_at)
            for _draft, made in pairs
            for line in made.bylines
        )
        PublicationTag.objects.bulk_create(
            PublicationTag(publication=made, tag_id=tag["id"], published_at=made.published_at)
            for _draft, made in pairs
            for tag in made.tags
        )
        PublicationPicture.objects.bulk_create(
            PublicationPicture(
                publication=made, picture_id=made.picture["id"], address=made.picture["address"]
            )
            for _draft, made in pairs
        )

    def _record(self, drafts, revisions, publications):
        head, _made = ChainHead.objects.select_for_update().get_or_create(pk=1)
        steps = []
        for draft, revision, publication in zip(drafts, revisions, publications, strict=True):
            step = Transition(
                sequence=head.count + 1,
                previous_hash=head.hash,
                article=draft["article"],
                action="publish",
                from_state="approved",
                to_state="approved",
                by=self.editor,
                by_name=str(self.editor),
                at=draft["at"],
                fingerprint=revision.fingerprint,
                revision=revision,
                publication=publication,
            )
            step.hash = step.compute_hash()
            head.count, head.hash = step.sequence, step.hash
            steps.append(step)
        Transition.objects.bulk_create(steps)
        head.save()


def _paragraphs(publication):
    """The plain paragraphs of a demo story: parts that can stand in any other."""
    parts = publication.body_source.split("</p>")
    return [f"{part.strip()}</p>" for part in parts if part.strip().startswith("<p>")]
