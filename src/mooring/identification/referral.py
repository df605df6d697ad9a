"""Whether a person is referred, with whose consent, and what is notified without it: the law's answer, where the country's pack has one."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from mooring.casework.models import Case
from mooring.identification.models import AgeImpression, CaseOrigin, Consent, Encounter, PersonFacts
from mooring.identification.reading import the_law
from mooring.law import HOME, Finding
from mooring.safeguards import clock
from mooring.safeguards.models import Agency

REFERRED = frozenset({"refer", "refer_child"})
NOTIFY = "notify_anonymously"
TREATED_AS_CHILD = frozenset({"child", "presumed_child"})


def asks_for_consent() -> bool:
    """Whether the country's law knows a referral with consent at all."""
    return the_law().answers("referral")


def referral_of(case: Case, agency: Agency, consents: bool | None, on: date | None = None) -> Finding | None:
    """Whether this agency refers the person; none where the country's pack leaves the question alone.

    Raises `FactsMissing` when it must be said in which part of the country the person was met.
    """
    if not asks_for_consent():
        return None
    origin = CaseOrigin.objects.standing().filter(case=case).first()
    return _asked(is_child(case), agency, consents, origin.region if origin else "", on)


def referral_of_person_met(encounter: Encounter, agency: Agency, consents: bool | None) -> Finding | None:
    """The same of a person met, of whom there is no file."""
    if not asks_for_consent():
        return None
    child = encounter.age_impression == AgeImpression.CHILD_OR_IN_DOUBT
    return _asked(child, agency, consents, encounter.signal.region)


def is_child(case: Case) -> bool:
    """Whether the person is a child or treated as one; of whom nothing is known is asked as an adult is."""
    person = PersonFacts.objects.standing().filter(case=case).first()
    return person is not None and person.age_status in TREATED_AS_CHILD


def consent_as_code(finding: Finding | None) -> str:
    """How a referral came about, as it is recorded; empty where the law asks for no consent."""
    if finding is None:
        return ""
    return Consent.CHILD_WITHOUT if finding.answer == "refer_child" else Consent.GIVEN


def responder(agency: Agency) -> str:
    """Under which code or name the law on referrals knows an agency; empty when nothing is said of its kind."""
    kinds = settings.MOORING_COUNTRY.responders
    return (kinds[agency.kind] or agency.name) if agency.kind in kinds else ""


def _asked(child: bool, agency: Agency, consents: bool | None, region: str, on: date | None = None) -> Finding:
    part = settings.MOORING_COUNTRY.part_of_region.get(region, HOME)
    return the_law().referral(child, consents, on or clock.today(), by=responder(agency), territory=part)
