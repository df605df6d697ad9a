"""A day is over for the database when it is over anywhere: officers count in their country's zone, the database in UTC.

Between midnight in the country and midnight in UTC a review of the day could not be followed by the erasure it allows.
"""

from importlib import import_module

from django.db import migrations

AS_MADE = import_module("mooring.casework.migrations.0006_retention").ERASING
BEGUN = "(house_now() + interval '14 hours')::date"  # the furthest zone east of UTC

start = AS_MADE.index("create function mooring_is_reviewed")
end = AS_MADE.index("create or replace function mooring_may_be_erased")
REVIEWED = (
    AS_MADE[start:end]
    .replace("create function", "create or replace function")
    .replace("i.ends_on <= house_now()::date", f"i.ends_on <= {BEGUN}")
    .replace("a.happened_on <= house_now()::date", f"a.happened_on <= {BEGUN}")
)


class Migration(migrations.Migration):
    dependencies = [("casework", "0012_by_a_referral")]
    operations = [migrations.RunSQL([(REVIEWED, None)], migrations.RunSQL.noop)]
