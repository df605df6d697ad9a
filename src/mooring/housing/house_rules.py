"""Rules of the house that housing follows where no law sets a time. They are cited as what they are: not law."""

from __future__ import annotations

from datetime import date, timedelta

from mooring.law import N_, Finding
from mooring.law.findings import because
from mooring.law.provisions import rule_of_the_house

WITHIN_THE_HOUR = timedelta(hours=1)
ANSWER_TONIGHT = timedelta(hours=2)
ANSWER_LATER = timedelta(hours=24)
WARNED_DAYS_BEFORE = (7, 2)
"""Where nothing else was agreed with the house: see `HouseContract.warn_days`."""


MISSING = because(
    "missing_within_the_hour",
    N_(
        "When somebody is missing, the contact person looks into it within the hour, and decides with the centre what follows."
    ),
    rule_of_the_house(N_("Missing")),
)
PAID = because(
    "paid_nights_run_out",
    N_("Before the paid nights run out, the contact person sees to it that somebody pays on, or finds another place."),
    rule_of_the_house(N_("Paid nights")),
)


def missing(on: date) -> Finding:
    """That a missing person is looked for within the hour."""
    return Finding("stay_missing", "due", N_("The contact person looks into it within the hour."), (MISSING,), on)


def paid_until(on: date) -> Finding:
    """That the nights of a stay are paid until a day only."""
    return Finding("stay_paid", "due", N_("The paid nights run out."), (PAID,), on)
