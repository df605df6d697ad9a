"""Every posted officer may see that a file was brought in; who brings one in signs for it; nobody changes it."""

from django.db import migrations

LOADS = """
alter table register_personsload enable row level security;
grant select, insert on register_personsload to mooring_app;
create policy reading on register_personsload for select to mooring_app using ((select mooring_posted_officer()) is not null);
create policy appending on register_personsload for insert to mooring_app with check (
  loaded_by_id = (select mooring_posted_officer()));
"""


class Migration(migrations.Migration):
    dependencies = [("register", "0001_initial"), ("safeguards", "0002_guards")]
    operations = [migrations.RunSQL([(LOADS, None)], migrations.RunSQL.noop)]
