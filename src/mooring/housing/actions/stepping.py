"""How a stay is moved on, within a deed: lawful, one night of a bed for one person only, and with word to the other side."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, take_the_place
from mooring.housing.free_beds import free_beds
from mooring.housing.models import Bed, Stay, StayStep
from mooring.housing.stay_states import OPEN, STAY_STATES, WITH_THE_PARENT, StayState
from mooring.safeguards import notices
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Desk, Officer

SHOWN_INSTEAD = 5


def move(
    stay: Stay,
    by: Officer,
    state: StayState,
    verb: str,
    *,
    reason: str = "",
    bed: Bed | None = None,
    begins: date | None = None,
    ends: date | None = None,
    telling: bool = True,
) -> StayStep:
    """Move a stay on; what is not given stays as it was. `telling`: whether the other side gets a notice.

    Raises `Refused` where the move is not lawful from where the stay stands, or somebody else has the bed in these nights.
    """
    stands = stay.look_again()
    if verb in WITH_THE_PARENT and stay.goes_along:
        raise house_rule(
            verb,
            by,
            None,
            _("The bed of a child goes along with the parent's stay."),
            _("Do it on the page of that stay: it holds for both."),
        )
    if not any((move.target, move.verb) == (state, verb) for move in STAY_STATES.moves_from(stands.state)):
        raise house_rule(
            verb,
            by,
            None,
            _("The stay stands elsewhere: %(state)s.") % {"state": STAY_STATES.state(stands.state).label},
            _("Look at it again; somebody may have moved it on."),
        )
    step = StayStep(
        stay=stay,
        state=state,
        bed=bed or stands.bed,
        begins=begins or stands.begins,
        ends=ends or stands.ends,
        reason=reason,
        recorded_by=by,
    )
    if step.ends is not None and step.ends <= step.begins and state in OPEN:
        step.ends = None
    first_in_line(step.bed)
    held(step, stands, verb, by, None, stay.groups)
    stay.look_again()
    if telling:
        tell(stay, state, urgent=state in (StayState.ACCEPTED, StayState.DECLINED, StayState.MISSING))
    return step


def held(step: StayStep, before: StayStep | None, verb: str, by: Officer, case: Case | None, groups: list[str]) -> None:
    """Write the step; the database sees to it that no night of a bed belongs to two."""
    try:
        with transaction.atomic():
            take_the_place(before, step)
    except IntegrityError as error:
        if "still in this bed" in str(error):
            raise slept_in(verb, by) from None
        if "no_bed_twice" not in str(error):
            raise
        raise just_taken(verb, by, case, step.begins, step.ends, groups) from None


def first_in_line(bed: Bed) -> None:
    """Have who asks for the same bed at the same time wait for each other, so that the database finds no deadlock between them."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('bed:' || %s, 0))", [str(bed.pk)])


def slept_in(verb: str, by: Officer) -> Refused:
    return house_rule(
        verb,
        by,
        None,
        _("Somebody else is still in this bed."),
        _("Say first that the other person has left, or give the person another bed."),
    )


def just_taken(
    verb: str, by: Officer, case: Case | None, begins: date, ends: date | None, groups: list[str]
) -> Refused:
    """The refusal to be raised when somebody was quicker; it names what is free for the same nights."""
    others = [f"{one.bed.house.in_words}, {one.bed.in_words}" for one in free_beds(begins, ends, groups)]
    instead = (
        _("Free for the same nights: %(beds)s.") % {"beds": "; ".join(others[:SHOWN_INSTEAD])}
        if others
        else _("No other bed is free for these nights: put the person on the waiting list, or make an alternative.")
    )
    return house_rule(verb, by, case, _("This bed was just taken, or cannot be used in these nights."), instead)


def tell(stay: Stay, state: StayState, *, urgent: bool) -> None:
    """Tell the other side where a stay has come to stand; of a missing person, everybody who may have to act."""
    kind = STAY_STATES.state(state).notice
    urgency = notices.Urgency.URGENT if urgent else notices.Urgency.ORDINARY
    if kind is None:
        return
    if state == StayState.MISSING:
        to: list[Officer | Desk] = [stay.contact, stay.from_desk, stay.house.desk, *notices.coordinators()]
        notices.tell(kind, to=to, address=stay.address, urgency=notices.Urgency.ESCALATION)
    elif state in (StayState.OFFERED, StayState.WITHDRAWN):
        notices.tell(kind, to=[stay.house.desk], address=stay.address, urgency=urgency)
    else:
        notices.tell(kind, to=[stay.from_desk, stay.house.desk], address=stay.address, urgency=urgency)
