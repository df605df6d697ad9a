"""Pictures of figures, drawn to SVG without a browser and without asking any address. A table beside each says the same in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

K = TypeVar("K")
Figures = dict[str, Any]
"""What is drawn, and nothing else: numbers and words as JSON holds them."""
Drawing = Callable[[Figures], Any]
"""What makes an Altair chart of figures; Altair is loaded when the first picture is drawn."""

# Vega measures type in pixels and knows no rem.
FONT = "IBM Plex Sans, Helvetica, Arial, sans-serif"
INK, QUIET, LINE = "#1b2328", "#545c61", "#d6d3c9"
GREEN, BLUE, RED, OCHRE, GREY = "#4f8a3c", "#2f7fb5", "#a8201a", "#8a6a00", "#6b757c"


@dataclass(frozen=True)
class Sign:
    """How one kind of square looks: a colour and a sign of its own, for whoever does not tell the colours apart."""

    words: str
    colour: str
    sign: str


def drawn(chart: Drawing, figures: Figures, *, width: int, height: int) -> str:
    """Draw figures as the house draws them; `width` and `height` in pixels, without axes and legend.

    Figures drawn once are kept, so that a page looked at twice is drawn once.
    """
    return _kept(chart, json.dumps(figures), width, height)


@lru_cache(maxsize=512)
def _kept(chart: Drawing, figures: str, width: int, height: int) -> str:
    import vl_convert

    spec = (
        chart(json.loads(figures))
        .properties(width=width, height=height, background="white", padding=4)
        .configure(font=FONT)
        .configure_axis(
            labelFontSize=13,
            titleFontSize=13,
            labelColor=INK,
            titleColor=QUIET,
            titleFontWeight="normal",
            gridColor=LINE,
        )
        .configure_legend(labelFontSize=12, titleFontSize=12, labelColor=INK)
        .configure_view(stroke=None)
        .to_dict()
    )
    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))


def matrix(
    squares: Sequence[Sequence[K]],
    signs: Mapping[K, Sign],
    *,
    down: Sequence[str],
    across: Sequence[str],
    title: str,
    width: int,
    row_height: int,
) -> str:
    """Draw rows of squares; `down` and `across` are the words for rows and columns, `title` what the legend says of the signs."""
    cells = [
        {"down": row, "across": column, "is": signs[square].words, "sign": signs[square].sign}
        for row, line in zip(down, squares, strict=True)
        for column, square in zip(across, line, strict=True)
    ]
    figures = {
        "cells": cells,
        "down": list(down),
        "across": list(across),
        "title": title,
        "words": [each.words for each in signs.values()],
        "colours": [each.colour for each in signs.values()],
    }
    return drawn(_squares, figures, width=width, height=max(len(down), 1) * row_height)


def _squares(given: Figures) -> Any:
    import altair as alt

    across = alt.X(
        "across:N",
        sort=given["across"],
        title=None,
        axis=alt.Axis(orient="top", labelAngle=-40, labelLimit=150, ticks=False, domain=False),
    )
    down = alt.Y("down:N", sort=given["down"], title=None, axis=alt.Axis(labelLimit=250, ticks=False, domain=False))
    colour = alt.Color(
        "is:N",
        title=given["title"],
        scale=alt.Scale(domain=given["words"], range=given["colours"]),
        legend=alt.Legend(orient="bottom", columns=2, symbolType="square"),
    )
    base = alt.Chart(alt.InlineData(values=given["cells"])).encode(x=across, y=down)
    squares = base.mark_rect(stroke="white", strokeWidth=2).encode(color=colour)
    written = base.mark_text(color="white", fontSize=13, fontWeight="bold").encode(text="sign:N")
    return alt.layer(squares, written)
