"""Whoever may only read who the person is reads it as all others do: with a reason, which is kept."""

from django.db import migrations

READING = """
create policy a_look_is_kept on names_reveal for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer())
  and exists (select 1 from casework_held h where h.case_id = names_reveal.case_id and h.compartment = 'identity'));
"""


class Migration(migrations.Migration):
    dependencies = [("names", "0004_matching"), ("casework", "0005_break_glass")]
    operations = [migrations.RunSQL([(READING, None)], migrations.RunSQL.noop)]
