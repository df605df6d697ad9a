"""Routing: who takes this up? The agencies charged with a service, in order, each with its reasons, or why it was passed over.

The machine advises; a person chooses whom to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.referral.models import Mandate
from mooring.referral.service_codes import group_label
from mooring.referral.weighing import AGAINST, AgencyWeighed, Asked, Charge, Weighed, Why, agencies_for
from mooring.safeguards import clock
from mooring.safeguards.models import Agency, Desk

Room = Callable[[str, date], dict[int, bool]]
_rooms: list[Room] = []

WORDS: dict[Why, str | Promise] = {
    Why.CHARGED: gettext_lazy("It is charged with this."),
    Why.HELPS: gettext_lazy("It helps whoever is charged with this; ask that agency first."),
    Why.IN_THE_PLACE: gettext_lazy("Its mandate is for this place: %(places)s."),
    Why.WHOLE_COUNTRY: gettext_lazy("Its mandate is for the whole country."),
    Why.FOR_THE_GROUP: gettext_lazy("It is for: %(groups)s."),
    Why.FOR_EVERYBODY: gettext_lazy("It is for everybody."),
    Why.RESIDENCE_FITS: gettext_lazy("The residence basis fits."),
    Why.AGE_FITS: gettext_lazy("The age fits."),
    Why.CONTRACT: gettext_lazy("It has a contract for this."),
    Why.ROOM: gettext_lazy("It has room."),
    Why.UNCONFIRMED: gettext_lazy("This mandate is not confirmed: ask before you rely on it."),
    Why.PLACE_NOT_TOLD: gettext_lazy("Its mandate is for some places only: %(places)s. Say where it is."),
    Why.GROUP_NOT_TOLD: gettext_lazy("It is only for: %(groups)s. Say whom it is for."),
    Why.RESIDENCE_NOT_TOLD: gettext_lazy("It depends on the residence basis, which is not known yet."),
    Why.AGE_NOT_TOLD: gettext_lazy("It depends on the age: %(ages)s."),
    Why.ELSEWHERE: gettext_lazy("Its mandate is for other places: %(places)s."),
    Why.OTHER_GROUP: gettext_lazy("Its mandate is for others: %(groups)s."),
    Why.OTHER_RESIDENCE: gettext_lazy("Its mandate is for persons with another residence basis."),
    Why.OTHER_AGE: gettext_lazy("Its mandate is for another age: %(ages)s."),
    Why.NOT_YET: gettext_lazy("Its mandate begins on %(since)s only."),
    Why.OVER: gettext_lazy("Its mandate ended on %(until)s."),
    Why.FULL: gettext_lazy("It has no room now."),
}


def register_room(room: Room) -> None:
    """Have housing, or whoever knows, say which agencies have room: given a service and a day, by agency whether there is a place."""
    if room not in _rooms:
        _rooms.append(room)


@dataclass(frozen=True)
class Candidate:
    """An agency for what is asked: where to turn to in it, why, and whether it was passed over."""

    agency: Agency
    desk: Desk | None
    reasons: tuple[str, ...]
    passed_over: bool
    mandate: Mandate
    codes: tuple[str, ...]

    @property
    def is_confirmed(self) -> bool:
        return self.mandate.confirmed

    def record(self) -> dict[str, Any]:
        """What is kept of the choice beside a referral: codes only, JSON-able."""
        return {"agency": self.agency.code, "mandate": self.mandate.code, "reasons": list(self.codes)}


def candidates(
    need: str,
    group: str = "",
    region: str = "",
    on: date | None = None,
    residence_basis: str | None = None,
    age: int | None = None,
    *,
    municipality: str = "",
) -> list[Candidate]:
    """The agencies for a need, in order, then those passed over; each with its reasons in the reader's language.

    `need`, `group`: codes of `service_codes`; `region`, `municipality`: codes of the country; `on`: today if not given. What is left
    empty is taken as not known: nobody is passed over for it. Wants an officer in charge: the directory is read as her.
    """
    day = on or clock.today()
    known = settings.MOORING_COUNTRY.directory
    if municipality and not region and known:
        region = known.region_of(municipality)
    asked = Asked(need, day, group, region, municipality, residence_basis or "", age)
    mandates = {
        mandate.pk: mandate
        for mandate in Mandate.objects.standing().filter(service=need, struck=False).select_related("agency", "desk")
    }
    found = agencies_for(asked, (charge_of(mandate) for mandate in mandates.values()), _room(need, day))
    only = _only_desks(agency.agency for agency in found)
    return [_candidate(agency, mandates, only) for agency in found]


def charge_of(mandate: Mandate) -> Charge:
    """A mandate as the weighing sees it."""
    known = settings.MOORING_COUNTRY.directory
    return Charge(
        agency=mandate.agency_id,
        service=mandate.service,
        since=mandate.since,
        until=mandate.until,
        groups=tuple(mandate.groups),
        regions=tuple(mandate.regions),
        municipalities=tuple(mandate.municipalities),
        residence=tuple(mandate.residence),
        age_from=mandate.age_from,
        age_below=mandate.age_below,
        helps=mandate.helps,
        confirmed=mandate.confirmed,
        by_contract=mandate.contract_with_id is not None,
        regions_of_municipalities=tuple({known.region_of(code) for code in mandate.municipalities}) if known else (),
        name=mandate.agency.code,
        key=mandate.pk,
        desk=mandate.desk_id,
    )


def places(mandate: Mandate) -> str:
    """Where a mandate is for, in words."""
    known, regions = settings.MOORING_COUNTRY.directory, settings.MOORING_COUNTRY.regions
    if mandate.municipalities:
        named = known.municipalities if known else {}
        return ", ".join(named[code].name if code in named else code for code in mandate.municipalities)
    return ", ".join(_(regions.get(code, code)) for code in mandate.regions) or _("The whole country")


def groups(mandate: Mandate) -> str:
    """Whom a mandate is for, in words."""
    return ", ".join(group_label(code) for code in mandate.groups) or _("Everybody")


def ages(mandate: Mandate) -> str:
    """The ages a mandate is for, in words; empty when it is for all."""
    if mandate.age_from and mandate.age_below:
        return _("from %(from)s and under %(below)s") % {"from": mandate.age_from, "below": mandate.age_below}
    if mandate.age_from:
        return _("from %(from)s") % {"from": mandate.age_from}
    return _("under %(below)s") % {"below": mandate.age_below} if mandate.age_below else ""


def in_words(reason: Why, mandate: Mandate) -> str:
    """A reason as a sentence."""
    return str(WORDS[reason]) % {
        "places": places(mandate),
        "groups": groups(mandate),
        "ages": ages(mandate),
        "since": date_format(mandate.since),
        "until": date_format(mandate.until) if mandate.until else "",
    }


def _candidate(found: AgencyWeighed, mandates: dict[int, Mandate], only: dict[int, Desk]) -> Candidate:
    best: Weighed = found.best
    mandate = mandates[best.charge.key]
    told = [reason for reason in best.reasons if not best.passed_over or reason in AGAINST]
    return Candidate(
        agency=mandate.agency,
        desk=mandate.desk or only.get(mandate.agency_id),
        reasons=tuple(in_words(reason, mandate) for reason in told),
        passed_over=best.passed_over,
        mandate=mandate,
        codes=tuple(reason.value for reason in told),
    )


def _only_desks(agencies: Iterable[int]) -> dict[int, Desk]:
    """The desk of each agency that has just one."""
    desks: dict[int, list[Desk]] = {}
    for desk in Desk.objects.filter(agency__in=list(agencies)).select_related("agency"):
        desks.setdefault(desk.agency_id, []).append(desk)
    return {agency: there[0] for agency, there in desks.items() if len(there) == 1}


def _room(need: str, day: date) -> dict[int, bool]:
    known: dict[int, bool] = {}
    for room in _rooms:
        known |= room(need, day)
    return known
