"""Emergency access, held by the database; who looked at a case; a desk that takes up a case whose lead has left.

And the rule that a lead opens to others no more than she has herself.
"""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys

# Which parts a kind of emergency opens, to whom. `casework.break_glass.OPENS` says the same in Python, and a test compares the two.
KINDS = """
create function mooring_break_glass_opens(why text) returns text[] language sql immutable as $$
  select case why
    when 'danger_to_life_now' then array['entry', 'core', 'identity', 'shelter_address']
    when 'health_emergency' then array['entry', 'core', 'health']
    when 'child_missing' then array['entry', 'core', 'identity']
    when 'court_order' then array['entry', 'core'] end $$;

create function mooring_break_glass_by(role text, why text) returns boolean language sql immutable as $$
  select role in ('social_worker', 'immigration_caseworker', 'competent_authority_caseworker', 'centre_assessor')
    or (role = 'police_liaison' and why = 'danger_to_life_now') $$;

create function mooring_break_glass_attempts() returns bigint language sql stable as $$
  select count(*) from casework_breakglassattempt a
  where a.officer_id = mooring_officer() and a.at > now() - interval '1 hour' $$;

create function mooring_serves(asked bigint) returns boolean language sql stable as $$
  select exists (select 1 from safeguards_posting p join safeguards_officer o on o.id = p.officer_id
    where p.officer_id = asked and o.is_active and p.since <= now() and (p.until is null or now() < p.until)) $$;
"""

# Whose turn the review is: a desk that leads; else a desk of the case where one of its leads serves; else where a lead serves at all; else the
# desk that opened it.
PEN = """
create function mooring_leads_desk(asked bigint) returns bigint language sql stable as $$
  with running as (select g.* from casework_grant g where g.case_id = asked and g.ended_at is null and (g.until is null or now() < g.until)),
  serving as (select p.desk_id, p.since, p.id from running g join safeguards_posting p on p.officer_id = g.officer_id
    where g.as_lead and p.since <= now() and (p.until is null or now() < p.until))
  select coalesce(
    (select g.desk_id from running g where g.as_lead and g.desk_id is not null order by g.since, g.id limit 1),
    (select s.desk_id from serving s where exists (select 1 from running g where g.desk_id = s.desk_id) order by s.since, s.id limit 1),
    (select s.desk_id from serving s order by s.since, s.id limit 1),
    (select g.desk_id from casework_grant g where g.case_id = asked and g.ground = 'founding' and g.desk_id is not null
      order by g.since, g.id limit 1)) $$;
"""

