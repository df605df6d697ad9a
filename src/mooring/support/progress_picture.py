"""The picture of progress: parts of life down, talks across, drawn to SVG. The table beside it says the same in words."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mooring.safeguards import pictures
from mooring.safeguards.pictures import Sign
from mooring.support.needs import NeedLevel
from mooring.support.progress import Progress

SIGNS = {
    NeedLevel.NONE: (pictures.GREEN, "0"),
    NeedLevel.SOME: (pictures.BLUE, "1"),
    NeedLevel.URGENT: (pictures.RED, "!"),
    NeedLevel.NOT_ASKED: (pictures.GREY, "–"),
}
WIDTH, COLUMN, ROW = 480, 60, 26


def svg(shown: Progress) -> str:
    """Draw how great the need was in each part of life at each talk."""
    return pictures.matrix(
        [line.levels for line in shown.lines],
        {level: Sign(str(level.label), *SIGNS[level]) for level in NeedLevel},
        down=[str(line.name) for line in shown.lines],
        across=[f"{talk.version} · {date_format(talk.day, 'SHORT_DATE_FORMAT')}" for talk in shown.talks],
        title=_("Need"),
        width=min(WIDTH, max(len(shown.talks), 2) * COLUMN),
        row_height=ROW,
    )
