"""Writes down which stories show which pictures, and which once did, out of their saved copies."""

from django.db import migrations

BATCH = 1000


def fill(apps, schema_editor):
    Revision = apps.get_model("articles", "Revision")
    PictureUse = apps.get_model("articles", "PictureUse")
    there = set(apps.get_model("articles", "Picture").objects.values_list("pk", flat=True))
    copies = Revision.objects.order_by("article", "number")
    copies = copies.values_list("article", "content__picture__id", "content__body_pictures")
    story, shown, ever, rows = None, set(), set(), []

    def close():
        rows.extend(
            PictureUse(article_id=story, picture_id=pk, is_current=pk in shown) for pk in sorted(ever & there)
        )

    for article, leading, inside in copies.iterator(chunk_size=BATCH):
        if article != story:
            close()
            story, ever = article, set()
        if len(rows) >= BATCH:
            PictureUse.objects.bulk_create(rows)
            rows.clear()
        shown = {picture["id"] for picture in (inside or {}).values()} | ({leading} if leading else set())
        ever |= shown
    close()
    PictureUse.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_picture_library"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
