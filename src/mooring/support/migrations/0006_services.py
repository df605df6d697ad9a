"""Services asked for, paid for and delivered: who sees a request, which steps are lawful, and what was spent as sums."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
import mooring.support.models.service_requests
from mooring.casework.guarding import grant_column_reading

# Where a request may go. `service_states` says the same in Python, and a test compares the two.
RULES = """
create function mooring_service_may_move(source text, target text) returns boolean language sql immutable as $$
  select (source, target) in (
    ('asked', 'authorised'), ('asked', 'refused'), ('complained', 'authorised'), ('complained', 'refused'), ('refused', 'complained'),
    ('authorised', 'booked'), ('not_delivered', 'booked'), ('authorised', 'delivered'), ('booked', 'delivered'),
    ('booked', 'not_delivered'), ('delivered', 'invoiced'), ('invoiced', 'paid'),
    ('asked', 'withdrawn'), ('complained', 'withdrawn'), ('refused', 'withdrawn'), ('authorised', 'withdrawn'),
    ('booked', 'withdrawn'), ('not_delivered', 'withdrawn')) $$;
"""

# Who pays stands outside the case: a desk with a role that answers such requests sees its own, and no other row of the case.
WHO_SEES = """
create function mooring_pays_at(desk bigint) returns boolean language sql stable as $$
  select exists (select 1 from safeguards_posting p where p.officer_id = mooring_posted_officer() and p.desk_id = desk
    and p.role in ('immigration_caseworker', 'municipal_caseworker', 'centre_coordinator')
    and p.since <= now() and (p.until is null or now() < p.until)) $$;

create function mooring_reads_service(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from support_servicerequest r where r.id = asked and (mooring_pays_at(r.payer_desk_id)
    or exists (select 1 from casework_held h where h.case_id = r.case_id and h.compartment = 'support'))) $$;

create function mooring_may_step_service(asked bigint, target text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from support_servicerequest r where r.id = asked and (
    (target in ('authorised', 'refused', 'paid') and r.payer_desk_id is not null and mooring_pays_at(r.payer_desk_id))
    or ((target not in ('authorised', 'refused', 'paid') or r.payer_desk_id is null
        or (target = 'authorised' and not r.needs_answer
          and not exists (select 1 from support_servicestep s where s.request_id = r.id and s.state not in ('authorised'))))
      and exists (select 1 from casework_held h where h.case_id = r.case_id and h.compartment = 'support' and h.may_write)))) $$;

create function mooring_writes_service(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from support_servicerequest r where r.id = asked and (mooring_pays_at(r.payer_desk_id)
    or exists (select 1 from casework_held h where h.case_id = r.case_id and h.compartment = 'support' and h.may_write))) $$;
"""

GUARDS = """
alter table support_servicerequest enable row level security;
grant select, insert on support_servicerequest to mooring_app;
create policy reading on support_servicerequest for select to mooring_app using (
  (payer_desk_id = any ((select mooring_desks())::bigint[]) and mooring_pays_at(payer_desk_id))
  or exists (select 1 from casework_held h where h.case_id = support_servicerequest.case_id and h.compartment = 'support'));
create policy asking on support_servicerequest for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and from_desk_id = any ((select mooring_desks())::bigint[])
  and exists (select 1 from casework_held h join casework_case c on c.id = h.case_id where h.case_id = support_servicerequest.case_id
    and h.compartment = 'support' and h.may_write and c.pseudonym = support_servicerequest.pseudonym));
create trigger stamped before insert on support_servicerequest for each row execute function mooring_stamp();

alter table support_servicestep enable row level security;
grant select, insert on support_servicestep to mooring_app;
grant update (superseded_by_id) on support_servicestep to mooring_app;
create policy reading on support_servicestep for select to mooring_app using (mooring_reads_service(request_id));
create policy stepping on support_servicestep for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and mooring_may_step_service(request_id, state));
create policy superseding on support_servicestep for update to mooring_app
  using (mooring_posted_officer() is not null and mooring_writes_service(request_id))
  with check (mooring_posted_officer() is not null and mooring_writes_service(request_id));
