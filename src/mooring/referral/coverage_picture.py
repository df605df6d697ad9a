"""The picture of gaps and overlaps: services down, regions across, drawn to SVG. The table beside it says the same in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.referral.gaps import Coverage, Covered
from mooring.safeguards import pictures
from mooring.safeguards.pictures import Sign

WORDS = {
    Coverage.GAP: gettext_lazy("Nobody"),
    Coverage.PARTLY: gettext_lazy("A part only"),
    Coverage.COVERED: gettext_lazy("One agency"),
    Coverage.OVERLAP: gettext_lazy("Several"),
}
SIGNS = {
    Coverage.GAP: (pictures.RED, "0"),
    Coverage.PARTLY: (pictures.OCHRE, "½"),
    Coverage.COVERED: (pictures.GREEN, "1"),
    Coverage.OVERLAP: (pictures.BLUE, "+"),
}
WIDTH, ROW = 300, 22


def svg(rows: Sequence[Sequence[Covered]], services: Sequence[str], regions: Sequence[str]) -> str:
    """Draw the matrix; `services` and `regions` are the words for its rows and columns."""
    return pictures.matrix(
        [[cell.coverage for cell in row] for row in rows],
        {each: Sign(str(WORDS[each]), *SIGNS[each]) for each in Coverage},
        down=services,
        across=regions,
        title=_("Charged with it"),
        width=WIDTH,
        row_height=ROW,
    )
