"""The period whole: refusals and takings back, the permit for a case at court, letters, alarms, and a feed of an officer's clocks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import guard, holds, superseded_within_the_case

FACTS = ("support_requestrefusal", "support_periodtakenback", "support_proceedingspermit", "support_periodletter")

ALARMS = f"""
alter table support_periodalarm enable row level security;
grant select on support_periodalarm to mooring_app;
create policy reading on support_periodalarm for select to mooring_app using (
  {holds("support_periodalarm.case_id", "'core'")});
"""

# In PL/pgSQL, for a function in plain SQL is read row by row and cannot put rows in meanwhile. The day is the country's own. Each step once for a last day: a later last day makes new ones. Of several due at once the nearest is told.
# Who holds the pen: the desk for which the end waits, else where the officer serves who decided. The team: the contact person, else
# who opened the case.
CLIMB = """
create function mooring_serves_at(officer bigint) returns bigint
  language sql stable security definer set search_path = public, pg_temp as $$
  select p.desk_id from safeguards_posting p where p.officer_id = officer and p.since <= house_now()
    and (p.until is null or house_now() < p.until) order by p.since desc, p.id limit 1 $$;

create function mooring_period_ends() returns table (case_id bigint, kind text, last_day date, decided_by bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
  with ends as (
    select p.case_id, 'period' as kind,
      p.begins + p.initial_days - 1 + coalesce((select sum(e.days) from support_extension e
        where e.period_id = p.id and e.superseded_by_id is null), 0)::integer as last_day, p.recorded_by_id
    from support_reflectionperiod p
    where p.superseded_by_id is null and p.begins is not null
      and not exists (select 1 from support_periodtakenback t where t.case_id = p.case_id and t.superseded_by_id is null and t.given)
    union all
    select m.case_id, 'permit', m.until, m.recorded_by_id from support_proceedingspermit m
    where m.superseded_by_id is null and m.state = 'given')
  select ends.case_id, ends.kind, ends.last_day, ends.recorded_by_id from ends
  where not exists (select 1 from casework_stagereached s
    where s.case_id = ends.case_id and s.superseded_by_id is null and s.stage = 'closed') $$;

create function mooring_climb_periods(today date)
  returns table (named text, kind text, days_before smallint, pen bigint, contact bigint, team bigint)
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query with put_in as (
    insert into support_periodalarm (id, case_id, kind, last_day, days_before, recorded_at)
    select (random() * 4e18)::bigint + 1, e.case_id, e.kind, e.last_day, step.days, house_now()
    from mooring_period_ends() e cross join (values (14), (7), (2)) as step (days)
    where e.last_day >= today and e.last_day - today <= step.days
      and not exists (select 1 from support_periodalarm a where a.case_id = e.case_id and a.kind = e.kind
        and a.last_day = e.last_day and a.days_before <= step.days)
    on conflict do nothing returning case_id, kind, last_day, days_before)
  select distinct on (p.case_id, p.kind) c.pseudonym::text, p.kind::text, p.days_before,
    coalesce((select d.pen_desk_id from casework_deadline d where d.case_id = p.case_id and d.superseded_by_id is null
        and d.met_at is null and d.kind = case p.kind when 'period' then 'reflection_end' else 'permit_end' end
        order by d.recorded_at desc limit 1),
      mooring_serves_at(e.decided_by)),
    (select k.officer_id from support_contactperson k where k.case_id = p.case_id and k.superseded_by_id is null limit 1),
    mooring_serves_at(c.opened_by_id)
  from put_in p join casework_case c on c.id = p.case_id
  join mooring_period_ends() e on e.case_id = p.case_id and e.kind = p.kind
  order by p.case_id, p.kind, p.days_before;
end $$;
"""

# Where the law goes on until the last decision, the end of the least days is a reminder: once they are over there is nothing to be late with.
LEAST = """
create function mooring_meet_least_days() returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  standing casework_deadline;
  met bigint;
  found_so_far bigint := 0;
begin
  for standing in select * from casework_deadline d where d.kind = 'reflection_end' and d.superseded_by_id is null and d.met_at is null
      and d.due_at < house_now() and d.finding->'particulars'->>'open_ended' = 'true' for update loop
    met := (random() * 4e18)::bigint + 1;
    insert into casework_deadline (id, case_id, recorded_at, recorded_by_id, compartment, kind, due_at, pen_desk_id, pen_officer_id, met_at, finding)
      values (met, standing.case_id, house_now(), standing.recorded_by_id, standing.compartment, standing.kind, standing.due_at,
        standing.pen_desk_id, standing.pen_officer_id, standing.due_at, standing.finding);
    update casework_deadline set superseded_by_id = met where id = standing.id;
    found_so_far := found_so_far + 1;
  end loop;
  return found_so_far;
end $$;
"""

# A calendar comes without signing in: it is told on which days something ends or is due, and not what, of whom or where.
CALENDAR = """
create function mooring_calendar_clocks(given bytea) returns table (clock bigint, due_at timestamptz, changed_at timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct d.id, d.due_at, d.recorded_at
  from referral_calendarfeed f
  join safeguards_officer o on o.id = f.recorded_by_id and o.is_active
  join casework_deadline d on d.superseded_by_id is null and d.met_at is null
    and d.kind in ('reflection_ask', 'reflection_decide', 'reflection_end', 'permit_end')
    and d.due_at between house_now() - interval '30 days' and house_now() + interval '400 days'
  where f.token_hash = given and not exists (select 1 from referral_calendarfeedend e where e.feed_id = f.id)
    and (d.pen_officer_id = o.id or d.pen_desk_id in (select p.desk_id from safeguards_posting p
      where p.officer_id = o.id and p.since <= house_now() and (p.until is null or house_now() < p.until)))
    and exists (select 1 from casework_grant g where g.case_id = d.case_id and g.compartment = d.compartment
      and g.ended_at is null and (g.until is null or house_now() < g.until)
      and (g.officer_id = o.id or g.desk_id in (select p.desk_id from safeguards_posting p
        where p.officer_id = o.id and p.since <= house_now() and (p.until is null or house_now() < p.until)))) $$;
"""

WHO_MAY_CALL = """
revoke execute on function mooring_serves_at, mooring_period_ends, mooring_climb_periods, mooring_meet_least_days,
  mooring_calendar_clocks from public;
grant execute on function mooring_climb_periods, mooring_meet_least_days to mooring_clock;
grant execute on function mooring_calendar_clocks to mooring_app;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("support", "0003_recovery"),
        ("casework", "0013_days_that_have_begun"),
        ("names", "0007_notices"),
        ("referral", "0006_not_taken_back"),
        ("safeguards", "0010_kinds_of_agencies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="PeriodAlarm",
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
                ("kind", models.CharField(max_length=24)),
                ("last_day", models.DateField()),
                (
                    "days_before",
                    models.PositiveSmallIntegerField(help_text="How many days before the last it was due."),
                ),
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="period_alarms", to="casework.case"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["last_day"], name="period_alarm_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "kind", "last_day", "days_before"), name="one_alarm_a_step")
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodLetter",
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
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("granted", "The period is given"),
                            ("extended", "The period is longer"),
                            ("refused", "What was asked for is not given"),
                            ("about_to_end", "The period is about to end"),
                        ],
                        max_length=16,
                    ),
                ),
                ("language", models.CharField(help_text="The language the person reads.", max_length=12)),
                ("written_in", models.CharField(help_text="The language in which the letter is.", max_length=12)),
                (
                    "neutral",
                    models.BooleanField(help_text="Nothing on it tells what it is about, should somebody find it."),
                ),
                ("content_sealed", models.BinaryField(help_text="The letter, sealed as one.")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="casework.case"
                    ),
                ),
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
                        to="support.periodletter",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["case", "-recorded_at"], name="period_letter_of_case")],
            },
        ),
        migrations.CreateModel(
            name="PeriodTakenBack",
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
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                ("ground", models.CharField(help_text="A code of the law, from the country pack.", max_length=60)),
                ("decided_on", models.DateField(help_text="The day of the decision: its law decides.")),
                ("finding", models.JSONField(help_text="The answer of the law with its reasons and provisions.")),
                (
                    "words_sealed",
                    models.BinaryField(help_text="The authority's reasons, or why it no longer holds.", null=True),
                ),
                (
                    "given",
                    models.BooleanField(default=True, help_text="False: it no longer holds, or was recorded in error."),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="casework.case"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_back",
                        to="support.reflectionperiod",
                    ),
                ),
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
                        to="support.periodtakenback",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "periods taken back",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)), fields=("case",), name="one_standing_taking_back"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProceedingsPermit",
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
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            (mooring.support.permit_states.PermitState["ASKED"], "Asked for, not yet decided"),
                            (mooring.support.permit_states.PermitState["GIVEN"], "Given"),
                            (mooring.support.permit_states.PermitState["REFUSED"], "Not given"),
                            (mooring.support.permit_states.PermitState["WITHDRAWN"], "No longer asked for"),
                            (mooring.support.permit_states.PermitState["ENDED"], "Ended"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("prosecution", "The prosecution"),
                            ("police", "The police"),
                            ("person", "The person"),
                            ("lawyer", "A lawyer, for the person"),
                        ],
                        max_length=12,
                    ),
                ),
                ("asked_on", models.DateField(help_text="The day on which it was asked for.")),
                ("decided_on", models.DateField(help_text="The day of the decision: its law decides.", null=True)),
                ("until", models.DateField(help_text="The last day on which the permit holds.", null=True)),
                (
                    "ended_on",
                    models.DateField(help_text="The day from which it holds no more, when that is earlier.", null=True),
                ),
                ("finding", models.JSONField(help_text="The answer of the law with its reasons and provisions.")),
                ("words_sealed", models.BinaryField(help_text="What is to be known about this step.", null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="casework.case"
                    ),
                ),
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
                        to="support.proceedingspermit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    mooring.support.permit_states.PermitState["ASKED"],
                                    mooring.support.permit_states.PermitState["GIVEN"],
                                ],
                            ),
                            ("superseded_by", None),
                        ),
                        fields=("case",),
                        name="one_open_proceedings_permit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "given"), _negated=True),
                            models.Q(
                                ("decided_on__isnull", False),
                                ("until__gte", models.F("decided_on")),
                                ("until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_given_permit_has_its_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestRefusal",
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
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "asked_for",
                    models.CharField(choices=[("period", "The period"), ("extension", "An extension")], max_length=12),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("not_identified", "The person does not have the status on which it hangs"),
                            ("not_ordered_to_leave", "The person has not been ordered to leave"),
                            ("excluded", "The law takes the protection away"),
                            ("reasons_not_found", "The reasons of the law to extend it were not found to be there"),
                            ("asked_too_late", "It was asked for after the last day"),
                            ("nothing_left", "All days that the law knows have been given"),
                        ],
                        max_length=24,
                    ),
                ),
                ("decided_on", models.DateField(help_text="The day of the decision: its law decides.")),
                ("finding", models.JSONField(help_text="The answer of the law with its reasons and provisions.")),
                (
                    "complaint",
                    models.CharField(
                        choices=[
                            ("possible", "The person can complain"),
                            ("none", "There is no one to complain to"),
                            ("not_said", "The decision does not say: ask the authority, or a lawyer"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "complain_until",
                    models.DateField(help_text="The last day on which the person can complain.", null=True),
                ),
                ("complain_to_sealed", models.BinaryField(help_text="To whom, and how.", null=True)),
                (
                    "words_sealed",
                    models.BinaryField(help_text="The authority's reasons, or why it was corrected.", null=True),
                ),
                (
                    "given",
                    models.BooleanField(default=True, help_text="False: it was recorded in error, and never given."),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="refusals", to="support.periodrequest"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="casework.case"
                    ),
                ),
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
                        to="support.requestrefusal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)),
                        fields=("asked",),
                        name="one_standing_refusal_a_request",
                    )
                ],
            },
        ),
        *(guard(table, compartment="core") for table in FACTS),
        *(superseded_within_the_case(table) for table in FACTS),
        *(
            migrations.RunSQL([(sql, None)], migrations.RunSQL.noop)
            for sql in (ALARMS, CLIMB, LEAST, CALENDAR, WHO_MAY_CALL)
        ),
    ]
