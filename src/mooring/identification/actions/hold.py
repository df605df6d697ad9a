"""The hold on removal: begun with the request for an assessment, ended when the law no longer asks for it."""

from __future__ import annotations

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Grant, anew
from mooring.identification.models import RemovalHold
from mooring.identification.reading import the_law
from mooring.identification.stages_of_decision import stages_on
from mooring.law import N_, Finding, NotAnswered
from mooring.law.findings import because
from mooring.law.provisions import rule_of_the_house
from mooring.safeguards import clock
from mooring.safeguards.models import AgencyKind, Desk, Officer, Posting
from mooring.safeguards.roles import roles_with

HELD = "no_removal"
HELD_BY_THE_HOUSE = because(
    "held_by_the_house",
    N_(
        "The law pack of this country does not say what holds until the first decision; this installation waits for it."
    ),
    rule_of_the_house(N_("No removal before the first decision")),
)


def begin_hold(case: Case, *, by: Officer, number: str = "", stage: str = "") -> RemovalHold:
    """Begin the hold, within the request for an assessment; one that stands goes on, with the number if it is new.

    `stage`: the decision that is waited for.
    """
    standing: RemovalHold | None = RemovalHold.objects.standing().filter(case=case).first()
    running = standing if standing is not None and standing.ended_at is None else None
    if running is not None and (not number or number == running.authority_number()):
        return running
    hold = RemovalHold(
        case=case,
        begun_at=running.begun_at if running else clock.now(),
        finding=whether_to_remove(stage).or_refuse().record(),
        recorded_by=by,
    )
    if running is not None:
        hold.reference = running.reference
    hold.seal_words(authority_number=number)
    if standing is None:
        hold.save(force_insert=True)
    else:
        standing.supersede(hold)
    _show_to_the_departure_authority(case, by)
    return hold


def whether_to_remove(stage: str = "") -> Finding:
    """Whether somebody may be removed whose assessment is open, by the law of today.

    Where the pack answers for a later stage only, the house holds by a rule of its own, cited as such.
    """
    stages = stages_on(clock.today())
    waited_for = stage if len(stages) > 1 else ""
    try:
        return the_law().removal(True, clock.today(), stage=waited_for)
    except NotAnswered:
        if waited_for in ("", stages[-1].code):
            raise
        says = N_("Do not remove; ask the competent authority.")
        return Finding("removal", HELD, says, (HELD_BY_THE_HOUSE,), clock.today())


def end_hold(case: Case, *, by: Officer) -> RemovalHold | None:
    """End the hold, if the law no longer asks for it. Answers the ended one, or none."""
    standing: RemovalHold | None = RemovalHold.objects.standing().filter(case=case, ended_at=None).first()
    finding = the_law().removal(False, clock.today())
    if standing is None or finding.answer == HELD:
        return None
    ended = anew(standing, by, case=case, finding=finding.record(), ended_at=clock.now())
    ended.seal_words(authority_number=standing.authority_number())
    standing.supersede(ended)
    return ended


def _show_to_the_departure_authority(case: Case, by: Officer) -> None:
    serving = Posting.objects.running().filter(
        desk__agency__kind=AgencyKind.DEPARTURE_AUTHORITY, role__in=[role.code for role in roles_with("hold.look")]
    )
    for desk in Desk.objects.filter(pk__in=serving.values("desk")):
        if not Grant.objects.running().filter(case=case, desk=desk, compartment=Compartment.REMOVAL_HOLD).exists():
            casework.give_access(by=by, case=case, compartment=Compartment.REMOVAL_HOLD, desk=desk, may_write=False)
