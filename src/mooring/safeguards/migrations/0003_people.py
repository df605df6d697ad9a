"""People who sign in: one-time links, postings by two hands, letting in again, and the row policies of what signs people in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys

STAFF = settings.AUTH_USER_MODEL
now = mooring.safeguards.clock.now


def _key():
    return models.BigIntegerField(
        default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False
    )


def _to(model, related_name="+", *, null=False, **more):
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=model, **more
    )


def _two_hands():
    agreed = "Whether the second hand confirmed it; empty while it waits."
    return [
        ("id", _key()),
        ("proposed_by", _to(STAFF)),
        ("proposed_at", models.DateTimeField(default=now)),
        ("expires_at", models.DateTimeField()),
        ("answered_by", _to(STAFF, null=True)),
        ("answered_at", models.DateTimeField(null=True)),
        ("agreed", models.BooleanField(help_text=agreed, null=True)),
    ]


PURPOSES = [("join", "First sign-in"), ("again", "Let in again")]
TABLES = [
    migrations.CreateModel(
        name="Invitation",
        fields=[
            ("id", _key()),
            ("officer", _to(STAFF, "invitations")),
            ("purpose", models.CharField(choices=PURPOSES, max_length=10)),
            ("made_by", _to(STAFF, null=True, help_text="Empty: from the command line.")),
            ("made_at", models.DateTimeField(default=now)),
            ("expires_at", models.DateTimeField()),
            ("used_at", models.DateTimeField(null=True)),
            ("withdrawn_at", models.DateTimeField(null=True)),
        ],
        options={"indexes": [models.Index(fields=["officer", "made_at"], name="invitation_of_officer")]},
    ),
    migrations.CreateModel(
        name="PostingProposal",
        fields=[
            *_two_hands(),
            ("officer", _to(STAFF, "proposals")),
            ("desk", _to("safeguards.desk", "proposals")),
            ("role", models.CharField(max_length=60)),
            ("since", models.DateTimeField(default=now)),
            ("until", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "indexes": [
                models.Index(condition=models.Q(("answered_at", None)), fields=["desk"], name="proposal_waiting")
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"),
                    name="proposal_ends_after_it_begins",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="SecondFactorReset",
        fields=[*_two_hands(), ("officer", _to(STAFF, "resets"))],
        options={
            "indexes": [
                models.Index(condition=models.Q(("answered_at", None)), fields=["officer"], name="reset_waiting")
            ]
        },
    ),
]

# An administrator's own desk opens no case, so it is not counted among desks.
DESKS = """
create or replace function mooring_desks() returns bigint[] language sql stable parallel safe as $$
  select coalesce(array_agg(p.desk_id), '{}') from safeguards_posting p join safeguards_officer o on o.id = p.officer_id
  where p.officer_id = mooring_officer() and o.is_active and p.role <> 'administrator'
    and p.since <= now() and (p.until is null or now() < p.until) $$;

create function mooring_colleague_of(whom bigint) returns boolean language sql stable parallel safe as $$
  select exists (select 1 from safeguards_posting p where p.officer_id = whom and p.desk_id = any (mooring_desks())
    and p.since <= now() and (p.until is null or now() < p.until)) $$;
"""

# A posting comes into being only where a proposal is confirmed; it can be ended, never prolonged or moved into the past.
POSTINGS = """
drop policy administering on safeguards_posting;
revoke insert on safeguards_posting from mooring_app;

create function mooring_posting_only_ends() returns trigger language plpgsql as $$
begin
  if current_user <> 'mooring_owner' and (new.until is null or new.until >= old.until
      or new.until < house_now() - interval '5 minutes') then
    raise exception 'a posting can be ended, and not prolonged or moved' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger only_ends before update of until on safeguards_posting for each row execute function mooring_posting_only_ends();

alter table safeguards_postingproposal enable row level security;
grant select, insert on safeguards_postingproposal to mooring_app;
create policy reading on safeguards_postingproposal for select to mooring_app using (
  mooring_administers() or officer_id = mooring_officer() or desk_id = any (mooring_desks()));
create policy proposing on safeguards_postingproposal for insert to mooring_app with check (
  mooring_administers() and proposed_by_id = mooring_officer() and officer_id is distinct from mooring_officer()
  and answered_by_id is null and answered_at is null and agreed is null
  and expires_at <= house_now() + interval '7 days 1 minute');

create function mooring_answer_proposal(proposal bigint, new_posting bigint, yes boolean) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare p safeguards_postingproposal; me bigint := mooring_posted_officer();
begin
  select * into p from safeguards_postingproposal where id = proposal for update;
  if me is null or p.id is null or p.answered_at is not null or p.expires_at <= house_now()
      or not (mooring_administers() or p.desk_id = any (mooring_desks())) then
    raise exception 'no proposal waits for this officer' using errcode = 'insufficient_privilege';
  end if;
  if yes then
    if me in (p.proposed_by_id, p.officer_id) then
      raise exception 'a posting takes two hands' using errcode = 'insufficient_privilege';
    end if;
    if not exists (select 1 from safeguards_posting a join safeguards_officer o on o.id = a.officer_id
        where a.officer_id = p.proposed_by_id and a.role = 'administrator' and o.is_active
          and a.since <= now() and (a.until is null or now() < a.until))
      or not exists (select 1 from safeguards_officer o where o.id = p.officer_id and o.is_active)
      or exists (select 1 from safeguards_posting q where q.officer_id = p.officer_id
        and (q.until is null or now() < q.until) and (q.role = 'administrator') <> (p.role = 'administrator')) then
      raise exception 'this posting cannot begin' using errcode = 'insufficient_privilege';
    end if;
    insert into safeguards_posting (id, officer_id, desk_id, role, since, until)
      values (new_posting, p.officer_id, p.desk_id, p.role, greatest(p.since, house_now()), p.until);
  end if;
  update safeguards_postingproposal set answered_by_id = me, answered_at = house_now(), agreed = yes where id = p.id;
end $$;
"""

# Without an officer in charge a password is no longer changed at all; with a link only by these functions.
PASSWORDS = """
create or replace function mooring_own_password() returns trigger language plpgsql as $$
begin
  if current_user <> 'mooring_owner' and mooring_officer() is distinct from old.id then
    raise exception 'nobody changes the password of another' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
drop policy administering on safeguards_officer;
create policy administering on safeguards_officer for insert to mooring_app with check (
  mooring_administers() and is_active and password like '!%');

alter table safeguards_invitation add column token_hash bytea not null unique;
alter table safeguards_invitation enable row level security;
grant select (id, officer_id, purpose, made_by_id, made_at, expires_at, used_at, withdrawn_at) on safeguards_invitation to mooring_app;
create policy reading on safeguards_invitation for select to mooring_app using (
  mooring_administers() or officer_id = mooring_officer() or made_by_id = mooring_officer());

create function mooring_withdraw_invitations(whom bigint) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not mooring_administers() then
    raise exception 'only an administrator withdraws' using errcode = 'insufficient_privilege';
  end if;
  update safeguards_invitation set withdrawn_at = house_now() where officer_id = whom and used_at is null and withdrawn_at is null;
end $$;

-- Only for somebody who never came in and serves nowhere: else the link would be a key to what she may see.
create function mooring_invite(invitation bigint, whom bigint, hash bytea) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not mooring_administers() or whom = mooring_officer() or not exists (select 1 from safeguards_officer o
      where o.id = whom and o.is_active and o.password like '!%' and o.last_login is null
        and not exists (select 1 from safeguards_posting p where p.officer_id = o.id)
        and not exists (select 1 from mfa_authenticator m where m.user_id = o.id)) then
    raise exception 'this officer is not invited again by one hand' using errcode = 'insufficient_privilege';
  end if;
  perform mooring_withdraw_invitations(whom);
  insert into safeguards_invitation (id, officer_id, purpose, made_by_id, made_at, expires_at, token_hash)
    values (invitation, whom, 'join', mooring_officer(), house_now(), house_now() + interval '72 hours', hash);
end $$;

create function mooring_invited_by(hash bytea) returns bigint
  language sql stable security definer set search_path = public, pg_temp as $$
  select i.officer_id from safeguards_invitation i join safeguards_officer o on o.id = i.officer_id where i.token_hash = hash
    and i.used_at is null and i.withdrawn_at is null and i.expires_at > house_now() and o.is_active $$;

create function mooring_take_up(hash bytea, new_password text) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare whom bigint;
begin
  perform 1 from safeguards_invitation where token_hash = hash for update;
  whom := mooring_invited_by(hash);
  if whom is not null and new_password not like '!%' and length(new_password) > 20 then
    update safeguards_invitation set used_at = house_now() where token_hash = hash;
    update safeguards_officer set password = new_password where id = whom;
    return whom;
  end if;
  return null;
end $$;
"""

LETTING_IN_AGAIN = """
alter table safeguards_secondfactorreset enable row level security;
grant select, insert on safeguards_secondfactorreset to mooring_app;
create policy reading on safeguards_secondfactorreset for select to mooring_app using (
  mooring_administers() or officer_id = mooring_officer() or mooring_colleague_of(officer_id));
create policy proposing on safeguards_secondfactorreset for insert to mooring_app with check (
  mooring_administers() and proposed_by_id = mooring_officer() and officer_id is distinct from mooring_officer()
  and answered_by_id is null and answered_at is null and agreed is null
  and expires_at <= house_now() + interval '1 day 1 minute');

