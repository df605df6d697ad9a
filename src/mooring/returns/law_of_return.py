"""What a return asks the law, with what the house knows of the person; where the law does not answer, nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings

from mooring.casework.known import known
from mooring.casework.models import Case, StageReached
from mooring.casework.stages import Stage
from mooring.law import Finding, Law, NotAnswered, ResidenceBasis
from mooring.law.days import months_after
from mooring.returns import house_rules
from mooring.safeguards import clock


def the_law() -> Law:
    law: Law = settings.MOORING_COUNTRY.law
    return law


def offer(case: Case, on: date | None = None, *, unaccompanied_ordered_to_leave: bool = False) -> Finding | None:
    """Whether the person is offered a prepared return, by the law of a day (today); none where the law does not say."""
    return _or_none(
        lambda: the_law().return_offer(
            on or clock.today(),
            residence_basis=basis_of(case),
            identified=is_identified(case),
            child=is_child(case),
            unaccompanied_ordered_to_leave=unaccompanied_ordered_to_leave,
        )
    )


def planner(case: Case, on: date | None = None) -> Finding | None:
    """Who plans it, by residence basis and by the day."""
    return _or_none(lambda: the_law().return_planner(basis_of(case), on or clock.today(), child=is_child(case)))


def departure(on: date | None = None) -> Finding | None:
    """Who handles departure where the person says no for now."""
    return _or_none(lambda: the_law().departure_authority(on or clock.today()))


def support_months(on: date) -> Finding | None:
    return _or_none(lambda: the_law().return_support_months(on))


def support_months_today() -> Finding | None:
    """For how many months there is support, by the law of today."""
    return support_months(clock.today())


def instalments() -> Finding | None:
    """Over how many months money is paid out."""
    return _or_none(lambda: the_law().return_instalments(clock.today()))


def follow_ups(on: date) -> Finding | None:
    return _or_none(lambda: the_law().return_follow_ups(on))


def follow_up_months(on: date) -> tuple[int, ...]:
    """How many months after arrival somebody asks; those of the house where the law says nothing."""
    found = follow_ups(on)
    return tuple(int(month) for month in found.codes("months")) if found else house_rules.FOLLOW_UP_MONTHS


def months_with_support(on: date) -> int:
    """For how many months after an arrival on a day there is support; beyond them it takes consent to ask."""
    found = support_months(on)
    number = found["months"] if found else house_rules.SUPPORT_MONTHS
    assert isinstance(number, int)
    return number


def due_after(arrived: date, month: int) -> date:
    """The day on which somebody asks, so many months after arrival."""
    return months_after(arrived, month)


def basis_of(case: Case) -> str:
    """The residence basis as far as it is known."""
    return str(known(case, "residence_basis") or ResidenceBasis.NOT_KNOWN_YET)


def is_child(case: Case) -> bool | None:
    """Whether the person is treated as a child; none where nobody has said."""
    found = known(case, "treated_as_child")
    return found if isinstance(found, bool) else None


def is_identified(case: Case) -> bool:
    """Whether the last decision found that the person is a victim, also after the case was closed."""
    outcomes = (Stage.IDENTIFIED, Stage.NOT_IDENTIFIED)
    reached = list(StageReached.objects.filter(case=case, stage__in=outcomes).order_by("recorded_at"))
    standing = [one for one in reached if one.superseded_by_id is None]
    last = (standing or reached)[-1:]
    return bool(last) and last[0].stage == Stage.IDENTIFIED


def _or_none(asked: Callable[[], Finding]) -> Finding | None:
    try:
        return asked()
    except NotAnswered:
        return None
