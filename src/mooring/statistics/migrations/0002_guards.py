"""Published cells are everybody's in the house to read, and nobody's to change. The counter may read them, but not who brought them in."""

from django.db import migrations

COUNTED = """
alter table statistics_countedload enable row level security;
alter table statistics_countedcell enable row level security;
grant select, insert on statistics_countedload, statistics_countedcell to mooring_app;
create policy reading on statistics_countedload for select to mooring_app using ((select mooring_posted_officer()) is not null);
create policy reading on statistics_countedcell for select to mooring_app using ((select mooring_posted_officer()) is not null);
create policy appending on statistics_countedload for insert to mooring_app with check (
  loaded_by_id = (select mooring_posted_officer()));
create policy appending on statistics_countedcell for insert to mooring_app with check (
  load_id in (select l.id from statistics_countedload l where l.loaded_by_id = (select mooring_posted_officer())));
"""

COUNTER = """
grant select (id, source_key, title, publisher, rights, licence, licence_id, address, counts, by_date, age_when, confirmed,
  forms_may_be_several, fingerprint, cell_count, people, first_day, last_day, replaces_id, loaded_at)
  on statistics_countedload to mooring_counter;
grant select (id, load_id, period_start, period_end, body_kind, body, form, age_group, sex, citizenship, people)
  on statistics_countedcell to mooring_counter;
create policy counting on statistics_countedload for select to mooring_counter using (true);
create policy counting on statistics_countedcell for select to mooring_counter using (true);
"""

# A fact carries the moment at which its transaction began. One that began on the day asked about and has not ended could still put a fact
# into that day; so the figures as known on it are not yet final. Only the owner can see everybody's transactions, hence security definer.
OPEN_SINCE = """
create function mooring_open_since_before(moment timestamptz) returns boolean
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select 1 from pg_stat_activity a where a.datname = current_database() and a.backend_type = 'client backend'
    and a.pid <> pg_backend_pid() and a.xact_start < moment) $$;
revoke execute on function mooring_open_since_before from public;
grant execute on function mooring_open_since_before to mooring_app, mooring_counter;
"""


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial"), ("safeguards", "0002_guards")]
    operations = [migrations.RunSQL([(sql, None)], migrations.RunSQL.noop) for sql in (COUNTED, COUNTER, OPEN_SINCE)]