# The one way in. It answers the same whether or not there is such a case; only an officer who opened this very case before, and waits for
# the review of that, is told so. An hour and no more, reading only, the team told and the review due: all in one statement.
OPENING = """
create function mooring_break_glass(asked text, why text, due timestamptz, answer jsonb) returns text
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  me bigint := mooring_posted_officer();
  parts text[] := mooring_break_glass_opens(why);
  moment timestamptz := house_now();
  it casework_case;
  mine bigint;
  pen bigint;
begin
  select d.agency_id into mine from safeguards_posting p join safeguards_desk d on d.id = p.desk_id
    where p.officer_id = me and p.since <= now() and (p.until is null or now() < p.until) and mooring_break_glass_by(p.role, why)
    order by p.since, p.id limit 1;
  if me is null or parts is null or mine is null then
    raise exception 'this officer opens no case in this emergency' using errcode = 'insufficient_privilege';
  end if;
  if due is null or due < moment or due > moment + interval '7 days' then
    raise exception 'a review is due within days' using errcode = 'check_violation';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('break_glass', me));
  if mooring_break_glass_attempts() >= 5 then
    raise exception 'five emergencies an hour are enough' using errcode = 'insufficient_privilege';
  end if;
  delete from casework_breakglassattempt a where a.officer_id = me and a.at < now() - interval '1 day';
  insert into casework_breakglassattempt (id, officer_id, at) values ((random() * 4e18)::bigint, me, now());
  select * into it from casework_case c where c.pseudonym = asked;
  if it.id is null then
    return 'asked';
  end if;
  if exists (select 1 from casework_breakglass b where b.case_id = it.id and b.recorded_by_id = me
      and not exists (select 1 from casework_breakglassreview r where r.opening_id = b.id)) then
    return 'review_first';
  end if;
  insert into casework_grant (id, case_id, compartment, officer_id, may_write, as_lead, ground, given_by_id, since, until, case_opened_at, recorded_at)
    select (random() * 4e18)::bigint, it.id, part, me, false, false, 'break_glass', me, now(), now() + interval '1 hour', it.opened_at, moment
    from unnest(parts) part;
  insert into casework_breakglass (id, case_id, kind, agency_id, until, review_due_at, recorded_by_id, recorded_at)
    values ((random() * 4e18)::bigint, it.id, why, mine, now() + interval '1 hour', due, me, moment);
  insert into casework_event (id, case_id, compartment, kind, happened_at, by_id, agency_id, codes, recorded_at)
    values ((random() * 4e18)::bigint, it.id, 'entry', 'break_glass.open', moment, me, mine, jsonb_build_object('kind', why), moment);
  pen := mooring_leads_desk(it.id);
  insert into casework_deadline (id, case_id, compartment, kind, due_at, pen_desk_id, pen_officer_id, finding, recorded_by_id, recorded_at)
    values ((random() * 4e18)::bigint, it.id, 'core', 'break_glass.review', due, pen,
      case when pen is null then it.opened_by_id end, answer, me, moment);
  return 'asked';
end $$;
revoke execute on function mooring_break_glass, mooring_leads_desk from public;
grant execute on function mooring_break_glass to mooring_app;
"""

# No policy of `casework_grant` lets the application put in an emergency grant itself: the function above is the one way.
EMERGENCIES = """
alter table casework_breakglassattempt enable row level security;
grant select on casework_breakglassattempt to mooring_app;
create policy own on casework_breakglassattempt for select to mooring_app using (officer_id = mooring_officer());

alter table casework_breakglass enable row level security;
grant select on casework_breakglass to mooring_app;
create policy reading on casework_breakglass for select to mooring_app using (
  exists (select 1 from casework_held h where h.case_id = casework_breakglass.case_id and h.compartment = 'entry')
  or recorded_by_id = (select mooring_posted_officer()));

alter table casework_breakglassreason enable row level security;
grant select, insert on casework_breakglassreason to mooring_app;
create policy reading on casework_breakglassreason for select to mooring_app using (
  exists (select 1 from casework_held h where h.case_id = casework_breakglassreason.case_id and h.compartment = 'core'));
create policy her_own_words on casework_breakglassreason for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer())
  and exists (select 1 from casework_breakglass b where b.id = opening_id and b.case_id = casework_breakglassreason.case_id
    and b.recorded_by_id = casework_breakglassreason.recorded_by_id and now() < b.until));
create trigger stamped before insert on casework_breakglassreason for each row execute function mooring_stamp();

alter table casework_breakglassreview enable row level security;
grant select, insert on casework_breakglassreview to mooring_app;
grant update (superseded_by_id) on casework_breakglassreview to mooring_app;
create policy reading on casework_breakglassreview for select to mooring_app using (
  exists (select 1 from casework_held h where h.case_id = casework_breakglassreview.case_id and h.compartment = 'core')
  or exists (select 1 from casework_breakglass b where b.id = opening_id and b.recorded_by_id = (select mooring_posted_officer())));
create policy by_another_who_leads on casework_breakglassreview for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and mooring_leads(case_id)
  and exists (select 1 from casework_held h where h.case_id = casework_breakglassreview.case_id and h.compartment = 'core' and h.may_write)
  and exists (select 1 from casework_breakglass b where b.id = opening_id and b.case_id = casework_breakglassreview.case_id
    and b.recorded_by_id <> casework_breakglassreview.recorded_by_id));
create policy superseding on casework_breakglassreview for update to mooring_app using (
  mooring_leads(case_id)
  and exists (select 1 from casework_held h where h.case_id = casework_breakglassreview.case_id and h.compartment = 'core' and h.may_write)
  and exists (select 1 from casework_breakglass b where b.id = opening_id and b.recorded_by_id <> (select mooring_posted_officer())))
  with check (mooring_leads(case_id));
create trigger stamped before insert on casework_breakglassreview for each row execute function mooring_stamp();
create trigger superseded_once before update on casework_breakglassreview for each row execute function mooring_supersede_once();
"""

