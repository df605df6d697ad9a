"""Saying where a person must not be, with whom not, and what a place must have."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, anew, take_the_place
from mooring.housing.house_codes import SecurityLevel
from mooring.housing.models import KeepApart, PlaceNeeds, SafetyZone
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("safety_zone.set", on="case", compartment=Compartment.SUPPORT)
def set_safety_zone(*, by: Officer, case: Case, regions: Sequence[str], words: str = "") -> SafetyZone:
    """Say from which regions the person must keep away. Their codes are open to the team, the words are sealed."""
    known = [code for code in settings.MOORING_COUNTRY.regions if code in regions]
    if not known:
        reason = _("No region was named.")
        raise house_rule("safety_zone.set", by, case, reason, _("Choose at least one region."))
    zone = SafetyZone(case=case, regions=known, recorded_by=by)
    zone.seal_words(words=words)
    zone.save(force_insert=True)
    return zone


@deed("safety_zone.end", on="zone", compartment=Compartment.SUPPORT)
def end_safety_zone(*, by: Officer, zone: SafetyZone) -> SafetyZone:
    """Say that the person need no longer keep away from there. Raises `AlreadySuperseded`."""
    ended = anew(zone, by, ended=True)
    ended.seal_words(words=zone.words("words"))
    zone.supersede(ended)
    return ended


@deed("keep_apart.set", on="case", compartment=Compartment.SUPPORT)
def keep_apart(*, by: Officer, case: Case, other: Case, words: str = "") -> KeepApart:
    """Say that two persons must not live under one roof. Asked of who holds both cases; the other team is not told who it is."""
    verb = "keep_apart.set"
    if other.pk == case.pk:
        raise house_rule(verb, by, case, _("That is the same case."), _("Write the pseudonym of the other case."))
    if KeepApart.objects.standing().filter(case=case, other=other, ended=False).exists():
        raise house_rule(verb, by, case, _("That is noted already."), _("Nothing more needs to be done."))
    apart = KeepApart(case=case, other=other, recorded_by=by)
    apart.seal_words(words=words)
    earlier = KeepApart.objects.standing().filter(case=case, other=other).first()
    take_the_place(earlier, apart)
    return apart


@deed("keep_apart.end", on="apart", compartment=Compartment.SUPPORT)
def end_keep_apart(*, by: Officer, apart: KeepApart) -> KeepApart:
    """Say that the two need no longer be kept apart. Raises `AlreadySuperseded`."""
    ended = anew(apart, by, ended=True)
    ended.seal_words(words=apart.words("words"))
    apart.supersede(ended)
    return ended


@deed("placing.note_needs", on="case", compartment=Compartment.SUPPORT)
def note_place_needs(
    *,
    by: Officer,
    case: Case,
    children: int = 0,
    ages: Sequence[int] = (),
    beside: int = 0,
    step_free: bool = False,
    security: str = SecurityLevel.ORDINARY,
    region: str = "",
) -> PlaceNeeds:
    """Note what a place must have for this person, and where the person wishes to live.

    `ages` of the children who come along, where they are known; `beside`: how many of them need no bed of their own.
    """
    if beside > children or len(ages) not in (0, children):
        raise house_rule(
            "placing.note_needs",
            by,
            case,
            _("The ages, or who sleeps beside the person, are not of as many children as come along."),
            _("Write one age for each child, or none while they are not known."),
        )
    needs = PlaceNeeds(
        case=case,
        children=children,
        ages=sorted(ages),
        beside=beside,
        step_free=step_free,
        security=security,
        region=region,
        recorded_by=by,
    )
    standing = PlaceNeeds.objects.standing().filter(case=case).first()
    take_the_place(standing, needs)
    return needs
