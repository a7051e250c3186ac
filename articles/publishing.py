"""What going live, updating, scheduling and withdrawing *do*. `workflow` alone decides whether they may.

Every function here runs inside the caller's transaction, with the story's row locked.
"""

from articles import body, copydesk, feeds, search
from articles.arabic.counting import words
from articles.arabic.slugs import slug
from articles.models.change import note_change
from articles.models.clock import database_now
from articles.models.publication import (
    Correction,
    Publication,
    PublicationAuthor,
    PublicationPicture,
    PublicationRelated,
    PublicationTag,
    Withdrawal,
)
from articles.models.tongues import original_of


def compose(article, content):
    """Return an unsaved publication of `content` (a revision's content): what a reader would get.

    A preview shows this very object; publishing saves it.
    """
    section = content["section"] or {"id": None, "slug": "draft", "name": ""}
    publication = Publication(
        article=article,
        public_id=article.public_id,
        slug=slug(content["headline"], fallback="story"),
        section_id=section["id"],
        section_slug=section["slug"],
        section_name=section["name"],
        event_id=content["event"] and content["event"]["id"],
        session_id=content["session"] and content["session"]["id"],
        translation_of_id=content.get("translation_of"),
        coverage=content["event"] and {"event": content["event"], "session": content["session"]},
        body=body.finish(content["body"], content["body_pictures"], content["language"]),
        body_source=content["body"],
        bylines=content["bylines"],
        picture=content["picture"],
        tags=content["tags"],
        **{name: content[name] for name in COPIED},
    )
    publication.words = words(body.plain_text(content["body"]))
    return publication


COPIED = (
    "kicker", "headline", "standfirst", "place", "source", "kind",
    "language", "direction", "seo_headline", "social_headline",
)  # fmt: skip


# A story that more stories than these point to is made anew on their pages a little later.
MOST_POINTING = 500


def open_interval(article, revision, *, live_from, by, correction=""):
    """Make `revision` public from `live_from` on, and return the publication.

    Whatever was live then ends at the same instant; a schedule not yet due is replaced, and a
    withdrawal is lifted. `correction` is the public wording of a correction, or empty.
    """
    cancel_schedule(article)
    before = article.publications.live(live_from).first()
    publication = compose(article, revision.content)
    publication.revision, publication.fingerprint = revision, revision.fingerprint
    publication.created_by, publication.live_from = by, live_from
    publication.published_at = before.published_at if before else live_from
    publication.corrections = list(before.corrections) if before else []
    publication.change = _change(before, correction)
    if correction:
        publication.corrections.append({"text": correction, "at": live_from.isoformat()})
    article.publications.live(live_from).close(live_from)
    article.withdrawals.in_force(live_from).lift(live_from)
    publication.save()
    _write_index_rows(publication, revision.content)
    search.index_publication(publication)
    if before is None:
        copydesk.count_soon(publication)
    if correction:
        Correction.objects.create(
            article=article, publication=publication, text=correction, made_at=live_from
        )
    is_later = live_from > database_now()
    note_change(*_names(publication), *_names(before), takes_effect=live_from if is_later else None)
    feeds.tell_hub(publication)
    return publication


def _names(publication):
    """What readers see differently when `publication` appears or goes: see `models.dependence`."""
    if publication is None:
        return
    yield "list:all"
    yield f"list:section:{publication.section_id}"
    yield from (f"list:author:{line['id']}" for line in publication.bylines)
    yield from (f"list:tag:{tag['id']}" for tag in publication.tags)
    if publication.event_id:
        yield f"list:event:{publication.event_id}"
    yield f"translations:{original_of(publication)}"
    yield from _names_of_itself(publication)
    pointing = PublicationRelated.objects.filter(to=publication.article_id, publication__live_until=None)
    yield from (f"story:{pk}" for pk in pointing.values_list("publication__article", flat=True)[:MOST_POINTING])


def _names_of_itself(publication):
    yield f"story:{publication.article_id}"
    addresses = publication.picture_rows.values_list("address", flat=True)
    yield from (f"picture:{address}" for address in addresses)


def _change(before, correction):
    if correction:
        return Publication.Change.CORRECTION
    return Publication.Change.UPDATE if before else Publication.Change.FIRST


def _write_index_rows(publication, content):
    dated = {"publication": publication, "published_at": publication.published_at}
    author_ids = dict.fromkeys(line["id"] for line in content["bylines"])
    PublicationAuthor.objects.bulk_create(PublicationAuthor(author_id=pk, **dated) for pk in author_ids)
    PublicationTag.objects.bulk_create(PublicationTag(tag_id=tag["id"], **dated) for tag in content["tags"])
    shown = [content["picture"], *content["body_pictures"].values()]
    pictures = {picture["address"]: picture["id"] for picture in shown if picture}
    PublicationPicture.objects.bulk_create(
        PublicationPicture(publication=publication, picture_id=pk, address=address)
        for address, pk in pictures.items()
    )
    PublicationRelated.objects.bulk_create(
        PublicationRelated(publication=publication, to_id=pk, order=order)
        for order, pk in enumerate(content["related"])
    )


def cancel_schedule(article):
    """Empty every interval of `article` that has not begun; what it would have ended goes on. Return how many."""
    cancelled = 0
    for pending in article.publications.scheduled():
        article.publications.filter(pk=pending.pk).close(pending.live_from)
        article.publications.filter(live_until=pending.live_from).exclude(pk=pending.pk).exclude(
            live_from=pending.live_from
        ).close(None)
        article.withdrawals.filter(until=pending.live_from).lift(None)
        cancelled += 1
    return cancelled


def withdraw(article, *, kind, at, notice="", merged_into=""):
    """Take the live story from readers at `at`; return the withdrawal that its address answers from then on."""
    cancel_schedule(article)
    live = article.publications.live(at).get()
    article.publications.filter(pk=live.pk).close(at)
    note_change(*_names(live))
    if kind == Withdrawal.Kind.ERROR:
        # What should never have appeared must not be shown from anybody's store, whatever else fails.
        note_change(*_names_of_itself(live), is_removal=True)
    return Withdrawal.objects.create(
        article=article,
        public_id=article.public_id,
        publication=live,
        kind=kind,
        notice=notice,
        merged_into=merged_into,
        since=at,
    )
