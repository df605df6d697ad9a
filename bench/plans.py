"""How the database finds the rows of the pages: by index, never by reading a whole table that grows with the country."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from bench.desks import Measured
from bench.report import Line, Report
from bench.timing import Stopwatch
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as

BIG = frozenset(
    {
        "casework_case",
        "casework_stagereached",
        "casework_event",
        "casework_deadline",
        "casework_grant",
        "safeguards_ledgerline",
    }
)
CHAPTER = "How the rows are found"
# The three main queries: the page where each is sent, and the words by which it is known.
MAIN = (
    ("The cases of a list", "Case list, first page", 'from "casework_grant"'),
    ("What is due for an officer", "Officer's day", 'from "casework_deadline"'),
    ("A case by its pseudonym", "Case page", '"casework_case"."pseudonym" ='),
)


def explain(report: Report, who: Measured, watches: list[tuple[str, Stopwatch]]) -> None:
    """Ask the database how it finds what the pages asked for, as the application with the officer set."""
    officer = Officer.objects.get(pk=who.officer)
    with acting_as(officer):
        for name, watch in watches:
            read_whole = sorted(
                {table for sql, params in watch.own() for table in whole_tables(plan_of(sql, params)) if table in BIG}
            )
            report.add(
                CHAPTER,
                Line(
                    f"{name}: big tables read from end to end",
                    ", ".join(read_whole) or "none",
                    "none",
                    not read_whole,
                ),
            )
        for title, page, sign in MAIN:
            watch = next(watch for name, watch in watches if name.startswith(page))
            sql, params = next((sql, params) for sql, params in watch.own() if sign in sql.lower())
            report.remark(CHAPTER, f"{title}, as the application with the officer set:")
            report.remark(CHAPTER, "```\n" + "\n".join(lines_of(sql, params)) + "\n```")


def plan_of(sql: str, params: Any) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("explain (format json) " + sql, params)
        [[[found]]] = [cursor.fetchone()]
    plan: dict[str, Any] = found["Plan"]
    return plan


def lines_of(sql: str, params: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("explain (costs off) " + sql, params)
        return [str(row[0])[:160] for row in cursor.fetchall()]


def whole_tables(plan: dict[str, Any]) -> Iterator[str]:
    """The tables that a plan reads from end to end."""
    if "Seq Scan" in plan["Node Type"]:
        yield plan["Relation Name"]
    for part in plan.get("Plans", []):
        yield from whole_tables(part)
