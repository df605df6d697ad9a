"""Signing in: sessions that are seen and ended, counts that all processes share, and what an agency's directory may vouch for."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys

KEY = {"default": mooring.safeguards.random_keys.random_key, "editable": False, "primary_key": True, "serialize": False}
PROTECT, CASCADE = django.db.models.deletion.PROTECT, django.db.models.deletion.CASCADE
NEVER_BY_CLAIM = ("administrator", "name_matcher", "data_protection_officer")

# Idle time is real time: a story told in invented time must not lock anybody out. So clock_timestamp() and never house_now().
SESSIONS = """
alter table safeguards_signedin add constraint ends_with_its_session
  foreign key (session_key) references django_session (session_key) on delete cascade;
alter table safeguards_signedin enable row level security;
grant select on safeguards_signedin to mooring_app;
create policy own on safeguards_signedin for select to mooring_app using (officer_id = mooring_officer());

create function mooring_session_begins(session text, officer bigint, device_words text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  insert into safeguards_signedin (id, officer_id, session_key, device, begun_at, seen_at)
    select (random() * 4e18)::bigint + 1, officer, session, left(device_words, 60), clock_timestamp(), clock_timestamp()
    where exists (select 1 from django_session s where s.session_key = session)
      and exists (select 1 from safeguards_officer o where o.id = officer and o.is_active)
  on conflict (session_key) do nothing $$;

-- Answers 'open', 'locked' after idle time, or 'over': too old, somebody else's, or its officer serves nowhere any more.
create function mooring_session_seen(session text, officer bigint, device_words text, idle interval, longest interval) returns text
  language plpgsql security definer set search_path = public, pg_temp as $$
declare seen safeguards_signedin; moment timestamptz := clock_timestamp();
begin
  select * into seen from safeguards_signedin s where s.session_key = session;
  if not found then
    perform mooring_session_begins(session, officer, device_words);
    return 'open';
  end if;
  if seen.officer_id <> officer or seen.begun_at < moment - longest then return 'over'; end if;
  if exists (select 1 from safeguards_posting p where p.officer_id = officer and p.until <= moment and p.until > seen.begun_at)
    and not exists (select 1 from safeguards_posting p where p.officer_id = officer and p.since <= moment
      and (p.until is null or moment < p.until)) then return 'over'; end if;
  if seen.locked_at is not null then return 'locked'; end if;
  if seen.seen_at < moment - idle then
    update safeguards_signedin set locked_at = moment where id = seen.id;
    return 'locked';
  end if;
  if seen.seen_at < moment - interval '20 seconds' then
    update safeguards_signedin set seen_at = moment where id = seen.id;
  end if;
  return 'open';
end $$;

create function mooring_session_locks(session text) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update safeguards_signedin set locked_at = clock_timestamp() where session_key = session and locked_at is null $$;

create function mooring_session_opens(session text, officer bigint) returns void
  language sql security definer set search_path = public, pg_temp as $$
  update safeguards_signedin set locked_at = null, seen_at = clock_timestamp() where session_key = session and officer_id = officer $$;

create function mooring_end_sessions(officer bigint, except_session text) returns integer
  language plpgsql security definer set search_path = public, pg_temp as $$
declare ended integer;
begin
  if session_user <> 'mooring_owner' and officer is distinct from mooring_officer() and not mooring_administers() then
    raise exception 'nobody ends the sessions of another' using errcode = 'insufficient_privilege';
  end if;
  delete from django_session where session_key in (
    select s.session_key from safeguards_signedin s where s.officer_id = officer and s.session_key <> except_session);
  get diagnostics ended = row_count;
  return ended;
end $$;

create function mooring_end_with_officer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from django_session where session_key in (
    select s.session_key from safeguards_signedin s where s.officer_id = old.id);
  return new;
end $$;
create trigger sessions_end_with_officer after update of is_active on safeguards_officer for each row
  when (old.is_active and not new.is_active) execute function mooring_end_with_officer();

create function mooring_end_with_posting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from safeguards_posting p where p.officer_id = new.officer_id
    and (p.until is null or p.until > clock_timestamp())) then
    delete from django_session where session_key in (
      select s.session_key from safeguards_signedin s where s.officer_id = new.officer_id);
  end if;
  return new;
end $$;
create trigger sessions_end_with_posting after update of until on safeguards_posting for each row
  when (new.until is not null) execute function mooring_end_with_posting();

