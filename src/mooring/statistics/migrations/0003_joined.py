"""The counter may read which files are on one person, and since when, so that a person is counted once."""

from django.db import migrations

from mooring.casework.guarding import grant_column_reading


class Migration(migrations.Migration):
    dependencies = [("statistics", "0002_guards"), ("casework", "0004_joining")]
    operations = [
        grant_column_reading("mooring_counter", "casework_joining", ["id", "leading_id", "other_id", "recorded_at"]),
        grant_column_reading("mooring_counter", "casework_joiningstep", ["joining_id", "case_id", "kind", "recorded_at"]),
    ]
