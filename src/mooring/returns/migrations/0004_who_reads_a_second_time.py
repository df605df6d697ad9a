"""A story that waits to be read again is read by who may release it, not by everybody of the agency in which it was written."""

from django.db import migrations

DEFINER = "language sql stable security definer set search_path = public, pg_temp"

# The roles that release a story, as `roles.toml` has them; a test compares them.
RELEASES = ("agency_lead", "centre_coordinator", "social_worker")

SECOND_READER = f"""
create or replace function mooring_second_reads_story(asked bigint) returns boolean {DEFINER} as $$
  select mooring_posted_officer() is not null and mooring_story_state(asked) = 'being_read'
    and (mooring_serves_as('centre_coordinator') or exists (select 1 from returns_storystep s
      join safeguards_desk d on d.id = s.desk_id
      join safeguards_posting p on p.officer_id = mooring_posted_officer() and p.since <= now() and (p.until is null or now() < p.until)
      join safeguards_desk mine on mine.id = p.desk_id and mine.agency_id = d.agency_id
      where s.story_id = asked and s.number = 1 and p.role in ({", ".join(f"'{role}'" for role in RELEASES)})))
    and not exists (select 1 from returns_storystep s where s.story_id = asked and s.state in ('draft', 'being_read')
      and s.recorded_by_id = mooring_posted_officer()) $$;
"""


class Migration(migrations.Migration):
    dependencies = [("returns", "0003_stories_end")]
    operations = [migrations.RunSQL([(SECOND_READER, None)], migrations.RunSQL.noop)]
