"""What names forgets besides sealed words: with an erasure what could find the person again, and after a time what was asked."""

from django.db import migrations

# On the row of the erasure, as the keys: a restore replays the rows, and so this as well. Encodings hang on the identity by its index.
# The lock of the erasure is held by then, so that no question is passed on in between.
WITH_AN_ERASURE = """
create function mooring_erase_traces_of_names() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(new.subject);
  delete from names_encoding where identity_key in (select i.id from names_identity i where i.case_id = new.subject);
  delete from names_questionpassed where case_key = new.subject;
  return new;
end $$;
revoke execute on function mooring_erase_traces_of_names from public;
create trigger erases_the_traces_of_names before insert on safeguards_erasure
  for each row execute function mooring_erase_traces_of_names();

delete from names_encoding where case_key in (select e.subject from safeguards_erasure e);
delete from names_questionpassed where case_key in (select e.subject from safeguards_erasure e);

-- The trigger does it; whoever erases needs no right of her own.
drop policy finding_what_is_erased on names_encoding;
drop policy erasing on names_encoding;
revoke select (case_key), delete on names_encoding from mooring_eraser;

create or replace function mooring_pass_question(asked bigint, about bigint) returns void
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(about);
  insert into names_questionpassed (id, question_id, case_key, recorded_at)
    select (random() * 4e18)::bigint, q.id, c.id, house_now() from names_question q, casework_case c
      where q.id = asked and c.id = about and not mooring_is_erased(c.id)
    on conflict (question_id, case_key) do nothing;
  if found then
    perform mooring_tell_team(about, 'question.passed', (select q.asked_by_id from names_question q where q.id = asked));
  end if;
end $$;
"""

# The clock's alone, and never what is younger than a month, whatever a pack of law may say.
AFTER_A_TIME = """
create function mooring_drop_questions(kind_of_agency text, before timestamptz) returns bigint
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare dropped bigint; latest timestamptz := least(before, house_now() - interval '28 days');
begin
  delete from names_questionpassed p using names_question q, safeguards_agency a
    where p.question_id = q.id and a.id = q.agency_id and a.kind = kind_of_agency and q.recorded_at < latest;
  delete from names_question q using safeguards_agency a
    where a.id = q.agency_id and a.kind = kind_of_agency and q.recorded_at < latest;
  get diagnostics dropped = row_count;
  return dropped;
end $$;
create function mooring_agencies_that_asked() returns table (kind text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select distinct a.kind from names_question q join safeguards_agency a on a.id = q.agency_id $$;
revoke execute on function mooring_drop_questions, mooring_agencies_that_asked from public;
grant execute on function mooring_drop_questions, mooring_agencies_that_asked to mooring_clock;
"""


class Migration(migrations.Migration):
    dependencies = [("names", "0005_reading"), ("safeguards", "0007_ledger"), ("casework", "0006_retention")]
    operations = [
        migrations.RunSQL([(WITH_AN_ERASURE, None)], migrations.RunSQL.noop),
        migrations.RunSQL([(AFTER_A_TIME, None)], migrations.RunSQL.noop),
    ]
