"""Need-to-know, held by the database: no officer set, no rows; no running grant, no rows; nobody gives herself more."""

from django.db import migrations

from mooring.casework.guarding import guard, holds

# What the acting officer holds now, herself and by her desks. A view of the owner on purpose: it looks past the policies of the grants,
# and shows each officer her own running grants only, so that the policies of all other tables can ask it cheaply.
HELD = """
create function mooring_holders() returns bigint[] language sql stable parallel safe as $$
  select case when count(*) = 0 then '{}'::bigint[] else array_agg(p.desk_id) || min(p.officer_id) end
  from safeguards_posting p join safeguards_officer o on o.id = p.officer_id
  where p.officer_id = mooring_officer() and o.is_active and p.since <= now() and (p.until is null or now() < p.until) $$;

create view casework_held with (security_barrier) as
  select g.case_id, g.compartment, g.may_write, g.as_lead, g.until from casework_grant g
  where g.holder = any ((select mooring_holders())::bigint[]) and g.ended_at is null and (g.until is null or now() < g.until);
grant select on casework_held to mooring_app;
"""

# A policy cannot read its own table, nor tell of a case that the officer may not see: these two look past the policies, and answer one bit.
DEFINERS = """
create function mooring_leads(asked bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from casework_held h where h.case_id = asked and h.as_lead) $$;

create function mooring_case_exists(asked bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from casework_case c where c.id = asked) $$;

create function mooring_desk_may_have(asked bigint, part text, writing boolean, lead boolean, ending timestamptz) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from casework_held h where h.case_id = asked and h.compartment = part
    and (h.may_write or not writing) and (h.as_lead or not lead) and (h.until is null or ending <= h.until)) $$;
"""

GRANTS = """
alter table casework_grant enable row level security;
grant select, insert on casework_grant to mooring_app;
create policy own on casework_grant for select to mooring_app using (holder = any ((select mooring_holders())::bigint[]));
create policy of_the_team on casework_grant for select to mooring_app using (mooring_leads(case_id));
create policy founding on casework_grant for insert to mooring_app with check (
  ground = 'founding' and not mooring_case_exists(case_id) and ended_at is null
  and given_by_id = (select mooring_posted_officer())
  and (officer_id = given_by_id or desk_id = any ((select mooring_desks())::bigint[])));
create policy given_by_a_lead on casework_grant for insert to mooring_app with check (
  ground = 'given_by_lead' and mooring_leads(case_id) and ended_at is null
  and given_by_id = (select mooring_posted_officer())
  and officer_id is distinct from given_by_id
  and (desk_id is null or not desk_id = any ((select mooring_desks())::bigint[])
       or mooring_desk_may_have(case_id, compartment, may_write, as_lead, until)));
create trigger stamped before insert on casework_grant for each row execute function mooring_stamp();
"""

ENDINGS = """
alter table casework_grantending enable row level security;
grant select, insert on casework_grantending to mooring_app;
create policy reading on casework_grantending for select to mooring_app using (
  exists (select 1 from casework_grant g where g.id = grant_id));
create policy ending on casework_grantending for insert to mooring_app with check (
  ended_by_id = (select mooring_posted_officer())
  and exists (select 1 from casework_grant g where g.id = grant_id and g.case_id = casework_grantending.case_id
    and (g.officer_id = ended_by_id or mooring_leads(g.case_id))));
create trigger stamped before insert on casework_grantending for each row execute function mooring_stamp();

create function mooring_end_grant() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update casework_grant set ended_at = new.recorded_at where id = new.grant_id and ended_at is null;
  return new;
end $$;
create trigger ends_the_grant after insert on casework_grantending for each row execute function mooring_end_grant();
"""

KEYS = f"""
alter table safeguards_datakey enable row level security;
grant select, insert on safeguards_datakey to mooring_app;
create policy of_the_case on safeguards_datakey for select to mooring_app using (
  exists (select 1 from casework_held h where h.case_id = safeguards_datakey.subject));
create policy made_when_founding on safeguards_datakey for insert to mooring_app with check (
  not mooring_case_exists(subject) and {holds("safeguards_datakey.subject", "'entry'", writing=True)});
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("safeguards", "0002_guards")]
    operations = [
        migrations.RunSQL([(HELD, None)], migrations.RunSQL.noop),
        migrations.RunSQL([(DEFINERS, None)], migrations.RunSQL.noop),
        migrations.RunSQL([(GRANTS, None)], migrations.RunSQL.noop),
        migrations.RunSQL([(ENDINGS, None)], migrations.RunSQL.noop),
        migrations.RunSQL([(KEYS, None)], migrations.RunSQL.noop),
        guard("casework_case", case="id", compartment="entry", by="opened_by_id", supersedable=False),
        guard("casework_stagereached", compartment="entry"),
        guard("casework_event", by="by_id", supersedable=False),
        guard("casework_deadline"),
        guard("casework_task"),
        guard("casework_note", compartment="entry", and_also="casework_note.agency_id = any ((select mooring_agencies())::bigint[])"),
    ]
