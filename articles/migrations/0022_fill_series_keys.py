"""What makes two spellings of a series one, for the events that are there."""

from django.db import migrations

from articles.arabic.normalise import tag_key


def fill(apps, schema_editor):
    for event in apps.get_model("articles", "Event").objects.exclude(series="").iterator():
        event.series_key = tag_key(event.series)
        event.save(update_fields=["series_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0021_series_by_key"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
