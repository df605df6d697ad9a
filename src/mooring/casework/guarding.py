"""How a table that hangs on a case is guarded in the database: the operations a migration uses to give a table its policies.

A table is granted to the application in the same operation that gives it its policy, so that none can be forgotten. The policies
guard against the forgotten filter in our own code; they do not stop injected SQL, which could set another officer.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import migrations


def holds(case: str, compartment: str, *, writing: bool = False) -> str:
    """SQL: the acting officer has a running grant for a compartment of a case. `case`, `compartment`: SQL expressions."""
    return (
        f"exists (select 1 from casework_held held where held.case_id = {case} and held.compartment = {compartment}"
        + (" and held.may_write)" if writing else ")")
    )


def guard(
    table: str,
    *,
    compartment: str | None = None,
    case: str = "case_id",
    by: str | None = "recorded_by_id",
    supersedable: bool = True,
    and_also: str = "true",
) -> migrations.RunSQL:
    """Guard a table of facts by the grants on its case.

    `compartment`: the fixed compartment of all its rows, or none when each row names its own in a column `compartment`.
    `by`: the column that must hold the acting officer when a row is put in. `supersedable`: whether `superseded_by` may be set, once.
    `and_also`: one more SQL condition for reading and writing.
    """
    part = f"'{compartment}'" if compartment else f"{table}.compartment"
    case_column = f"{table}.{case}"
    reading = f"{holds(case_column, part)} and ({and_also})"
    writing = f"{holds(case_column, part, writing=True)} and ({and_also})"
    signed = f" and {table}.{by} = (select mooring_posted_officer())" if by else ""
    statements = [
        f"alter table {table} enable row level security",
        f"grant select, insert on {table} to mooring_app",
        f"create policy reading on {table} for select to mooring_app using ({reading})",
        f"create policy appending on {table} for insert to mooring_app with check ({writing}{signed})",
        f"create trigger stamped before insert on {table} for each row execute function mooring_stamp()",
    ]
    if supersedable:
        statements += [
            f"grant update (superseded_by_id) on {table} to mooring_app",
            f"create policy superseding on {table} for update to mooring_app using ({writing}) with check ({writing})",
            f"create trigger superseded_once before update on {table} for each row execute function mooring_supersede_once()",
        ]
    return _run(statements)


def superseded_within_the_case(table: str) -> migrations.RunSQL:
    """See that a fact of this table is superseded by one of the same case only, asked at the end of the transaction.

    Every table guarded as supersedable gets it, in a migration that comes after casework's 0007, where its function is made.
    """
    return _run(
        [
            f"create constraint trigger superseded_within_the_case after update of superseded_by_id on {table}"
            " deferrable initially deferred for each row when (new.superseded_by_id is not null)"
            " execute function mooring_superseded_within_the_case()"
        ]
    )


def grant_column_reading(role: str, table: str, columns: Sequence[str]) -> migrations.RunSQL:
    """Let one of the machine's roles read some columns of all rows of a table: for counting, clocks or matching, never for a person."""
    return _run(
        [
            f"grant select ({', '.join(columns)}) on {table} to {role}",
            f"create policy {role}_reading on {table} for select to {role} using (true)",
        ]
    )


def _run(statements: Sequence[str]) -> migrations.RunSQL:
    # Params are absent, so that a percent sign in SQL stays one.
    return migrations.RunSQL([(statement, None) for statement in statements], migrations.RunSQL.noop)
