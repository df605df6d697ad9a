"""Notices to officers."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("safeguards", "0008_bonds_of_directories"),
    ]
    operations: list[object] = []
