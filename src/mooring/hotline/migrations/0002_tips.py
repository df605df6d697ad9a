"""Tips without a name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("hotline", "0001_calls_and_duty"),
    ]
    operations: list[object] = []