# Whoever reads the name or the number leaves a line on the timeline, also where she may only read.
LOOKS_ON_THE_TIMELINE = """
create policy a_look_at_the_name on casework_event for insert to mooring_app with check (
  kind in ('identity.reveal', 'safe_contact.detail') and compartment = 'identity' and by_id = (select mooring_posted_officer())
  and exists (select 1 from casework_held h where h.case_id = casework_event.case_id and h.compartment = 'identity'));
"""

# Figures for who watches: no case, no officer, no word.
FIGURES = """
create function mooring_break_glass_figures(zone text)
  returns table (month date, kind text, agency_id bigint, outcome text, reviewed text, times bigint)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from safeguards_posting p where p.officer_id = mooring_posted_officer()
      and p.role in ('data_protection_officer', 'statistician') and p.since <= now() and (p.until is null or now() < p.until)) then
    return;
  end if;
  return query
    select date_trunc('month', b.recorded_at at time zone zone)::date, b.kind::text, b.agency_id, coalesce(said.outcome, '')::text,
      case when first.at is null then case when house_now() > b.review_due_at then 'overdue' else 'waiting' end
        when first.at <= b.review_due_at then 'in_time' else 'late' end, count(*)
    from casework_breakglass b
    left join casework_breakglassreview said on said.opening_id = b.id and said.superseded_by_id is null
    left join lateral (select min(r.recorded_at) as at from casework_breakglassreview r where r.opening_id = b.id) first on true
    group by 1, 2, 3, 4, 5 order by 1 desc, 2, 3, 4, 5;
end $$;
revoke execute on function mooring_break_glass_figures from public;
grant execute on function mooring_break_glass_figures to mooring_app;
"""

# The lines of the ledger about one case, for its leads alone.
WHO_LOOKED = """
create index ledgerline_of_case on safeguards_ledgerline (case_key, at desc, id desc) where case_key is not null;

create function mooring_who_looked(asked bigint, of_officer bigint, since timestamptz, until timestamptz,
    before_at timestamptz, before_id bigint, most integer)
  returns table (id bigint, at timestamptz, officer_key bigint, desk_key bigint, verb text, outcome text, compartment text, code text, count integer)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not mooring_leads(asked) then return; end if;
  return query
    select l.id, l.at, l.officer_key, l.desk_key, l.verb, l.outcome, l.compartment, l.code, l.count from safeguards_ledgerline l
    where l.case_key = asked and (of_officer is null or l.officer_key = of_officer)
      and (since is null or l.at >= since) and (until is null or l.at < until)
      and (before_at is null or (l.at, l.id) < (before_at, before_id))
    order by l.at desc, l.id desc limit least(most, 1000);
end $$;

create function mooring_who_looked_at_all(asked bigint) returns setof bigint
  language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not mooring_leads(asked) then return; end if;
  return query select distinct l.officer_key from safeguards_ledgerline l where l.case_key = asked and l.officer_key is not null;
end $$;

-- Somebody asked for a case that is not open to her: the line names the case if there is one, and she is not told.
create function mooring_note_unseen(who bigint, at_desk bigint, what text, asked text) returns void
  language sql volatile security definer set search_path = public, pg_temp as $$
  insert into safeguards_ledgerline (officer_key, desk_key, verb, outcome, case_key, code)
    values (who, at_desk, what, 'refused', (select c.id from casework_case c where c.pseudonym = asked), 'unseen') $$;
revoke execute on function mooring_who_looked, mooring_who_looked_at_all, mooring_note_unseen from public;
grant execute on function mooring_who_looked, mooring_who_looked_at_all, mooring_note_unseen to mooring_app;
"""

