"""An agency's directory is not bound to an officer who serves at another agency: it would come in as her there as well."""

from django.db import migrations

BONDS = """
create function mooring_bound_within_the_agency() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select 1 from safeguards_posting p join safeguards_desk d on d.id = p.desk_id
      join safeguards_identityprovider i on i.id = new.provider_id
      where p.officer_id = new.officer_id and d.agency_id <> i.agency_id and (p.until is null or p.until > clock_timestamp())) then
    raise exception 'this officer serves at another agency' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
revoke execute on function mooring_bound_within_the_agency from public;
create trigger within_the_agency before insert on safeguards_agencyidentity
  for each row execute function mooring_bound_within_the_agency();
"""


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0007_ledger")]
    operations = [migrations.RunSQL([(BONDS, None)], migrations.RunSQL.noop)]
