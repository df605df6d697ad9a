"""What pages and deeds read of an identification: the form as it stands, who is competent, and the strength of signs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings

from mooring.casework.models import Case
from mooring.identification.form_sections import SECTIONS, FormSection
from mooring.identification.models import (
    Answer,
    Conversation,
    Exploitation,
    Form,
    IndicatorObserved,
    PersonFacts,
    ResidenceBasis,
)
from mooring.law import Finding, Law
from mooring.law import ResidenceBasis as LawBasis
from mooring.safeguards import clock
from mooring.screening.indicators import Profile
from mooring.screening.operational_rule import weigh
from mooring.screening.strength import NotScored, Strength


def the_law() -> Law:
    """The law of the country this house serves."""
    law: Law = settings.MOORING_COUNTRY.law
    return law


def residence_basis_of(case: Case) -> str:
    """The residence basis that stands, *not known yet* when none was recorded."""
    basis = ResidenceBasis.objects.standing().filter(case=case).values_list("basis", flat=True).first()
    return basis or LawBasis.NOT_KNOWN_YET.value


def residence_bases_of(keys: Collection[int]) -> Mapping[int, object]:
    """The residence basis that stands of each of these cases, by case key; those without one are left out. One query."""
    return dict(ResidenceBasis.objects.standing().filter(case_id__in=keys).values_list("case_id", "basis"))


class HealthNoted(Protocol):
    """Where it is noted which help for health cannot wait: of a person met, or of somebody who rings."""

    health_needs: Any
    health_happened_at: Any


def health_windows_of(note: HealthNoted) -> Finding | None:
    """Until when help for health works, when any was noted; else none."""
    if not note.health_needs:
        return None
    return the_law().health_windows(clock.today(), happened=note.health_happened_at)


@dataclass(frozen=True)
class SectionState:
    """One section of the form as it stands: answered earlier means shown, not asked again."""

    section: FormSection
    answer: Answer | None
    words: str
    at_earlier_meeting: bool


def sections_of(case: Case, conversation: Conversation | None = None) -> list[SectionState]:
    """The form in the order of its sections. Sections in a compartment that is not open to the officer come without an answer."""
    answers = {
        answer.section: answer for answer in Answer.objects.standing().filter(case=case).select_related("recorded_by")
    }
    states = []
    for section in SECTIONS:
        answer = answers.get(section.code)
        if answer is None:
            states.append(SectionState(section, None, "", at_earlier_meeting=False))
            continue
        answer.case = case
        earlier = conversation is not None and answer.conversation_id != conversation.pk
        states.append(SectionState(section, answer, answer.words("words"), at_earlier_meeting=earlier))
    return states


def observed_codes(case: Case) -> list[str]:
    """The codes of the signs that were observed, as they stand."""
    return list(
        IndicatorObserved.objects.standing().filter(case=case, observed=True).values_list("indicator", flat=True)
    )


def strength_of(case: Case, profile: Profile) -> Strength | NotScored:
    """What the published rule makes of the signs observed. It gives reasons; a person decides."""
    return weigh(observed_codes(case), profile)


def profiles_for(case: Case) -> list[Profile]:
    """The profiles that fit what is known; a child, or somebody who may be one, gets those of a child."""
    person = PersonFacts.objects.standing().filter(case=case).first()
    exploitation = Exploitation.objects.standing().filter(case=case).first()
    is_child = person is not None and person.age_status in ("child", "presumed_child")
    forms = set(exploitation.forms) if exploitation is not None else set()
    profiles = []
    if Form.SEXUAL in forms:
        profiles.append(Profile.CHILD_SEXUAL if is_child else Profile.ADULT_SEXUAL)
    if forms != {Form.SEXUAL}:
        profiles.append(Profile.CHILD_LABOUR if is_child else Profile.ADULT_LABOUR)
    return profiles
