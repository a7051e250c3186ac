"""Thousands of published stories at once, for measuring: the rows that the workflow leaves, written in bulk.

Headlines and paragraphs are the demo's own, put together anew for each story, so that word counts, index sizes
and pages are those of real stories.
"""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone

from articles import body, publishing
from articles.arabic.terms import stems
from articles.demo.bulk import Table, hand_out_keys_after, stored_json, stored_moment
from articles.models import (
    Article,
    ArticleEntry,
    Author,
    Byline,
    ChainHead,
    PictureUse,
    Publication,
    PublicationAuthor,
    PublicationEntry,
    PublicationPicture,
    PublicationTag,
    Revision,
    Section,
    Tag,
    TaggedItem,
    Transition,
    User,
)
from articles.models.index import filled_at_once, place_of
from articles.models.public_key import public_id
from articles.models.revision import canonical, fingerprint_of_canonical
from articles.search import documents

BATCH = 1000
MINUTES_BETWEEN = 11


def add(count):
    """Add `count` published stories, one every eleven minutes into the past; return the seconds it took."""
    started = time.perf_counter()
    with transaction.atomic(), ExitStack() as stack, ThreadPoolExecutor(1) as composing:
        press = Press()
        if count > press.first:
            stack.enter_context(filled_at_once(connection))
        batches = (range(first, min(first + BATCH, count)) for first in range(0, count, BATCH))
        for stories in _one_ahead(composing, press.compose, batches):
            press.print(stories)
        press.close()
    return time.perf_counter() - started


