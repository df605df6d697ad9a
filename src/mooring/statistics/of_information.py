"""What people were told, by matter, language and means, and how it was taken in: from open codes alone, and rounded."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from mooring.casework.named_by_code import language_name
from mooring.statistics.counting import count
from mooring.statistics.of_calls import rounded
from mooring.statistics.tables import Dimension, Table, build
from mooring.support.models import Channel, Interpreting, Understood
from mooring.support.told import title


def _named(kind: Any) -> Any:
    return lambda code: str(dict(kind.choices).get(code, code))


UNDERSTOOD = Dimension(
    "understood", gettext_lazy("How it was taken in"), _named(Understood), fixed=tuple(Understood.values)
)
DIMENSIONS: dict[str, Dimension] = {
    "topic": Dimension("topic", gettext_lazy("Matter"), title),
    "language": Dimension("language", gettext_lazy("Language"), language_name),
    "channel": Dimension("channel", gettext_lazy("How"), _named(Channel), fixed=tuple(Channel.values)),
    "interpreting": Dimension(
        "interpreting", gettext_lazy("Interpreter"), _named(Interpreting), fixed=tuple(Interpreting.values)
    ),
}


def table(down: str) -> Table:
    """All tellings that stand, by one of the dimensions and how they were taken in, every figure rounded. Which means work shows here."""
    rows = count(
        f"select {DIMENSIONS[down].code}, understood, count(*) from support_informationgiven"
        " where superseded_by_id is null and not is_taken_back group by 1, 2"
    )
    return rounded(build(rows, down=DIMENSIONS[down], across=UNDERSTOOD))