create trigger stamped before insert on support_servicestep for each row execute function mooring_stamp();
create trigger superseded_once before update on support_servicestep for each row execute function mooring_supersede_once();

alter table support_budgetline enable row level security;
grant select, insert on support_budgetline to mooring_app;
grant update (superseded_by_id) on support_budgetline to mooring_app;
create policy reading on support_budgetline for select to mooring_app using ((select mooring_serves_as('centre_coordinator')));
create policy setting_aside on support_budgetline for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and mooring_serves_as('centre_coordinator'));
create policy superseding on support_budgetline for update to mooring_app
  using (mooring_serves_as('centre_coordinator')) with check (mooring_serves_as('centre_coordinator'));
create trigger stamped before insert on support_budgetline for each row execute function mooring_stamp();
create trigger superseded_once before update on support_budgetline for each row execute function mooring_supersede_once();
"""

# Every step is a lawful one, from the step that stood before, and the line on the timeline is written with it: who pays holds no
# part of the case, so it could not be written in her own right.
LAWFUL = """
create function mooring_service_step_is_lawful() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare before text;
begin
  select s.state into before from support_servicestep s where s.superseded_by_id = new.id and s.request_id = new.request_id;
  if (before is null and new.state not in ('asked', 'authorised'))
      or (before is null and exists (select 1 from support_servicestep s where s.request_id = new.request_id))
      or (before is null and new.state = 'authorised'
        and exists (select 1 from support_servicerequest r where r.id = new.request_id and r.needs_answer))
      or (before is not null and not mooring_service_may_move(before, new.state)) then
    raise exception 'a request for help does not go from % to %', coalesce(before, 'nothing'), new.state
      using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger lawful before insert on support_servicestep for each row execute function mooring_service_step_is_lawful();

create function mooring_service_step_in_its_chain() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from support_servicestep l where l.id = new.superseded_by_id and l.request_id = new.request_id
      and mooring_service_may_move(new.state, l.state)) then
    raise exception 'a step is followed by one of the same request' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create constraint trigger in_its_chain after update of superseded_by_id on support_servicestep
  deferrable initially deferred for each row when (new.superseded_by_id is not null) execute function mooring_service_step_in_its_chain();

create function mooring_service_on_the_timeline() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into casework_event (id, case_id, compartment, kind, happened_at, codes, recorded_at, by_id, agency_id)
    select (random() * 4e18)::bigint, r.case_id, 'support', 'service.' || case new.state when 'asked' then 'ask'
        when 'authorised' then case when not r.needs_answer then 'ask'
          when r.payer_desk_id is null then 'record_answer' else 'authorise' end
        when 'refused' then case when r.payer_desk_id is null then 'record_answer' else 'refuse' end
        when 'complained' then 'complain' when 'booked' then 'book' when 'delivered' then 'deliver' when 'invoiced' then 'invoice'
        when 'paid' then case when r.payer_desk_id is null then 'record_payment' else 'pay' end
        when 'withdrawn' then 'withdraw' else new.state end,
      new.recorded_at, jsonb_strip_nulls(jsonb_build_object('service', r.service, 'payer', r.payer, 'reason', nullif(new.reason, ''))),
      new.recorded_at, new.recorded_by_id,
      (select d.agency_id from safeguards_posting p join safeguards_desk d on d.id = p.desk_id where p.officer_id = new.recorded_by_id
        and p.since <= now() and (p.until is null or now() < p.until)
        order by d.id is distinct from r.payer_desk_id and d.id <> r.from_desk_id, p.since, p.id limit 1)
    from support_servicerequest r where r.id = new.request_id;
  return null;
