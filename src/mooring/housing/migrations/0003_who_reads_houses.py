"""Houses and free beds are read by who looks for a place, who keeps a house, and who has somebody living there; a slept-in bed is taken."""

from django.conf import settings
from django.db import migrations

DEFINER = "language sql stable security definer set search_path = public, pg_temp"
LOCAL_DAY = f"(house_now() at time zone '{settings.MOORING_COUNTRY.time_zone}')::date"

# The roles that look for a place or keep a house, as `roles.toml` has them, and those that refer; a test compares them.
LOOKS = (
    "agency_lead",
    "centre_assessor",
    "centre_coordinator",
    "child_representative",
    "hotline_worker",
    "municipal_caseworker",
    "shelter_worker",
    "social_worker",
)
REFERS = (
    "centre_assessor",
    "competent_authority_caseworker",
    "hotline_worker",
    "immigration_caseworker",
    "social_worker",
)
DESCRIBED = {
    "housing_house": "id",
    "housing_unit": "house_id",
    "housing_bed": "house_id",
    "housing_housecard": "house_id",
    "housing_openingperiod": "house_id",
    "housing_unitcard": "mooring_house_of_unit(unit_id)",
    "housing_beduse": "mooring_house_of_bed(bed_id)",
}


def serves_as(roles: tuple[str, ...]) -> str:
    named = ", ".join(f"'{role}'" for role in roles)
    return f"""exists (select 1 from safeguards_posting p where p.officer_id = mooring_posted_officer()
    and p.role in ({named}) and p.since <= now() and (p.until is null or now() < p.until))"""


WHO = f"""
create function mooring_looks_for_places() returns boolean language sql stable as $$ select {serves_as(LOOKS)} $$;
create function mooring_refers() returns boolean language sql stable as $$ select {serves_as(REFERS)} $$;

create function mooring_has_somebody_there(asked bigint) returns boolean {DEFINER} as $$
  select exists (select 1 from housing_stay s join casework_held held on held.case_id = s.case_id
    and held.compartment in ('support', 'shelter_address') where s.house_id = asked) $$;

-- For the alarm for a child: somebody who lives in a house of this desk is missing from it.
create function mooring_is_missing_from_here(asked bigint) returns boolean {DEFINER} as $$
  select exists (select 1 from housing_stay s join housing_house h on h.id = s.house_id
    join housing_staystep t on t.stay_id = s.id and t.superseded_by_id is null and t.state = 'missing'
    where s.case_id = asked and h.desk_id = any (mooring_desks())) $$;
revoke execute on function mooring_has_somebody_there, mooring_is_missing_from_here from public;
grant execute on function mooring_has_somebody_there, mooring_is_missing_from_here to mooring_app;
"""

READING = "".join(
    f"drop policy reading on {table};"
    f"create policy reading on {table} for select to mooring_app using ("
    f"(select mooring_looks_for_places()) or mooring_has_somebody_there({house}));"
    for table, house in DESCRIBED.items()
)

# Who refers is told of an agency that it has room, or none; which house, and how many beds, is told to who looks for a place.
FREE = f"""
create function mooring_beds_nobody_has(first_day date, last_day date, today date) returns table (bed bigint, until date) {DEFINER} as $$
  select b.id, (select min(t.begins) from housing_staystep t where t.bed_id = b.id and t.superseded_by_id is null
      and t.state in ('offered', 'accepted', 'arrived', 'missing') and t.begins > first_day)
  from housing_bed b join housing_housecard c on c.house_id = b.house_id and c.superseded_by_id is null and c.takes_new
  where not mooring_house_is_closed(b.house_id)
    and not exists (select 1 from housing_beduse u where u.bed_id = b.id and u.superseded_by_id is null and not u.in_use)
    and (not exists (select 1 from housing_openingperiod o where o.house_id = b.house_id and o.superseded_by_id is null and not o.struck)
      or exists (select 1 from housing_openingperiod o where o.house_id = b.house_id and o.superseded_by_id is null and not o.struck
        and o.opens_on <= first_day and (o.closes_on is null or o.closes_on >= coalesce(last_day - 1, first_day))))
    and not exists (select 1 from housing_staystep t where t.bed_id = b.id and t.superseded_by_id is null
      and ((t.state in ('offered', 'accepted', 'arrived', 'missing', 'moved', 'left')
          and daterange(t.begins, t.ends) && daterange(first_day, last_day))
        or (t.state in ('arrived', 'missing') and t.ends <= today and first_day <= today))) $$;

create or replace function mooring_free_beds(first_day date, last_day date, today date) returns table (bed bigint, until date)
  {DEFINER} as $$
  select f.bed, f.until from mooring_beds_nobody_has(first_day, last_day, today) f where mooring_looks_for_places() $$;

create function mooring_agencies_with_room(first_day date, last_day date, today date) returns table (agency bigint, has_room boolean)
  {DEFINER} as $$
  with free as (select f.bed from mooring_beds_nobody_has(first_day, last_day, today) f)
  select d.agency_id, bool_or(b.id in (select free.bed from free))
  from housing_bed b join housing_house h on h.id = b.house_id join safeguards_desk d on d.id = h.desk_id
  where mooring_looks_for_places() or mooring_refers() group by d.agency_id $$;

revoke execute on function mooring_beds_nobody_has, mooring_agencies_with_room from public;
grant execute on function mooring_agencies_with_room to mooring_app;
"""

# The nights agreed on may be over and somebody still sleep there: until it is said that she or he has left, the bed is no other's.
SLEPT_IN = f"""
create function mooring_bed_is_slept_in() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare bed_before bigint;
begin
  select s.bed_id into bed_before from housing_staystep s where s.superseded_by_id = new.id;
  if exists (select 1 from housing_staystep t where t.bed_id = new.bed_id and t.superseded_by_id is null and t.stay_id <> new.stay_id
      and t.state in ('arrived', 'missing')
      and (new.state = 'arrived' or (t.ends <= {LOCAL_DAY} and new.begins <= {LOCAL_DAY} and bed_before is distinct from new.bed_id))) then
    raise exception 'somebody else is still in this bed' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger slept_in before insert on housing_staystep for each row
  when (new.state in ('offered', 'accepted', 'arrived')) execute function mooring_bed_is_slept_in();
revoke execute on function mooring_bed_is_slept_in from public;
"""


class Migration(migrations.Migration):
    dependencies = [("housing", "0002_placing")]
    operations = [migrations.RunSQL([(sql, None)], migrations.RunSQL.noop) for sql in (WHO, READING, FREE, SLEPT_IN)]
