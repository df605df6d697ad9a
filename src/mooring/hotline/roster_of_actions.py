"""What a night needs and has: social workers for the people expected, an interpreter for each language, nobody in two places at once.

Rule of the house, not law: one social worker for every three people, two at the least; one interpreter for each
language told of. It advises; a coordinator confirms all the same if she judges that it will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

AT_LEAST = 2
PEOPLE_TO_A_SOCIAL_WORKER = 3
HOURS = 8
"""How long those on the roster are taken to be busy, from the hour of the action on."""


@dataclass(frozen=True)
class Planned:
    """One action as the roster sees it. `officers` and `interpreters` are keys; `spoken`: for which languages interpreters come."""

    key: int
    starts_at: datetime
    expected_people: int | None
    languages: Sequence[str]
    officers: frozenset[int]
    interpreters: frozenset[int]
    spoken: frozenset[str]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(hours=HOURS)

    def meets(self, other: Planned) -> bool:
        """Whether two actions have any hour in common."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True)
class Shortage:
    """What one action lacks: social workers in number, languages by code, and who is on another roster in the same hours."""

    social_workers_needed: int
    social_workers: int
    languages: tuple[str, ...]
    elsewhere: frozenset[int]
    interpreters_elsewhere: frozenset[int]
    same_hours: int

    @property
    def social_workers_short(self) -> int:
        return max(self.social_workers_needed - self.social_workers, 0)

    @property
    def anything(self) -> bool:
        """Whether there is a gap."""
        return bool(self.social_workers_short or self.languages or self.elsewhere or self.interpreters_elsewhere)


def social_workers_needed(expected_people: int | None) -> int:
    """How many social workers come for so many people; two when nobody knows how many there are."""
    return max(AT_LEAST, ceil((expected_people or 0) / PEOPLE_TO_A_SOCIAL_WORKER))


def shortage(of: Planned, among: Iterable[Planned]) -> Shortage:
    """What an action lacks, seen together with the others. Whoever stands on two rosters in the same hours counts for neither."""
    others = [other for other in among if other.key != of.key and of.meets(other)]
    elsewhere = of.officers & frozenset().union(*(other.officers for other in others))
    interpreters_elsewhere = of.interpreters & frozenset().union(*(other.interpreters for other in others))
    return Shortage(
        social_workers_needed(of.expected_people),
        len(of.officers - elsewhere),
        tuple(language for language in of.languages if language not in of.spoken),
        elsewhere,
        interpreters_elsewhere,
        len(others),
    )


def nights(planned: Sequence[Planned]) -> list[list[Planned]]:
    """Actions in groups that share hours with one another, in the order in which they begin."""
    groups: list[list[Planned]] = []
    for each in sorted(planned, key=lambda one: (one.starts_at, one.key)):
        if groups and any(each.meets(other) for other in groups[-1]):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups
