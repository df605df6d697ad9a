"""Signals of which no case came are reviewed at the end of their period as well."""

from django.db import migrations

SIGNALS = """
create function mooring_lone_signals() returns table (subject bigint, named text, since timestamptz, agency bigint, kind text)
  language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.reference, s.received_at, a.id, a.kind from identification_signal s
  join safeguards_desk d on d.id = s.desk_id join safeguards_agency a on a.id = d.agency_id
  where s.words_sealed is not null and not mooring_is_erased(s.id)
    and not exists (select 1 from identification_caseorigin o where o.signal_id = s.id and not mooring_is_erased(o.case_id))
    and not exists (select 1 from casework_cometoitsend i where i.subject = s.id) $$;
revoke execute on function mooring_lone_signals from public;
grant execute on function mooring_lone_signals to mooring_clock;

create or replace function mooring_needs_review(asked bigint) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from casework_case c where c.id = asked)
    or exists (select 1 from identification_signal s where s.id = asked) $$;

-- The desk that received a signal sees its line, and says whether it is still needed.
create policy of_the_desk on casework_cometoitsend for select to mooring_app using (
  data_class = 'signal_without_case' and exists (select 1 from identification_signal s where s.id = casework_cometoitsend.subject
    and s.desk_id = any ((select mooring_desks())::bigint[])));
create policy proposed_by_the_desk on casework_reviewstep for insert to mooring_app with check (
  kind in ('nothing_more_needed', 'still_needed') and by_id = (select mooring_posted_officer())
  and exists (select 1 from casework_cometoitsend i join identification_signal s on s.id = i.subject
    where i.subject = casework_reviewstep.subject and i.runs_from = casework_reviewstep.runs_from
      and s.desk_id = any ((select mooring_desks())::bigint[])));
"""


class Migration(migrations.Migration):
    dependencies = [("identification", "0003_stage_decision"), ("casework", "0006_retention")]
    operations = [migrations.RunSQL([(SIGNALS, None)], migrations.RunSQL.noop)]
