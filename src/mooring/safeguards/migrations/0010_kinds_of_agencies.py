"""More kinds of agencies."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("safeguards", "0009_notices"),
    ]
    operations: list[object] = []
