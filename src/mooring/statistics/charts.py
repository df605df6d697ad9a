"""Charts: a table as bars, drawn to SVG without a browser; and the same in words, for whoever does not see it."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from mooring.safeguards import pictures
from mooring.statistics.counting_rules import CountingRule
from mooring.statistics.tables import Table

COLOURS = ("#14495a", "#c2571a", "#4f8a3c", "#8a5ca8", "#b98a00", "#2f7fb5", "#a8201a", "#6b6f72")
MOST_ROWS = 25
WIDTH = 336  # fits beside a table, and on a phone
NOTHING: pictures.Figures = {"rows": [], "names": [], "order": [], "people": "", "beside": False}


def svg(table: Table, *, unit: str = "") -> str:
    """The table as bars: each row a bar, its columns stacked, or side by side where a person may stand in several columns.

    `unit`: what is counted, where it is not people.
    """
    figures = _figures(table)
    return _picture(figures | {"people": unit} if unit else figures)


def in_words(table: Table) -> list[str]:
    """What the chart shows, in sentences; the numbers themselves stand in the table beside it."""
    if not table.total:
        return [_("There is nobody to show.")]
    said = [_("%(total)s people in all.") % {"total": table.total}]
    largest = max(table.rows, key=lambda row: row.total.number or 0)
    said.append(
        _("%(dimension)s: the most are under %(name)s, with %(number)s.")
        % {"dimension": table.down.title, "name": largest.category.label, "number": largest.total.number or 0}
    )
    column, cell = max(zip(table.columns, table.totals, strict=True), key=lambda pair: pair[1].number or 0)
    said.append(
        _("%(dimension)s: the most are under %(name)s, with %(number)s.")
        % {"dimension": table.across.title, "name": column.label, "number": cell.number or 0}
    )
    numbers = [row.total.number for row in table.rows if row.total.number is not None]
    if table.down.between and len(numbers) > 1:
        said.append(
            _("From %(first)s in %(from)s to %(last)s in %(to)s.")
            % {
                "first": numbers[0],
                "from": table.rows[0].category.label,
                "last": numbers[-1],
                "to": table.rows[-1].category.label,
            }
        )
    return said


def warm() -> None:
    """Start the converter in the background, once in a process: its first drawing takes half a second, the next few milliseconds."""
    _warming()


@cache
def _warming() -> threading.Thread:
    thread = threading.Thread(target=_picture, args=(NOTHING,), daemon=True)
    thread.start()
    return thread


def _figures(table: Table) -> pictures.Figures:
    shown = table.columns[: len(COLOURS)] if len(table.columns) <= len(COLOURS) else table.columns[: len(COLOURS) - 1]
    alone = {one.code for one in shown}
    rows = []
    for row in table.rows[:MOST_ROWS]:
        rest = 0
        for column, cell in zip(table.columns, row.cells, strict=True):
            if column.code in alone:
                rows.append({"down": row.category.label, "across": column.label, "people": cell.number or 0})
            else:
                rest += cell.number or 0
        if len(alone) < len(table.columns):
            rows.append({"down": row.category.label, "across": _("All others together"), "people": rest})
    names = [one.label for one in shown] + ([_("All others together")] if len(alone) < len(table.columns) else [])
    return {
        "rows": rows,
        "people": _("People"),
        "order": [row.category.label for row in table.rows[:MOST_ROWS]],
        "names": names,
        "beside": table.across.forms and table.rule is CountingRule.ANY,
    }


def _picture(figures: pictures.Figures) -> str:
    names, rows = len(figures["names"]), max(len(figures["order"]), 1)
    step = max(22, 6 * names) if figures["beside"] else 22
    return pictures.drawn(_bars, figures, width=WIDTH, height=rows * step + 60 + 17 * names)


def _bars(given: pictures.Figures) -> Any:
    import altair as alt

    names, order = given["names"], given["order"]
    colour = alt.Color(
        "across:N",
        title=None,
        sort=names,
        scale=alt.Scale(domain=names, range=list(COLOURS[: len(names)])),
        legend=alt.Legend(orient="top", columns=1, labelLimit=210, symbolType="square"),
    )
    axis = alt.Axis(labelLimit=110, labelPadding=6, ticks=False, domain=False)
    encoded: dict[str, Any] = {
        "y": alt.Y("down:N", sort=order, title=None, axis=axis),
        "x": alt.X(
            "people:Q", title=given["people"], stack=None if given["beside"] else "zero", axis=alt.Axis(tickCount=3)
        ),
        "color": colour,
        "order": alt.Order("place:Q"),
    }
    if given["beside"]:
        encoded["yOffset"] = alt.YOffset("across:N", sort=names)
    values = [{**row, "place": names.index(row["across"])} for row in given["rows"]]
    bars = alt.Chart(alt.InlineData(values=values)).mark_bar().encode(**encoded)
    return bars.properties(autosize=alt.AutoSizeParams(type="fit", contains="padding"))
