"""Who may live where: safety zones, whom to keep apart, sheets at the door, incidents, and addresses that became known."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import mooring.housing.house_codes
import mooring.safeguards.clock
import mooring.safeguards.random_keys
from mooring.casework.guarding import guard, superseded_within_the_case

# Two in one team may know of each other; the team of the other learns that there is somebody, a house that two of its stays are such.
APART = """
create policy holds_both on housing_keepapart as restrictive for insert to mooring_app with check (ended
  or exists (select 1 from casework_held held where held.case_id = other_id and held.compartment = 'support'));

create function mooring_is_kept_apart(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from casework_held held where held.case_id = asked and held.compartment = 'support')
    and exists (select 1 from housing_keepapart k where asked in (k.case_id, k.other_id) and k.superseded_by_id is null and not k.ended) $$;

create function mooring_stay_is_kept_apart(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select 'house' = any (mooring_stay_sides(asked)) and exists (
    select 1 from housing_stay s join housing_stay o on o.house_id = s.house_id and o.id <> s.id
      join housing_staystep mine on mine.stay_id = s.id and mine.superseded_by_id is null
      join housing_staystep its on its.stay_id = o.id and its.superseded_by_id is null
      join housing_keepapart k on (k.case_id, k.other_id) in ((s.case_id, o.case_id), (o.case_id, s.case_id))
        and k.superseded_by_id is null and not k.ended
    where s.id = asked and mine.state in ('offered', 'accepted', 'arrived', 'missing')
      and its.state in ('offered', 'accepted', 'arrived', 'missing')) $$;
revoke execute on function mooring_is_kept_apart, mooring_stay_is_kept_apart from public;
grant execute on function mooring_is_kept_apart, mooring_stay_is_kept_apart to mooring_app;
"""

# The team of the case, always; the house from the day it said yes until the person is gone. It holds no part of the case, so the sheet
# has a key of its own; the erasure of the case erases that key in the same breath, also when a restore replays it.
SHEETS = """
create function mooring_reads_door_sheet(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select mooring_stay_sides(asked) && array['reads', 'team'] or ('house' = any (mooring_stay_sides(asked)) and exists (
    select 1 from housing_staystep t where t.stay_id = asked and t.superseded_by_id is null and t.state in ('accepted', 'arrived'))) $$;
create function mooring_stay_of_door_sheet(asked bigint) returns bigint
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.stay_id from housing_handoversheet s where s.id = asked $$;
revoke execute on function mooring_reads_door_sheet, mooring_stay_of_door_sheet from public;
grant execute on function mooring_reads_door_sheet, mooring_stay_of_door_sheet to mooring_app;

alter table housing_handoversheet enable row level security;
grant select, insert on housing_handoversheet to mooring_app;
create policy reading on housing_handoversheet for select to mooring_app using (
  (select mooring_posted_officer()) is not null and mooring_reads_door_sheet(stay_id));
create policy writing on housing_handoversheet for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and 'team' = any (mooring_stay_sides(stay_id)) and not mooring_case_exists(id));
create trigger stamped before insert on housing_handoversheet for each row execute function mooring_stamp();

alter table housing_handoverversion enable row level security;
grant select, insert on housing_handoverversion to mooring_app;
grant update (superseded_by_id) on housing_handoverversion to mooring_app;
create policy reading on housing_handoverversion for select to mooring_app using (
  (select mooring_posted_officer()) is not null and mooring_reads_door_sheet(mooring_stay_of_door_sheet(sheet_id)));
create policy writing on housing_handoverversion for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and 'team' = any (mooring_stay_sides(mooring_stay_of_door_sheet(sheet_id))));
create policy superseding on housing_handoverversion for update to mooring_app
  using ('team' = any (mooring_stay_sides(mooring_stay_of_door_sheet(sheet_id))) and mooring_posted_officer() is not null)
  with check ('team' = any (mooring_stay_sides(mooring_stay_of_door_sheet(sheet_id))) and mooring_posted_officer() is not null);
create trigger stamped before insert on housing_handoverversion for each row execute function mooring_stamp();
create trigger superseded_once before update on housing_handoverversion for each row execute function mooring_supersede_once();
create constraint trigger of_the_same after update of superseded_by_id on housing_handoverversion deferrable initially deferred for each row
  when (new.superseded_by_id is not null) execute function mooring_of_the_same_house('sheet_id');

create policy of_the_door_sheet on safeguards_datakey for select to mooring_app using (
  exists (select 1 from housing_handoversheet s where s.id = safeguards_datakey.subject));
create policy made_with_the_door_sheet on safeguards_datakey for insert to mooring_app with check (
  exists (select 1 from housing_handoversheet s where s.id = safeguards_datakey.subject
    and s.recorded_by_id = (select mooring_posted_officer())));

create function mooring_erase_door_sheets() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into safeguards_erasure (subject, erased_at, ground, erased_by)
    select s.id, new.erased_at, new.ground, new.erased_by from housing_handoversheet s join housing_stay t on t.id = s.stay_id
    where t.case_id = new.subject on conflict (subject) do nothing;
  return null;
