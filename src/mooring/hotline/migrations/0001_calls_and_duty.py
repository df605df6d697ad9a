"""Calls, and who is on duty."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("safeguards", "0010_kinds_of_agencies"),
        ("identification", "0005_referral"),
        ("referral", "0004_groups"),
    ]
    operations: list[object] = []