def _one_ahead(pool, make, batches):
    """Yield `make(batch)` one by one; while one is in use the next is made. Databases leave Python free meanwhile."""
    coming = None
    for batch in batches:
        ready, coming = coming, pool.submit(make, batch)
        if ready:
            yield ready.result()
    if coming:
        yield coming.result()


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
        self.head, _made = ChainHead.objects.select_for_update().get_or_create(pk=1)
        self.analysis = documents.analysis()
        self.tables = {model: Table(model) for model in WRITTEN}
        self.public_ids = set()
        # A row costs more to make than to change: one stands for every step.
        self.step = Transition(
            action="publish", from_state="approved", to_state="approved",
            by_id=self.editor.pk, by_name=str(self.editor),
        )  # fmt: skip

    def _finished(self, paragraph):
        words = stems(body.plain_text(paragraph))
        return paragraph, body.finish(paragraph, {}), words, len(paragraph.split())

    def compose(self, numbers):
        """Put together the stories of these numbers. Asks no database."""
        return [self._compose(self.first + number) for number in numbers]

    def print(self, stories):
        articles = self.tables[Article].next_pk
        revisions = self.tables[Revision].next_pk
        publications = self.tables[Publication].next_pk
        for place, story in enumerate(stories):
            story["article_id"] = articles + place
            story["revision_id"] = revisions + place
            story["publication_id"] = publications + place
        for model, rows in WRITTEN.items():
            self.tables[model].insert([row for story in stories for row in rows(self, story)])

    def close(self):
        self.head.save()
        hand_out_keys_after(self.tables.values())

    def _compose(self, number):
        pick = self.random
        model = pick.choice(self.models)
        section, author = pick.choice(self.sections), pick.choice(self.authors)
        parts = pick.sample(self.paragraphs, pick.randint(4, 9))
        tags = pick.sample(self.tags, 3)
        picture = pick.choice(self.pictures)
        content = {name: getattr(model, name) for name in publishing.COPIED} | {
            "headline": f"{model.headline} ({number})"[:200],
            "body": "".join(part[0] for part in parts),
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
        at = self.now - timedelta(minutes=MINUTES_BETWEEN * (number + 1))
        stored = canonical(content)
        return {
            "content": content,
            "stored": stored.decode(),
            "copied": {name: content[name] for name in publishing.COPIED},
            "fingerprint": fingerprint_of_canonical(stored),
            "at": at,
            "stored_at": stored_moment(at),
            "public_id": self._public_id(),
            "slug": model.slug,
            "finished": "".join(part[1] for part in parts),
            "lines": [*self._heads(model, author, tags), *(part[2] for part in parts)],
            "words": sum(part[3] for part in parts),
        }

    def _public_id(self):
        """Of a million that are drawn at random, two are often the same."""
        drawn = public_id()
        while drawn in self.public_ids:
            drawn = public_id()
        self.public_ids.add(drawn)
        return drawn

    def _article(self, story):
        yield story["copied"] | {
            "public_id": story["public_id"],
            "body": story["content"]["body"],
            "section_id": story["content"]["section"]["id"],
            "owner_id": self.writer.pk,
            "last_changed_by_id": self.writer.pk,
            "lead_picture_id": story["content"]["picture"]["id"],
            "desk_state": "approved",
            "is_settled": True,
            "words": story["words"],
            "approved_revision_id": story["revision_id"],
            "version": 4,
            "fingerprint": story["fingerprint"],
            "created_at": story["stored_at"],
            "modified_at": story["stored_at"],
        }

    def _revision(self, story):
        yield {
            "article_id": story["article_id"],
            "number": 1,
            "content": story["stored"],
            "fingerprint": story["fingerprint"],
            "created_by_id": self.writer.pk,
            "created_at": story["stored_at"],
        }

    def _byline(self, story):
        for line in story["content"]["bylines"]:
            yield {"article_id": story["article_id"], "author_id": line["id"]}

    def _tagged_item(self, story):
        for tag in story["content"]["tags"]:
            yield {
                "content_type_id": self.article_type.pk,
                "object_id": story["article_id"],
                "tag_id": tag["id"],
            }

    def _publication(self, story):
        content = story["content"]
        yield story["copied"] | {
            "article_id": story["article_id"],
            "revision_id": story["revision_id"],
            "public_id": story["public_id"],
            "fingerprint": story["fingerprint"],
            "live_from": story["stored_at"],
            "published_at": story["stored_at"],
            "created_at": story["stored_at"],
            "created_by_id": self.editor.pk,
            "slug": story["slug"],
            "section_id": content["section"]["id"],
            "section_slug": content["section"]["slug"],
            "section_name": content["section"]["name"],
            "body": story["finished"],
            "body_source": content["body"],
            "bylines": stored_json(content["bylines"]),
            "picture": stored_json(content["picture"]),
            "tags": stored_json(content["tags"]),
            "words": story["words"],
        }

    def _heads(self, model, author, tags):
        """The stems of everything that stands over a story but its headline."""
        heads = [model.kicker, model.standfirst, model.dateline, author.name, *(tag.name for tag in tags)]
        return [stems(line) for line in heads if line]

    def _publication_entry(self, story):
        content, kind = story["content"], story["copied"]["kind"]
        marks = [f"{documents.SECTION}{content['section']['id']}", f"{documents.KIND}{kind}"]
        marks += [f"{documents.AUTHOR}{line['id']}" for line in content["bylines"]]
        title = story["title"] = documents.title_tokens(content["headline"])
        yield {
            "place": place_of(story["at"], story["publication_id"]),
            "publication_id": story["publication_id"],
            "facets": " ".join(marks),
            "analysis": self.analysis,
            "text": documents.joined(title, story["lines"], marks),
        }

    def _article_entry(self, story):
        yield {
            "id": story["article_id"],
            "article_id": story["article_id"],
            "analysis": self.analysis,
            "text": documents.joined(story["title"], story["lines"]),
        }

    def _dated(self, story):
        return {"publication_id": story["publication_id"], "published_at": story["stored_at"]}

    def _author_row(self, story):
        for line in story["content"]["bylines"]:
            yield self._dated(story) | {"author_id": line["id"]}

    def _tag_row(self, story):
        for tag in story["content"]["tags"]:
            yield self._dated(story) | {"tag_id": tag["id"]}

    def _picture_row(self, story):
        picture = story["content"]["picture"]
        yield {
            "publication_id": story["publication_id"],
            "picture_id": picture["id"],
            "address": picture["address"],
        }

    def _use(self, story):
        yield {
            "article_id": story["article_id"],
            "picture_id": story["content"]["picture"]["id"],
            "is_current": True,
        }

    def _step(self, story):
        step = self.step
        step.sequence, step.previous_hash, step.at = self.head.count + 1, self.head.hash, story["at"]
        step.article_id, step.fingerprint = story["article_id"], story["fingerprint"]
        step.revision_id, step.publication_id = story["revision_id"], story["publication_id"]
        step.hash = self.head.hash = step.compute_hash()
        self.head.count = step.sequence
        values = {name: getattr(step, name) for name in self.tables[Transition].names}
        yield values | {"at": story["stored_at"], "details": stored_json({})}


# What each story leaves behind, in the order in which it is written.
WRITTEN = {
    Article: Press._article,
    Revision: Press._revision,
    Byline: Press._byline,
    TaggedItem: Press._tagged_item,
    Publication: Press._publication,
    PublicationAuthor: Press._author_row,
    PublicationTag: Press._tag_row,
    PublicationPicture: Press._picture_row,
    PictureUse: Press._use,
    PublicationEntry: Press._publication_entry,
    ArticleEntry: Press._article_entry,
    Transition: Press._step,
}


def _paragraphs(publication):
    """The plain paragraphs of a demo story: parts that can stand in any other."""
    parts = publication.body_source.split("</p>")
    return [f"{part.strip()}</p>" for part in parts if part.strip().startswith("<p>")]