end $$;
create trigger erases_the_door_sheets after insert on safeguards_erasure for each row execute function mooring_erase_door_sheets();
revoke execute on function mooring_erase_door_sheets from public;
"""

# The log is read at the desk of the house, by its agency and by who coordinates; its words only with the key of the house.
INCIDENTS = """
alter table housing_houseincident enable row level security;
grant select, insert on housing_houseincident to mooring_app;
create policy reading on housing_houseincident for select to mooring_app using (
  (select mooring_posted_officer()) is not null and mooring_edits_its_house(house_id));
create policy recording on housing_houseincident for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and mooring_edits_its_house(house_id));
create trigger stamped before insert on housing_houseincident for each row execute function mooring_stamp();
"""

# Whose address is known takes nobody new: offers and lists of free beds ask this function. Two hands open it again.
COMPROMISED = """
alter table housing_housecompromised enable row level security;
grant select, insert on housing_housecompromised to mooring_app;
grant update (superseded_by_id) on housing_housecompromised to mooring_app;
create policy reading on housing_housecompromised for select to mooring_app using (
  (select mooring_posted_officer()) is not null and mooring_edits_its_house(house_id));
create policy saying on housing_housecompromised for insert to mooring_app with check (
  recorded_by_id = (select mooring_posted_officer()) and mooring_edits_its_house(house_id));
create policy superseding on housing_housecompromised for update to mooring_app
  using (mooring_edits_its_house(house_id) and mooring_posted_officer() is not null)
  with check (mooring_edits_its_house(house_id) and mooring_posted_officer() is not null);
create trigger stamped before insert on housing_housecompromised for each row execute function mooring_stamp();
create trigger superseded_once before update on housing_housecompromised for each row execute function mooring_supersede_once();
create constraint trigger of_the_same after update of superseded_by_id on housing_housecompromised
  deferrable initially deferred for each row when (new.superseded_by_id is not null) execute function mooring_of_the_same_house('house_id');

create or replace function mooring_house_is_closed(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from housing_housecompromised c where c.house_id = asked and c.superseded_by_id is null and c.state <> 'open') $$;

create function mooring_opened_by_two() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare before housing_housecompromised;
begin
  select * into before from housing_housecompromised c where c.superseded_by_id = new.id and c.house_id = new.house_id;
  if (new.state = 'open' and (before.state is distinct from 'proposed' or before.recorded_by_id = new.recorded_by_id))
      or (new.state = 'proposed' and before.state is distinct from 'closed') then
    raise exception 'it takes two to open a house again' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger opened_by_two before insert on housing_housecompromised for each row execute function mooring_opened_by_two();

create function mooring_alarm_moves(asked bigint, due timestamptz, answer jsonb) returns table (stay text, desk bigint, contact bigint)
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare it record;
begin
  if not mooring_edits_its_house(asked) or not exists (select 1 from housing_housecompromised c where c.house_id = asked
      and c.superseded_by_id is null and c.state = 'closed' and c.recorded_by_id = mooring_posted_officer()) then
    raise exception 'nobody said that the address is known' using errcode = 'insufficient_privilege';
  end if;
  for it in select s.* from housing_stay s join housing_staystep t on t.stay_id = s.id and t.superseded_by_id is null
    where s.house_id = asked and t.state in ('offered', 'accepted', 'arrived', 'missing')
  loop
    insert into casework_deadline (id, case_id, compartment, kind, due_at, pen_desk_id, finding, recorded_by_id, recorded_at)
      select (random() * 4e18)::bigint, it.case_id, 'support', 'house.move_now', due, it.from_desk_id, answer,
        mooring_posted_officer(), house_now()
      where not exists (select 1 from casework_deadline d where d.case_id = it.case_id and d.kind = 'house.move_now'
        and d.superseded_by_id is null and d.met_at is null);
    stay := it.reference; desk := it.from_desk_id; contact := it.contact_id;
    return next;
  end loop;
end $$;

create function mooring_moved_away() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare standing casework_deadline; anew bigint := (random() * 4e18)::bigint;
begin
  select d.* into standing from casework_deadline d join housing_stay s on s.id = new.stay_id and s.case_id = d.case_id
    where d.kind = 'house.move_now' and d.superseded_by_id is null and d.met_at is null limit 1;
  if standing.id is not null and mooring_house_is_closed((select s.house_id from housing_stay s where s.id = new.stay_id)) then
    update casework_deadline set superseded_by_id = anew where id = standing.id;
    insert into casework_deadline (id, case_id, compartment, kind, due_at, pen_desk_id, pen_officer_id, met_at, finding,
        recorded_by_id, recorded_at)
      values (anew, standing.case_id, standing.compartment, standing.kind, standing.due_at, standing.pen_desk_id, standing.pen_officer_id,
        house_now(), standing.finding, coalesce(new.recorded_by_id, standing.recorded_by_id), house_now());
  end if;
  return new;
