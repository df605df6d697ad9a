"""The picture of progress: parts of life down, talks across, drawn to SVG. The table beside it says the same in words."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mooring.support.needs import NeedLevel
from mooring.support.progress import Progress

# Each has a colour and a sign of its own, for whoever does not tell the colours apart.
COLOURS = {
    NeedLevel.NONE: "#4f8a3c",
    NeedLevel.SOME: "#2f7fb5",
    NeedLevel.URGENT: "#a8201a",
    NeedLevel.NOT_ASKED: "#6b757c",
}
SIGNS = {NeedLevel.NONE: "0", NeedLevel.SOME: "1", NeedLevel.URGENT: "!", NeedLevel.NOT_ASKED: "–"}
WIDTH, COLUMN, ROW = 480, 60, 26


def svg(shown: Progress) -> str:
    """Draw how great the need was in each part of life at each talk."""
    talks = [f"{talk.version} · {date_format(talk.day, 'SHORT_DATE_FORMAT')}" for talk in shown.talks]
    cells = [
        {"part": str(line.name), "talk": talk, "is": str(level.label), "sign": SIGNS[level]}
        for line in shown.lines
        for talk, level in zip(talks, line.levels, strict=True)
    ]
    legend = {"words": [str(level.label) for level in NeedLevel], "colours": [COLOURS[level] for level in NeedLevel]}
    parts = [str(line.name) for line in shown.lines]
    return _drawn(json.dumps({"cells": cells, "talks": talks, "parts": parts, "title": _("Need"), **legend}))


@lru_cache(maxsize=32)
def _drawn(figures: str) -> str:
    import altair as alt
    import vl_convert

    given: dict[str, Any] = json.loads(figures)
    across = alt.X(
        "talk:N",
        sort=given["talks"],
        title=None,
        axis=alt.Axis(orient="top", labelAngle=-40, labelLimit=150, ticks=False, domain=False),
    )
    down = alt.Y("part:N", sort=given["parts"], title=None, axis=alt.Axis(labelLimit=240, ticks=False, domain=False))
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
        .properties(
            width=min(WIDTH, max(len(given["talks"]), 2) * COLUMN),
            height=max(len(given["parts"]), 1) * ROW,
            background="white",
            padding=4,
        )
        .configure(font="IBM Plex Sans, Helvetica, Arial, sans-serif")
        .configure_axis(labelFontSize=12, labelColor="#1b2328")
        .configure_legend(labelFontSize=12, titleFontSize=12)
        .configure_view(stroke=None)
        .to_dict()
    )
    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
