"""The deeds of the directory, all of the administrator: what an agency is, and what it is charged with. Each change is dated and kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from mooring.law.directory import AgencyEntry, Directory, MandateEntry
from mooring.referral.models import AgencyDescription, Mandate
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Agency, Officer


@dataclass(frozen=True)
class Loaded:
    """What came of bringing a directory in: how many agencies, descriptions and mandates are new; what was here already stays."""

    agencies: int
    descriptions: int
    mandates: int


@deed("agency.describe")
def describe_agency(*, by: Officer, agency: Agency, since: date, **told: Any) -> AgencyDescription:
    """Say what an agency is from a day on. What was said before holds until the day before; of the same day, it is corrected."""
    described = AgencyDescription(agency=agency, since=since, recorded_by=by, **told)
    standing = AgencyDescription.objects.standing().filter(agency=agency, struck=False)
    same_day = standing.filter(since=since).first()
    if same_day is not None:
        described.code = same_day.code
        same_day.supersede(described)
        return described
    before = standing.filter(since__lt=since).order_by("-since").first()
    if before is not None and (before.until is None or before.until >= since):
        before.supersede(before.copy(until=since - timedelta(days=1), recorded_by=by))
    described.save(force_insert=True)
    return described


@deed("mandate.give")
def give_mandate(*, by: Officer, agency: Agency, service: str, since: date, **told: Any) -> Mandate:
    """Enter what an agency is charged with: service, target groups, places, period and contract."""
    mandate = Mandate(agency=agency, service=service, since=since, recorded_by=by, **told)
    mandate.save(force_insert=True)
    return mandate


@deed("mandate.end")
def end_mandate(*, by: Officer, mandate: Mandate, until: date) -> Mandate:
    """End a mandate on its last day. Raises `Refused` for a day before it began, and `QuickerHand`."""
    if until < mandate.since:
        raise Refused(
            Refusal(
                Why.HOUSE_RULE,
                "mandate.end",
                _("The last day is before the mandate begins."),
                _("If it never held, say that it was entered by mistake."),
            ),
            by,
        )
    later = mandate.copy(until=until, recorded_by=by)
    mandate.supersede(later)
    return later


@deed("mandate.correct")
def correct_mandate(*, by: Officer, mandate: Mandate, **told: Any) -> Mandate:
    """Put right what was entered wrongly, or with `struck` say that it never held. The first entry stays written. Raises `QuickerHand`."""
    later = mandate.copy(recorded_by=by, **told)
    mandate.supersede(later)
    return later


@deed("directory.load")
def load_directory(*, by: Officer, directory: Directory) -> Loaded:
    """Bring in of a country's directory what was never here before. What an administrator changed stays changed."""
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    new = [
        Agency(code=entry.code, name=entry.name, kind=entry.kind)
        for entry in directory.agencies.values()
        if entry.code not in agencies
    ]
    Agency.objects.bulk_create(new)
    agencies |= {agency.code: agency for agency in new}
    described = set(AgencyDescription.objects.exclude(code="").values_list("code", flat=True))
    descriptions = [
        _description(entry, agencies, by)
        for entry in directory.agencies.values()
        if _code_of_description(entry) not in described
    ]
    AgencyDescription.objects.bulk_create(descriptions)
    given = set(Mandate.objects.exclude(code="").values_list("code", flat=True))
    mandates = [
        _mandate(mandate, agencies[entry.code], agencies, by)
        for entry in directory.agencies.values()
        for mandate in entry.mandates
        if mandate.code not in given
    ]
    Mandate.objects.bulk_create(mandates)
    return Loaded(len(new), len(descriptions), len(mandates))


def _code_of_description(entry: AgencyEntry) -> str:
    return f"{entry.code}-{entry.since.isoformat()}"


def _description(entry: AgencyEntry, agencies: dict[str, Agency], by: Officer) -> AgencyDescription:
    return AgencyDescription(
        agency=agencies[entry.code],
        code=_code_of_description(entry),
        since=entry.since,
        until=entry.until,
        role=entry.role,
        placed_under=agencies.get(entry.placed_under),
        reports_to=agencies.get(entry.reports_to),
        successor=agencies.get(entry.successor),
        regions=list(entry.regions),
        municipality=entry.municipality,
        source=entry.source,
        confirmed=entry.confirmed,
        note=entry.note,
        recorded_by=by,
    )


def _mandate(entry: MandateEntry, agency: Agency, agencies: dict[str, Agency], by: Officer) -> Mandate:
    return Mandate(
        agency=agency,
        code=entry.code,
        service=entry.service,
        since=entry.since,
        until=entry.until,
        groups=list(entry.groups),
        regions=list(entry.regions),
        municipalities=list(entry.municipalities),
        residence=list(entry.residence),
        age_from=entry.age_from,
        age_below=entry.age_below,
        helps=entry.helps,
        basis=entry.basis,
        contract_with=agencies.get(entry.contract_with),
        contract_since=entry.contract_since,
        contract_until=entry.contract_until,
        contract_content=entry.contract_content,
        source=entry.source,
        confirmed=entry.confirmed,
        note=entry.note,
        recorded_by=by,
    )