end $$;
create trigger on_the_timeline after insert on support_servicestep for each row execute function mooring_service_on_the_timeline();
revoke execute on function mooring_service_step_is_lawful, mooring_service_step_in_its_chain, mooring_service_on_the_timeline from public;
"""

# Sums alone, of no person. The centre that keeps the money sees all of them; who counts sees whole years that are over, and none that
# speak of fewer than five people: with neither shorter spans nor totals, nothing small can be worked out from what is shown.
SUMS = """
create function mooring_service_spend(first date, last date, zone text)
  returns table (payer text, service text, people bigint, promised bigint, invoiced bigint, paid bigint)
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare keeps boolean := mooring_serves_as('centre_coordinator');
begin
  if not keeps and not (mooring_serves_as('statistician') and first = date_trunc('year', first)::date
      and last = (date_trunc('year', first) + interval '1 year' - interval '1 day')::date
      and last < (house_now() at time zone zone)::date) then return; end if;
  return query
    select r.payer::text, r.service::text, count(distinct r.case_id),
      coalesce(sum(case when now_at.state in ('authorised', 'booked', 'not_delivered', 'delivered') then told.amount end), 0)::bigint,
      coalesce(sum(case when now_at.state = 'invoiced' then now_at.amount end), 0)::bigint,
      coalesce(sum(case when now_at.state = 'paid' then now_at.amount end), 0)::bigint
    from support_servicerequest r
    join support_servicestep now_at on now_at.request_id = r.id and now_at.superseded_by_id is null
    join lateral (select s.amount, s.recorded_at from support_servicestep s where s.request_id = r.id and s.state = 'authorised'
      order by s.recorded_at desc, s.superseded_by_id is not null limit 1) told on true
    where now_at.state in ('authorised', 'booked', 'not_delivered', 'delivered', 'invoiced', 'paid')
      and (told.recorded_at at time zone zone)::date between first and last
    group by r.payer, r.service
    having keeps or count(distinct r.case_id) >= 5
    order by r.payer, r.service;
