"""Which beds are free: tonight on one page, or for the nights somebody asks about. Says nothing of who lies in the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection
from django.db.models import Prefetch

from mooring.housing.house_codes import TargetGroup
from mooring.housing.models import Bed, House, HouseCard, UnitCard
from mooring.housing.target_groups import takes
from mooring.safeguards import clock

FOR_CHILDREN = (TargetGroup.FAMILIES, TargetGroup.CHILDREN)


@dataclass(frozen=True)
class FreeBed:
    """A bed that nobody has for the nights asked about, and the day from which somebody else has it; none when nobody has."""

    bed: Bed
    until: date | None


@dataclass
class HouseTonight:
    """A house with the beds that are free tonight; and how many beds it has at all."""

    house: House
    beds: list[FreeBed] = field(default_factory=list)
    of_all: int = 0

    def free_for(self, group: str) -> int:
        """How many of them take somebody of a group; a cot, only who comes with children."""
        return sum(group in one.bed.is_for and (not one.bed.is_a_cot or group in FOR_CHILDREN) for one in self.beds)

    @property
    def by_group(self) -> list[tuple[str, int]]:
        """For each group the house is for, how many beds are free."""
        counted = [(str(group.label), self.free_for(group)) for group in TargetGroup]
        return [(label, number) for label, number in counted if number]


def beds_with_all() -> list[Bed]:
    """All beds with unit, house and their cards, in few queries; houses by kind and region."""
    found = Bed.objects.select_related("unit", "house__desk__agency").order_by("house_id", "unit_id", "called")
    beds = list(found.prefetch_related(Prefetch("unit__cards", UnitCard.objects.standing(), to_attr="standing_cards")))
    by_house: dict[int, list[HouseCard]] = defaultdict(list)
    for card in HouseCard.objects.standing().filter(house__in={bed.house_id for bed in beds}):
        by_house[card.house_id].append(card)
    for bed in beds:
        bed.house.standing_cards = by_house[bed.house_id]
    return beds


def free_beds(first: date, last: date | None = None, groups: Iterable[str] = ()) -> list[FreeBed]:
    """The beds that are free from the night of `first` to the day of leaving `last`, and take somebody of these groups.

    Without `last`: free until further notice. Left out are beds out of use, houses that are closed or take nobody new, and beds
    in which somebody has stayed past the last night agreed on. Wants an officer in charge.
    """
    free = _free(first, last)
    person = tuple(groups)
    return [FreeBed(bed, free[bed.pk]) for bed in beds_with_all() if bed.pk in free and takes(bed.is_for, person)]


def is_free(bed: Bed, first: date, last: date | None = None) -> bool:
    """Whether one bed is free for these nights."""
    return bed.pk in _free(first, last)


def tonight() -> list[HouseTonight]:
    """Every house that has a bed, with those free tonight; the fullest of free beds first."""
    today = clock.today()
    free = _free(today, today + timedelta(days=1))
    houses: dict[int, HouseTonight] = {}
    for bed in beds_with_all():
        entry = houses.setdefault(bed.house_id, HouseTonight(bed.house))
        entry.of_all += 1
        if bed.pk in free:
            entry.beds.append(FreeBed(bed, free[bed.pk]))
    return sorted(houses.values(), key=lambda entry: (-len(entry.beds), entry.house.in_words))


def table(houses: Iterable[HouseTonight]) -> dict[str, dict[str, int]]:
    """Free beds by region and target group: `{region: {group: number}}`. A bed that takes several groups counts for each."""
    found: dict[str, dict[str, int]] = {}
    for entry in houses:
        row = found.setdefault(entry.house.card.region, dict.fromkeys(TargetGroup.values, 0))
        for group in TargetGroup:
            row[group] += entry.free_for(group)
    return found


def agencies_with_room(service: str, day: date) -> dict[int, bool]:
    """For routing: of every agency that keeps a house, whether a bed is free in the night of a day."""
    if service != "housing":
        return {}
    with connection.cursor() as cursor:
        night = [day, day + timedelta(days=1), clock.today()]
        cursor.execute("select agency, has_room from mooring_agencies_with_room(%s, %s, %s)", night)
        return dict(cursor.fetchall())


def _free(first: date, last: date | None) -> dict[int, date | None]:
    with connection.cursor() as cursor:
        cursor.execute("select bed, until from mooring_free_beds(%s, %s, %s)", [first, last, clock.today()])
        return dict(cursor.fetchall())
