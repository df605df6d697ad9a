"""A correction stands in the same case; and which files in the storage nobody needs any more."""

from django.db import migrations

from mooring.casework.guarding import superseded_within_the_case

# Every table of facts that was guarded before this migration. A later one is given its trigger by the migration that makes it.
CORRECTED = (
    "casework_stagereached",
    "casework_deadline",
    "casework_task",
    "casework_note",
    "casework_document",
    "casework_legalhold",
    "casework_ownfilerequest",
    "casework_ownfileprepared",
    "casework_ownfilehandedover",
    "casework_breakglassreview",
    "identification_caseorigin",
    "identification_residencebasis",
    "identification_personfacts",
    "identification_exploitation",
    "identification_policeinformation",
    "identification_immigrationinformation",
    "identification_conversation",
    "identification_answer",
    "identification_indicatorobserved",
    "identification_assessment",
    "identification_outcome",
    "identification_outcometold",
    "identification_stagedecision",
    "identification_removalhold",
    "names_identity",
    "names_reveal",
    "names_safecontact",
    "names_paper",
    "names_paperlook",
    "support_periodrequest",
    "support_reflectionperiod",
    "support_extension",
    "support_contactperson",
    "support_plan",
)

# The later row may lie in a part of the case that whoever corrects does not hold, so the check looks past the policies.
# It is asked at the end of the transaction, because a fact is superseded before its correction is put in. One look by primary key.
SAME_CASE = """
create function mooring_superseded_within_the_case() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
declare its_case bigint;
begin
  execute format('select l.case_id from %I l where l.id = $1', tg_table_name) into its_case using new.superseded_by_id;
  if its_case is distinct from new.case_id then
    raise exception 'a fact is superseded by one of the same case' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
revoke execute on function mooring_superseded_within_the_case from public;
"""

# Of the names asked about, those that a row of a case still stands for that was not erased. Every table that names files is asked,
# also one of a room that comes later. Only for the machine: while an officer acts, nothing is answered.
FILES = """
create function mooring_files_needed(asked text[]) returns setof text
  language plpgsql stable security definer set search_path = public, pg_temp as $$
declare keeping text;
begin
  if mooring_officer() is not null then
    raise exception 'only the machine asks which files are needed' using errcode = 'insufficient_privilege';
  end if;
  for keeping in select c.table_name from information_schema.columns c
    where c.table_schema = 'public' and c.column_name = 'storage_name' loop
    return query execute format('select k.storage_name::text from %I k where k.storage_name = any($1)
      and not exists (select 1 from safeguards_erasure e where e.subject = k.case_id)', keeping) using asked;
  end loop;
end $$;
revoke execute on function mooring_files_needed from public;
grant execute on function mooring_files_needed to mooring_clock;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0006_retention"),
        ("identification", "0003_stage_decision"),
        ("names", "0003_papers"),
        ("support", "0002_guards"),
        ("safeguards", "0005_keys"),
    ]
    operations = [
        migrations.RunSQL([(SAME_CASE, None)], migrations.RunSQL.noop),
        *(superseded_within_the_case(table) for table in CORRECTED),
        migrations.RunSQL([(FILES, None)], migrations.RunSQL.noop),
    ]
