"""The log of a house; and what is done when its address is no longer secret: everybody moves, and two hands open it again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.casework.models import take_the_place
from mooring.housing import address_known
from mooring.housing.models import Compromise, House, HouseCompromised, HouseIncident, IncidentKind, Severity, Told
from mooring.safeguards import clock, keys, notices
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.notices import Urgency

MOVES = "/to-move/"
MOVE_WITHIN = timedelta(hours=24)


@deed("incident.record", on="house")
def record_incident(
    *,
    by: Officer,
    house: House,
    kind: str,
    severity: str,
    happened_at: datetime,
    words: str = "",
    done: str = "",
    told: Sequence[str] = (),
) -> HouseIncident:
    """Write in the log of the house what happened, how grave it was, what was done and who was told. Words are sealed with its key.

    What is more than minor is told to the desk of the house and to the coordinators at once; nothing is told to any case.
    """
    if happened_at > clock.now() + timedelta(minutes=5):
        raise house_rule("incident.record", by, None, _("That lies in the future."), _("Check the day and the hour."))
    incident = HouseIncident(
        house=house,
        kind=IncidentKind(kind),
        severity=Severity(severity),
        happened_at=happened_at,
        told=[code.value for code in Told if code in told],
        recorded_by=by,
    )
    incident.seal(keys.data_key(house.pk), words=words.strip(), done=done.strip())
    incident.save(force_insert=True)
    if incident.severity != Severity.MINOR:
        urgency = Urgency.ESCALATION if incident.severity == Severity.DANGER else Urgency.URGENT
        notices.tell("house.incident", to=[house.desk, *notices.coordinators()], address="/houses/", urgency=urgency)
    return incident


@deed("house.compromise", on="house")
def compromise_house(*, by: Officer, house: House) -> HouseCompromised:
    """Say that somebody knows the address: nobody new comes, and everybody who lives here moves.

    Each team learns it at once, by notice and by a deadline on its case; the coordinators see what is left to move.
    """
    standing = standing_compromise(house)
    if standing is not None and standing.is_closed:
        reason = _("That is said already.")
        raise house_rule("house.compromise", by, None, reason, _("See on the list who is left to move."))
    compromised = HouseCompromised(house=house, recorded_by=by)
    take_the_place(standing, compromised)
    today = clock.today()
    finding = address_known.everybody_moves(today).record()
    with connection.cursor() as cursor:
        cursor.execute(
            "select stay, desk, contact from mooring_alarm_moves(%s, %s, %s::jsonb)",
            [house.pk, clock.now() + MOVE_WITHIN, json.dumps(finding)],
        )
        told = cursor.fetchall()
    desks = Desk.objects.in_bulk({desk for _stay, desk, _contact in told})
    contacts = Officer.objects.in_bulk({contact for _stay, _desk, contact in told})
    for reference, desk, contact in told:
        rings: list[Officer | Desk] = [desks[desk], contacts[contact]]
        notices.tell(
            "house.move_now",
            to=rings,
            address=f"/stays/{reference}/",
            urgency=Urgency.ESCALATION,
        )
    above: list[Officer | Desk] = [house.desk, *notices.leads_of(house.desk.agency_id), *notices.coordinators()]
    notices.tell("house.compromised", to=above, address=MOVES, urgency=Urgency.ESCALATION)
    return compromised


@deed("house.propose_reopening", on="house")
def propose_reopening(*, by: Officer, house: House) -> HouseCompromised:
    """Propose that the house opens again. A second officer decides. Refused while somebody is left to move."""
    verb = "house.propose_reopening"
    standing = standing_compromise(house)
    if standing is None or standing.state != Compromise.CLOSED:
        raise house_rule(verb, by, None, _("The house is not closed for its address."), _("Look at its page."))
    if any(left.house == house.pk for left in left_to_move()):
        reason = _("Somebody still lives there.")
        raise house_rule(verb, by, None, reason, _("Move everybody first; the list says who is left."))
    return _follow(standing, Compromise.PROPOSED, by)


@deed("house.reopen", on="house")
def reopen_house(*, by: Officer, house: House) -> HouseCompromised:
    """Open the house again, as the second hand."""
    standing = standing_compromise(house)
    if standing is None or standing.state != Compromise.PROPOSED:
        reason = _("Nobody has proposed to open the house again.")
        raise house_rule("house.reopen", by, None, reason, _("Propose it; somebody else then decides."))
    if standing.recorded_by_id == by.pk:
        reason = _("It takes two: you proposed it.")
        raise house_rule("house.reopen", by, None, reason, _("Ask a colleague or a coordinator."))
    return _follow(standing, Compromise.OPEN, by)


def standing_compromise(house: House) -> HouseCompromised | None:
    """Where it stands with the address of a house, or none when nothing was ever said."""
    found: HouseCompromised | None = (
        HouseCompromised.objects.standing().filter(house=house).select_related("recorded_by").first()
    )
    return found


@dataclass(frozen=True)
class Left:
    """A stay in a house whose address is known, which has not moved yet: no case, no person."""

    reference: str
    house: int
    state: str
    since: datetime
    desk: str
    contact: str
    persons: int


def left_to_move() -> list[Left]:
    """Who is left to move, as the desk of the house and the coordinators see it; for others nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select stay, house, state, since, desk, contact, persons from mooring_left_to_move()")
        return [Left(*row) for row in cursor.fetchall()]


def _follow(standing: HouseCompromised, state: str, by: Officer) -> HouseCompromised:
    later = HouseCompromised(house=standing.house, state=state, since=standing.since, recorded_by=by)
    standing.supersede(later)
    return later
