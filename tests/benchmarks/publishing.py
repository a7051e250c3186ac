"""Publishes one story a second for so many seconds, as a newsroom would on its busiest day. Used by `serving`."""

import sys
import time

import django

django.setup()

from articles import workflow  # noqa: E402 (settings first)
from articles.models import Article, Section, User  # noqa: E402


def publish_one(number, writer, editor, section):
    article = Article(
        headline=f"خبر رقم {number}", body="<p>نص الخبر.</p>", place="مسقط", source="الرؤية", section=section,
        owner=writer, last_changed_by=writer,
    )  # fmt: skip
    article.save()
    article.bylines.create(author_id=1)
    workflow.create(article, by=writer)
    workflow.perform(article, "submit", by=writer)
    workflow.perform(article, "approve", by=editor)
    workflow.perform(article, "publish", by=editor)


def main(seconds):
    writer, editor = User.objects.get(username="salim"), User.objects.get(username="chief")
    section = Section.objects.filter(is_active=True).first()
    for number in range(seconds):
        started = time.monotonic()
        publish_one(number, writer, editor, section)
        print(number, flush=True)
        time.sleep(max(0, 1 - (time.monotonic() - started)))


if __name__ == "__main__":
    main(int(sys.argv[1]))
