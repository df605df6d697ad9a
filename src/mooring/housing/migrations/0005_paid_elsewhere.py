"""Who leaves one house is still paid for in the other: the reminder of the nights there stands until they leave that one too."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("mooring.housing.migrations.0004_households").HOUSEHOLDS
SETTLES = BEFORE[
    BEFORE.index("create or replace function mooring_stay_settles") : BEFORE.index("-- A household is asked about")
]
PAID = "d.kind = 'stay.paid_until' and new.state in ('moved', 'left') and not mooring_in_a_household(new.stay_id)"
# A house ends only what is its own: the day until which another one is paid for is none of its.
PAID_NOWHERE = """d.kind = 'stay.paid_until' and new.state in ('moved', 'left', 'withdrawn', 'declined', 'lapsed')
          and not mooring_in_a_household(new.stay_id) and not exists (select 1 from housing_staypaid p
            join housing_stay o on o.id = p.stay_id and o.case_id = its_case and o.id <> new.stay_id
            join housing_staystep t on t.stay_id = o.id and t.superseded_by_id is null
              and t.state in ('offered', 'accepted', 'arrived', 'missing')
            where p.superseded_by_id is null)"""


class Migration(migrations.Migration):
    dependencies = [("housing", "0004_households")]
    operations = [migrations.RunSQL([(SETTLES.replace(PAID, PAID_NOWHERE), None)], migrations.RunSQL.noop)]
