"""Claims for compensation across persons, and what was awarded: rounded, and no sum of money over fewer than five."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.justice.claim_states import CLAIM_STATES
from mooring.law.words import LABELS
from mooring.statistics.counting import count
from mooring.statistics.of_calls import STEP, rounded
from mooring.statistics.tables import Dimension, Table, build


def kind_name(code: str) -> str:
    words = _(LABELS[code]) if code in LABELS else code
    return words[:1].upper() + words[1:]


def _state(code: str) -> Any:
    return str(CLAIM_STATES.state(code).label)


KIND = Dimension("kind", gettext_lazy("Claim"), kind_name)
STATE = Dimension(
    "state", gettext_lazy("Where it stands"), _state, fixed=tuple(str(state.code) for state in CLAIM_STATES.states)
)


@dataclass(frozen=True)
class Awarded:
    """What was awarded for one kind of claim: the sum in whole thousands, or that it is too few to say."""

    kind: str
    currency: str
    amount: Decimal | None


def table() -> Table:
    """All claims by kind and where they stand, every figure rounded."""
    rows = count("select kind, state, count(*) from justice_claim where superseded_by_id is null group by 1, 2")
    return rounded(build(rows, down=KIND, across=STATE))


def awarded() -> list[Awarded]:
    """What was awarded, by kind: rounded to thousands, and not told where fewer than five claims were won."""
    rows = count(
        "select kind, currency, count(*), sum(coalesce(paid_minor, awarded_minor)) from justice_claim"
        " where superseded_by_id is null and state in ('awarded', 'paid') group by 1, 2 order by 1, 2"
    )
    return [
        Awarded(kind_name(kind), currency, (Decimal(minor) / 100).quantize(Decimal("1E+3")) if number >= STEP else None)
        for kind, currency, number, minor in rows
    ]
