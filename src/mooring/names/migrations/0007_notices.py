"""What a case page has to say only sometimes, asked in one question instead of one for each."""

from django.db import migrations

# To who holds the case; of a joining only to who may be told of it.
NOTICES = """
create function mooring_case_notices(asked bigint) returns text[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select array_remove(array[
    case when exists (select 1 from casework_joining j where asked in (j.leading_id, j.other_id)
      and (mooring_leads(asked) or exists (select 1 from casework_held h
        where h.case_id = case when j.leading_id = asked then j.other_id else j.leading_id end))) then 'joining' end,
    case when exists (select 1 from names_questionpassed q where q.case_key = asked) then 'question' end,
    case when exists (select 1 from casework_breakglass b where b.case_id = asked) then 'emergency' end,
    case when exists (select 1 from safeguards_erasure e where e.subject = asked) then 'erasure' end], null)
  where exists (select 1 from casework_held h where h.case_id = asked) $$;
revoke execute on function mooring_case_notices from public;
grant execute on function mooring_case_notices to mooring_app;
"""


class Migration(migrations.Migration):
    dependencies = [("names", "0006_forgetting"), ("casework", "0008_one_after_the_other")]
    operations = [migrations.RunSQL([(NOTICES, None)], migrations.RunSQL.noop)]
