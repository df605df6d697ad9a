"""A small world of figures: persons of an invented register, known since a day of their own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from mooring.identification.actions import take_over_closed_cases
from mooring.identification.models import Exploitation, Outcome
from mooring.identification.old_register import OldRegisterRow
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

PEOPLE = [
    OldRegisterRow("identified", date(2011, 5, 2), authority="national_centre", gender="woman", age_years=17, age_status="child",
                   citizenships=["NG"], forms=["sexual"], crossing="cross_border", residence_basis="none"),
    OldRegisterRow("identified", date(2012, 6, 1), authority="immigration_service", gender="woman", age_years=31, age_status="adult",
                   citizenships=["NG", "RO"], forms=["sexual", "forced_criminality"], crossing="cross_border"),
    OldRegisterRow("identified", date(2012, 8, 1), authority="national_centre", gender="man", age_years=24, age_status="adult",
                   citizenships=["RO"], forms=["forced_labour", "sexual"], crossing="internal"),
    OldRegisterRow("not_identified", date(2012, 9, 1), authority="immigration_service", gender="man", forms=["forced_labour"]),
    OldRegisterRow("withdrawn", date(2014, 1, 1), gender="not_known", age_years=15, age_status="presumed_child"),
]  # fmt: skip


def at(day: date) -> datetime:
    """Noon of a day, in UTC."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def recorded_on(officers: Cast, day: date, people: Iterable[OldRegisterRow] = PEOPLE) -> None:
    """Have the keeper record these persons on a day."""
    keeper = posted_before(officers)
    with clock.at(at(day)):
        take_over_closed_cases(by=keeper, rows=people)


def posted_before(officers: Cast) -> Officer:
    """The keeper, whose posting is read once now: it began when the tests did, and the tests tell of earlier days."""
    keeper = officers.keeper
    keeper.running_postings()
    return keeper


def correct_outcome(officers: Cast, on: date, decided_on: date, outcome: str) -> None:
    """Correct the outcome of the one decided on a day."""
    keeper = posted_before(officers)
    with clock.at(at(on)), acting_as(keeper):
        old = Outcome.objects.standing().get(decided_on=decided_on)
        old.supersede(
            Outcome(case=old.case, outcome=outcome, decided_on=decided_on, authority=old.authority, recorded_by=keeper)
        )


def correct_forms(officers: Cast, on: date, decided_on: date, forms: list[str]) -> None:
    """Correct the forms of exploitation of the one decided on a day."""
    keeper = posted_before(officers)
    with clock.at(at(on)), acting_as(keeper):
        case = Outcome.objects.standing().get(decided_on=decided_on).case
        old = Exploitation.objects.standing().get(case=case)
        old.supersede(Exploitation(case=case, forms=forms, crossing=old.crossing, recorded_by=keeper))
