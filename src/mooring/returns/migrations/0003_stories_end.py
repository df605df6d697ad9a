"""A story ends with the last day of its consent, where people live, and with the erasure of its case."""

from django.conf import settings
from django.db import migrations

LOCAL_DAY = f"(house_now() at time zone '{settings.MOORING_COUNTRY.time_zone}')::date"
DEFINER = "language sql stable security definer set search_path = public, pg_temp"

# The last day of a consent is over when it is over where people live, not by the clock of the machine.
AGREED = f"""
create or replace function mooring_story_agreed(asked bigint) returns text[] {DEFINER} as $$
  select coalesce((select c.parts::text[] from returns_storyofcase l join casework_consent c on c.id = l.consent_id
    where l.story_id = asked and c.superseded_by_id is null and c.withdrawn_at is null and c.purpose = 'publication'
      and (c.until is null or c.until >= {LOCAL_DAY})), array[]::text[]) $$;
"""

# Who is forgotten here is told of no longer: what was released is taken off with the rest, by the same stroke, and its words are gone.
ERASED = f"""
create or replace function mooring_erase_stories() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into returns_storystep (id, story_id, number, state, for_public, happened_on, recorded_by_id, desk_id)
    select (random() * 4e18)::bigint, s.story_id, s.number + 1, 'withdrawn', false, {LOCAL_DAY},
      coalesce((select o.id from safeguards_officer o where o.id = new.erased_by), s.recorded_by_id), s.desk_id
    from returns_storyofcase l join returns_storystep s on s.story_id = l.story_id
    where l.case_id = new.subject and s.state <> 'withdrawn'
      and not exists (select 1 from returns_storystep t where t.story_id = s.story_id and t.number > s.number);
  delete from safeguards_datakey where subject in (select l.story_id from returns_storyofcase l where l.case_id = new.subject);
  return new;
end $$;
revoke execute on function mooring_erase_stories from public;
"""


class Migration(migrations.Migration):
    dependencies = [("returns", "0002_stories")]
    operations = [migrations.RunSQL([(sql, None)], migrations.RunSQL.noop) for sql in (AGREED, ERASED)]
