"""How full the houses are, and for whom there is no place: nights and beds, never whose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from mooring.housing.cost import Cost, Month, Price, by_month, nights, total
from mooring.housing.free_beds import HouseTonight
from mooring.housing.house_codes import TargetGroup
from mooring.housing.models import Bed, BedUse, House, HouseContract
from mooring.housing.target_groups import takes
from mooring.safeguards import clock

TURNED_AWAY_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Nights:
    """The nights of one stay in one bed, without the person: for the room's pictures and tables."""

    house: int
    bed: int
    begins: date
    ends: date | None
    groups: tuple[str, ...]
    state: str
    before_identification: bool | None


@dataclass
class Row:
    """One line of the table: what it is about, and by month the nights slept, the nights there were, and what they cost."""

    label: str
    slept: dict[Month, int] = field(default_factory=lambda: defaultdict(int))
    there_were: dict[Month, int] = field(default_factory=lambda: defaultdict(int))
    cost: dict[Month, Cost] = field(default_factory=dict)

    def share(self, month: Month) -> int | None:
        """Nights slept of a hundred there were; none where there were none."""
        return round(100 * self.slept[month] / self.there_were[month]) if self.there_were[month] else None

    @property
    def total(self) -> Cost:
        return total(self.cost.values())


@dataclass(frozen=True)
class Gap:
    """For one group: how many wait, how many were turned away for want of place, and how many beds are free tonight."""

    group: str
    label: str
    waiting: int
    turned_away: int
    free: int

    @property
    def missing(self) -> int:
        """How many more beds it takes tonight for those who wait."""
        return max(self.waiting - self.free, 0)


def nights_between(first: date, last: date) -> list[Nights]:
    """Stays with a night between two days, as far as the officer may count them: all for the centre, her own house's for who keeps one."""
    with connection.cursor() as cursor:
        cursor.execute("select * from mooring_nights(%s, %s)", [first, last])
        return [Nights(row[0], row[1], row[2], row[3], tuple(row[4]), row[5], row[6]) for row in cursor.fetchall()]


def months_back(today: date, number: int) -> list[Month]:
    """The months up to that of `today`, the earliest first."""
    found = [(today.year, today.month)]
    while len(found) < number:
        year, month = found[0]
        found.insert(0, (year, month - 1) if month > 1 else (year - 1, 12))
    return found


def by_house(houses: Sequence[House], slept: Iterable[Nights], first: date, last: date) -> list[Row]:
    """Each house by month: nights slept of those there were, and what they cost. `last`: the last night counted."""
    rows = {house.pk: Row(house.in_words) for house in houses}
    prices = _prices(rows)
    out = set(BedUse.objects.standing().filter(in_use=False).values_list("bed", flat=True))
    for key, house, entered in Bed.objects.filter(house__in=rows).values_list("pk", "house", "recorded_at"):
        for day in nights(timezone.localdate(entered), None, first, last) if key not in out else ():
            rows[house].there_were[(day.year, day.month)] += 1
    for one in slept:
        if one.house not in rows:
            continue
        for month, cost in by_month(one.begins, one.ends, first, last, prices[one.house]).items():
            rows[one.house].slept[month] += cost.nights
            rows[one.house].cost[month] = rows[one.house].cost.get(month, Cost()) + cost
    return list(rows.values())


def together(rows: Iterable[tuple[str, Row]]) -> list[Row]:
    """Rows laid together under a new label: the houses of a region, or of a kind."""
    found: dict[str, Row] = {}
    for label, row in rows:
        whole = found.setdefault(label, Row(label))
        for month, number in row.slept.items():
            whole.slept[month] += number
        for month, number in row.there_were.items():
            whole.there_were[month] += number
        for month, cost in row.cost.items():
            whole.cost[month] = whole.cost.get(month, Cost()) + cost
    return list(found.values())


def by_group(slept: Iterable[Nights], first: date, last: date) -> list[Row]:
    """Nights slept by target group and month. Who belongs to several groups counts for each."""
    rows = {group: Row(str(TargetGroup(group).label)) for group in TargetGroup.values}
    for one in slept:
        for day in nights(one.begins, one.ends, first, last):
            for group in one.groups:
                rows[group].slept[(day.year, day.month)] += 1
    return list(rows.values())


def gaps(houses: Sequence[HouseTonight]) -> list[Gap]:
    """For whom there is no place: waiting and turned away against the beds that are free tonight.

    The centre's own working list, so small numbers stand in it as they are; it names nobody.
    """
    with connection.cursor() as cursor:
        cursor.execute("select groups from mooring_waiting_for_beds()")
        waiting = [tuple(row[0]) for row in cursor.fetchall()]
        cursor.execute("select groups from mooring_turned_away(%s)", [clock.now() - TURNED_AWAY_WITHIN])
        away = [tuple(row[0]) for row in cursor.fetchall()]
    beds = [one.bed.is_for for entry in houses for one in entry.beds if not one.bed.is_a_cot]
    return [
        Gap(
            group.value,
            str(group.label),
            sum(group in groups for groups in waiting),
            sum(group in groups for groups in away),
            sum(group in bed and takes(bed, (group,)) for bed in beds),
        )
        for group in TargetGroup
    ]


def _prices(houses: Iterable[int]) -> dict[int, list[Price]]:
    found: dict[int, list[Price]] = {key: [] for key in houses}
    for row in HouseContract.objects.standing().filter(house__in=found).order_by("since"):
        found[row.house_id].append(Price(row.since, row.until, row.night_minor, row.currency))
    return found
