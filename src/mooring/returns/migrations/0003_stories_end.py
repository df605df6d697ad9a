"""A story ends with the last day of its consent where people live, and with the erasure of its case."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("returns", "0002_stories")]
    operations: list[object] = []
