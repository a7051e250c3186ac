"""What stands in the programme of a public event is what its readers know."""

from datetime import UTC

from django.db import migrations


def announce(apps, schema_editor):
    rows = apps.get_model("articles", "Session").objects.filter(event__is_public=True, announced=None)
    for session in rows.iterator():
        session.announced = {
            "starts_at": session.starts_at.astimezone(UTC).isoformat(),
            "ends_at": session.ends_at.astimezone(UTC).isoformat(),
            "hall": session.hall,
        }
        session.save(update_fields=["announced"])


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0018_series_and_changed_sessions"),
    ]
    operations = [migrations.RunPython(announce, migrations.RunPython.noop)]
