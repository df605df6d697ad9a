"""The period whole: refusals, permits, letters, feeds."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("support", "0003_recovery"), ("casework", "0013_days_that_have_begun"), ("names", "0007_notices"), ("referral", "0006_not_taken_back"), ("safeguards", "0010_kinds_of_agencies")]
    operations: list[object] = []