create function mooring_answer_reset(reset bigint, invitation bigint, hash bytea, yes boolean) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare r safeguards_secondfactorreset; me bigint := mooring_posted_officer();
begin
  select * into r from safeguards_secondfactorreset where id = reset for update;
  if me is null or r.id is null or r.answered_at is not null or r.expires_at <= house_now()
      or not (mooring_administers() or mooring_colleague_of(r.officer_id)) then
    raise exception 'nothing waits for this officer' using errcode = 'insufficient_privilege';
  end if;
  if yes then
    if me in (r.proposed_by_id, r.officer_id) or not exists (select 1 from safeguards_posting a
        join safeguards_officer o on o.id = a.officer_id where a.officer_id = r.proposed_by_id and o.is_active
          and a.role = 'administrator' and a.since <= now() and (a.until is null or now() < a.until)) then
      raise exception 'letting somebody in again takes two hands' using errcode = 'insufficient_privilege';
    end if;
    delete from mfa_authenticator where user_id = r.officer_id;
    delete from django_session where session_key in (
      select s.session_key from safeguards_signedin s where s.officer_id = r.officer_id);  -- a table of the next migration
    update safeguards_officer set password = '!' || md5(random()::text || r.id::text) where id = r.officer_id;
    update safeguards_invitation set withdrawn_at = house_now()
      where officer_id = r.officer_id and used_at is null and withdrawn_at is null;
    insert into safeguards_invitation (id, officer_id, purpose, made_by_id, made_at, expires_at, token_hash)
      values (invitation, r.officer_id, 'again', me, house_now(), house_now() + interval '24 hours', hash);
  end if;
  update safeguards_secondfactorreset set answered_by_id = me, answered_at = house_now(), agreed = yes where id = r.id;
end $$;

create function mooring_has_second_factor(whom bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select case when mooring_administers() or whom = mooring_officer() or mooring_colleague_of(whom)
    then exists (select 1 from mfa_authenticator m where m.user_id = whom and m.type <> 'recovery_codes') end $$;
"""

DIRECTORY = """
grant update (name) on safeguards_agency, safeguards_desk to mooring_app;
create policy naming on safeguards_agency for update to mooring_app using (mooring_administers()) with check (mooring_administers());
create policy naming on safeguards_desk for update to mooring_app using (mooring_administers()) with check (mooring_administers());

create function mooring_set_active(whom bigint, active boolean) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not mooring_administers() or whom = mooring_officer() then
    raise exception 'only another administrator closes or opens an account' using errcode = 'insufficient_privilege';
  end if;
  update safeguards_officer set is_active = active where id = whom;
  if not active then
    update safeguards_posting set until = greatest(house_now(), since + interval '1 microsecond')
      where officer_id = whom and (until is null or until > house_now());
    update safeguards_invitation set withdrawn_at = house_now() where officer_id = whom and used_at is null and withdrawn_at is null;
    update safeguards_postingproposal set answered_by_id = mooring_officer(), answered_at = house_now(), agreed = false
      where officer_id = whom and answered_at is null;
    update safeguards_secondfactorreset set answered_by_id = mooring_officer(), answered_at = house_now(), agreed = false
      where officer_id = whom and answered_at is null;
  end if;
end $$;
"""

# Sign-in reads these before anybody is known; from then on each officer has her own rows only.
SIGN_IN = """
alter table mfa_authenticator enable row level security;
create policy reading on mfa_authenticator for select to mooring_app using (mooring_officer() is null or user_id = mooring_officer());
create policy own on mfa_authenticator for insert to mooring_app with check (user_id = mooring_officer());
create policy using_it on mfa_authenticator for update to mooring_app
  using (mooring_officer() is null or user_id = mooring_officer()) with check (mooring_officer() is null or user_id = mooring_officer());
create policy own_end on mfa_authenticator for delete to mooring_app using (user_id = mooring_officer());
create function mooring_stays_whose_it_is() returns trigger language plpgsql as $$
begin
  raise exception 'a second factor stays the one of its officer' using errcode = 'insufficient_privilege';
end $$;
create trigger stays before update on mfa_authenticator for each row
  when (old.user_id is distinct from new.user_id or old.type is distinct from new.type) execute function mooring_stays_whose_it_is();
alter table account_emailaddress enable row level security;
create policy reading on account_emailaddress for select to mooring_app using (mooring_officer() is null or user_id = mooring_officer());
create policy own on account_emailaddress for insert to mooring_app with check (user_id = mooring_officer());
create policy own_change on account_emailaddress for update to mooring_app
  using (user_id = mooring_officer()) with check (user_id = mooring_officer());
create policy own_end on account_emailaddress for delete to mooring_app using (user_id = mooring_officer());
"""

WHO_MAY_CALL = """
revoke execute on function mooring_answer_proposal, mooring_withdraw_invitations, mooring_invite, mooring_invited_by, mooring_take_up,
  mooring_answer_reset, mooring_has_second_factor, mooring_set_active from public;
grant execute on function mooring_answer_proposal, mooring_withdraw_invitations, mooring_invite, mooring_invited_by, mooring_take_up,
  mooring_answer_reset, mooring_has_second_factor, mooring_set_active to mooring_app;
"""


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0002_guards")]
    operations = [
        *TABLES,
        *(
            migrations.RunSQL([(sql, None)], migrations.RunSQL.noop)
            for sql in (DESKS, POSTINGS, PASSWORDS, LETTING_IN_AGAIN, DIRECTORY, SIGN_IN, WHO_MAY_CALL)
        ),
    ]
