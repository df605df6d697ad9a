"""Short ways to a point of a return, for arranging tests: each step is a deed of the cast."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.identification import actions as identification
from mooring.returns import actions
from mooring.returns.models import ReturnPath
from mooring.returns.moving import standing_path
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.identification.on_the_way import decided, fresh

SECRET = "Canary Homeword"
NO_RISKS = {"debt": ("some", ["person", "parents"], "A lawyer writes to whoever claims it.")}


def identified(officers: Cast, **person: Any) -> Case:
    """Somebody who was found to be a victim, without a permit; support is open to the planner's desk too."""
    case, _outcome = decided(officers)
    given: dict[str, Any] = {"gender": "woman", "age_years": 24, "languages": ["en"]} | person
    identification.record_person(by=officers.social_worker, case=case, **given)
    for part in (Compartment.CORE, Compartment.SUPPORT):
        casework.give_access(by=officers.social_worker, case=fresh(case), compartment=part, desk=officers.planner.desk)
    return fresh(case)


def path_of(officers: Cast, case: Case) -> ReturnPath:
    """The path as a new request would have it."""
    with acting_as(officers.social_worker):
        path = standing_path(fresh(case))
    assert path is not None
    return path


def offered(officers: Cast, case: Case) -> ReturnPath:
    actions.offer(
        by=officers.social_worker,
        case=fresh(case),
        language="en",
        channel="spoken",
        told=["what_it_is", "nothing_owed", "no_is_fine"],
        understood="yes",
        words=SECRET,
    )
    return path_of(officers, case)


def accepted(officers: Cast, case: Case, **more: Any) -> ReturnPath:
    actions.accept(by=officers.social_worker, path=offered(officers, case), **more)
    return path_of(officers, case)


def assessed(officers: Cast, case: Case, **more: Any) -> ReturnPath:
    path = accepted(officers, case, **more)
    actions.assess(
        by=officers.social_worker,
        path=path,
        risks=NO_RISKS,
        advice="can_be_safe",
        person_says="goes_on",
        family=SECRET,
    )
    return path_of(officers, case)


def planned(officers: Cast, case: Case, *, escort: str = "not_needed", **more: Any) -> ReturnPath:
    path = assessed(officers, case, **more)
    actions.plan(
        by=officers.planner,
        path=path,
        destination="home",
        country="NG",
        reception="partner",
        help_agreed={"housing": SECRET, "income": "A stall at the market."},
        escort=escort,
        travels_on=clock.today() + timedelta(days=7),
        planner_desk=officers.planner.desk,
    )
    return path_of(officers, case)


def arrived(officers: Cast, case: Case) -> ReturnPath:
    actions.travel(by=officers.planner, path=planned(officers, case))
    actions.arrive(by=officers.planner, path=path_of(officers, case), confirmed_by="person")
    return path_of(officers, case)


def state_of(officers: Cast, case: Case) -> str:
    path = path_of(officers, case)
    with acting_as(officers.social_worker):
        return path.standing_step().state
