"""Notices of police and control actions."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("hotline", "0002_tips"),
    ]
    operations: list[object] = []
