"""Rows for tests, each complete and lawful: what a test cares about is named in the test."""

import itertools
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles import workflow
from articles.models import Article, Author, Byline, Event, Page, Picture, Section, Session, User
from articles.roles import group_of

_numbers = itertools.count(1)
PASSWORD = "كلمة-سر-طويلة-للتجربة"


def make_user(role="journalist", **fields):
    """A user in a role («journalist», «editor», «chief», «administrator», «photographer»), or in none (None)."""
    number = next(_numbers)
    sections = fields.pop("sections", [])
    fields.setdefault("username", f"{role or 'nobody'}{number}")
    fields.setdefault("name", f"الزميل {number}")
    fields.setdefault("email", f"user{number}@example.com")
    password = fields.pop("password", None)
    user = User(**fields)
    user.set_password(password) if password else user.set_unusable_password()
    user.save()
    if role:
        user.groups.add(group_of(role))
    user.sections.set(sections)
    return User.objects.get(pk=user.pk)


def make_section(**fields):
    number = next(_numbers)
    fields.setdefault("name", f"قسم {number}")
    fields.setdefault("slug", f"section-{number}")
    return Section.objects.create(**fields)


def make_author(**fields):
    fields.setdefault("name", f"كاتب {next(_numbers)}")
    return Author.objects.create(**fields)


def make_picture(**fields):
    """A picture's row without a file: for everything that never opens the file."""
    number = next(_numbers)
    fields.setdefault("sha256", f"{number:064x}")
    fields.setdefault("format", "jpg")
    fields.setdefault("original", f"pictures/originals/00/{number:064x}.jpg")
    fields.setdefault("width", 1600)
    fields.setdefault("height", 1067)
    fields.setdefault("alt", "ميناء عند الغروب")
    fields.setdefault("caption", "الميناء مساء أمس")
    fields.setdefault("credit", "تصوير: قسم الصور")
    return Picture.objects.create(**fields)


def make_event(**fields):
    number = next(_numbers)
    today = timezone.localdate()
    fields.setdefault("title", f"ملتقى المدن رقم {number}")
    fields.setdefault("starts_on", today)
    fields.setdefault("ends_on", today + timedelta(days=1))
    fields.setdefault("is_public", True)
    return Event.objects.create(**fields)


def make_session(event=None, **fields):
    event = event or make_event()
    start = timezone.localtime().replace(hour=9, minute=0, second=0, microsecond=0)
    fields.setdefault("title", f"جلسة {next(_numbers)}")
    fields.setdefault("starts_at", start)
    fields.setdefault("ends_at", fields["starts_at"] + timedelta(hours=1))
    return Session.objects.create(event=event, **fields)


def make_page(**fields):
    """A page about the newspaper itself, such as «من نحن»."""
    number = next(_numbers)
    fields.setdefault("title", f"صفحة {number}")
    fields.setdefault("slug", f"page-{number}")
    fields.setdefault("body", "<p>نحن صحيفة.</p>")
    return Page.objects.create(**fields)


def make_article(by=None, *, authors=None, tags=(), related=(), **fields):
    """A story that an editor could approve as it is: written by a journalist, in a section, with a byline."""
    by = by or make_user("journalist")
    number = next(_numbers)
    fields.setdefault("headline", f"بلدية مسقط تفتتح حديقة رقم {number}")
    fields.setdefault("body", f"<p>افتتحت بلدية مسقط الحديقة رقم {number} صباح أمس.</p>")
    fields.setdefault("place", "مسقط")
    fields.setdefault("source", "الرؤية")
    fields.setdefault("owner", by)
    if "section" not in fields:
        fields["section"] = Section.objects.first() or make_section()
    article = Article.objects.create(**fields)
    for order, author in enumerate(authors if authors is not None else [make_author()]):
        Byline.objects.create(article=article, author=author, order=order)
    article.tags.add(*tags)
    for order, other in enumerate(related):
        article.related_links.create(to=other, order=order)
    workflow.create(article, by=by)
    return article


def edit(article, *, by, **fields):
    """Change `article` as the desk's form does: lock the row, save, then take a revision."""
    with transaction.atomic():
        fresh = Article.objects.select_for_update().get(pk=article.pk)
        for name, value in fields.items():
            setattr(fresh, name, value)
        fresh.save()
        workflow.record_edit(fresh, by=by)
    article.refresh_from_db()
    article.forget_public_state()
    return article


def submit(article):
    workflow.perform(article, "submit", by=article.owner)
    return article


def approve(article, by=None):
    """Take the story through review to an approval by somebody who did not write it."""
    if article.desk_state in ("draft", "returned"):
        submit(article)
    workflow.perform(article, "approve", by=by or make_user("editor"))
    return article


def publish(article=None, by=None, **fields):
    """Publish `article` (or a new one) and return it; `article.publications.get()` is what readers have."""
    article = article or make_article(**fields)
    by = by or make_user("editor")
    if article.desk_state != "approved":
        approve(article, by)
    workflow.perform(article, "publish", by=by)
    return article


def schedule(article=None, by=None, at=None, **fields):
    article = article or make_article(**fields)
    by = by or make_user("editor")
    if article.desk_state != "approved":
        approve(article, by)
    workflow.perform(article, "schedule", by=by, at=at or timezone.now() + timedelta(hours=1))
    return article


def correct(article, wording, by=None):
    """Put a published story right, and tell readers with `wording`."""
    by = by or make_user("editor")
    edit(article, by=article.owner, standfirst=f"{wording}: النص بعد التصويب.")
    approve(article, by)
    workflow.perform(article, "correct", by=by, correction=wording)
    return article


def withdraw(article=None, by=None, kind="error", **details):
    article = article or publish()
    details.setdefault("notice", "سُحبت المادة لخطأ في النشر.")
    workflow.perform(article, "withdraw", by=by or make_user("editor"), kind=kind, **details)
    return article
