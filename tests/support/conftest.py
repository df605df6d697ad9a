"""A case that the authority has taken up: core and support open to it, and a way to tell what it decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.casework.stages import Stage
from mooring.safeguards.deeds import Deed, Done
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support import heard
from tests.cast import Cast

Decide = Callable[..., None]


@pytest.fixture
def case(officers: Cast) -> Case:
    """A presumed victim's case; the caseworker's desk has its core, the assessor's desk core and support."""
    lead = officers.social_worker
    case = casework.open_case(by=lead)
    for who in ("caseworker", "assessor"):
        casework.give_access(by=lead, case=case, compartment=Compartment.CORE, desk=getattr(officers, who).desk)
    casework.give_access(by=lead, case=case, compartment=Compartment.SUPPORT, desk=officers.assessor.desk)
    with acting_as(lead):
        casework.move_to(case, Stage.ASSESSMENT, by=lead)
    return case


@pytest.fixture
def decide() -> Decide:
    """Tell the house of a decision on identification, as the room that decides does."""

    def told(case: Case, by: Officer, outcome: str = "identified", decided_on: date = date(2026, 11, 20)) -> None:
        deed = Deed("identification.decide", "case", Compartment.CORE, told)
        with acting_as(by):
            casework.move_to(case, Stage(outcome), by=by)
            result = SimpleNamespace(outcome=outcome, decided_on=decided_on, case=case)
            heard.outcome_decided(Done(deed, by, case, result, {}))

    return told


@pytest.fixture
def identified(case: Case, decide: Decide, officers: Cast) -> Case:
    """A case in which the caseworker has decided: identified."""
    decide(case, officers.caseworker)
    return case


def another_request(case: Case) -> Case:
    """The case as another officer's request would find it: nothing remembered of who holds what."""
    return Case(pk=case.pk, pseudonym=case.pseudonym, opened_at=case.opened_at, opened_by_id=case.opened_by_id)
