"""Short ways to a point of the story, for arranging tests: each step is a deed of the cast."""

from __future__ import annotations

from datetime import timedelta

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.identification import actions
from mooring.identification.models import Encounter, Outcome
from mooring.safeguards import clock
from tests.cast import Cast

SECRET = "Canary Plainword"


def met(officers: Cast, **codes: str) -> Encounter:
    """A person met in a police action, noted by the social worker."""
    by = officers.social_worker
    signal = actions.receive_signal(by=by, source="police_action", words=SECRET)
    return actions.note_encounter(by=by, signal=signal, **({"asked_to_talk": "yes"} | codes))  # type: ignore[arg-type]


def opened(officers: Cast) -> Case:
    """A case opened by the person's wish."""
    return actions.become_case(by=officers.social_worker, encounter=met(officers), ground="her_wish")


def filled(officers: Cast, basis: str = "none") -> Case:
    """A case whose form the social worker has begun, with a residence basis."""
    by, case = officers.social_worker, opened(officers)
    actions.record_residence(by=by, case=case, basis=basis, known_how="papers_seen")
    meeting = actions.hold_conversation(
        by=by, case=case, held_on=clock.now() - timedelta(minutes=1), place="office", interpreter="accepted"
    )
    actions.write_section(by=by, conversation=meeting, section="journey", words=SECRET)
    return case


def under_assessment(officers: Cast, basis: str = "none", **more: str) -> Case:
    """A case that the competent authority assesses."""
    case = filled(officers, basis)
    actions.request_assessment(by=officers.social_worker, case=case, **more)  # type: ignore[arg-type]
    return fresh(case)


def decided(officers: Cast, outcome: str = "identified") -> tuple[Case, Outcome]:
    """A case that the immigration service has decided today."""
    case = under_assessment(officers)
    made = actions.decide(by=officers.caseworker, case=case, outcome=outcome, decided_on=clock.today(), ground=SECRET)
    return fresh(case), made


def fresh(case: Case) -> Case:
    """The same case as a new request would have it, with nothing remembered of who holds what."""
    return Case(id=case.pk, pseudonym=case.pseudonym, opened_at=case.opened_at, opened_by_id=case.opened_by_id)


ALL_PARTS = tuple(Compartment)
