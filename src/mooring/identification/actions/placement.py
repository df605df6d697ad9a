"""Recording what the police decided about where a person met stays."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.identification.actions.appending import one_of
from mooring.identification.models import Encounter, PlacementDecision, PoliceDecision
from mooring.identification.reading import the_law
from mooring.law import Finding, NotAnswered
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("placement.record", on="encounter", code="decision")
def record_placement_decision(
    *, by: Officer, encounter: Encounter, decision: str, decided_at: datetime
) -> PlacementDecision:
    """Record the decision of the police, with the ground that the law of the day gives for it. It is never a decision of ours.

    `decided_at` (aware): when they decided; refused in the future. A later decision takes the place of an earlier one.
    """
    verb = "placement.record"
    one_of(verb, by, None, [decision], PoliceDecision)
    if decided_at > clock.now():
        raise house_rule(verb, by, None, _("The police cannot have decided in the future."), _("Correct the time."))
    recorded = PlacementDecision(
        signal_id=encounter.signal_id,
        person_number=encounter.number,
        decision=decision,
        decided_at=decided_at,
        finding=_ground(decision, decided_at),
        detention_ends_at=_detention_ends(decided_at) if decision == PoliceDecision.HELD else None,
        recorded_by=by,
    )
    standing = (
        PlacementDecision.objects.standing().filter(signal=encounter.signal_id, person_number=encounter.number).first()
    )
    if standing is None:
        recorded.save(force_insert=True)
    else:
        standing.supersede(recorded)
    return recorded


def _ground(decision: str, decided_at: datetime) -> dict[str, object] | None:
    try:
        found: Finding = the_law().police_decision(decision, timezone.localtime(decided_at).date())
    except NotAnswered:
        return None
    return found.record()


def _detention_ends(decided_at: datetime) -> datetime | None:
    try:
        return the_law().detention_clock(decided_at).moment("ends")
    except NotAnswered:
        return None
