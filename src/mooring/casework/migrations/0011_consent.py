"""Consent: to what, to whom, until when, and withdrawn."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0010_notices"),
        ("safeguards", "0010_kinds_of_agencies"),
    ]
    operations: list[object] = []
