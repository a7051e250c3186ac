"""Fills what the desk's lists read of stories that were there before: their length, and which are settled."""

import re
from html import unescape

from django.db import migrations
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from articles.arabic import counting


def fill(apps, schema_editor):
    Article = apps.get_model("articles", "Article")
    Publication = apps.get_model("articles", "Publication")
    batch = []
    for article in Article.objects.filter(words=0).only("pk", "body").iterator(chunk_size=500):
        article.words = counting.words(unescape(re.sub(r"<[^>]+>", " ", article.body)))
        batch.append(article)
        if len(batch) == 500:
            Article.objects.bulk_update(batch, ["words"])
            batch = []
    Article.objects.bulk_update(batch, ["words"])
    out = Publication.objects.filter(article=OuterRef("pk"), fingerprint=OuterRef("fingerprint")).filter(
        Q(live_until__isnull=True) | Q(live_until__gt=Now())
    )
    Article.objects.filter(Exists(out), desk_state="approved").update(is_settled=True)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_assignments"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
