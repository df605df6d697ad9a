"""The cell builder: persons in cases, divided two ways, as known on a day that is over. One grouped query; a second for ages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mooring.statistics.counting import count
from mooring.statistics.counting_rules import CountingRule
from mooring.statistics.dimensions import DIMENSIONS, FACTS
from mooring.statistics.joined import aside
from mooring.statistics.tables import Table, build
from mooring.statistics.vintages import Vintage


@dataclass(frozen=True)
class Question:
    """What is asked of the figures. `down`, `across`: codes of dimensions. `filters`: one code for each dimension named.

    `first`, `last`: days of the outcome, both included. `share_of`: row, column, total or nothing.
    """

    vintage: Vintage
    down: str = "year"
    across: str = "outcome"
    rule: CountingRule = CountingRule.ANY
    filters: dict[str, str] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    share_of: str = ""
    largest: int | None = 20


@dataclass(frozen=True)
class Ages:
    """The ages of those counted, as recorded: how many are known, the youngest, the oldest and the mean (years).

    `first_day`, `last_day`: of their outcomes, none when nobody is counted.
    """

    known: int
    not_known: int
    youngest: int | None
    oldest: int | None
    mean: float | None
    first_day: date | None
    last_day: date | None


def table(question: Question) -> Table:
    """The table that answers the question."""
    down, across = DIMENSIONS[question.down], DIMENSIONS[question.across]
    facts, where, parameters = _who(question, {down.needs, across.needs})
    rows = count(f"select {down.sql}, {across.sql}, count(*) from {facts} where {where} group by 1, 2", parameters)
    return build(
        ((row or "", column or "", people) for row, column, people in rows),
        down=down.dimension,
        across=across.dimension,
        rule=question.rule,
        share_of=question.share_of,
        largest=question.largest,
    )


def ages(question: Question) -> Ages:
    """The range and mean of the ages of those whom the table counts."""
    facts, where, parameters = _who(question, {"p"})
    sql = (
        "select count(p.age_years), count(*), min(p.age_years), max(p.age_years), avg(p.age_years),"
        f" min(o.decided_on), max(o.decided_on) from {facts} where {where}"
    )
    [(known, everybody, youngest, oldest, mean, *days)] = count(sql, parameters)
    return Ages(known, everybody - known, youngest, oldest, None if mean is None else round(float(mean), 1), *days)


def standing(fact: str, table_name: str, vintage: str = "moment") -> str:
    """SQL: the facts of a table as known at the parameter named `vintage`, one for each case."""
    return (
        f"(select f.* from (select {COLUMNS[table_name]} from {table_name}) f left join (select id, recorded_at from {table_name}) l"
        f" on l.id = f.superseded_by_id where f.recorded_at < %({vintage})s"
        f" and (f.superseded_by_id is null or l.recorded_at >= %({vintage})s)) {fact}"
    )


_FACT = "id, case_id, recorded_at, superseded_by_id, "
COLUMNS = {
    "identification_outcome": _FACT + "outcome, decided_on, authority",
    "identification_personfacts": _FACT + "gender, age_years, age_status, citizenships",
    "identification_exploitation": _FACT + "forms, crossing",
    "identification_residencebasis": _FACT + "basis",
    "identification_caseorigin": _FACT + "source",
}


def is_aside(vintage: str = "moment") -> str:
    """SQL: whether an outcome `o` is that of a person who is counted by another file of hers."""
    return aside("o.case_id", standing("", "identification_outcome", vintage), vintage)


def joined_facts(needs: set[str], vintage: str = "moment") -> str:
    """SQL: the outcomes as known at a moment, one for each file, with the facts that the dimensions need beside them."""
    joins = [
        f" left join {standing(fact, FACTS[fact], vintage)} on {fact}.case_id = o.case_id"
        for fact in sorted(needs - {""})
    ]
    return standing("o", "identification_outcome", vintage) + "".join(joins)


def conditions(question: Question) -> tuple[str, dict[str, Any], set[str]]:
    """SQL: who is counted, by period and filters; with its parameters and the facts it needs."""
    where, needs = ["true"], set()
    parameters: dict[str, Any] = {}
    if question.first:
        where.append("o.decided_on >= %(first)s")
        parameters["first"] = question.first
    if question.last:
        where.append("o.decided_on <= %(last)s")
        parameters["last"] = question.last
    for code, value in question.filters.items():
        dimension = DIMENSIONS[code]
        parameters[f"filter_{code}"] = value
        asked = f"%(filter_{code})s"
        in_forms = f"{asked} = any (string_to_array({dimension.sql}, '+'))"
        where.append(in_forms if dimension.dimension.forms else f"{dimension.sql} = {asked}")
        needs.add(dimension.needs)
    return " and ".join(where), parameters, needs


def _who(question: Question, needs: set[str]) -> tuple[str, str, dict[str, Any]]:
    where, parameters, more = conditions(question)
    return (
        joined_facts(needs | more),
        f"({where}) and not {is_aside()}",
        {**parameters, "moment": question.vintage.moment},
    )
