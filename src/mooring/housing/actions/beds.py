"""Rooms and beds are added, described anew, taken out of use and back into it."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.casework.models.in_turn import take_the_place
from mooring.housing.house_codes import BedKind, OutOfUse, TargetGroup, UnitKind
from mooring.housing.models import Bed, BedUse, House, Unit, UnitCard
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


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
    if not 1 <= beds + cots <= 40 or beds < 0 or cots < 0 or not called.strip():
        raise house_rule("house.add_unit", by, None, _("A room has a name and at least one bed."), _("Fill in both."))
    unit = Unit(house=house, recorded_by=by)
    unit.save(force_insert=True)
    _card(by, unit, called, kind, step_free, groups).save(force_insert=True)
    kinds = [BedKind.BED] * beds + [BedKind.COT] * cots
    for number, bed_kind in enumerate(kinds, start=1):
        Bed(unit=unit, house=house, kind=bed_kind, called=str(number), recorded_by=by).save(force_insert=True)
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
) -> UnitCard:
    """Describe a room as it is from now on."""
    card = _card(by, unit, called, kind, step_free, groups)
    UnitCard.objects.standing().get(unit=unit, unit__house=house).supersede(card)
    return card


@deed("house.use_bed", on="house")
def use_bed(*, by: Officer, house: House, bed: Bed, in_use: bool, reason: str = "") -> BedUse:
    """Take a bed out of use, saying why, or back into it. Who sleeps in it now is not sent away by this."""
    verb = "house.use_bed"
    if bed.house_id != house.pk or (not in_use and reason not in OutOfUse.values):
        raise house_rule(verb, by, None, _("Say why nobody can sleep in this bed."), _("Choose one of the reasons."))
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
