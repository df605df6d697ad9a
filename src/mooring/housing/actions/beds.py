"""Rooms and beds are added, described anew, taken out of use and back into it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mooring.casework.house_rule import house_rule
from mooring.casework.models.in_turn import take_the_place
from mooring.housing.actions.stepping import first_in_line
from mooring.housing.house_codes import BedKind, OutOfUse, TargetGroup, UnitKind
from mooring.housing.models import Bed, BedUse, House, Unit, UnitCard
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer

MOST_BEDS = 40
"""In one room."""


@deed("house.add_unit", on="house")
def add_unit(
    *,
    by: Officer,
    house: House,
    called: str,
    kind: str = UnitKind.SINGLE_ROOM,
    beds: int = 1,
    cots: int = 0,
    step_free: bool = False,
    groups: Iterable[str] = (),
) -> Unit:
    """Add a room or a flat with its beds and cots. `groups`: whom it is for, where that is narrower than the house."""
    if not 1 <= beds + cots <= MOST_BEDS or beds < 0 or cots < 0 or not called.strip():
        raise house_rule("house.add_unit", by, None, _("A room has a name and at least one bed."), _("Fill in both."))
    unit = Unit(house=house, recorded_by=by)
    unit.save(force_insert=True)
    _card(by, unit, called, kind, step_free, groups).save(force_insert=True)
    _put_in(by, unit, beds, cots)
    return unit


@deed("house.change_unit", on="house")
def change_unit(
    *,
    by: Officer,
    house: House,
    unit: Unit,
    called: str,
    kind: str,
    step_free: bool = False,
    groups: Iterable[str] = (),
    more_beds: int = 0,
    more_cots: int = 0,
    closed: str = "",
) -> UnitCard:
    """Describe a room as it is from now on, put more beds into it, close it or open it again.

    `closed`: why nobody can sleep in it; refused while somebody lives there or is expected. Empty opens a room that was closed.
    """
    verb = "house.change_unit"
    there = list(Bed.objects.filter(unit=unit).order_by("pk"))
    if not called.strip() or min(more_beds, more_cots) < 0 or len(there) + more_beds + more_cots > MOST_BEDS:
        raise house_rule(
            verb,
            by,
            None,
            _("A room has a name, and at most %(number)s beds.") % {"number": MOST_BEDS},
            _("Correct what is written."),
        )
    was_closed = why_closed(unit)
    card = _card(by, unit, called, kind, step_free, groups)
    UnitCard.objects.standing().get(unit=unit, unit__house=house).supersede(card)
    _put_in(by, unit, more_beds, more_cots, after=len(there))
    if closed:
        _close(verb, by, unit, OutOfUse(closed))
    elif was_closed:
        for bed in there:
            _use(by, bed, in_use=True)
    return card


def why_closed(unit: Unit) -> str:
    """Why nobody can sleep in any bed of a room, as a code; empty while a bed of it is in use."""
    out = dict(BedUse.objects.standing().filter(bed__unit=unit, in_use=False).values_list("bed", "reason"))
    beds = set(Bed.objects.filter(unit=unit).values_list("pk", flat=True))
    return str(next(iter(out.values()))) if beds and set(out) == beds else ""


def people_in(unit: Unit) -> int:
    """How many live in a room or are expected there; asked of the database, for who coordinates does not see the stays."""
    with connection.cursor() as cursor:
        cursor.execute("select mooring_people_in_unit(%s)", [unit.pk])
        return int(cursor.fetchone()[0])


def _put_in(by: Officer, unit: Unit, beds: int, cots: int, after: int = 0) -> None:
    kinds = [BedKind.BED] * beds + [BedKind.COT] * cots
    for number, kind in enumerate(kinds, start=after + 1):
        Bed(unit=unit, house=unit.house, kind=kind, called=str(number), recorded_by=by).save(force_insert=True)


def _close(verb: str, by: Officer, unit: Unit, why: OutOfUse) -> None:
    beds = list(Bed.objects.filter(unit=unit).order_by("pk"))
    for bed in beds:
        first_in_line(bed)  # nobody is offered a bed of it at the same moment
    if number := people_in(unit):
        raise house_rule(
            verb,
            by,
            None,
            ngettext(
                "%(number)s person lives in this room or is expected there.",
                "%(number)s persons live in this room or are expected there.",
                number,
            )
            % {"number": number},
            _("Give them other beds first; the page of each stay does it. Then close the room."),
        )
    for bed in beds:
        _use(by, bed, in_use=False, reason=why)


@deed("house.use_bed", on="house")
def use_bed(*, by: Officer, house: House, bed: Bed, in_use: bool, reason: str = "") -> BedUse:
    """Take a bed out of use, saying why, or back into it. Who sleeps in it now is not sent away by this."""
    verb = "house.use_bed"
    if bed.house_id != house.pk or (not in_use and reason not in OutOfUse.values):
        raise house_rule(verb, by, None, _("Say why nobody can sleep in this bed."), _("Choose one of the reasons."))
    return _use(by, bed, in_use=in_use, reason=reason)


def _use(by: Officer, bed: Bed, *, in_use: bool, reason: str = "") -> BedUse:
    use = BedUse(bed=bed, in_use=in_use, reason="" if in_use else reason, recorded_by=by)
    take_the_place(BedUse.objects.standing().filter(bed=bed).first(), use)
    return use


def _card(by: Officer, unit: Unit, called: str, kind: str, step_free: bool, groups: Iterable[str]) -> UnitCard:
    return UnitCard(
        unit=unit,
        called=called.strip(),
        kind=UnitKind(kind),
        step_free=step_free,
        groups=[group for group in TargetGroup.values if group in set(groups)],
        recorded_by=by,
    )
