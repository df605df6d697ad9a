"""The windows of identification on the case page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from mooring.casework import panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Deadline, Fact
from mooring.casework.named_by_code import country_name, language_name
from mooring.casework.stages import Stage
from mooring.identification import people_met, reading
from mooring.identification.models import (
    Assessment,
    CaseOrigin,
    Conversation,
    Crossing,
    DecisionGround,
    Encounter,
    Exploitation,
    Form,
    ImmigrationInformation,
    IndicatorObserved,
    Outcome,
    PersonFacts,
    PoliceInformation,
)
from mooring.identification.stages_of_decision import shown, stages_on
from mooring.identification.way_to_assessment import Way, way_of
from mooring.identification.who_converses import who_may_converse
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.screening.indicators import indicator
from mooring.screening.strength import NotScored, Strength

# Stages from which a request may lead to an assessment.
BEFORE = (Stage.PRESUMED, Stage.NOT_IDENTIFIED, Stage.NO_ASSESSMENT_WISHED, Stage.WITHDRAWN)
NEXT_STEPS = ("identification.decide", "outcome.tell", "assessment.request")
# In which stages, verb, address and words of the buttons.
BUTTONS: tuple[tuple[tuple[Stage, ...], str, str, Any], ...] = (
    ((Stage.ASSESSMENT,), "identification.decide", "decide", gettext_lazy("Decide")),
    ((Stage.IDENTIFIED, Stage.NOT_IDENTIFIED), "outcome.tell", "tell", gettext_lazy("Tell the person the outcome")),
    (BEFORE, "assessment.request", "assessment_request", gettext_lazy("Ask for an assessment")),
    ((*BEFORE, Stage.ASSESSMENT), "residence.record", "residence", gettext_lazy("Residence basis")),
    ((Stage.PRESUMED,), "assessment.not_wished", "assessment_not_wished", gettext_lazy("Does not wish an assessment")),
    (
        (Stage.ASSESSMENT,),
        "assessment.withdraw",
        "assessment_withdraw",
        gettext_lazy("No longer wishes the assessment"),
    ),
    (
        (Stage.IDENTIFIED, Stage.NOT_IDENTIFIED, Stage.CLOSED),
        "identification.correct",
        "correct",
        gettext_lazy("Correct the decision"),
    ),
)


def urgent(officer: Officer, case: Case) -> Mapping[str, Any]:
    """Danger now, health that cannot wait, and how long a detention may last."""
    origin = CaseOrigin.objects.standing().filter(
        case=case, signal=OuterRef("signal"), person_number=OuterRef("number")
    )
    note = Encounter.objects.standing().filter(Exists(origin)).select_related("signal").first()
    person = people_met.PersonMet(note, people_met.health_windows(note)) if note else None
    clocks = list(Deadline.objects.open().filter(case=case, kind="detention_clock").select_related("pen_desk__agency"))
    return {
        "person": person,
        "clocks": clocks,
        "note_anew": reverse("encounter_again", args=[note.signal.reference, note.number])
        if note and officer.may("encounter.note")
        else "",
        "may_end": officer.may("detention.end") and _may_write(officer, case),
        "anything": bool(clocks) or (person is not None and person.is_urgent),
    }


def identification(officer: Officer, case: Case) -> Mapping[str, Any]:
    """Who decides, what is missing, what was decided, and what may be done next."""
    way, stage = way_of(officer, case), _stage(case)
    context: dict[str, Any] = {
        "way": way,
        "stage": stage,
        "is_before": stage in BEFORE,
        "who_may": who_may_converse(),
        "buttons": _buttons(officer, case, stage, way),
    }
    in_stages = len(stages_on(clock.today())) > 1
    assessment: Assessment | None = None
    if stage is Stage.ASSESSMENT or (in_stages and stage is not Stage.PRESUMED):
        asked = Assessment.objects.standing().filter(case=case)
        assessment = asked.select_related("desk__agency", "requested_by").first()
    if in_stages and assessment is not None:
        context["decided"] = shown(case, assessment.requested_at)
    if stage is Stage.ASSESSMENT:
        context["assessment"] = assessment
    elif stage is not Stage.PRESUMED:
        outcome: Outcome | None = (
            Outcome.objects.standing().filter(case=case).select_related("agency", "recorded_by").first()
        )
        if outcome is not None:
            outcome.case = case
            context |= {
                "outcome": outcome,
                "ground": outcome.words("ground"),
                "ground_codes": [DecisionGround(code).label for code in outcome.ground_codes],
                "is_decision": outcome.outcome in ("identified", "not_identified"),
            }
    return context


def conversation(officer: Officer, case: Case) -> Mapping[str, Any]:
    """The meetings, and which sections were spoken of."""
    meetings = list(Conversation.objects.standing().filter(case=case).select_related("recorded_by").order_by("number"))
    return {
        "meetings": meetings,
        "sections": reading.sections_of(case) if meetings else [],
        "held": case.held_by(officer),
        "may_hold": officer.may("conversation.hold") and _may_write(officer, case),
    }


def signs(officer: Officer, case: Case) -> Mapping[str, Any]:
    """The signs observed with what shows them; what the published rule makes of them, once a conversation was held."""
    language = get_language() or "en"
    rows = []
    for fact in _ours(IndicatorObserved, case, observed=True).order_by("indicator"):
        fact.case = case
        rows.append(
            {"fact": fact, "words": indicator(fact.indicator).text(language), "evidence": fact.words("evidence")}
        )
    has_met = bool(rows) and Conversation.objects.filter(case=case).exists()
    strengths = (
        [_shown(reading.strength_of(case, profile)) for profile in reading.profiles_for(case)] if has_met else []
    )
    return {
        "rows": rows,
        "has_met": has_met,
        "strengths": strengths,
        "may_observe": officer.may("indicator.observe") and _may_write(officer, case),
    }


def person(officer: Officer, case: Case) -> Mapping[str, Any]:
    """Who the person is to figures: codes only, each as it is known now."""
    facts: PersonFacts | None = _ours(PersonFacts, case).first()
    exploitation: Exploitation | None = _ours(Exploitation, case).first()
    may_write = _may_write(officer, case)
    return {
        "facts": facts,
        "citizenships": [country_name(code) for code in facts.citizenships] if facts else [],
        "languages": [language_name(code) for code in facts.languages] if facts else [],
        "presumption": reading.the_law().age_presumption(facts.age_years, facts.age_in_doubt, clock.today())
        if facts
        else None,
        "exploitation": exploitation,
        "forms": [Form(code).label for code in exploitation.forms] if exploitation else [],
        "crossing": Crossing(exploitation.crossing).label if exploitation else "",
        "countries": [country_name(code) for code in exploitation.countries] if exploitation else [],
        "may_record": may_write and officer.may("person.record"),
        "may_record_exploitation": may_write and officer.may("exploitation.record"),
    }


def police(officer: Officer, case: Case) -> Mapping[str, Any]:
    """What the police know."""
    return _information(officer, case, PoliceInformation, Compartment.POLICE, "police.inform")


def immigration(officer: Officer, case: Case) -> Mapping[str, Any]:
    """What is known from the asylum or residence procedure."""
    return _information(officer, case, ImmigrationInformation, Compartment.IMMIGRATION, "immigration.inform")


def _information(officer: Officer, case: Case, model: type[Fact], compartment: str, verb: str) -> Mapping[str, Any]:
    rows = []
    for fact in _ours(model, case).order_by("-recorded_at"):
        fact.case = case
        rows.append({"fact": fact, "words": fact.words("words")})
    return {"rows": rows, "may_inform": officer.may(verb) and case.held_by(officer).get(compartment, False)}


def _ours(model: type[Fact], case: Case, **more: Any) -> Any:
    return model._default_manager.filter(case=case, superseded_by=None, **more).select_related("recorded_by")


def _shown(answer: Strength | NotScored) -> dict[str, Any]:
    """What the rule says, in the language of the page."""
    profile = _(answer.profile.label)
    if isinstance(answer, NotScored):
        return {"profile": profile, "why_not": answer.because.sentence(_)}
    language = get_language() or "en"
    return {
        "profile": profile,
        "combination": _(answer.combination.label),
        "because": [reason.sentence(_) for reason in answer.because],
        "dimensions": [
            {
                "title": _(side.dimension.label),
                "positive": side.positive,
                "because": side.because.sentence(_),
                "counted": len(side.indicators),
            }
            for side in answer.dimensions
        ],
        "set_aside": [
            {"words": indicator(one.indicator).text(language), "because": one.because.sentence(_)}
            for one in answer.set_aside
        ],
        "cautions": [reason.sentence(_) for reason in answer.cautions],
    }


def _stage(case: Case) -> Stage:
    stage = getattr(case, "stage", None)
    return Stage(stage) if stage else Stage.PRESUMED


def _may_write(officer: Officer, case: Case) -> bool:
    return case.held_by(officer).get(Compartment.CORE, False)


def _buttons(officer: Officer, case: Case, stage: Stage, way: Way) -> list[dict[str, Any]]:
    """What may be done next; the step that waits stands first and stands out."""
    if not _may_write(officer, case):
        return []
    # Without a residence basis nobody can be asked: that comes first.
    next_step: tuple[str, ...] = NEXT_STEPS if way.is_known or stage not in BEFORE else ("residence.record",)
    if way.is_told:
        next_step = tuple(verb for verb in next_step if verb != "outcome.tell")
    ways = [
        {"label": label, "address": reverse(name, args=[case]), "stands_out": verb in next_step}
        for stages, verb, name, label in BUTTONS
        if stage in stages and officer.may(verb)
    ]
    return sorted(ways, key=lambda way: not way["stands_out"])


def register() -> None:
    """Put the panels on the case page; called when the house opens."""
    for code, title, verb, compartment, context, order, above_the_fold in (
        ("urgent", gettext_lazy("Urgent"), "conversation.look", Compartment.CORE, urgent, 1, True),
        (
            "identification",
            gettext_lazy("Identification"),
            "conversation.look",
            Compartment.CORE,
            identification,
            10,
            True,
        ),
        ("conversation", gettext_lazy("Conversation"), "conversation.look", Compartment.CORE, conversation, 20, False),
        ("signs", gettext_lazy("Signs"), "conversation.look", Compartment.CORE, signs, 25, False),
        (
            "person",
            gettext_lazy("Who the person is to figures"),
            "conversation.look",
            Compartment.CORE,
            person,
            30,
            False,
        ),
        ("police", gettext_lazy("Police information"), "police.look", Compartment.POLICE, police, 60, False),
        (
            "immigration",
            gettext_lazy("Asylum and residence information"),
            "immigration.look",
            Compartment.IMMIGRATION,
            immigration,
            65,
            False,
        ),
    ):
        panels.register(
            panels.Panel(
                code,
                title,
                verb,
                compartment,
                f"identification/panel_{code}.html",
                context,
                order,
                above_the_fold=above_the_fold,
            )
        )