revoke execute on function mooring_session_begins, mooring_session_seen, mooring_session_locks, mooring_session_opens,
  mooring_end_sessions, mooring_end_with_officer, mooring_end_with_posting from public;
grant execute on function mooring_session_begins, mooring_session_seen, mooring_session_locks, mooring_session_opens,
  mooring_end_sessions to mooring_app;
"""

COUNTS = """
grant select, insert, update, delete on safeguards_sharedcount to mooring_app;
"""

# The library that speaks OpenID Connect looks into its own tables; nothing is ever kept there, and nothing can be.
DIRECTORIES = """
alter table safeguards_identityprovider enable row level security;
alter table safeguards_claimedrole enable row level security;
alter table safeguards_agencyidentity enable row level security;
alter table safeguards_claimedposting enable row level security;
grant select on safeguards_identityprovider, safeguards_claimedrole, safeguards_claimedposting to mooring_app;
create policy reading on safeguards_identityprovider for select to mooring_app using (true);
create policy reading on safeguards_claimedrole for select to mooring_app using (true);
create policy reading on safeguards_claimedposting for select to mooring_app using (true);
alter table socialaccount_socialaccount enable row level security;
grant select on socialaccount_socialaccount to mooring_app;

-- Before sign-in no officer is set, so the function is the guard: only for an agency whose directory the owner entered,
-- only addresses of its domains, only its own desks, never a role above an agency. Null means: nobody is let in.
create function mooring_officer_by_claims(directory text, who text, address text, officer_name text, claims jsonb) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  provider safeguards_identityprovider; whom bigint; bound text; entitled safeguards_claimedrole[]; entry safeguards_claimedrole;
  held record; moment timestamptz := clock_timestamp(); posting_key bigint;
begin
  select * into provider from safeguards_identityprovider p where p.code = directory;
  if not found or coalesce(who, '') = '' or not provider.domains ? split_part(lower(address), '@', 2) then return null; end if;
  perform pg_advisory_xact_lock(hashtext('mooring_officer_by_claims'), hashtext(who));

  select array_agg(r) into entitled from safeguards_claimedrole r join safeguards_desk d on d.id = r.desk_id
    where r.provider_id = provider.id and d.agency_id = provider.agency_id
      and r.role not in ('administrator', 'name_matcher', 'data_protection_officer')
      and exists (select 1 from jsonb_array_elements(claims) c where c ->> 0 = r.claim and c ->> 1 = r.value);

  select i.officer_id into whom from safeguards_agencyidentity i where i.provider_id = provider.id and i.subject = who;
  if whom is null then
    select o.id into whom from safeguards_officer o where o.email = lower(address);
    if whom is null then
      if entitled is null then return null; end if;
      whom := (random() * 4e18)::bigint + 1;
      insert into safeguards_officer (id, email, name, language, is_active, password)
        values (whom, lower(address), left(officer_name, 120), 'en', true, '!' || md5(random()::text));
      insert into safeguards_ledgerline (officer_key, verb, outcome, code) values (whom, 'officer.add', 'done', 'by_agency');
    else
      select i.subject into bound from safeguards_agencyidentity i where i.provider_id = provider.id and i.officer_id = whom;
      if bound is not null then return null; end if;
    end if;
    insert into safeguards_agencyidentity (id, provider_id, subject, officer_id)
      values ((random() * 4e18)::bigint + 1, provider.id, who, whom);
  end if;
  if not exists (select 1 from safeguards_officer o where o.id = whom and o.is_active) then return null; end if;
  if exists (select 1 from safeguards_posting p where p.officer_id = whom
    and p.role in ('administrator', 'name_matcher', 'data_protection_officer') and (p.until is null or p.until > moment)) then
    return null;
  end if;

  -- What the directory no longer says ends; what it says goes on for a day, or begins.
  for held in select p.id, p.desk_id, p.role, p.since from safeguards_posting p
    join safeguards_claimedposting c on c.posting_id = p.id
    where c.provider_id = provider.id and p.officer_id = whom and p.until > moment
  loop
    if not exists (select 1 from unnest(entitled) e where e.desk_id = held.desk_id and e.role = held.role) then
      update safeguards_posting set until = greatest(moment, held.since + interval '1 microsecond') where id = held.id;
      insert into safeguards_ledgerline (officer_key, desk_key, verb, outcome, code)
        values (whom, held.desk_id, 'posting.end', 'done', 'by_agency');
    end if;
  end loop;
  foreach entry in array coalesce(entitled, '{}') loop
    select p.id into posting_key from safeguards_posting p join safeguards_claimedposting c on c.posting_id = p.id
      where c.provider_id = provider.id and p.officer_id = whom and p.desk_id = entry.desk_id and p.role = entry.role
        and p.until > moment limit 1;
    if posting_key is not null then
      update safeguards_posting set until = moment + interval '24 hours' where id = posting_key;
    elsif not exists (select 1 from safeguards_posting p where p.officer_id = whom and p.desk_id = entry.desk_id
      and p.role = entry.role and p.since <= moment and p.until is null) then
      posting_key := (random() * 4e18)::bigint + 1;
      insert into safeguards_posting (id, officer_id, desk_id, role, since, until)
        values (posting_key, whom, entry.desk_id, entry.role, now(), moment + interval '24 hours');
      insert into safeguards_claimedposting (posting_id, provider_id) values (posting_key, provider.id);
      insert into safeguards_ledgerline (officer_key, desk_key, verb, outcome, code)
        values (whom, entry.desk_id, 'posting.begin', 'done', 'by_agency');
    end if;
  end loop;
  return whom;
