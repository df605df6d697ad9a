"""Calls to the hotline by kind, month, language and region: from open codes alone, and rounded, so that no single caller can be found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.named_by_code import language_name
from mooring.hotline.models import Became, Caller, CallUrgency
from mooring.identification import regions
from mooring.statistics import charts
from mooring.statistics.counting import count
from mooring.statistics.tables import Cell, Dimension, Table, build

STEP = 5
"""To what figures are rounded, each for itself: neither a row nor a sum tells whether there was one call or none."""


def months_between(first: str, last: str) -> list[str]:
    """The months (`2026-11`) from one to another, both included."""
    begins, ends = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(begins, ends + 1)]


def _named(kind: Any) -> Any:
    return lambda code: str(dict(kind.choices).get(code, code))


MONTH = Dimension("month", gettext_lazy("Month"), lambda code: code, ordered=True, between=months_between)
DIMENSIONS: dict[str, Dimension] = {
    "month": MONTH,
    "caller": Dimension("caller", gettext_lazy("Who rang"), _named(Caller), fixed=tuple(Caller.values)),
    "language": Dimension("language", gettext_lazy("Language"), language_name),
    "region": Dimension("region", gettext_lazy("Region"), lambda code: regions.name_of(code)),
    "urgency": Dimension("urgency", gettext_lazy("Urgency"), _named(CallUrgency), fixed=tuple(CallUrgency.values)),
    "became": Dimension("became", gettext_lazy("What came of it"), _named(Became), fixed=tuple(Became.values)),
}
COLUMNS = {
    "month": "to_char(c.taken_at at time zone %(zone)s, 'YYYY-MM')",
    "caller": "c.caller",
    "language": "c.language",
    "region": "c.region",
    "urgency": "c.urgency",
    "became": "o.became",
}


def table(down: str, across: str) -> Table:
    """All calls that were taken, by two of the dimensions, every figure rounded."""
    rows = count(
        f"select coalesce({COLUMNS[down]}, ''), coalesce({COLUMNS[across]}, ''), count(*) from (select id, taken_at, caller, language,"
        " region, urgency from hotline_call) c left join (select call_id, became from hotline_calloutcome"
        " where superseded_by_id is null) o on o.call_id = c.id group by 1, 2",
        {"zone": str(settings.MOORING_COUNTRY.zone)},
    )
    return rounded(build(rows, down=DIMENSIONS[down], across=DIMENSIONS[across]))


def nearest(number: int) -> int:
    """A number rounded to the nearest step: of one or two calls nothing is left."""
    return STEP * round(number / STEP)


def rounded(counted: Table) -> Table:
    """The same table with every figure, sums too, rounded for itself."""

    def cell(one: Cell) -> Cell:
        return one if one.number is None else Cell(nearest(one.number))

    return replace(
        counted,
        rows=tuple(
            replace(row, cells=tuple(cell(one) for one in row.cells), total=cell(row.total)) for row in counted.rows
        ),
        totals=tuple(cell(one) for one in counted.totals),
        total=nearest(counted.total),
        cells={key: nearest(number) for key, number in counted.cells.items()},
    )


def in_words(counted: Table) -> list[str]:
    """What the chart shows, in sentences."""
    said = [_("About %(total)s calls in all.") % {"total": counted.total}]
    if counted.rows:
        largest = max(counted.rows, key=lambda row: row.total.number or 0)
        said.append(
            _("%(dimension)s: the most are under %(name)s, with about %(number)s.")
            % {"dimension": counted.down.title, "name": largest.category.label, "number": largest.total.number or 0}
        )
    return said


def picture(counted: Table) -> str:
    """The chart of the rounded figures."""
    return charts.svg(counted, unit=_("Calls"))
