"""A hold or a need that is put on record at the very moment of an erasure comes before it or after it, and is never lost beside it."""

from django.db import migrations

# An erasure takes this lock in its own trigger. Whoever waits for it there must then see what was put on record meanwhile: so the
# question whether it may be done is volatile, and looks anew.
IN_TURN = """
create function mooring_in_turn_with_erasure() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare about bigint := (to_jsonb(new) ->> tg_argv[0])::bigint;
begin
  perform pg_advisory_xact_lock(about);
  if mooring_is_erased(about) then
    raise exception 'it was erased meanwhile' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
revoke execute on function mooring_in_turn_with_erasure from public;
create trigger in_turn_with_erasure before insert on casework_legalhold
  for each row execute function mooring_in_turn_with_erasure('case_id');
create trigger in_turn_with_erasure before insert on casework_reviewstep
  for each row when (new.kind in ('still_needed', 'keep')) execute function mooring_in_turn_with_erasure('subject');

alter function mooring_may_be_erased(bigint) volatile;
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_forgotten_and_corrected")]
    operations = [migrations.RunSQL([(IN_TURN, None)], migrations.RunSQL.noop)]
