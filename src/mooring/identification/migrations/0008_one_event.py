"""Two signals about one event: joined and parted by the desk that has both, and counted once from the moment they were joined."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import grant_column_reading

BOTH = "exists (select 1 from identification_signal s where s.id = leading_id) and exists (select 1 from identification_signal s where s.id = other_id)"
GUARDS = f"""
alter table identification_signaljoining enable row level security;
alter table identification_signalparting enable row level security;
grant select, insert on identification_signaljoining, identification_signalparting to mooring_app;
create policy reading on identification_signaljoining for select to mooring_app using ({BOTH});
create policy joining on identification_signaljoining for insert to mooring_app with check (
  {BOTH} and recorded_by_id = (select mooring_posted_officer()));
create policy reading on identification_signalparting for select to mooring_app using (
  exists (select 1 from identification_signaljoining j where j.id = joining_id));
create policy parting on identification_signalparting for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer())
  and exists (select 1 from identification_signaljoining j where j.id = joining_id));
create trigger stamped before insert on identification_signaljoining for each row execute function mooring_stamp();
create trigger stamped before insert on identification_signalparting for each row execute function mooring_stamp();

-- A signal that leads may have several others; one that is the other of a joining is in no second one. So nobody is counted by two.
create function mooring_one_event_at_a_time() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('identification_signaljoining'));
  if exists (select 1 from identification_signaljoining j
      where (j.other_id in (new.leading_id, new.other_id) or j.leading_id = new.other_id)
      and not exists (select 1 from identification_signalparting p where p.joining_id = j.id)) then
    raise exception 'one of these signals is in another joining' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger one_at_a_time before insert on identification_signaljoining
  for each row execute function mooring_one_event_at_a_time();
"""


def _columns() -> list[tuple[str, models.Field]]:
    """The columns that both tables have."""
    return [
        (
            "id",
            models.BigIntegerField(
                default=mooring.safeguards.random_keys.random_key, editable=False, primary_key=True, serialize=False
            ),
        ),
        ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
        (
            "recorded_by",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("identification", "0007_placement_decision"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            "SignalJoining",
            [
                *_columns(),
                (
                    "leading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="led", to="identification.signal"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="joined", to="identification.signal"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(("leading", models.F("other"))), name="two_signals_are_joined"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            "SignalParting",
            [
                *_columns(),
                (
                    "joining",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parting",
                        to="identification.signaljoining",
                    ),
                ),
            ],
        ),
        migrations.RunSQL([(GUARDS, None)], migrations.RunSQL.noop),
        grant_column_reading(
            "mooring_counter", "identification_signaljoining", ["id", "leading_id", "other_id", "recorded_at"]
        ),
        grant_column_reading("mooring_counter", "identification_signalparting", ["joining_id", "recorded_at"]),
    ]
