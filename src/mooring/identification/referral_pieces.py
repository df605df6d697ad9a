"""What identification can tell another agency: age, gender, languages, residence, urgent health, what happened in codes, the stage."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework import labels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, StageReached
from mooring.casework.named_by_code import country_name, language_name
from mooring.identification.models import Answer, Exploitation, Form, PersonFacts, ResidenceBasis
from mooring.referral.pieces import Line, Piece, register

CHILD = ("child", "presumed_child")


def _person(case: Case) -> PersonFacts | None:
    facts: PersonFacts | None = PersonFacts.objects.standing().filter(case=case).first()
    if facts is not None:
        facts.case = case
    return facts


def treated_as_child(case: Case) -> bool | None:
    """Whether the person is treated as a child; none where the age is not known."""
    facts = _person(case)
    if facts is None or facts.age_status == "not_known":
        return None
    return facts.age_status in CHILD


def treated_as_children(keys: Collection[int]) -> Mapping[int, object]:
    """Of each of these cases, by its key, whether the person is treated as a child; those of unknown age are left out. One query."""
    known = PersonFacts.objects.standing().filter(case_id__in=keys).exclude(age_status="not_known")
    return {key: status in CHILD for key, status in known.values_list("case_id", "age_status")}


def gender_said(case: Case) -> str | None:
    """The person's own statement of gender, as a code; none when nobody noted it."""
    facts = _person(case)
    return str(facts.gender) if facts is not None and facts.gender != "not_known" else None


def age_in_years(case: Case) -> int | None:
    """The age in years when it was recorded; none when it is not known."""
    facts = _person(case)
    return facts.age_years if facts is not None else None


def person(case: Case) -> list[Line]:
    """Gender as the person says, age, and whether treated as a child."""
    facts = _person(case)
    if facts is None:
        return []
    lines = [
        (_("Gender"), facts.words("own_word") or str(facts.get_gender_display())),
        (_("Age in years when recorded"), "" if facts.age_years is None else str(facts.age_years)),
        (_("Treated as"), str(facts.get_age_status_display())),
    ]
    return [(label, words) for label, words in lines if words]


def languages(case: Case) -> list[Line]:
    """Which languages the person speaks."""
    facts = _person(case)
    spoken = ", ".join(language_name(code) for code in facts.languages) if facts is not None else ""
    return [(_("Languages"), spoken)] if spoken else []


def residence(case: Case) -> list[Line]:
    """Citizenship, and on what ground the person is in the country."""
    facts, basis = _person(case), ResidenceBasis.objects.standing().filter(case=case).first()
    citizen = ", ".join(country_name(code) for code in facts.citizenships) if facts is not None else ""
    lines = [(_("Citizenship"), citizen)] if citizen else []
    return [*lines, (_("Residence basis"), _(basis.get_basis_display()))] if basis is not None else lines


def exploitation(case: Case) -> list[Line]:
    """What happened, in codes only: the forms of exploitation, and whether across a border."""
    found = Exploitation.objects.standing().filter(case=case).first()
    if found is None:
        return []
    forms = ", ".join(str(Form(code).label) for code in found.forms)
    lines = [(_("Form"), forms), (_("Across a border"), str(found.get_crossing_display()))]
    return [(label, words) for label, words in lines if words]


def _told(case: Case, section: str) -> list[Line]:
    answer = Answer.objects.standing().filter(case=case, section=section).first()
    if answer is None:
        return []
    answer.case = case
    words = answer.words("words")
    return [(_("As it was written"), words)] if words else []


def health(case: Case) -> list[Line]:
    """What cannot wait, as it was written."""
    return _told(case, "health_now")


def wishes(case: Case) -> list[Line]:
    """What the person wishes to happen, as it was written."""
    return _told(case, "wishes")


def stage(case: Case) -> list[Line]:
    """Where in the mechanism the case stands."""
    reached = StageReached.objects.standing().filter(case=case).first()
    return [(_("Stage"), labels.stage_name(reached.stage))] if reached is not None else []


def fill() -> None:
    """Say what identification can tell."""
    core = Compartment.CORE
    register(
        Piece(
            "person",
            gettext_lazy("Gender and age"),
            core,
            20,
            person,
            minimum_across_borders=True,
            minimum_for_police=True,
        ),
        Piece(
            "languages",
            gettext_lazy("Languages"),
            core,
            22,
            languages,
            minimum_across_borders=True,
            minimum_for_police=True,
        ),
        Piece("residence", gettext_lazy("Citizenship and residence"), core, 24, residence),
        Piece("urgent_health", gettext_lazy("Health that cannot wait"), Compartment.HEALTH, 30, health),
        Piece(
            "what_happened",
            gettext_lazy("What happened, in codes"),
            core,
            40,
            exploitation,
            minimum_across_borders=True,
        ),
        Piece(
            "stage", gettext_lazy("Where in the mechanism"), Compartment.ENTRY, 45, stage, minimum_across_borders=True
        ),
        Piece("wishes", gettext_lazy("What the person wishes"), core, 50, wishes),
    )
