"""Gaps and overlaps: for each service and region whether somebody is charged with it on a day, nobody, or several. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mooring.referral.weighing import Asked, Charge, Why, weigh


class Coverage(StrEnum):
    """How a service stands in a region."""

    GAP = "gap"
    PARTLY = "partly"
    COVERED = "covered"
    OVERLAP = "overlap"


@dataclass(frozen=True)
class Covered:
    """One service in one region: how it stands, which agencies are charged with all of it, which with a part, which help."""

    service: str
    region: str
    coverage: Coverage
    whole: tuple[int, ...]
    part: tuple[int, ...]
    helping: tuple[int, ...]


PARTLY = frozenset({Why.PLACE_NOT_TOLD, Why.GROUP_NOT_TOLD, Why.RESIDENCE_NOT_TOLD, Why.AGE_NOT_TOLD})


def matrix(
    services: Sequence[str], regions: Sequence[str], charges: Iterable[Charge], *, on: date, group: str = ""
) -> list[list[Covered]]:
    """Every service in every region on a day, for one target group or for whoever it is.

    A mandate for a few towns, one residence basis, one age or, when no group is asked about, one group covers a part. Who only helps
    covers nothing.
    """
    held = list(charges)
    return [[_covered(Asked(service, on, group, region), held) for region in regions] for service in services]


def _covered(asked: Asked, charges: list[Charge]) -> Covered:
    whole: set[int] = set()
    part: set[int] = set()
    helping: set[int] = set()
    for charge in charges:
        if charge.service != asked.service:
            continue
        weighed = weigh(asked, charge)
        if weighed.passed_over:
            continue
        (helping if charge.helps else part if PARTLY & set(weighed.reasons) else whole).add(charge.agency)
    part -= whole
    helping -= whole | part
    coverage = (
        (Coverage.OVERLAP if len(whole) > 1 else Coverage.COVERED)
        if whole
        else Coverage.PARTLY
        if part
        else Coverage.GAP
    )
    return Covered(
        asked.service, asked.region, coverage, tuple(sorted(whole)), tuple(sorted(part)), tuple(sorted(helping))
    )


def gaps(rows: Iterable[Iterable[Covered]]) -> list[Covered]:
    """Where nobody is charged with a service."""
    return [cell for row in rows for cell in row if cell.coverage is Coverage.GAP]


def overlaps(rows: Iterable[Iterable[Covered]]) -> list[Covered]:
    """Where more than one agency is charged with the same."""
    return [cell for row in rows for cell in row if cell.coverage is Coverage.OVERLAP]