end $$;
revoke execute on function mooring_officer_by_claims from public;
grant execute on function mooring_officer_by_claims to mooring_app;
"""

# Two hundred half-filled forms are more than anybody finishes: the oldest make room.
DRAFTS = """
create or replace function mooring_keep_draft(owner bigint, form text, sealed bytea) returns void
  language sql security definer set search_path = public, pg_temp as $$
  delete from safeguards_draft d where d.officer_key = owner and d.id in (
    select e.id from safeguards_draft e where e.officer_key = owner order by e.saved_at desc offset 199)
    and d.form <> mooring_keep_draft.form;
  insert into safeguards_draft (id, officer_key, form, sealed, saved_at)
    select (random() * 4e18)::bigint, owner, form, sealed, now()
    where exists (select 1 from safeguards_officer o where o.id = owner and o.is_active)
  on conflict (officer_key, form) do update set sealed = excluded.sealed, saved_at = excluded.saved_at $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("safeguards", "0003_people"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]
    operations = [
        migrations.CreateModel(
            name="SignedIn",
            fields=[
                ("id", models.BigIntegerField(**KEY)),
                (
                    "session_key",
                    models.CharField(
                        help_text="The keyed hash under which the session lies.", max_length=40, unique=True
                    ),
                ),
                ("device", models.CharField(blank=True, max_length=60)),
                ("begun_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                ("seen_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                ("locked_at", models.DateTimeField(null=True)),
                ("officer", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ["-seen_at"]},
        ),
        migrations.CreateModel(
            name="SharedCount",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("value", models.JSONField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="IdentityProvider",
            fields=[
                ("id", models.BigIntegerField(**KEY)),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("domains", models.JSONField(help_text="The mail domains of the agency, small letters.")),
                ("agency", models.OneToOneField(on_delete=PROTECT, related_name="+", to="safeguards.agency")),
            ],
        ),
        migrations.CreateModel(
            name="ClaimedPosting",
            fields=[
                (
                    "posting",
                    models.OneToOneField(
                        on_delete=PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="safeguards.posting",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(on_delete=CASCADE, related_name="+", to="safeguards.identityprovider"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClaimedRole",
            fields=[
                ("id", models.BigIntegerField(**KEY)),
                ("claim", models.CharField(max_length=120)),
                ("value", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=60)),
                ("desk", models.ForeignKey(on_delete=PROTECT, related_name="+", to="safeguards.desk")),
                (
                    "provider",
                    models.ForeignKey(on_delete=CASCADE, related_name="roles", to="safeguards.identityprovider"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", NEVER_BY_CLAIM), _negated=True),
                        name="no_role_above_an_agency",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="AgencyIdentity",
            fields=[
                ("id", models.BigIntegerField(**KEY)),
                ("subject", models.CharField(help_text="The keyed hash of the subject.", max_length=64)),
                ("officer", models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "provider",
                    models.ForeignKey(on_delete=CASCADE, related_name="+", to="safeguards.identityprovider"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["provider", "subject"], name="one_officer_a_subject"),
                    models.UniqueConstraint(fields=["provider", "officer"], name="one_subject_an_officer"),
                ]
            },
        ),
        *(migrations.RunSQL([(sql, None)], migrations.RunSQL.noop) for sql in (SESSIONS, COUNTS, DIRECTORIES, DRAFTS)),
    ]
