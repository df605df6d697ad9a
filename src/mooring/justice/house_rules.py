"""Rules of the house on the court side, where no law sets a time. They are cited as what they are: not law."""

from __future__ import annotations

from datetime import date, timedelta

from mooring.law import N_, Finding
from mooring.law.findings import because
from mooring.law.provisions import rule_of_the_house

BEFORE_A_HEARING = timedelta(days=7)


def before_a_hearing(on: date) -> Finding:
    """That care is agreed a week before the person is heard."""
    rule = rule_of_the_house(N_("Care of a witness"))
    why = because(
        "care_before_the_hearing",
        N_("What spares the person is agreed a week before the hearing, so that the court can arrange it."),
        rule,
    )
    return Finding("hearing_care", "due", N_("Care of the person is agreed before the hearing."), (why,), on)
