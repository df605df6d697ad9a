"""What a case page has to say only sometimes, asked in one question: the operation with which a migration makes or widens it."""

from __future__ import annotations

from django.db import migrations

# To who holds the case (`asked`); of a joining only to who may be told of it.
OF_CASEWORK = {
    "joining": """select 1 from casework_joining j where asked in (j.leading_id, j.other_id)
      and (mooring_leads(asked) or exists (select 1 from casework_held h
        where h.case_id = case when j.leading_id = asked then j.other_id else j.leading_id end))""",
    "emergency": "select 1 from casework_breakglass b where b.case_id = asked",
    "erasure": "select 1 from safeguards_erasure e where e.subject = asked",
}


def notices(**of_a_room: str) -> migrations.RunSQL:
    """The function `mooring_case_notices`, with what a room adds: the code of a notice, and the SQL that finds it for the case `asked`."""
    found = ", ".join(f"case when exists ({sql}) then '{code}' end" for code, sql in (OF_CASEWORK | of_a_room).items())
    sql = f"""
create or replace function mooring_case_notices(asked bigint) returns text[]
  language sql stable security definer set search_path = public, pg_temp as $$
  select array_remove(array[{found}], null) where exists (select 1 from casework_held h where h.case_id = asked) $$;
revoke execute on function mooring_case_notices from public;
grant execute on function mooring_case_notices to mooring_app;
"""
    return migrations.RunSQL([(sql, None)], migrations.RunSQL.noop)
