"""Who handed a person over does not take her back, and no referral is written under the number of something that has a key already."""

from django.db import migrations

NOT_TAKEN_BACK = """
create or replace function mooring_may_step(asked bigint, target text) returns boolean
  language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from referral_referral r where r.id = asked and case
    when target in ('draft', 'sent', 'withdrawn') then r.from_desk_id = any (mooring_desks())
      and exists (select 1 from casework_held h where h.case_id = r.case_id and h.compartment = 'core' and h.may_write)
      and (target <> 'sent' or r.kind <> 'hand_over' or mooring_leads(r.case_id))
      and (target <> 'withdrawn' or r.kind <> 'hand_over'
        or not exists (select 1 from referral_referralstep s where s.referral_id = r.id and s.state = 'accepted'))
    when target in ('received', 'accepted', 'declined', 'returned', 'done') then r.to_desk_id = any (mooring_desks())
    else false end) $$;
"""

# Else who knows the number of a case would read its key as that of a referral of her own.
A_NUMBER_OF_ITS_OWN = """
create policy a_number_of_its_own on referral_referral as restrictive for insert to mooring_app with check (not mooring_key_is_made(id));
"""


class Migration(migrations.Migration):
    dependencies = [("referral", "0005_words_of_grounds")]
    operations = [
        migrations.RunSQL([(sql, None)], migrations.RunSQL.noop) for sql in (NOT_TAKEN_BACK, A_NUMBER_OF_ITS_OWN)
    ]
