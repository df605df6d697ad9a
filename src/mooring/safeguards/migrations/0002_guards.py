"""The safeguards' own policies: who acts, what time it is, what is appended only, and what the application may touch at all."""

from django.db import migrations

WHO_ACTS = """
create function mooring_officer() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('mooring.officer', true), '')::bigint $$;

create function mooring_posted_officer() returns bigint language sql stable parallel safe as $$
  select p.officer_id from safeguards_posting p join safeguards_officer o on o.id = p.officer_id
  where p.officer_id = mooring_officer() and o.is_active and p.since <= now() and (p.until is null or now() < p.until)
  limit 1 $$;

create function mooring_desks() returns bigint[] language sql stable parallel safe as $$
  select coalesce(array_agg(p.desk_id), '{}') from safeguards_posting p join safeguards_officer o on o.id = p.officer_id
  where p.officer_id = mooring_officer() and o.is_active and p.since <= now() and (p.until is null or now() < p.until) $$;

create function mooring_agencies() returns bigint[] language sql stable parallel safe as $$
  select coalesce(array_agg(d.agency_id), '{}') from safeguards_desk d where d.id = any (mooring_desks()) $$;
"""

# Only the owner can write the table, so only a demo or a test database can be told that it is another day.
WHAT_TIME = """
create table safeguards_installation (only_row boolean primary key default true check (only_row), invented_time boolean not null);
insert into safeguards_installation (invented_time) values (false);
grant select on safeguards_installation to mooring_app;

create function house_now() returns timestamptz language sql stable as $$
  select case when (select invented_time from safeguards_installation)
    then coalesce(nullif(current_setting('mooring.now', true), '')::timestamptz, now()) else now() end $$;
"""

APPENDED = """
create function mooring_stamp() returns trigger language plpgsql as $$
begin
  if current_user <> 'mooring_owner' then new.recorded_at := house_now(); end if;
  return new;
end $$;

create function mooring_supersede_once() returns trigger language plpgsql as $$
begin
  if old.superseded_by_id is not null or new.superseded_by_id is null or new.superseded_by_id = old.id then
    raise exception 'a fact is superseded once, and never reinstated' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
"""

# Officers must be readable before anybody has signed in; they are staff, not people in a case. Only an administrator adds them,
# and nobody posts herself.
STAFF = """
create function mooring_administers() returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from safeguards_posting p where p.officer_id = mooring_posted_officer() and p.role = 'administrator'
    and p.since <= now() and (p.until is null or now() < p.until)) $$;

alter table safeguards_agency enable row level security;
alter table safeguards_desk enable row level security;
alter table safeguards_officer enable row level security;
alter table safeguards_posting enable row level security;
grant select, insert on safeguards_agency, safeguards_desk, safeguards_officer, safeguards_posting to mooring_app;
grant update (password, last_login, language) on safeguards_officer to mooring_app;
grant update (until) on safeguards_posting to mooring_app;
create policy reading on safeguards_agency for select to mooring_app using (true);
create policy reading on safeguards_desk for select to mooring_app using (true);
create policy reading on safeguards_officer for select to mooring_app using (true);
create policy reading on safeguards_posting for select to mooring_app using (true);
create policy administering on safeguards_agency for insert to mooring_app with check (mooring_administers());
create policy administering on safeguards_desk for insert to mooring_app with check (mooring_administers());
create policy administering on safeguards_officer for insert to mooring_app with check (mooring_administers());
create policy own_settings on safeguards_officer for update to mooring_app using (true) with check (true);
-- Before sign-in no officer is set, and an outdated password hash may then be renewed.
create function mooring_own_password() returns trigger language plpgsql as $$
begin
  if current_user <> 'mooring_owner' and mooring_officer() <> old.id then
    raise exception 'nobody changes the password of another' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger own_password before update of password on safeguards_officer for each row
  when (old.password is distinct from new.password) execute function mooring_own_password();
create policy administering on safeguards_posting for insert to mooring_app with check (
  mooring_administers() and officer_id is distinct from mooring_officer());
create policy ending on safeguards_posting for update to mooring_app using (mooring_administers()) with check (mooring_administers());
"""

DRAFTS = """
alter table safeguards_draft enable row level security;
grant select, delete on safeguards_draft to mooring_app;
create policy own on safeguards_draft to mooring_app using (officer_key = mooring_officer());

create function mooring_keep_draft(owner bigint, form text, sealed bytea) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into safeguards_draft (id, officer_key, form, sealed, saved_at)
    select (random() * 4e18)::bigint, owner, form, sealed, now()
    where exists (select 1 from safeguards_officer o where o.id = owner and o.is_active)
  on conflict (officer_key, form) do update set sealed = excluded.sealed, saved_at = excluded.saved_at $$;

create function mooring_drop_old_drafts(before timestamptz) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from safeguards_draft where saved_at < least(before, now() - interval '1 day') $$;
revoke execute on function mooring_keep_draft, mooring_drop_old_drafts from public;
grant execute on function mooring_keep_draft, mooring_drop_old_drafts to mooring_app;
"""

LEDGER = """
create table safeguards_ledgerline (
  id bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  officer_key bigint, desk_key bigint, verb text not null, outcome text not null check (outcome in ('done', 'looked', 'refused')),
  case_key bigint, compartment text not null default '', code text not null default '', count integer);
create index ledgerline_order on safeguards_ledgerline (tx, id);
grant insert (officer_key, desk_key, verb, outcome, case_key, compartment, code, count) on safeguards_ledgerline to mooring_app;
grant select on safeguards_ledgerline to mooring_sealer;
grant select, insert on safeguards_ledgerseal to mooring_sealer;
grant usage on sequence safeguards_ledgerseal_id_seq to mooring_sealer;
"""

QUEUE = """
do $$ declare r record; begin
  for r in select tablename from pg_tables where schemaname = 'public' and tablename like 'procrastinate%' loop
    execute format('grant select, insert, update, delete on %I to mooring_app', r.tablename);
  end loop;
  for r in select sequencename from pg_sequences where schemaname = 'public' and sequencename like 'procrastinate%' loop
    execute format('grant usage on sequence %I to mooring_app', r.sequencename);
  end loop;
end $$;
"""

SIGN_IN = """
grant select, insert, update, delete on django_session to mooring_app;
grant select on django_migrations, django_content_type to mooring_app;
grant select, insert, update, delete on account_emailaddress, mfa_authenticator to mooring_app;
grant usage on sequence account_emailaddress_id_seq, mfa_authenticator_id_seq to mooring_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("safeguards", "0001_initial"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        migrations.RunSQL([(sql, None)], migrations.RunSQL.noop)
        for sql in (WHO_ACTS, WHAT_TIME, APPENDED, STAFF, DRAFTS, LEDGER, QUEUE, SIGN_IN)
    ]
