"""Support's windows on the case page: the clocks, the contact person, the plan; and what its deeds are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.known import known
from mooring.casework.models import Case, Deadline
from mooring.casework.panels import Panel
from mooring.casework.stages import Pen, Stage
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.support import turns
from mooring.support.actions.period import BEGINS_ITSELF, standing_period
from mooring.support.actions.plan import standing_plan
from mooring.support.clocks import Clock, read_clock
from mooring.support.law_of_the_period import last_outcome, most_days, of_today, runs_until_decided, the_law
from mooring.support.models import ReflectionPeriod
from mooring.support.period_words import NAME, of_the_period
from mooring.support.states import STATES, PeriodState

LABELS: dict[str, Any] = {
    "reflection.request": of_the_period(_("Reflection period asked for"), _("%(period)s: asked for")),
    "reflection.grant": of_the_period(_("Reflection period decided"), _("%(period)s: decided")),
    "reflection.extend": of_the_period(_("Reflection period extended"), _("%(period)s: extended")),
    "reflection.correct": of_the_period(_("Reflection period corrected"), _("%(period)s: corrected")),
    "contact_person.appoint": _("Contact person appointed"),
    "plan.write": _("Plan written"),
    turns.CONTACT_PERSON: _("Appoint a contact person"),
    turns.ASK: of_the_period(_("Ask the person about the reflection period"), _("%(period)s: ask the person")),
    turns.DECIDE: of_the_period(_("Answer on the reflection period"), _("%(period)s: answer")),
    turns.END: of_the_period(_("The reflection period ends"), _("%(period)s: its days end")),
    turns.PLAN_REVIEW: _("Look at the plan again"),
    turns.CONTACT_PERSON_LEAVES: _("The contact person leaves: find another with the person"),
    turns.AFTER_CORRECTION: of_the_period(
        _("Reflection period after a changed assessment"), _("%(period)s: after a changed assessment")
    ),
}

TURNS = {Pen.TEAM: _("the team"), Pen.AUTHORITY: _("the authority"), Pen.NOBODY: _("nobody")}

# The words of a button, the verb and the door it leads to, and the compartment it writes in.
Way = tuple[Any, str, str, str]
ASK: Way = (_("Record a request"), "reflection.request", "reflection_request", Compartment.CORE)
GRANT: Way = (_("Decide"), "reflection.grant", "reflection_grant", Compartment.CORE)
EXTEND: Way = (_("Extend"), "reflection.extend", "reflection_extend", Compartment.CORE)
CORRECT: Way = (_("Correct"), "reflection.correct", "reflection_correct", Compartment.CORE)
REPLACE: Way = (_("Appoint somebody else"), "contact_person.appoint", "contact_person_appoint", Compartment.CORE)
APPOINT: Way = (_("Appoint"), "contact_person.appoint", "contact_person_appoint", Compartment.CORE)
WRITE: Way = (_("Write the plan"), "plan.write", "plan_write", Compartment.SUPPORT)


def open_ways(officer: Officer, case: Case, *ways: Way) -> list[tuple[Any, str]]:
    """The buttons that are open to this officer: their words and addresses."""
    held = case.held_by(officer)
    return [
        (words, reverse(name, args=[case])) for words, verb, name, part in ways if officer.may(verb) and held.get(part)
    ]


def period_shown(case: Case, period: ReflectionPeriod | None, waiting: set[str]) -> dict[str, Any]:
    """A period as a page shows it: the state, whose turn it is, the clock, and whether its ground is gone.

    `waiting`: the kinds of the open deadlines.
    """
    today = clock.today()
    stage = getattr(case, "stage", None)
    # A case that is open stands in the stage of its last outcome, or has none; a closed one has to be looked up.
    outcome = last_outcome(case) if stage in (None, Stage.CLOSED) else stage
    reading: Clock | None = None
    finding: Finding | None = None
    if period is None:
        asked = PeriodState.ASKED if turns.DECIDE in waiting else PeriodState.TO_ASK
        due = outcome == Stage.IDENTIFIED or (outcome == Stage.ASSESSMENT and bool(known(case, "period_opened")))
        state = asked if due else PeriodState.NOT_DUE
    else:
        finding = Finding.from_record(period.finding)
        state = PeriodState.IMMEDIATE_DEPARTURE
        if period.begins is not None:
            reading = read_clock(
                period.begins,
                period.initial_days,
                [period.extra_days],  # type: ignore[attr-defined]
                most=most_days(finding, today),
                today=today,
                extension_asked=turns.DECIDE in waiting,
                until_decided=runs_until_decided(finding),
                concluded_on=_concluded_on(case) if runs_until_decided(finding) else None,
            )
            state = reading.state
    rule = STATES[state]
    return {
        "period": period,
        "clock": reading,
        "finding": finding,
        "state": state,
        "state_name": rule.name.get(get_language() or "en", rule.name["en"]),
        "turn": TURNS[rule.pen],
        # A period that begins with an earlier decision does not fall with the last one.
        "ground_is_gone": period is not None
        and not period.is_none
        and period.starts not in BEGINS_ITSELF
        and outcome != Stage.IDENTIFIED,
        "begins_itself": period is not None and period.starts in BEGINS_ITSELF,
        "period_name": NAME,
        "today": today,
    }


def waiting_kinds(case: Case) -> set[str]:
    """The kinds of the period's deadlines that are open; a closed case has none."""
    if getattr(case, "stage", None) == Stage.CLOSED:
        return set()
    return set(Deadline.objects.open().filter(case=case, kind__in=turns.PERIOD_KINDS).values_list("kind", flat=True))


