"""Referrals between agencies, and who is responsible for a person."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("referral", "0001_directory"),
        ("names", "0007_notices"),
    ]
    operations: list[object] = []