# A lead gives a part that she holds herself for good, not one that an emergency opened to her for an hour; or gives it to the agency whose part
# it properly is. The immigration service reads what the police know, because it gathers what the authority needs.
NO_MORE_THAN_SHE_HAS = """
create function mooring_may_open(asked bigint, part text, writing boolean, to_officer bigint, to_desk bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from casework_grant g where g.case_id = asked and g.compartment = part and g.ground <> 'break_glass'
      and g.holder = any ((select mooring_holders())::bigint[]) and g.ended_at is null and (g.until is null or now() < g.until)
      and (g.may_write or not writing))
    or exists (select 1 from safeguards_desk d join safeguards_agency a on a.id = d.agency_id
      where (d.id = to_desk or d.id in (select p.desk_id from safeguards_posting p where p.officer_id = to_officer
          and p.since <= now() and (p.until is null or now() < p.until)))
        and ((part = 'police' and a.kind = 'police') or (part = 'police' and a.kind = 'immigration_service' and not writing)
          or (part = 'immigration' and a.kind = 'immigration_service') or (part = 'removal_hold' and a.kind = 'departure_authority')
          or (part = 'shelter_address' and a.kind = 'shelter'))) $$;

drop policy given_by_a_lead on casework_grant;
create policy given_by_a_lead on casework_grant for insert to mooring_app with check (
  ground = 'given_by_lead' and mooring_leads(case_id) and ended_at is null
  and given_by_id = (select mooring_posted_officer())
  and officer_id is distinct from given_by_id
  and mooring_may_open(case_id, compartment, may_write, officer_id, desk_id)
  and (desk_id is null or not desk_id = any ((select mooring_desks())::bigint[])
       or mooring_desk_may_have(case_id, compartment, may_write, as_lead, until)));
"""

# A case none of whose leads serves any more is taken up by a social worker of the desk that opened it.
TAKING_UP = """
create function mooring_is_led(asked bigint) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from casework_grant g where g.case_id = asked and g.as_lead and g.ended_at is null
    and (g.until is null or now() < g.until)
    and (mooring_serves(g.officer_id) or exists (select 1 from safeguards_posting p where p.desk_id = g.desk_id and mooring_serves(p.officer_id)
      and p.since <= now() and (p.until is null or now() < p.until)))) $$;

create function mooring_takes_up(asked bigint, part text, writing boolean, ending timestamptz) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select not mooring_is_led(asked) and exists (
    select 1 from casework_grant g
    join safeguards_posting me on me.desk_id = g.desk_id and me.officer_id = mooring_posted_officer() and me.role = 'social_worker'
      and me.since <= now() and (me.until is null or now() < me.until)
    where g.case_id = asked and g.compartment = part and g.ground = 'founding' and g.ended_at is null
      and (g.may_write or not writing)
      and (g.until is null or (now() < g.until and ending <= g.until))) $$;

create policy taken_up on casework_grant for insert to mooring_app with check (
  ground = 'handed_over' and ended_at is null and given_by_id = (select mooring_posted_officer()) and officer_id = given_by_id
  and mooring_takes_up(case_id, compartment, may_write, until));

-- What officers who serve no more still hold of it ends with that, so that it does not come to life when one of them is posted elsewhere.
create function mooring_end_what_is_left() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into casework_grantending (id, grant_id, case_id, ended_by_id, recorded_at)
    select (random() * 4e18)::bigint, g.id, g.case_id, new.given_by_id, house_now() from casework_grant g
    where g.case_id = new.case_id and g.ended_at is null and g.officer_id is not null and not mooring_serves(g.officer_id);
  return new;
end $$;
create trigger ends_what_is_left after insert on casework_grant for each row when (new.ground = 'handed_over')
  execute function mooring_end_what_is_left();

-- The cases that wait for somebody to take them up, as far as the acting officer is one who may: with the officer who has left.
create function mooring_cases_left() returns table (case_id bigint, officer_id bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct g.case_id, g.officer_id from casework_held h join casework_grant g on g.case_id = h.case_id
  where h.compartment = 'entry' and g.as_lead and g.officer_id is not null and g.ended_at is null
    and (g.until is null or now() < g.until) and not mooring_serves(g.officer_id)
    and (mooring_leads(g.case_id)
      or mooring_takes_up(g.case_id, 'entry', true, null)) $$;

-- A number for who ends postings, and nothing but the number: the cases that an officer leads; without an officer, those nobody leads who serves.
create function mooring_led_by(who bigint) returns bigint language sql stable security definer set search_path = public, pg_temp as $$
  select count(distinct g.case_id) from casework_grant g
  where mooring_administers() and g.as_lead and g.ended_at is null and (g.until is null or now() < g.until)
    and case when who is null then not mooring_is_led(g.case_id) else g.officer_id = who end $$;
revoke execute on function mooring_cases_left, mooring_led_by, mooring_is_led from public;
grant execute on function mooring_cases_left, mooring_led_by to mooring_app;
"""


