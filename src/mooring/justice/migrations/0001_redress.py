"""Witness care and compensation."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("casework", "0013_days_that_have_begun"), ("names", "0007_notices"), ("referral", "0006_not_taken_back"), ("safeguards", "0010_kinds_of_agencies")]
    operations: list[object] = []