end $$;
create trigger moved_away after insert on housing_staystep for each row
  when (new.state in ('moved', 'left', 'withdrawn', 'declined', 'lapsed')) execute function mooring_moved_away();

create function mooring_left_to_move()
  returns table (stay text, house bigint, state text, since timestamptz, desk text, contact text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.reference::text, s.house_id, t.state::text, c.since, a.name || ', ' || d.name, o.name::text
  from housing_housecompromised c join housing_stay s on s.house_id = c.house_id
    join housing_staystep t on t.stay_id = s.id and t.superseded_by_id is null and t.state in ('offered', 'accepted', 'arrived', 'missing')
    join safeguards_desk d on d.id = s.from_desk_id join safeguards_agency a on a.id = d.agency_id
    join safeguards_officer o on o.id = s.contact_id
  where c.superseded_by_id is null and c.state <> 'open' and mooring_posted_officer() is not null and mooring_edits_its_house(c.house_id)
  order by c.since, s.reference $$;
revoke execute on function mooring_opened_by_two, mooring_alarm_moves, mooring_moved_away, mooring_left_to_move from public;
grant execute on function mooring_alarm_moves, mooring_left_to_move to mooring_app;
"""

FACTS = ("housing_safetyzone", "housing_keepapart", "housing_placeneeds")


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0013_days_that_have_begun"),
        ("housing", "0001_houses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="HandoverSheet",
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
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "stay",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheet", to="housing.stay"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SafetyZone",
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
                    "regions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), help_text="Codes of the country pack.", size=None
                    ),
                ),
                ("ended", models.BooleanField(default=False)),
                (
                    "words_sealed",
                    models.BinaryField(help_text="Which towns and streets, and who might be met there.", null=True),
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
                        to="housing.safetyzone",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HandoverVersion",
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
                ("words_sealed", models.BinaryField()),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="housing.handoversheet"
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
                        to="housing.handoverversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)),
                        fields=("sheet",),
                        name="one_standing_version_of_a_sheet",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseCompromised",
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
                            ("closed", "Closed: everybody moves"),
                            ("proposed", "Somebody proposes to open it again"),
                            ("open", "Open again"),
                        ],
                        default="closed",
                        max_length=8,
                    ),
                ),
                ("since", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "house",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="compromises", to="housing.house"
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
                        to="housing.housecompromised",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)),
                        fields=("house",),
                        name="one_standing_compromise_of_a_house",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseIncident",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("threat", "A threat"),
                            ("stranger", "Somebody unknown at the door"),
                            ("violence", "Violence"),
                            ("self_harm", "Self-harm"),
                            ("fire", "Fire or smoke"),
                            ("address_known", "Somebody knows where the house is"),
                            ("other", "Something else"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[
                            ("minor", "Minor: noted, nothing follows"),
                            ("serious", "Serious: something must be done"),
                            ("danger", "Danger to life"),
                        ],
                        max_length=8,
                    ),
                ),
                ("happened_at", models.DateTimeField()),
                (
                    "told",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("police", "The police"),
                                ("ambulance", "An ambulance"),
                                ("fire_service", "The fire service"),
                                ("centre", "The national centre"),
                                ("team", "The team of the person"),
                                ("lead", "Who leads the house"),
                            ],
                            max_length=16,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("words_sealed", models.BinaryField(null=True)),
                ("done_sealed", models.BinaryField(null=True)),
                ("recorded_at", models.DateTimeField(default=mooring.safeguards.clock.now)),
                (
                    "house",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="incidents", to="housing.house"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["house", "-happened_at"], name="incident_of_house")],
            },
        ),
        migrations.CreateModel(
            name="KeepApart",
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
                ("ended", models.BooleanField(default=False)),
                ("words_sealed", models.BinaryField(help_text="Why.", null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="casework.case"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
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
                        to="housing.keepapart",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("case", models.F("other")), _negated=True),
                        name="nobody_is_kept_apart_from_themselves",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)),
                        fields=("case", "other"),
                        name="one_standing_keep_apart_of_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceNeeds",
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
                ("children", models.PositiveSmallIntegerField(default=0, help_text="Children who come along.")),
                ("step_free", models.BooleanField(default=False)),
                (
                    "security",
                    models.CharField(
                        choices=[
                            ("ordinary", "Ordinary: a locked door"),
                            ("staffed", "Staff in the house day and night"),
                            ("secret", "Secret address, and staff day and night"),
                        ],
                        default="ordinary",
                        help_text="The least that is safe.",
                        max_length=12,
                    ),
                ),
                ("region", models.CharField(blank=True, help_text="Where the person wishes to live.", max_length=12)),
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
                        to="housing.placeneeds",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_by", None)), fields=("case",), name="one_standing_place_needs"
                    )
                ],
            },
        ),
        *(guard(table, compartment="support") for table in FACTS),
        *(superseded_within_the_case(table) for table in FACTS),
        *(migrations.RunSQL([(sql, None)], migrations.RunSQL.noop) for sql in (APART, SHEETS, INCIDENTS, COMPROMISED)),
    ]
