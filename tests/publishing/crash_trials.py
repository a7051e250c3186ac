"""Run by test_crash in a process of its own: publishes story after story and is killed in the middle of each.

Every trial forks a child that publishes one story and sends itself SIGKILL at a chosen line of Python, wherever
that line stands: ours, Django's or the driver's. Prints one JSON line: how many trials ended old, new or half.
"""

import json
import os
import random
import signal
import sys


def main(trials):
    import django

    django.setup()
    from django.db import connections

    from tests import factories as make

    editor = make.make_user("editor")
    lines = lines_of_a_publish(make.approve(make.make_article()), editor)
    stories = [make.approve(make.make_article(tags=["مسقط"]), editor) for _ in range(trials)]
    points = random.Random(7).sample(range(lines), min(trials, lines))
    connections.close_all()
    for story, point in zip(stories, points, strict=True):
        in_a_child(lambda story=story, point=point: publish_until(story, editor, point))
    print(json.dumps({"lines": lines, **outcome(stories)}))


def lines_of_a_publish(story, editor):
    """Publish once, undisturbed, and count the lines that it takes."""
    count = 0

    def tracer(frame, event, arg):
        nonlocal count
        count += event == "line"
        return tracer

    publish(story, editor, tracer)
    return count


def publish_until(story, editor, point):
    remaining = point

    def tracer(frame, event, arg):
        nonlocal remaining
        if event == "line":
            remaining -= 1
            if remaining < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return tracer

    publish(story, editor, tracer)


def publish(story, editor, tracer):
    from articles.workflow import perform

    sys.settrace(tracer)
    perform(story, "publish", by=editor)
    sys.settrace(None)


def in_a_child(work):
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    os.waitpid(child, 0)


def outcome(stories):
    """Sort the stories by what a fresh connection finds: nothing, everything, or a part."""
    from articles.models import Article, Publication, Transition, record

    counts = {"old": 0, "new": 0, "half": 0}
    for story in stories:
        article = Article.objects.get(pk=story.pk)
        publications = Publication.objects.filter(article=article)
        found = {
            "publication": publications.count(),
            "author rows": sum(row.author_rows.count() for row in publications),
            "tag rows": sum(row.tag_rows.count() for row in publications),
            "step": Transition.objects.filter(article=article, action="publish").count(),
            "version": article.version - story.version,
        }
        whole = set(found.values())
        counts["old" if whole == {0} else "new" if whole == {1} else "half"] += 1
    return counts | {"chain": record.first_break()}


if __name__ == "__main__":
    main(int(sys.argv[1]))
