"""How well a house suits a person: every reason for and against, in words, so that a person can choose. Pure; decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.housing.house_codes import HouseService, SecurityLevel, TargetGroup
from mooring.housing.target_groups import takes

SAFETY = {SecurityLevel.ORDINARY.value: 0, SecurityLevel.STAFFED.value: 1, SecurityLevel.SECRET.value: 2}
CLOSES_SOON = timedelta(days=30)


class Weight(StrEnum):
    """What a reason does: speaks for a house, against it, asks for a call first, or rules it out."""

    FOR = "for"
    ASK = "ask"
    AGAINST = "against"
    STOPS = "stops"


@dataclass(frozen=True)
class Why:
    """One reason, with the words for a page."""

    code: str
    weight: Weight
    words: Any


@dataclass(frozen=True)
class Person:
    """What is known of a person for finding a place. `groups` by the person's own statement; `avoid`: codes of regions.

    `beside`: how many of the children sleep beside the person, without a bed of their own.
    """

    groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    children: int = 0
    beside: int = 0
    security: str = SecurityLevel.ORDINARY.value
    region: str = ""
    avoid: frozenset[str] = frozenset()
    kept_apart: bool = False

    @property
    def beds(self) -> int:
        """How many beds it takes: one, and one for each child who does not sleep beside the person."""
        return 1 + max(self.children - self.beside, 0)


@dataclass(frozen=True)
class FreeBed:
    """A bed that nobody has tonight: in which unit, for whom, and whether only a small child can sleep in it."""

    unit: int
    is_for: tuple[str, ...]
    cot: bool = False


@dataclass(frozen=True)
class Place:
    """What is known of a house for finding a place. `open_until`: the last day, if any; `takes_new`: whether it takes anybody now."""

    region: str
    free: tuple[FreeBed, ...] = ()
    languages: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    security: str = SecurityLevel.ORDINARY.value
    takes_new: bool = True
    is_open: bool = True
    open_until: date | None = None


@dataclass(frozen=True)
class Suited:
    """The second answer, beside that of the law: reasons, and how many beds would take the person."""

    reasons: tuple[Why, ...]
    beds: int = 0
    extra: tuple[Why, ...] = field(default=())

    @property
    def all(self) -> tuple[Why, ...]:
        return (*self.extra, *self.reasons)

    def of(self, weight: str) -> list[Why]:
        """The reasons of one weight."""
        return [why for why in self.all if why.weight == weight]

    @property
    def is_possible(self) -> bool:
        return not self.of(Weight.STOPS)

    @property
    def place_in_order(self) -> tuple[int, int, int]:
        """First what nothing rules out, then what has fewer reasons against it, then what has more for it."""
        return (len(self.of(Weight.STOPS)), len(self.of(Weight.AGAINST)), -len(self.of(Weight.FOR)))


def suited(person: Person, place: Place, today: date, *, of_the_law: Sequence[Why] = ()) -> Suited:
    """Weigh a house for a person. The order of reasons is the order in which a page shows them."""
    free = (bed for bed in place.free if person.children or not bed.cot)
    fitting = [bed for bed in free if takes(bed.is_for, person.groups)]
    reasons = [
        *_whether_open(place, today),
        *_where(person, place),
        *_beds(person, place, fitting),
        *_safety(person, place),
        *_life_there(person, place),
    ]
    if person.kept_apart:
        words = _(
            "Ask the house first: the person must be kept apart from somebody, and nobody tells where that person lives."
        )
        reasons.append(Why("ask_the_house", Weight.ASK, words))
    return Suited(tuple(reasons), len(fitting), tuple(of_the_law))


def _whether_open(place: Place, today: date) -> Iterable[Why]:
    if not place.takes_new or not place.is_open:
        yield Why("closed", Weight.STOPS, _("The house takes nobody new now."))
    elif place.open_until is not None and place.open_until - today <= CLOSES_SOON:
        yield Why("closes_soon", Weight.AGAINST, _("The house closes within a month: the person would have to move."))


def _where(person: Person, place: Place) -> Iterable[Why]:
    if place.region in person.avoid:
        yield Why("safety_zone", Weight.STOPS, _("It lies in a region that the person must keep away from."))
    elif person.region and place.region == person.region:
        yield Why("wished_region", Weight.FOR, _("It lies where the person wishes to live."))


def _beds(person: Person, place: Place, fitting: Sequence[FreeBed]) -> Iterable[Why]:
    wanted = person.beds
    by_unit: dict[int, int] = {}
    for bed in fitting:
        by_unit[bed.unit] = by_unit.get(bed.unit, 0) + 1
    grown = [bed.unit for bed in fitting if not bed.cot]
    if not place.free:
        yield Why("full", Weight.STOPS, _("No bed is free tonight."))
    elif not fitting:
        without_steps = tuple(group for group in person.groups if group != TargetGroup.ACCESS)
        if without_steps != person.groups and any(takes(bed.is_for, without_steps) for bed in place.free):
            yield Why("no_step_free", Weight.STOPS, _("No step-free bed is free tonight."))
        else:
            yield Why("not_for_the_group", Weight.STOPS, _("Beds are free, but none of them is for this person."))
    elif len(fitting) < wanted:
        yield Why("too_few", Weight.STOPS, _("There are not beds enough for the person and the children."))
    elif not grown:
        yield Why("only_cots", Weight.STOPS, _("Only cots are free tonight."))
    elif wanted > 1 and max(by_unit[unit] for unit in grown) < wanted:
        yield Why("not_together", Weight.AGAINST, _("The children would not sleep in the same room as the person."))
    elif wanted > 1:
        yield Why("together", Weight.FOR, _("There is a room with beds for the person and the children."))
    else:
        yield Why("bed_free", Weight.FOR, _("A bed that takes this person is free tonight."))


def _safety(person: Person, place: Place) -> Iterable[Why]:
    here, least = SAFETY[place.security], SAFETY[person.security]
    if here < least:
        yield Why("not_safe_enough", Weight.STOPS, _("It is less hidden and watched than the person needs."))
    elif least and here >= least:
        yield Why("safe_enough", Weight.FOR, _("It is as hidden and watched as the person needs."))


def _life_there(person: Person, place: Place) -> Iterable[Why]:
    if person.languages and place.languages:
        if set(person.languages) & set(place.languages):
            yield Why("language", Weight.FOR, _("Somebody in the house speaks a language of the person."))
        else:
            yield Why(
                "no_language",
                Weight.AGAINST,
                _("Nobody in the house speaks a language of the person: an interpreter is needed."),
            )
    if person.children and HouseService.CHILDCARE in place.services:
        yield Why("childcare", Weight.FOR, _("There is somebody for the children."))