def ways_of_the_period(
    officer: Officer, case: Case, period: ReflectionPeriod | None, state: PeriodState
) -> list[tuple[Any, str]]:
    """What can be done now about the period, by this officer."""
    if period is None:
        # The law gives it to who is identified; until then a wish can be noted, and there is nothing to decide.
        today = of_today()
        if today is not None and today.provides and today["starts"] in BEGINS_ITSELF:
            # It begins with the decision: nobody asks for it, and what was not recorded then can be.
            return [] if state is PeriodState.NOT_DUE else open_ways(officer, case, GRANT)
        return open_ways(officer, case, *((ASK,) if state is PeriodState.NOT_DUE else (ASK, GRANT)))
    if not the_law().answers("reflection_extension"):
        return open_ways(officer, case, CORRECT)
    return open_ways(officer, case, *((CORRECT,) if period.is_none else (ASK, EXTEND, CORRECT)))


def _concluded_on(case: Case) -> date | None:
    day = known(case, "concluded_on")
    return day if isinstance(day, date) else None


def reflection(officer: Officer, case: Case) -> Mapping[str, Any]:
    """The reflection period with the law under it, and what can be done now. What is due stands in the case's own panel."""
    period = standing_period(case)
    shown = period_shown(case, period, waiting_kinds(case))
    today = of_today() if period is None else None
    opened_earlier = today is not None and today.particulars.get("starts") in BEGINS_ITSELF
    ways = ways_of_the_period(officer, case, period, shown["state"])
    if opened_earlier and shown["state"] is PeriodState.NOT_DUE:
        shown["state_name"] = _("Not due: it begins with a positive first decision")
    return {**shown, "opened_earlier": opened_earlier, "ways": ways}


def contact_person(officer: Officer, case: Case) -> Mapping[str, Any]:
    """To whom the person can always turn."""
    appointed = turns.contact_person_of(case)
    return {"appointed": appointed, "ways": open_ways(officer, case, REPLACE if appointed else APPOINT)}


def plan(officer: Officer, case: Case) -> Mapping[str, Any]:
    """The plan as it stands."""
    found = standing_plan(case)
    return {**plan_shown(case, found), "ways": open_ways(officer, case, WRITE)}


def plan_shown(case: Case, found: Any) -> dict[str, Any]:
    """One version of the plan with its words opened."""
    if found is None:
        return {"plan": None}
    found.case = case  # so that the key of the case is fetched once
    return {"plan": found, "words": {name: found.words(name) for name in found.WORDS}, "today": clock.today()}


PANELS = [
    Panel(
        "reflection",
        NAME,
        "support.look",
        Compartment.CORE,
        "support/reflection_panel.html",
        reflection,
        17,
        above_the_fold=True,
    ),
    Panel(
        "contact_person",
        _("Contact person"),
        "support.look",
        Compartment.CORE,
        "support/contact_person_panel.html",
        contact_person,
        18,
        above_the_fold=True,
    ),
    Panel("plan", _("Plan"), "support.look", Compartment.SUPPORT, "support/plan_panel.html", plan, 40),
]
