"""The picture of gaps and overlaps: services down, regions across, drawn to SVG. The table beside it says the same in words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.referral.gaps import Coverage, Covered

WORDS = {
    Coverage.GAP: gettext_lazy("Nobody"),
    Coverage.PARTLY: gettext_lazy("A part only"),
    Coverage.COVERED: gettext_lazy("One agency"),
    Coverage.OVERLAP: gettext_lazy("Several"),
}
# Each has a colour and a sign of its own, for whoever does not tell the colours apart.
COLOURS = {
    Coverage.GAP: "#a8201a",
    Coverage.PARTLY: "#8a6a00",
    Coverage.COVERED: "#4f8a3c",
    Coverage.OVERLAP: "#2f7fb5",
}
SIGNS = {Coverage.GAP: "0", Coverage.PARTLY: "½", Coverage.COVERED: "1", Coverage.OVERLAP: "+"}
WIDTH, ROW = 300, 22


def svg(rows: Sequence[Sequence[Covered]], services: Sequence[str], regions: Sequence[str]) -> str:
    """Draw the matrix; `services` and `regions` are the words for its rows and columns."""
    cells = [
        {"service": service, "region": region, "is": str(WORDS[cell.coverage]), "sign": SIGNS[cell.coverage]}
        for service, row in zip(services, rows, strict=True)
        for region, cell in zip(regions, row, strict=True)
    ]
    order = {"services": list(services), "regions": list(regions)}
    legend = {"words": [str(WORDS[each]) for each in Coverage], "colours": [COLOURS[each] for each in Coverage]}
    return _drawn(json.dumps({"cells": cells, "title": _("Charged with it"), **order, **legend}))


@lru_cache(maxsize=64)
def _drawn(figures: str) -> str:
    import altair as alt
    import vl_convert

    given: dict[str, Any] = json.loads(figures)
    across = alt.X(
        "region:N",
        sort=given["regions"],
        title=None,
        axis=alt.Axis(orient="top", labelAngle=-40, labelLimit=150, ticks=False, domain=False),
    )
    down = alt.Y(
        "service:N", sort=given["services"], title=None, axis=alt.Axis(labelLimit=230, ticks=False, domain=False)
    )
    colour = alt.Color(
        "is:N",
        title=given["title"],
        scale=alt.Scale(domain=given["words"], range=given["colours"]),
        legend=alt.Legend(orient="bottom", columns=2, symbolType="square"),
    )
    base = alt.Chart(alt.InlineData(values=given["cells"])).encode(x=across, y=down)
    squares = base.mark_rect(stroke="white", strokeWidth=2).encode(color=colour)
    signs = base.mark_text(color="white", fontSize=13, fontWeight="bold").encode(text="sign:N")
    spec = (
        alt.layer(squares, signs)
        .properties(width=WIDTH, height=max(len(given["services"]), 1) * ROW, background="white", padding=4)
        .configure(font="IBM Plex Sans, Helvetica, Arial, sans-serif")
        .configure_axis(labelFontSize=12, labelColor="#1b2328")
        .configure_legend(labelFontSize=12, titleFontSize=12)
        .configure_view(stroke=None)
        .to_dict()
    )
    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
