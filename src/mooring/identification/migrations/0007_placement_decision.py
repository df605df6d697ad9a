"""What the police decided about where a person met stays: open to the desk of the signal, counted in codes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import grant_column_reading

OF_THE_DESK = "exists (select 1 from identification_signal s where s.id = identification_placementdecision.signal_id)"
# A correction stays with the person it is about.
DECIDED = f"""
alter table identification_placementdecision enable row level security;
grant select, insert on identification_placementdecision to mooring_app;
grant update (superseded_by_id) on identification_placementdecision to mooring_app;
create policy reading on identification_placementdecision for select to mooring_app using ({OF_THE_DESK});
create policy appending on identification_placementdecision for insert to mooring_app with check (
  {OF_THE_DESK} and recorded_by_id = (select mooring_posted_officer()));
create policy superseding on identification_placementdecision for update to mooring_app using ({OF_THE_DESK}) with check ({OF_THE_DESK});
create trigger stamped before insert on identification_placementdecision for each row execute function mooring_stamp();
create trigger superseded_once before update on identification_placementdecision for each row
  execute function mooring_supersede_once();

create function mooring_placement_of_the_same_person() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select 1 from identification_placementdecision later where later.id = new.superseded_by_id
      and later.signal_id = new.signal_id and later.person_number = new.person_number) then
    raise exception 'a decision is superseded by one about the same person' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create constraint trigger of_the_same_person after update of superseded_by_id on identification_placementdecision
  deferrable initially deferred for each row when (new.superseded_by_id is not null)
  execute function mooring_placement_of_the_same_person();
"""
COUNTED = ["id", "signal_id", "person_number", "decision", "decided_at", "recorded_at", "superseded_by_id"]


class Migration(migrations.Migration):
    dependencies = [
        ("identification", "0005_referral"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="PlacementDecision",
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
                    "decision",
                    models.CharField(
                        choices=[
                            ("held", "Held in detention"),
                            ("crisis_centre", "At a crisis centre"),
                            ("let_go", "Let go"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(
                        help_text="When the police decided; the clock of a detention counts from then."
                    ),
                ),
                (
                    "finding",
                    models.JSONField(
                        help_text="The ground, with provisions; empty where the pack has no answer.", null=True
                    ),
                ),
                (
                    "detention_ends_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="When a detention must have ended; empty where the pack counts no hours.",
                        null=True,
                    ),
                ),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placement_decisions",
                        to="identification.signal",
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
                        to="identification.placementdecision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)),
                        fields=("signal", "person_number"),
                        name="one_standing_placement_decision",
                    )
                ],
            },
        ),
        migrations.RunSQL([(DECIDED, None)], migrations.RunSQL.noop),
        grant_column_reading("mooring_counter", "identification_placementdecision", COUNTED),
    ]
