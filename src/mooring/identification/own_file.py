"""What identification holds of a person: the codes, what was told, the signs, the decision, and information of authorities."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from mooring.casework.models import Case
from mooring.casework.named_by_code import country_name, language_name
from mooring.casework.own_file import Part, part_of, register
from mooring.identification.form_sections import SECTIONS
from mooring.identification.models import (
    Answer,
    CaseOrigin,
    DecisionGround,
    Exploitation,
    Form,
    ImmigrationInformation,
    IndicatorObserved,
    Outcome,
    OutcomeTold,
    PersonFacts,
    PlacementDecision,
    PoliceInformation,
    ResidenceBasis,
)
from mooring.safeguards.models import Officer
from mooring.screening.indicators import indicator


def person(officer: Officer, case: Case) -> Iterator[Part]:
    """How the file began, and what is known of the person in codes."""
    for origin in CaseOrigin.objects.standing().filter(case=case):
        yield part_of(
            officer,
            origin,
            "origin",
            _("How the file began"),
            ("source", _("Through whom"), origin.get_source_display()),
            ("ground", _("Why a file was opened"), origin.get_ground_display()),
        )
        for decided in PlacementDecision.objects.standing().filter(
            signal=origin.signal_id, person_number=origin.person_number
        ):
            yield part_of(
                officer,
                origin,
                "police_decision",
                _("What the police decided"),
                ("decision", _("Where the person stays"), decided.get_decision_display()),
                ("decided_at", _("When they decided"), date_format(localtime(decided.decided_at), "DATETIME_FORMAT")),
            )
    for facts in PersonFacts.objects.standing().filter(case=case):
        facts.case = case
        yield part_of(
            officer,
            facts,
            "person",
            _("About the person"),
            ("gender", _("Gender"), facts.words("own_word") or facts.get_gender_display()),
            ("age", _("Age in years when recorded"), facts.age_years),
            ("age_status", _("Treated as"), facts.get_age_status_display()),
            ("citizenships", _("Citizenship"), ", ".join(country_name(code) for code in facts.citizenships)),
            ("languages", _("Languages"), ", ".join(language_name(code) for code in facts.languages)),
        )
    for basis in ResidenceBasis.objects.standing().filter(case=case):
        shown = basis.get_basis_display()
        yield part_of(officer, basis, "residence", _("Residence"), ("basis", _("Residence basis"), _(shown)))
    for exploitation in Exploitation.objects.standing().filter(case=case):
        yield part_of(
            officer,
            exploitation,
            "exploitation",
            _("Exploitation"),
            ("forms", _("Form"), ", ".join(str(Form(code).label) for code in exploitation.forms)),
            ("crossing", _("Across a border"), exploitation.get_crossing_display()),
            ("countries", _("Where"), ", ".join(country_name(code) for code in exploitation.countries)),
        )


def conversation(officer: Officer, case: Case) -> Iterator[Part]:
    """What the person told, section by section, and the signs observed with what shows them."""
    titles = {section.code: section.title for section in SECTIONS}
    for answer in Answer.objects.standing().filter(case=case).order_by("recorded_at"):
        answer.case = case
        yield part_of(
            officer,
            answer,
            "answer",
            titles.get(answer.section, answer.section),
            ("state", _("Answer"), answer.get_state_display()),
            ("words", _("As it was written"), answer.words("words")),
            about_others=bool(answer.words_sealed),
        )
    for sign in IndicatorObserved.objects.standing().filter(case=case, observed=True).order_by("recorded_at"):
        sign.case = case
        yield part_of(
            officer,
            sign,
            "sign",
            _("Sign observed"),
            ("indicator", _("Sign"), indicator(sign.indicator).text(get_language() or "en")),
            ("evidence", _("What shows it"), sign.words("evidence")),
            about_others=bool(sign.evidence_sealed),
        )


def decision(officer: Officer, case: Case) -> Iterator[Part]:
    """How the identification ended, why, and that the person was told."""
    for outcome in Outcome.objects.standing().filter(case=case):
        outcome.case = case
        yield part_of(
            officer,
            outcome,
            "outcome",
            _("Decision"),
            ("outcome", _("Outcome"), outcome.get_outcome_display()),
            ("decided_on", _("Decided on"), outcome.decided_on),
            ("grounds", _("It rests on"), ", ".join(str(DecisionGround(code).label) for code in outcome.ground_codes)),
            ("ground", _("Ground"), outcome.words("ground")),
            ("correction", _("Why it was corrected"), outcome.words("correction")),
        )
    for told in OutcomeTold.objects.standing().filter(case=case).order_by("told_at"):
        told.case = case
        yield part_of(
            officer,
            told,
            "told",
            _("The person was told"),
            ("channel", _("How"), told.get_channel_display()),
            ("language", _("Language"), language_name(told.language)),
            ("words", _("Note"), told.words("words")),
        )


def of_authorities(officer: Officer, case: Case) -> Iterator[Part]:
    """What the police and the residence procedure added, when the officer holds that part at all."""
    for model, kind, title in (
        (PoliceInformation, "police", _("Police information")),
        (ImmigrationInformation, "immigration", _("Asylum and residence information")),
    ):
        for fact in model._default_manager.filter(case=case, superseded_by=None).order_by("recorded_at"):
            fact.case = case
            lines = (("kind", _("Kind"), fact.get_kind_display()), ("words", _("Words"), fact.words("words")))
            yield part_of(officer, fact, kind, title, *lines, about_others=True)


def languages_of(case: Case) -> object:
    """The languages the person speaks, as codes; none when nobody noted them."""
    facts = PersonFacts.objects.standing().filter(case=case).first()
    return list(facts.languages) if facts else []


def fill() -> None:
    """Say what identification holds."""
    register("person", gettext_lazy("About the person"), person, order=20)
    register("conversation", gettext_lazy("The conversation"), conversation, order=30)
    register("decision", gettext_lazy("The decision"), decision, order=40)
    register("authorities", gettext_lazy("What authorities added"), of_authorities, order=70)
