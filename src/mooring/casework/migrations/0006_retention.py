"""Retention and the right of access: what has come to its end, reviews, holds that forbid to erase, and the person's own file."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import guard, holds

WHO_REVIEWS = """
create function mooring_data_protection_of() returns bigint[] language sql stable parallel safe as $$
  select coalesce(array_agg(d.agency_id), '{}') from safeguards_posting p
  join safeguards_officer o on o.id = p.officer_id join safeguards_desk d on d.id = p.desk_id
  where p.officer_id = mooring_officer() and o.is_active and p.role = 'data_protection_officer'
    and p.since <= now() and (p.until is null or now() < p.until) $$;
"""

# The list is the machine's: written through the functions below alone. Who answers for data protection sees her agency's lines, the
# team of a case the line of that case; a room with other subjects adds a policy of its own.
LISTED = f"""
alter table casework_cometoitsend enable row level security;
grant select on casework_cometoitsend to mooring_app;
create policy of_the_agency on casework_cometoitsend for select to mooring_app using (
  agency_id = any ((select mooring_data_protection_of())::bigint[]));
create policy of_the_team on casework_cometoitsend for select to mooring_app using (
  {holds("casework_cometoitsend.subject", "'core'")});

alter table casework_reviewstep enable row level security;
grant select, insert on casework_reviewstep to mooring_app;
create policy reading on casework_reviewstep for select to mooring_app using (
  exists (select 1 from casework_cometoitsend i where i.subject = casework_reviewstep.subject));
create policy proposed_by_the_team on casework_reviewstep for insert to mooring_app with check (
  kind in ('nothing_more_needed', 'still_needed') and by_id = (select mooring_posted_officer())
  and {holds("casework_reviewstep.subject", "'core'", writing=True)}
  and exists (select 1 from casework_cometoitsend i where i.subject = casework_reviewstep.subject
    and i.runs_from = casework_reviewstep.runs_from));
create policy decided_by_data_protection on casework_reviewstep for insert to mooring_app with check (
  kind in ('archives', 'keep', 'erase') and by_id = (select mooring_posted_officer())
  and exists (select 1 from casework_cometoitsend i where i.subject = casework_reviewstep.subject
    and i.runs_from = casework_reviewstep.runs_from and i.agency_id = any ((select mooring_data_protection_of())::bigint[])));
create trigger stamped before insert on casework_reviewstep for each row execute function mooring_stamp();

-- That there is a hold, never why in words: these are sealed with the key of the case.
create policy of_the_review on casework_legalhold for select to mooring_app using (
  exists (select 1 from casework_cometoitsend i where i.subject = casework_legalhold.case_id
    and i.agency_id = any ((select mooring_data_protection_of())::bigint[])));
-- What a review did to a case stands on its timeline.
create policy of_the_review on casework_event for insert to mooring_app with check (
  compartment = 'entry' and kind like 'retention.%' and by_id = (select mooring_posted_officer())
  and exists (select 1 from casework_cometoitsend i where i.subject = casework_event.case_id
    and i.agency_id = any ((select mooring_data_protection_of())::bigint[])));
"""

# What the nightly task may ask and write, under the role of the clock, which sees no table.
NIGHTLY = """
create function mooring_closed_cases() returns table (subject bigint, named text, since timestamptz, agency bigint, kind text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select c.id, c.pseudonym, s.since, a.id, a.kind
  from casework_stagereached s join casework_case c on c.id = s.case_id
  join safeguards_agency a on a.id = (select e.agency_id from casework_event e
    where e.case_id = c.id and e.kind = 'case.open' order by e.recorded_at limit 1)
  where s.stage = 'closed' and s.superseded_by_id is null and not mooring_is_erased(c.id)
    and not exists (select 1 from casework_cometoitsend i where i.subject = c.id and i.runs_from = s.since::date) $$;

create function mooring_list_end(asked bigint, class text, name text, answers bigint, state boolean, first date, over date, why jsonb)
  returns void language sql security definer set search_path = public, pg_temp as $$
  insert into casework_cometoitsend (id, subject, data_class, named, agency_id, state_body, runs_from, ends_on, finding, listed_at)
    values ((random() * 4e18)::bigint, asked, class, name, answers, state, first, over, why, house_now())
  on conflict (subject) do update set agency_id = excluded.agency_id, state_body = excluded.state_body, runs_from = excluded.runs_from,
    ends_on = excluded.ends_on, finding = excluded.finding, listed_at = excluded.listed_at $$;

create function mooring_unlist_reopened() returns void language sql security definer set search_path = public, pg_temp as $$
  delete from casework_cometoitsend i where i.data_class = 'case_file' and not mooring_is_erased(i.subject)
    and not exists (select 1 from casework_stagereached s where s.case_id = i.subject and s.stage = 'closed'
      and s.superseded_by_id is null and s.since::date = i.runs_from) $$;
revoke execute on function mooring_closed_cases, mooring_list_end, mooring_unlist_reopened from public;
grant execute on function mooring_closed_cases, mooring_list_end, mooring_unlist_reopened to mooring_clock;
"""

# The database itself refuses: while a hold stands, before the period is over, without two people, without the archives.
ERASING = """
create function mooring_needs_review(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as
  $$ select exists (select 1 from casework_case c where c.id = asked) $$;

create function mooring_is_held(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from casework_legalhold h where h.case_id = asked and h.superseded_by_id is null
    and h.ended_at is null and (h.until is null or h.until >= house_now()::date)) $$;

create function mooring_is_reviewed(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select 1 from casework_cometoitsend i
    join casework_reviewstep proposed on proposed.subject = i.subject and proposed.runs_from = i.runs_from
      and proposed.kind = 'nothing_more_needed'
    join casework_reviewstep decided on decided.subject = i.subject and decided.runs_from = i.runs_from
      and decided.kind = 'erase' and decided.by_id <> proposed.by_id and decided.recorded_at >= proposed.recorded_at
    where i.subject = asked and i.ends_on <= house_now()::date
      and (i.data_class <> 'case_file' or exists (select 1 from casework_stagereached s where s.case_id = asked
        and s.stage = 'closed' and s.superseded_by_id is null and s.since::date = i.runs_from))
      and not exists (select 1 from casework_reviewstep n where n.subject = i.subject and n.runs_from = i.runs_from
        and n.kind in ('still_needed', 'keep') and n.recorded_at >= proposed.recorded_at)
      and not exists (select 1 from casework_reviewstep k where k.subject = i.subject and k.runs_from = i.runs_from
        and k.kind = 'keep' and k.until >= house_now()::date)
      and (not i.state_body or exists (select 1 from casework_reviewstep a where a.subject = i.subject
        and a.runs_from = i.runs_from and a.kind = 'archives' and a.reference <> '' and a.happened_on <= house_now()::date))) $$;

create or replace function mooring_may_be_erased(erased bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select not mooring_is_held(erased) and (not mooring_needs_review(erased) or mooring_is_reviewed(erased)) $$;

-- When and on what ground, for the page of a case: to who may see that the case exists.
create function mooring_erasure_of(asked bigint) returns table (erased_at timestamptz, ground text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select e.erased_at, e.ground from safeguards_erasure e where e.subject = asked
    and exists (select 1 from casework_held h where h.case_id = asked) $$;

-- Which agencies looked at a case, for its leads and for the person's own file: no officer, no moment but the first and the last.
create function mooring_agencies_that_looked(asked bigint) returns table (agency text, first timestamptz, last timestamptz)
  language sql stable security definer set search_path = public, pg_temp as $$
  select a.name, min(l.at), max(l.at) from safeguards_ledgerline l
  join safeguards_desk d on d.id = l.desk_key join safeguards_agency a on a.id = d.agency_id
  where l.case_key = asked and l.outcome in ('looked', 'done') and mooring_leads(asked) group by a.name $$;
revoke execute on function mooring_needs_review, mooring_is_held, mooring_is_reviewed, mooring_erasure_of,
  mooring_agencies_that_looked from public;
grant execute on function mooring_erasure_of, mooring_agencies_that_looked to mooring_app;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_break_glass"), ("safeguards", "0006_retention")]
    operations = [
        migrations.CreateModel(
            name="OwnFilePrepared",
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
                ("language", models.CharField(max_length=8)),
                ("included", models.PositiveIntegerField()),
                ("withheld", models.PositiveIntegerField()),
                ("choice_sealed", models.BinaryField()),
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
                        to="casework.ownfileprepared",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "own files prepared",
            },
        ),
        migrations.CreateModel(
            name="OwnFileHandedOver",
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
                ("handed_over_at", models.DateTimeField()),
                (
                    "identity_confirmed",
                    models.CharField(
                        choices=[
                            ("known", "The officer knows the person"),
                            ("papers", "Papers were seen"),
                            ("code_word", "The code word agreed on was said"),
                            ("representative", "The representative showed the power of attorney"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "given",
                    models.CharField(
                        choices=[
                            ("paper", "On paper"),
                            ("read_aloud", "Read aloud, and nothing taken along"),
                            ("paper_and_data", "On paper and as data"),
                        ],
                        max_length=16,
                    ),
                ),
                ("read_aloud_in", models.CharField(blank=True, max_length=8)),
                ("words_sealed", models.BinaryField(null=True)),
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
                        to="casework.ownfilehandedover",
                    ),
                ),
                (
                    "prepared",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.ownfileprepared"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "own files handed over",
            },
        ),
        migrations.CreateModel(
            name="OwnFileRequest",
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
                ("asked_on", models.DateField(help_text="The day on which it was asked for.")),
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("person", "The person"),
                            ("lawyer", "A lawyer, with a power of attorney"),
                            ("representative", "The representative of a child"),
                        ],
                        max_length=16,
                    ),
                ),
                ("due_on", models.DateField()),
                ("finding", models.JSONField(help_text="The answer of the law with its reasons and provisions.")),
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
                        to="casework.ownfilerequest",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="ownfileprepared",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.ownfilerequest"
            ),
        ),
        migrations.CreateModel(
            name="ComeToItsEnd",
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
                ("subject", models.BigIntegerField(help_text="The random key of the case or the signal.", unique=True)),
                (
                    "data_class",
                    models.CharField(
                        choices=[("case_file", "File of a case"), ("signal_without_case", "Signal without a case")],
                        max_length=24,
                    ),
                ),
                (
                    "named",
                    models.CharField(
                        help_text="The pseudonym of the case, or the reference of the signal.", max_length=20
                    ),
                ),
                (
                    "state_body",
                    models.BooleanField(help_text="Whether the agency may not delete without the archives."),
                ),
                (
                    "runs_from",
                    models.DateField(help_text="The day on which the case was closed, or the signal received."),
                ),
                ("ends_on", models.DateField(help_text="The first day on which the period is over.")),
                ("finding", models.JSONField(help_text="The answer of the law with its reasons and provisions.")),
                ("listed_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "agency",
                    models.ForeignKey(
                        help_text="Who answers for it: the agency that opened it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="safeguards.agency",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "come to their end",
                "indexes": [models.Index(fields=["agency", "ends_on"], name="ended_of_agency")],
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
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
                    "ground",
                    models.CharField(
                        choices=[
                            ("court_case", "A court case"),
                            ("investigation", "An investigation"),
                            ("complaint", "A complaint"),
                            ("compensation", "A claim for compensation"),
                            ("audit", "An inquiry or an audit"),
                        ],
                        max_length=20,
                    ),
                ),
                ("words_sealed", models.BinaryField(null=True)),
                ("until", models.DateField(blank=True, help_text="The last day; empty while nobody knows.", null=True)),
                ("placed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="casework.case"
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                        to="casework.legalhold",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None), ("superseded_by", None)),
                        fields=["case"],
                        name="hold_of_case",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewStep",
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
                ("subject", models.BigIntegerField()),
                (
                    "runs_from",
                    models.DateField(help_text="Which end it is about: a case that was opened again starts anew."),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nothing_more_needed", "The team needs it no more"),
                            ("still_needed", "The team still needs it"),
                            ("archives", "The archives have taken it over, or agreed that it is deleted"),
                            ("keep", "Kept for longer"),
                            ("erase", "Erased"),
                        ],
                        max_length=24,
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("complaint", "A complaint or a court case is open"),
                            ("compensation", "A claim for compensation is open or may still be made"),
                            ("own_wish", "The person wishes that it is kept"),
                            ("child", "It concerns a child who may need it later"),
                            ("taken_over", "The archives have taken it over"),
                            ("authorised", "The archives have authorised that it is deleted"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "until",
                    models.DateField(blank=True, help_text="Until when it is kept, this day included.", null=True),
                ),
                (
                    "reference",
                    models.CharField(blank=True, help_text="The archives' number of the matter.", max_length=40),
                ),
                (
                    "happened_on",
                    models.DateField(blank=True, help_text="The day on which the archives did it.", null=True),
                ),
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["subject", "recorded_at"], name="review_steps")],
            },
        ),
        migrations.AddConstraint(
            "ownfileprepared",
            models.UniqueConstraint(
                condition=models.Q(("superseded_by", None)), fields=("case",), name="one_standing_own_file"
            ),
        ),
        migrations.RunSQL([(WHO_REVIEWS, None)], migrations.RunSQL.noop),
        guard("casework_legalhold", compartment="core"),
        guard("casework_ownfilerequest", compartment="core"),
        guard("casework_ownfileprepared", compartment="core"),
        guard("casework_ownfilehandedover", compartment="core"),
        migrations.RunSQL([(LISTED, None)], migrations.RunSQL.noop),
        migrations.RunSQL([(NIGHTLY, None)], migrations.RunSQL.noop),
        migrations.RunSQL([(ERASING, None)], migrations.RunSQL.noop),
    ]
