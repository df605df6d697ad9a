"""Writing lines: everybody does, each in her own transaction, and nobody waits for it."""

from __future__ import annotations

from django.db import connection

from mooring.safeguards.models import Officer


def write(
    officer: Officer | None,
    verb: str,
    *,
    outcome: str = "done",
    case_key: int | None = None,
    compartment: str = "",
    code: str = "",
    count: int | None = None,
) -> None:
    """Write one line. `outcome` is done, looked or refused; `code` is a word from a fixed list, never free text."""
    desk = officer.running_postings()[0].desk_id if officer is not None and officer.running_postings() else None
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into safeguards_ledgerline (officer_key, desk_key, verb, outcome, case_key, compartment, code, count)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s)",
            [officer.pk if officer else None, desk, verb, outcome, case_key, compartment, code, count],
        )


def look(
    officer: Officer, verb: str, *, case_key: int | None = None, compartment: str = "", count: int | None = None
) -> None:
    """Write that an officer looked at something; a list is one line with its count."""
    write(officer, verb, outcome="looked", case_key=case_key, compartment=compartment, count=count)
