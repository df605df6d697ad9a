"""Whether time tells a case that is not hers from one that does not exist: asked in turns, compared by their medians."""

from __future__ import annotations

import time

import psycopg
from django.test import Client

from bench.desks import Measured
from bench.pages import signed_in
from bench.report import Line, Report, milliseconds
from bench.timing import median_of
from mooring.casework.pseudonym import new_pseudonym

ROUNDS, WARMING = 400, 20
MOST_APART = 0.05
OTHERS = """
select c.pseudonym from casework_case c where not exists (
  select 1 from casework_grant g where g.case_id = c.id and (g.officer_id = %s or g.desk_id = %s))
order by c.id limit %s
"""


def measure(report: Report, owner: psycopg.Connection, who: Measured) -> None:
    """Ask for cases of others and for cases of nobody, one after the other, each only once."""
    theirs = [row[0] for row in owner.execute(OTHERS, [who.officer, who.desk, ROUNDS + WARMING]).fetchall()]
    client = signed_in(who.officer)
    times: dict[str, list[float]] = {"theirs": [], "nobodys": []}
    for number, pseudonym in enumerate(theirs):
        asked = [("theirs", pseudonym), ("nobodys", new_pseudonym("DK"))]
        for whose, name in asked if number % 2 else reversed(asked):
            seconds = _asked(client, name)
            if number >= WARMING:
                times[whose].append(seconds)
    middle = {whose: median_of(seconds) for whose, seconds in times.items()}
    apart = abs(middle["theirs"] / middle["nobodys"] - 1)
    report.add(
        f"A case that is not hers, and none at all ({who.sees} visible)",
        Line(
            "The answer: case of another ÷ no such case",
            f"{milliseconds(middle['theirs'])} ÷ {milliseconds(middle['nobodys'])} = {1 + apart:.3f}",
            f"at most {MOST_APART:.0%} apart",
            apart <= MOST_APART,
        ),
    )


def _asked(client: Client, pseudonym: str) -> float:
    began = time.perf_counter()
    assert client.get(f"/cases/{pseudonym}/").status_code == 404
    return time.perf_counter() - began
