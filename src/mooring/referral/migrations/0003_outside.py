"""Referrals to agencies that have no access of their own."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("referral", "0002_referrals"),
    ]
    operations: list[object] = []
