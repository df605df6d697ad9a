"""A child who comes later, or needs a bed of its own after all: a bed beside a stay that runs already."""

from importlib import import_module

from django.db import migrations

LAWFUL = import_module("mooring.housing.migrations.0001_houses").LAWFUL
HOUSEHOLDS = import_module("mooring.housing.migrations.0004_households").HOUSEHOLDS


def between(text: str, start: str, end: str) -> str:
    """A function as an earlier migration wrote it, to be put in its own place."""
    found = text[text.index(start) : text.index(end, text.index(start))]
    return found.replace("create function", "create or replace function", 1)


def changed(text: str, before: str, after: str) -> str:
    """The text with one part changed. Raises `ValueError` where that part is not there once."""
    if text.count(before) != 1:
        raise ValueError(before)
    return text.replace(before, after)


# A bed beside a stay that is over would be held for nobody.
BESIDE_ONE_THAT_RUNS = changed(
    between(HOUSEHOLDS, "create function mooring_one_household", "create trigger one_household"),
    "and p.from_desk_id = new.from_desk_id)",
    """and p.from_desk_id = new.from_desk_id
      and exists (select 1 from housing_staystep t where t.stay_id = p.id and t.superseded_by_id is null
        and t.state in ('offered', 'accepted', 'arrived', 'missing')))""",
)

# The person arrived when the parent did: a child's bed tells of no other arrival, also when it is taken later.
ONE_ARRIVAL = changed(
    between(LAWFUL, "create function mooring_stay_moved", "create trigger moved"),
    "if what = 'arrive' then",
    "if what = 'arrive' and it.beside_id is null then",
)

# A bed asked for beside a stay that runs lapses by itself; one asked for with its parent's, in the same breath as that.
LAPSES = changed(
    between(
        HOUSEHOLDS, "create or replace function mooring_lapse_stays", "create or replace function mooring_alarm_moves"
    ),
    "s.beside_id is null and s.answer_by",
    """not exists (select 1 from housing_staystep p where p.stay_id = s.beside_id
      and p.superseded_by_id is null and p.state = 'offered') and s.answer_by""",
)

# Who leaves takes along what was only held or promised for a child: the beds are free again.
GIVEN_BACK = """
create function mooring_gives_held_beds_back() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare it housing_staystep; anew bigint;
begin
  for it in select t.* from housing_stay s join housing_staystep t on t.stay_id = s.id and t.superseded_by_id is null
    where s.beside_id = new.stay_id and t.state in ('offered', 'accepted') order by t.bed_id
  loop
    anew := (random() * 4e18)::bigint;
    update housing_staystep set superseded_by_id = anew where id = it.id;
    insert into housing_staystep (id, stay_id, state, bed_id, begins, ends, reason, recorded_by_id, recorded_at)
      values (anew, it.stay_id, 'withdrawn', it.bed_id, it.begins, it.ends, 'elsewhere', new.recorded_by_id, house_now());
  end loop;
  return null;
end $$;
create trigger along_with_what_was_held after insert on housing_staystep for each row
  when (new.state in ('moved', 'left', 'withdrawn', 'declined', 'lapsed')) execute function mooring_gives_held_beds_back();
revoke execute on function mooring_gives_held_beds_back from public;
"""


def sql(statement: str) -> migrations.RunSQL:
    return migrations.RunSQL([(statement, None)], migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("housing", "0005_paid_elsewhere")]
    operations = [sql(BESIDE_ONE_THAT_RUNS), sql(ONE_ARRIVAL), sql(LAPSES), sql(GIVEN_BACK)]
