"""The picture of how full the houses are: a line for each over the months, drawn to SVG. The table beside it says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from mooring.housing.cost import Month
from mooring.housing.occupancy import Row
from mooring.safeguards import pictures

WIDTH, HEIGHT = 560, 240
COLOURS = ["#0b5c8a", "#b0531f", "#3f7a2c", "#7a3f8a", "#8a6a00", "#2b2b2b", "#a8201a", "#3d6f73"]


def svg(rows: Sequence[Row], months: Sequence[Month]) -> str:
    """Draw the share of nights slept, in hundredths, by month."""
    points = [
        {"label": row.label, "month": f"{year}-{month:02d}", "share": share}
        for row in rows
        for year, month in months
        if (share := row.share((year, month))) is not None
    ]
    figures = {"points": points, "title": _("Nights slept of a hundred there were")}
    return pictures.drawn(_lines, figures, width=WIDTH, height=HEIGHT)


def _lines(given: pictures.Figures) -> Any:
    import altair as alt

    return (
        alt.Chart(alt.InlineData(values=given["points"]))
        .mark_line(point=alt.OverlayMarkDef(size=45), strokeWidth=2)
        .encode(
            x=alt.X("month:O", title=None, axis=alt.Axis(labelAngle=-40)),
            y=alt.Y("share:Q", title=given["title"], scale=alt.Scale(domain=[0, 100])),
            color=alt.Color(
                "label:N",
                title=None,
                scale=alt.Scale(range=COLOURS),
                legend=alt.Legend(orient="bottom", columns=1, labelLimit=520),
            ),
            shape=alt.Shape("label:N", title=None, legend=None),
        )
    )
