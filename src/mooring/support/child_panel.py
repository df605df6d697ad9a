"""The child on the case page: how the child came, who answers with the child, what is due, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework import day_cards, labels, panels
from mooring.casework.compartments import Compartment
from mooring.casework.known import known
from mooring.casework.models import Case, Deadline
from mooring.casework.panels import Panel
from mooring.safeguards import clock, notices, state_tables
from mooring.safeguards.models import Officer
from mooring.support import child_states, children
from mooring.support.actions import child_missing
from mooring.support.missing_children import all_missing
from mooring.support.models import (
    BestInterest,
    Changes,
    ChildLife,
    ChildPlan,
    ChildSheet,
    ComingOfAge,
    FamilyTracing,
    Matter,
    MissingChild,
    MunicipalityTold,
    RepresentativeWord,
    SafetyPlan,
)
from mooring.support.panel import Way, open_ways

LABELS: dict[str, Any] = {
    "child.path": _("How the child came: recorded"),
    "child.ask_representative": _("Representative asked for"),
    "child.appoint_representative": _("Representative appointed"),
    "child.end_representative": _("Representative's task ended"),
    "child.agree": _("What the representative says: recorded"),
    "child.tell_municipality": _("Municipality told of the child"),
    "child.life": _("Home, school and health recorded"),
    "child.plan": _("The child's plan written"),
    "child.best_interest": _("Best interest of the child assessed"),
    "child.trace_family": _("The family is looked for"),
    "child.safety_plan": _("Safety plan made with the child"),
    "child.come_of_age": _("Coming of age foreseen"),
    "child.alarm": _("Child missing: alarm"),
    "child.missing_step": _("Child missing: step logged"),
    "child.found": _("Child missing: ended"),
    children.PATH: _("Say how the child came"),
    children.REPRESENTATIVE: _("A representative is appointed for the child"),
    children.MUNICIPALITY: _("Tell the municipality of the child"),
    children.SAFETY: _("Make a safety plan with the child"),
    children.OF_AGE: _("Plan for the coming of age"),
    children.MISSING: _("A child is missing: see that the three are told"),
    children.ROOF: _("Ask the representative where the child lives"),
}
NOTICES: dict[str, Any] = {
    "child.appointed": _("You were appointed to stand beside a child"),
    "child.word_written": _("Somebody wrote down what you said in a matter of a child"),
    "child.municipality_told": _("A municipality was told of a child"),
    "child.missing": _("A child is missing: there is a sheet for you"),
    "child.missing_of_team": _("A child of your team is missing"),
    "child.missing_ended": _("A child is no longer missing"),
}
CORE, SUPPORT = Compartment.CORE, Compartment.SUPPORT
PATH: Way = (_("Say how the child came"), "child.path", "child_path", CORE)
ASK: Way = (_("Ask for a representative"), "child.ask_representative", "child_ask_representative", CORE)
APPOINT: Way = (_("Record the representative"), "child.appoint_representative", "child_appoint_representative", CORE)
END: Way = (_("The task ended"), "child.end_representative", "child_end_representative", CORE)
WORD: Way = (_("Record what the representative says"), "child.agree", "child_word", CORE)
TELL: Way = (_("Tell the municipality"), "child.tell_municipality", "child_municipality", CORE)
LIFE: Way = (_("Home, school and health"), "child.life", "child_life", SUPPORT)
PLAN: Way = (_("The child's plan"), "child.plan", "child_plan", SUPPORT)
BEST: Way = (_("Assess what is best"), "child.best_interest", "child_best_interest", SUPPORT)
FAMILY: Way = (_("Look for the family"), "child.trace_family", "child_family", SUPPORT)
SAFETY: Way = (_("Safety plan"), "child.safety_plan", "child_safety_plan", SUPPORT)
OF_AGE: Way = (_("Coming of age"), "child.come_of_age", "child_coming_of_age", SUPPORT)
ALARM: Way = (_("The child is missing"), "child.alarm", "child_alarm", Compartment.ENTRY)
STEP: Way = (_("Log a step"), "child.missing_step", "child_missing_step", Compartment.ENTRY)
FOUND: Way = (_("Found, or ended"), "child.found", "child_found", Compartment.ENTRY)


def age_of(case: Case) -> int | None:
    """The age in years as recorded, or none."""
    age = known(case, "age_years")
    return age if isinstance(age, int) else None


def ways_of_representative(officer: Officer, case: Case, state: str | None) -> list[tuple[Any, str]]:
    """What can be done now about the representative."""
    table = child_states.REPRESENTATIVE_STATES
    verbs = {move.verb for move in table.moves_from(state or state_tables.BEGINNING)}
    return open_ways(officer, case, *(way for way in (ASK, APPOINT, END) if way[1] in verbs))


def whole(officer: Officer, case: Case) -> dict[str, Any]:
    """Everything that is open to this officer; the law's answers are none where the country's pack does not answer."""
    path, representative = children.path_of(case), children.representative_of(case)
    alone = path.came == "unaccompanied" if path is not None else None
    begins = path.met_on if path is not None else None
    words = list(RepresentativeWord.objects.standing().filter(case=case).order_by("matter"))
    for one in words:
        one.case = case
    shown: dict[str, Any] = {
        "path": path,
        "representative": representative,
        "alone": alone is not False,
        "words": words,
        "municipality": children.of_case(MunicipalityTold, case),
        "lack": children.lacks(case.pk, Matter.PLAN),
        "alarm": child_missing.open_alarm(case),
        "due": children.asked("representative_due", unaccompanied=alone, begins=begins),
        "answers": children.asked("representative_due", unaccompanied=None) is not None,
        "supervises": children.asked("municipality_supervises"),
        "decides": children.asked("child_decides_with", age=age_of(case), matter="plan"),
        "in_support": case.held_by(officer).get(SUPPORT) is not None,
        "ways_of_path": open_ways(officer, case, PATH),
        "ways_of_representative": ways_of_representative(
            officer, case, representative.state if representative else None
        ),
        "ways_of_word": open_ways(officer, case, WORD)
        if representative and representative.state == "appointed"
        else [],
        "ways_of_municipality": open_ways(officer, case, TELL),
        "ways_of_alarm": open_ways(officer, case, ALARM),
    }
    if shown["in_support"]:
        best = children.of_case(BestInterest, case)
        day = children.of_case(ComingOfAge, case)
        shown |= {
            "life": children.of_case(ChildLife, case),
            "plan": children.of_case(ChildPlan, case),
            "best": best,
            "family": children.of_case(FamilyTracing, case),
            "safety": children.of_case(SafetyPlan, case),
            "sheet": children.of_case(ChildSheet, case),
            "of_age": day,
            "changes": [(one.label, one.value in day.in_order) for one in Changes] if day is not None else [],
            "ways_of_life": open_ways(officer, case, LIFE, PLAN),
            "ways_of_family": open_ways(officer, case, BEST, *((FAMILY,) if best and best.found == "look" else ())),
            "ways_of_safety": open_ways(officer, case, SAFETY),
            "ways_of_age": open_ways(officer, case, OF_AGE),
        }
    return shown


def missing(case: Case, alarm: MissingChild) -> dict[str, Any]:
    """A standing alarm: who was told and when, whom to ring, the log, and the minutes since."""
    told = list(alarm.told.select_related("desk__agency", "officer").order_by("party", "id"))
    steps = list(alarm.steps.select_related("recorded_by").order_by("recorded_at", "id"))
    for step in steps:
        step.case = case
    representative, municipality = children.representative_of(case), children.of_case(MunicipalityTold, case)
    numbers = {
        "representative": representative.words("telephone") if representative is not None else "",
        "municipality": municipality.words("telephone") if municipality is not None else "",
    }
    return {
        "alarm": alarm,
        "minutes": int((clock.now() - alarm.recorded_at).total_seconds() // 60),
        "told": [one for one in told if not one.to_ring],
        "to_ring": [(one, numbers.get(one.party, "")) for one in told if one.to_ring],
        "still": child_missing.still_to_ring(alarm),
        "steps": [(step, step.words("words")) for step in steps],
        "sheet": children.of_case(ChildSheet, case),
        "missing_state": child_states.MISSING_STATES.state("missing").label,
    }


def panel(officer: Officer, case: Case) -> Mapping[str, Any]:
    """The child in short, with what lacks and what can be done now."""
    path, representative = children.path_of(case), children.representative_of(case)
    return {
        "path": path,
        "representative": representative,
        "lack": children.lacks(case.pk, Matter.PLAN),
        "alarm": child_missing.open_alarm(case),
        "answers": children.asked("representative_due", unaccompanied=None) is not None,
        "presumed": children.asked("age_presumption", stated_age=age_of(case), in_doubt=age_of(case) is None),
        "ways": open_ways(officer, case, *((ALARM,) if path else (PATH, ALARM))),
    }


def is_a_child(officer: Officer, case: Case) -> bool:
    """Whether the panel has something to say: a child, or in doubt one."""
    return children.is_child(case)


def missing_today(officer: Officer) -> Mapping[str, Any] | None:
    """The missing children of whom the officer was told."""
    found = all_missing()
    return {"missing": found} if found else None


def without_plan(officer: Officer) -> Mapping[str, Any] | None:
    """The children in the officer's cases with whom no safety plan was made yet."""
    waiting = Deadline.objects.open().filter(kind=children.SAFETY).select_related("case").order_by("due_at", "id")[:20]
    cases = [one.case for one in waiting]
    return {"cases": cases} if cases else None


def register() -> None:
    """Put the child on the case page and on the day, and give words to deeds, deadlines and notices."""
    labels.register(LABELS)
    notices.register(NOTICES)
    state_tables.register(child_states.REPRESENTATIVE_STATES)
    state_tables.register(child_states.MISSING_STATES)
    panels.register(
        Panel(
            "child",
            _("Child"),
            "child.look",
            CORE,
            "support/child_panel.html",
            panel,
            6,
            above_the_fold=True,
            shown_when=is_a_child,
        )
    )
    day_cards.register(
        day_cards.DayCard("missing_children", "child.sheets", "support/missing_card.html", missing_today, 1)
    )
    day_cards.register(
        day_cards.DayCard("safety_plans", "child.safety_plan", "support/safety_card.html", without_plan, 8)
    )
