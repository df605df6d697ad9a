"""Tables over counted cells: what somebody else has published. They count published cells, never persons in cases, and say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.identification.models import Form
from mooring.statistics.counting import count
from mooring.statistics.counting_rules import CountingRule
from mooring.statistics.countries_by_code import citizenship
from mooring.statistics.models import AgeGroup
from mooring.statistics.periods import QUARTER_SQL, YEAR_SQL, quarters_between, years_between
from mooring.statistics.tables import Dimension, Table, build


@dataclass(frozen=True)
class PublishedSource:
    """A source of published counts, over all its files that stand."""

    key: str
    title: str
    publisher: str
    rights: str
    licence: str
    licence_id: str
    address: str
    counts: str
    by_date: str
    age_when: str
    confirmed: bool
    first_day: date
    last_day: date
    cells: int
    people: int
    fingerprint: str


SEXES = {"female": _("Female"), "male": _("Male"), "other": _("Other")}
# Publishers divide otherwise than the law here does; where they do, their own category stands.
PUBLISHED_FORMS = {
    "labour": _("Labour"),
    "domestic": _("Domestic"),
    "criminal": _("Criminal acts"),
    "sexual": _("Sexual"),
}
_forms = {**{str(value): label for value, label in Form.choices}, **PUBLISHED_FORMS}


def _form(code: str) -> str:
    return " + ".join(str(_forms.get(part, part)) for part in code.split("+"))


def _named(labels: dict[str, Any]) -> Callable[[str], str]:
    return lambda code: str(labels.get(code, code))


DAY = "c.period_start"
DIMENSIONS: dict[str, tuple[Dimension, str]] = {
    "quarter": (
        Dimension("quarter", _("Quarter"), str, ordered=True, between=quarters_between),
        QUARTER_SQL.format(day=DAY),
    ),
    "year": (Dimension("year", _("Year"), str, ordered=True, between=years_between), YEAR_SQL.format(day=DAY)),
    "body_kind": (Dimension("body_kind", _("Kind of reporting body"), str), "c.body_kind"),
    "body": (Dimension("body", _("Reporting body"), str), "c.body"),
    "form": (Dimension("form", _("Form of exploitation"), _form, forms=True), "c.form"),
    "age_group": (
        Dimension(
            "age_group", _("Child or adult"), _named(dict(AgeGroup.choices)), fixed=("child", "adult"), ordered=True
        ),
        "c.age_group",
    ),
    "sex": (Dimension("sex", _("Gender"), _named(SEXES), fixed=tuple(SEXES), ordered=True), "c.sex"),
    "citizenship": (Dimension("citizenship", _("Citizenship"), citizenship), "c.citizenship"),
}
STANDING = (
    "(select l.* from (select {columns} from statistics_countedload) l"
    " where not exists (select 1 from statistics_countedload later where later.replaces_id = l.id)) l"
)
LOAD_COLUMNS = (
    "id, source_key, title, publisher, rights, licence, licence_id, address, counts, by_date, age_when, confirmed,"
    " first_day, last_day, cell_count, people, fingerprint, loaded_at"
)


@dataclass(frozen=True)
class PublishedQuestion:
    """What is asked of one source: dimensions by code, `filters` by the code of a category, days both included."""

    source: str
    down: str = "quarter"
    across: str = "body_kind"
    rule: CountingRule = CountingRule.ANY
    filters: dict[str, str] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None
    share_of: str = ""
    largest: int | None = 20


def sources() -> list[PublishedSource]:
    """All sources of which something was brought in and stands, the newest first; files of one source together."""
    rows = count(
        "select l.source_key, (array_agg(l.title order by l.loaded_at desc))[1], (array_agg(l.publisher order by l.loaded_at desc))[1],"
        " (array_agg(l.rights order by l.loaded_at desc))[1], (array_agg(l.licence order by l.loaded_at desc))[1],"
        " (array_agg(l.licence_id order by l.loaded_at desc))[1], (array_agg(l.address order by l.loaded_at desc))[1],"
        " (array_agg(l.counts order by l.loaded_at desc))[1], (array_agg(l.by_date order by l.loaded_at desc))[1],"
        " (array_agg(l.age_when order by l.loaded_at desc))[1], bool_and(l.confirmed), min(l.first_day), max(l.last_day),"
        " sum(l.cell_count)::int, sum(l.people)::int, (array_agg(l.fingerprint order by l.loaded_at desc))[1]"
        f" from {STANDING.format(columns=LOAD_COLUMNS)} group by l.source_key order by max(l.loaded_at) desc"
    )
    return [PublishedSource(*row) for row in rows]


def collected(source: str) -> dict[str, list[str]]:
    """The dimensions that a source collects, each with its categories in order; periods by what its cells allow."""
    columns = ("body_kind", "body", "form", "age_group", "sex", "citizenship")
    lists = ", ".join(f"array_agg(distinct c.{name}) filter (where c.{name} <> '')" for name in columns)
    within_a_quarter = (
        f"bool_and({QUARTER_SQL.format(day='c.period_start')} = {QUARTER_SQL.format(day='c.period_end')})"
    )
    [(by_quarter, *values)] = count(f"select {within_a_quarter}, {lists} from {_cells()}", {"source": source})
    found: dict[str, list[str]] = {"quarter": [], "year": []} if by_quarter else {"year": []}
    return found | {name: sorted(codes) for name, codes in zip(columns, values, strict=True) if codes}


def table(question: PublishedQuestion) -> Table:
    """The table that answers the question. One grouped query."""
    (down, down_sql), (across, across_sql) = DIMENSIONS[question.down], DIMENSIONS[question.across]
    where = ["true"]
    parameters: dict[str, Any] = {"source": question.source}
    for code, value in question.filters.items():
        column = DIMENSIONS[code][1]
        asked = f"%(filter_{code})s"
        where.append(f"{asked} = any (string_to_array({column}, '+'))" if code == "form" else f"{column} = {asked}")
        parameters[f"filter_{code}"] = value
    if question.first:
        where.append("c.period_start >= %(first)s")
        parameters["first"] = question.first
    if question.last:
        where.append("c.period_end <= %(last)s")
        parameters["last"] = question.last
    rows = count(
        f"select {down_sql}, {across_sql}, sum(c.people)::int from {_cells()} where {' and '.join(where)} group by 1, 2",
        parameters,
    )
    return build(
        rows,
        down=down,
        across=across,
        rule=question.rule,
        share_of=question.share_of,
        largest=question.largest,
    )


def _cells() -> str:
    loads = STANDING.format(columns=LOAD_COLUMNS)
    return f"statistics_countedcell c join {loads} on l.id = c.load_id and l.source_key = %(source)s"
