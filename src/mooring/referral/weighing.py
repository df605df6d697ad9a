"""Weighing: whether a mandate fits what is asked, and why, or why not. Pure: it knows no database and no page.

Each mandate is weighed for itself. So one more mandate can add a candidate, or move one up, and never takes another away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mooring.law import ResidenceBasis
from mooring.referral.service_codes import LIES_WITHIN, Group, takes_up

UNKNOWN = frozenset({"", None, ResidenceBasis.NOT_KNOWN_YET.value})
GROWN_UP = 18
OF_CHILDREN = frozenset(
    group for group in Group.values if Group.CHILDREN in LIES_WITHIN.get(group, ()) or group == Group.CHILDREN
)
OF_ADULTS = frozenset(
    group for group in Group.values if Group.ADULTS in LIES_WITHIN.get(group, ()) or group == Group.ADULTS
)


class Why(StrEnum):
    """The reasons for which a mandate fits, or is passed over."""

    CHARGED = "charged"
    HELPS = "helps"
    IN_THE_PLACE = "in_the_place"
    WHOLE_COUNTRY = "whole_country"
    FOR_THE_GROUP = "for_the_group"
    FOR_EVERYBODY = "for_everybody"
    RESIDENCE_FITS = "residence_fits"
    AGE_FITS = "age_fits"
    CONTRACT = "contract"
    ROOM = "room"
    UNCONFIRMED = "unconfirmed"
    PLACE_NOT_TOLD = "place_not_told"
    GROUP_NOT_TOLD = "group_not_told"
    RESIDENCE_NOT_TOLD = "residence_not_told"
    AGE_NOT_TOLD = "age_not_told"
    ELSEWHERE = "elsewhere"
    OTHER_GROUP = "other_group"
    OTHER_RESIDENCE = "other_residence"
    OTHER_AGE = "other_age"
    NOT_YET = "not_yet"
    OVER = "over"
    FULL = "full"


AGAINST = frozenset({Why.ELSEWHERE, Why.OTHER_GROUP, Why.OTHER_RESIDENCE, Why.OTHER_AGE, Why.NOT_YET, Why.OVER})
TO_BE_ASKED = frozenset({Why.PLACE_NOT_TOLD, Why.GROUP_NOT_TOLD, Why.RESIDENCE_NOT_TOLD, Why.AGE_NOT_TOLD})


@dataclass(frozen=True)
class Asked:
    """What is asked: the service needed, on which day, and as much as is known of place, group, residence basis and age."""

    service: str
    on: date
    group: str = ""
    region: str = ""
    municipality: str = ""
    residence_basis: str = ""
    age: int | None = None


@dataclass(frozen=True)
class Charge:
    """A mandate as the weighing sees it. Empty tuples mean everybody, everywhere, whatever the residence basis."""

    agency: int
    service: str
    since: date
    until: date | None = None
    groups: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    residence: tuple[str, ...] = ()
    age_from: int | None = None
    age_below: int | None = None
    helps: bool = False
    confirmed: bool = True
    by_contract: bool = False
    regions_of_municipalities: tuple[str, ...] = ()
    name: str = ""
    key: int = 0
    desk: int | None = None


@dataclass(frozen=True)
class Weighed:
    """A mandate weighed: the reasons, and whether it is passed over."""

    charge: Charge
    reasons: tuple[Why, ...]
    full: bool = False

    @property
    def passed_over(self) -> bool:
        return bool(AGAINST & set(self.reasons))

    @property
    def rank(self) -> tuple[object, ...]:
        """The order: who is charged before who helps, who has room, who surely fits, the nearest, the most special, the longest at it."""
        charge, reasons = self.charge, set(self.reasons)
        return (
            self.passed_over,
            charge.helps,
            self.full,
            len(reasons & TO_BE_ASKED),
            0 if charge.municipalities else 1 if charge.regions else 2,
            not charge.groups,
            not charge.confirmed,
            charge.since,
            charge.name,
            charge.key,
        )


@dataclass
class AgencyWeighed:
    """An agency with all its mandates for what is asked, the best first."""

    agency: int
    mandates: list[Weighed] = field(default_factory=list)

    @property
    def best(self) -> Weighed:
        return min(self.mandates, key=lambda weighed: weighed.rank)


def weigh(asked: Asked, charge: Charge, *, has_room: bool | None = None) -> Weighed:
    """Weigh one mandate for the service that is asked. `has_room`: what is known of free places; none where nothing is known."""
    reasons = [Why.HELPS if charge.helps else Why.CHARGED, _on_the_day(asked, charge), _place(asked, charge)]
    reasons += [_group(asked, charge), _residence(asked, charge), _age(asked, charge)]
    if charge.by_contract:
        reasons.append(Why.CONTRACT)
    if has_room is not None:
        reasons.append(Why.ROOM if has_room else Why.FULL)
    if not charge.confirmed:
        reasons.append(Why.UNCONFIRMED)
    return Weighed(charge, tuple(reason for reason in reasons if reason is not None), full=has_room is False)


def agencies_for(asked: Asked, charges: Iterable[Charge], room: dict[int, bool] | None = None) -> list[AgencyWeighed]:
    """The agencies that have, had or will have a mandate for what is asked: first the candidates in order, then who is passed over."""
    found: dict[int, AgencyWeighed] = {}
    for charge in charges:
        if charge.service == asked.service:
            weighed = weigh(asked, charge, has_room=(room or {}).get(charge.agency))
            found.setdefault(charge.agency, AgencyWeighed(charge.agency)).mandates.append(weighed)
    return sorted(found.values(), key=lambda agency: agency.best.rank)


def candidates_among(agencies: Sequence[AgencyWeighed]) -> list[int]:
    """The agencies that are not passed over, in order."""
    return [agency.agency for agency in agencies if not agency.best.passed_over]


def _on_the_day(asked: Asked, charge: Charge) -> Why | None:
    if asked.on < charge.since:
        return Why.NOT_YET
    if charge.until is not None and charge.until < asked.on:
        return Why.OVER
    return None


def _place(asked: Asked, charge: Charge) -> Why:
    if not charge.municipalities and not charge.regions:
        return Why.WHOLE_COUNTRY
    if charge.municipalities and asked.municipality:
        return Why.IN_THE_PLACE if asked.municipality in charge.municipalities else Why.ELSEWHERE
    regions = charge.regions or charge.regions_of_municipalities
    if not asked.region:
        return Why.PLACE_NOT_TOLD
    if asked.region not in regions:
        return Why.ELSEWHERE
    return Why.PLACE_NOT_TOLD if charge.municipalities else Why.IN_THE_PLACE


def _group(asked: Asked, charge: Charge) -> Why:
    if not charge.groups:
        return Why.FOR_EVERYBODY
    if not asked.group:
        return Why.GROUP_NOT_TOLD
    return Why.FOR_THE_GROUP if takes_up(charge.groups, asked.group) else Why.OTHER_GROUP


def _residence(asked: Asked, charge: Charge) -> Why | None:
    if not charge.residence:
        return None
    if asked.residence_basis in UNKNOWN:
        return Why.RESIDENCE_NOT_TOLD
    return Why.RESIDENCE_FITS if asked.residence_basis in charge.residence else Why.OTHER_RESIDENCE


def _age(asked: Asked, charge: Charge) -> Why | None:
    if charge.age_from is None and charge.age_below is None:
        return None
    if asked.age is None:
        # A group may say as much about age as is asked.
        if asked.group in OF_CHILDREN:
            return Why.OTHER_AGE if (charge.age_from or 0) >= GROWN_UP else Why.AGE_FITS
        if asked.group in OF_ADULTS:
            return Why.AGE_FITS if charge.age_below is None else Why.OTHER_AGE
        return Why.AGE_NOT_TOLD
    fits = (charge.age_from or 0) <= asked.age and (charge.age_below is None or asked.age < charge.age_below)
    return Why.AGE_FITS if fits else Why.OTHER_AGE
