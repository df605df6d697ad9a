"""Consent to a referral, and the notice without a name, where the law of the country knows them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys

NOTICE = """
alter table identification_anonymousnotice enable row level security;
grant select, insert on identification_anonymousnotice to mooring_app;
create policy reading on identification_anonymousnotice for select to mooring_app using (
  exists (select 1 from identification_signal s where s.id = signal_id));
create policy appending on identification_anonymousnotice for insert to mooring_app with check (
  exists (select 1 from identification_signal s where s.id = signal_id) and recorded_by_id = (select mooring_posted_officer()));
create trigger stamped before insert on identification_anonymousnotice for each row execute function mooring_stamp();
"""

# A competent authority gathers what the decision needs, as an immigration service does where that one decides.
PROPERLY_THEIRS = """
create or replace function mooring_may_open(asked bigint, part text, writing boolean, to_officer bigint, to_desk bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from casework_grant g where g.case_id = asked and g.compartment = part and g.ground <> 'break_glass'
      and g.holder = any ((select mooring_holders())::bigint[]) and g.ended_at is null and (g.until is null or now() < g.until)
      and (g.may_write or not writing))
    or exists (select 1 from safeguards_desk d join safeguards_agency a on a.id = d.agency_id
      where (d.id = to_desk or d.id in (select p.desk_id from safeguards_posting p where p.officer_id = to_officer
          and p.since <= now() and (p.until is null or now() < p.until)))
        and ((part = 'police' and a.kind = 'police')
          or (part = 'police' and a.kind in ('immigration_service', 'competent_authority') and not writing)
          or (part = 'immigration' and a.kind in ('immigration_service', 'competent_authority'))
          or (part = 'removal_hold' and a.kind = 'departure_authority') or (part = 'shelter_address' and a.kind = 'shelter'))) $$;
"""


class Migration(migrations.Migration):
    dependencies = [("identification", "0004_retention"), ("casework", "0007_forgotten_and_corrected"), ("safeguards", "0003_people")]
    operations = [
        migrations.AddField(
            "assessment",
            "consent",
            models.CharField(
                blank=True,
                choices=[("given", "The person consented"), ("child_without", "A child: consent is not needed")],
                default="",
                help_text="Where the law asks for consent to a referral; else empty.",
                max_length=16,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "assessment",
            "referral",
            models.JSONField(
                blank=True,
                help_text="Why the person was referred, with reasons and provisions; where the law has it.",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="AnonymousNotice",
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
                ("person_number", models.PositiveSmallIntegerField()),
                (
                    "sent",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=24),
                        help_text="Codes of the fields that were sent.",
                        size=None,
                    ),
                ),
                ("finding", models.JSONField(help_text="The duty, with reasons and provisions.")),
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="identification.signal"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("signal", "person_number"), name="one_notice_a_person")
                ],
            },
        ),
        migrations.RunSQL([(NOTICE, None)], migrations.RunSQL.noop),
        migrations.RunSQL([(PROPERLY_THEIRS, None)], migrations.RunSQL.noop),
    ]