end $$;
revoke execute on function mooring_service_spend from public;
grant execute on function mooring_service_spend to mooring_app;
"""

COUNTED = ("id", "case_id", "service", "care", "payer", "needs_answer", "recorded_at")
COUNTED_STEPS = ("id", "request_id", "state", "reason", "on_day", "recorded_at", "superseded_by_id")


def _sql(text: str) -> migrations.RunSQL:
    # Params are absent, so that a percent sign in SQL stays one.
    return migrations.RunSQL([(text, None)], migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0013_days_that_have_begun"),
        ("safeguards", "0010_kinds_of_agencies"),
        ("support", "0005_plan_whole"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="ServiceRequest",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=mooring.safeguards.random_keys.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=mooring.support.models.service_requests.service_reference, max_length=12, unique=True
                    ),
                ),
                (
                    "pseudonym",
                    models.CharField(help_text="Under which name who pays knows of the person.", max_length=24),
                ),
                ("service", models.CharField(help_text="The code of a kind of help of the catalogue.", max_length=40)),
                ("care", models.CharField(help_text="Open to everybody, necessary, or extended.", max_length=12)),
                ("payer", models.CharField(max_length=24)),
                ("payer_by_rule", models.CharField(max_length=24)),
                (
                    "payer_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("insurance_seen", "The insurance was seen, or was not there"),
                            ("card_seen", "The health card was seen, or was not there"),
                            ("they_agreed", "They agreed to pay"),
                            ("rule_refused", "Who pays by the rule said no"),
                        ],
                        help_text="Why somebody else pays than the rule says.",
                        max_length=24,
                    ),
                ),
                ("needs_answer", models.BooleanField()),
                (
                    "estimate",
                    models.BigIntegerField(
                        help_text="What it is expected to cost, in the smallest unit of the currency.", null=True
                    ),
                ),
                ("currency", models.CharField(max_length=3)),
                ("finding", models.JSONField(help_text="The law's answer on the help, as it was given.")),
                ("payer_finding", models.JSONField(help_text="The law's answer on who pays, as it was given.")),
                ("wish_sealed", models.BinaryField(help_text="What the person wishes; for the team alone.", null=True)),
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="service_requests", to="casework.case"
                    ),
                ),
                (
                    "from_desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_requests_asked",
                        to="safeguards.desk",
                    ),
                ),
                (
                    "payer_desk",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: who pays stands outside, and the team records the answers.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="service_requests_to_pay",
                        to="safeguards.desk",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ServiceStep",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=mooring.safeguards.random_keys.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("authorised", "authorised"),
                            ("refused", "refused"),
                            ("complained", "complained"),
                            ("booked", "booked"),
                            ("delivered", "delivered"),
                            ("not_delivered", "not_delivered"),
                            ("invoiced", "invoiced"),
                            ("paid", "paid"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_needed", "Nobody has to be asked for this help"),
                            ("outside", "Answered outside; recorded by the team"),
                            ("another_pays", "Somebody else pays for this"),
                            ("not_under_the_provision", "The provision does not reach this help"),
                            ("too_dear", "The same help can be had at a lower price"),
                            (
                                "more_needed",
                                "It cannot be seen why this help is needed: a professional's statement is missing",
                            ),
                            ("no_money_left", "No money is left in this period"),
                            ("person_could_not", "The person could not come"),
                            ("person_did_not_wish", "The person did not wish it any more"),
                            ("no_interpreter", "There was no interpreter"),
                            ("called_off", "Called off by who was to give it"),
                            ("not_safe", "The way or the place was not safe"),
                            ("not_needed_any_more", "Not needed any more"),
                            ("asked_anew", "Asked for anew, otherwise"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "amount",
                    models.BigIntegerField(
                        help_text="Promised, invoiced or paid, in the smallest unit of the currency.", null=True
                    ),
                ),
                ("number", models.CharField(blank=True, help_text="The number of the invoice.", max_length=20)),
                ("on_day", models.DateField(help_text="The day booked, or the day on which it was given.", null=True)),
                ("due_at", models.DateTimeField(help_text="By when an answer is expected.", null=True)),
                ("place_sealed", models.BinaryField(help_text="Where, for the team alone.", null=True)),
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="support.servicerequest"
                    ),
                ),
                (
                    "superseded_by",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="support.servicestep",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigIntegerField(
                        default=mooring.safeguards.random_keys.random_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("payer", models.CharField(max_length=24)),
                ("first_day", models.DateField()),
                ("last_day", models.DateField()),
                ("amount", models.BigIntegerField(help_text="In the smallest unit of the currency.")),
                ("currency", models.CharField(max_length=3)),
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supersedes",
                        to="support.budgetline",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)),
                        fields=("payer", "first_day"),
                        name="one_standing_budget_line",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="budget_not_below_zero"),
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))), name="budget_days_in_order"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(fields=["payer_desk", "-recorded_at"], name="service_to_pay"),
        ),
        migrations.AddIndex(
            model_name="servicerequest",
            index=models.Index(fields=["case", "-recorded_at"], name="service_of_case"),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("estimate", None), ("estimate__gte", 0), _connector="OR"),
                name="estimate_not_below_zero",
            ),
        ),
        migrations.AddConstraint(
            model_name="servicerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("payer", models.F("payer_by_rule")),
                    models.Q(("payer_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="another_payer_has_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="servicestep",
            index=models.Index(
                condition=models.Q(("superseded_by", None)), fields=["state", "due_at"], name="service_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="servicestep",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_by", None)), fields=("request",), name="one_standing_service_step"
            ),
        ),
        migrations.AddConstraint(
            model_name="servicestep",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", None), ("amount__gte", 0), _connector="OR"), name="amount_not_below_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="servicestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("invoiced", "paid")), _negated=True),
                    ("amount__isnull", False),
                    _connector="OR",
                ),
                name="an_invoice_has_an_amount",
            ),
        ),
        _sql(RULES),
        _sql(WHO_SEES),
        _sql(GUARDS),
        _sql(LAWFUL),
        _sql(SUMS),
        grant_column_reading("mooring_counter", "support_servicerequest", COUNTED),
        grant_column_reading("mooring_counter", "support_servicestep", COUNTED_STEPS),
    ]