def _key() -> models.BigIntegerField:
    return models.BigIntegerField(
        default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False
    )


def _fact(table: str) -> list[tuple[str, models.Field]]:
    """What every fact has: its key, its case, when and by whom it was recorded, and what came later."""
    protect = django.db.models.deletion.PROTECT
    return [
        ("id", _key()),
        ("case", models.ForeignKey(on_delete=protect, related_name="%(class)ss", to="casework.case")),
        ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
        ("recorded_by", models.ForeignKey(on_delete=protect, related_name="+", to=settings.AUTH_USER_MODEL)),
        (
            "superseded_by",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=protect,
                related_name="supersedes",
                to=f"casework.{table}",
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_joining"),
        ("safeguards", "0002_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                *_fact("breakglass"),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("danger_to_life_now", "Danger to life, now"),
                            ("health_emergency", "Health emergency"),
                            ("child_missing", "A child is missing"),
                            ("court_order", "Order of a court that cannot wait"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="safeguards.agency"
                    ),
                ),
                (
                    "until",
                    models.DateTimeField(help_text="When the access ended by itself: an hour after it began."),
                ),
                ("review_due_at", models.DateTimeField(help_text="By when somebody else reviews it.")),
            ],
            options={
                "verbose_name": "emergency access",
                "verbose_name_plural": "emergency accesses",
                "indexes": [
                    models.Index(fields=["case", "-recorded_at"], name="break_glass_of_case"),
                    models.Index(fields=["recorded_by", "-recorded_at"], name="break_glass_of_officer"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BreakGlassReason",
            fields=[
                *_fact("breakglassreason"),
                (
                    "opening",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reason", to="casework.breakglass"
                    ),
                ),
                ("words_sealed", models.BinaryField()),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="BreakGlassReview",
            fields=[
                *_fact("breakglassreview"),
                (
                    "opening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="casework.breakglass"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("justified", "Justified"),
                            ("not_justified", "Not justified"),
                            ("follow_up", "To be followed up"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words_sealed", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(superseded_by=None), fields=("opening",), name="one_standing_review"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="BreakGlassAttempt",
            fields=[
                ("id", _key()),
                ("at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["officer", "at"], name="break_glass_attempts")]},
        ),
        migrations.AlterField(
            model_name="grant",
            name="ground",
            field=models.CharField(
                choices=[
                    ("founding", "Opened the case"),
                    ("given_by_lead", "Given by a lead of the case"),
                    ("handed_over", "Taken up by the desk when the lead had left"),
                    ("break_glass", "Emergency access"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=~models.Q(ground="break_glass")
                | models.Q(
                    officer=models.F("given_by"),
                    may_write=False,
                    as_lead=False,
                    until__isnull=False,
                    until__lte=models.F("since") + datetime.timedelta(hours=1),
                ),
                name="emergency_access_is_ones_own_reads_only_and_lasts_an_hour",
            ),
        ),
        *(
            migrations.RunSQL([(sql, None)], migrations.RunSQL.noop)
            for sql in (
                KINDS,
                PEN,
                OPENING,
                EMERGENCIES,
                LOOKS_ON_THE_TIMELINE,
                FIGURES,
                WHO_LOOKED,
                NO_MORE_THAN_SHE_HAS,
                TAKING_UP,
            )
        ),
    ]
