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
from mooring.support.actions.period_rows import (
    BEGINS_ITSELF,
    refusal_of_the_last_request,
    standing_period,
    standing_taking_back,
    waiting_request,
)
from mooring.support.actions.plan import standing_plan
from mooring.support.clocks import Clock, read_clock
from mooring.support.law_of_the_period import (
    last_day_to_ask,
    last_outcome,
    may_be_taken_back,
    most_days,
    of_today,
    runs_until_decided,
    the_law,
)
from mooring.support.models import AskedFor, ReflectionPeriod
from mooring.support.period_words import NAME, of_the_period
from mooring.support.states import STATES, PeriodState

LABELS: dict[str, Any] = {
    "reflection.request": of_the_period(_("Reflection period asked for"), _("%(period)s: asked for")),
    "reflection.grant": of_the_period(_("Reflection period decided"), _("%(period)s: decided")),
    "reflection.extend": of_the_period(_("Reflection period extended"), _("%(period)s: extended")),
    "reflection.refuse": of_the_period(_("Reflection period: a request refused"), _("%(period)s: a request refused")),
    "reflection.correct_refusal": of_the_period(
        _("Reflection period: a refusal corrected"), _("%(period)s: a refusal corrected")
    ),
    "reflection.take_back": of_the_period(_("Reflection period taken away"), _("%(period)s: taken away")),
    "reflection.give_back": of_the_period(
        _("Reflection period: no longer taken away"), _("%(period)s: no longer taken away")
    ),
    "reflection.write_letter": of_the_period(
        _("Letter on the reflection period written"), _("%(period)s: letter written")
    ),
    "permit.ask": _("Permit for a case at court asked for"),
    "permit.give": _("Permit for a case at court given"),
    "permit.refuse": _("Permit for a case at court not given"),
    "permit.withdraw": _("Permit for a case at court no longer asked for"),
    "permit.end": _("Permit for a case at court ended"),
    turns.PERMIT_END: _("The permit for a case at court ends"),
    turns.REFUSED: _(
        "A request was refused. Tell the person face to face: why, how to complain, and what is open without it."
    ),
    turns.TAKEN_BACK: _(
        "The period was taken away. Tell the person, find a lawyer with her or him, and say what is open without it."
    ),
    "reflection.correct": of_the_period(_("Reflection period corrected"), _("%(period)s: corrected")),
    "contact_person.appoint": _("Contact person appointed"),
    "plan.write": _("Plan written"),
    turns.CONTACT_PERSON: _("Appoint a contact person"),
    turns.ASK: of_the_period(_("Ask the person about the reflection period"), _("%(period)s: ask the person")),
    turns.DECIDE: of_the_period(_("Answer on the reflection period"), _("%(period)s: answer")),
    turns.END: of_the_period(_("The reflection period ends"), _("%(period)s: its days end")),
    turns.PLAN_REVIEW: _("Look at the plan again"),
    turns.CONTACT_PERSON_LEAVES: _(
        "The contact person of this case leaves. Ask the person who shall follow, introduce that officer, and appoint her or him."
    ),
    turns.AFTER_CORRECTION: of_the_period(
        _(
            "The assessment has changed: the person is no longer identified. The reflection period stands as it was recorded;"
            " no provision to take it back was found. Decide what follows, and see to it that the person is told."
        ),
        _(
            "%(period)s: the assessment has changed, and the person is no longer identified. The period stands as it was"
            " recorded; no provision to take it back was found. Decide what follows, and see to it that the person is told."
        ),
    ),
}

TURNS = {Pen.TEAM: _("the team"), Pen.AUTHORITY: _("the authority"), Pen.NOBODY: _("nobody")}

# The words of a button, the verb and the door it leads to, and the compartment it writes in.
Way = tuple[Any, str, str, str]
ASK: Way = (_("Record a request"), "reflection.request", "reflection_request", Compartment.CORE)
ASK_LATE: Way = (
    _("Record a request, also a late one"),
    "reflection.request",
    "reflection_request",
    Compartment.CORE,
)
GRANT: Way = (_("Decide"), "reflection.grant", "reflection_grant", Compartment.CORE)
EXTEND: Way = (_("Extend"), "reflection.extend", "reflection_extend", Compartment.CORE)
CORRECT: Way = (_("Correct"), "reflection.correct", "reflection_correct", Compartment.CORE)
REFUSE: Way = (_("Refuse"), "reflection.refuse", "reflection_refuse", Compartment.CORE)
CORRECT_REFUSAL: Way = (
    _("Correct the refusal"),
    "reflection.correct_refusal",
    "reflection_correct_refusal",
    Compartment.CORE,
)
TAKE_BACK: Way = (_("Take away"), "reflection.take_back", "reflection_take_back", Compartment.CORE)
GIVE_BACK: Way = (_("No longer taken away"), "reflection.give_back", "reflection_give_back", Compartment.CORE)
LETTER: Way = (_("Write a letter"), "reflection.write_letter", "reflection_letter_write", Compartment.CORE)
WAYS_OF_THE_PERMIT: dict[str, tuple[Way, ...]] = {
    "": ((_("Record that it is asked for"), "permit.ask", "permit_ask", Compartment.CORE),),
    "asked": (
        (_("Give"), "permit.give", "permit_give", Compartment.CORE),
        (_("Do not give"), "permit.refuse", "permit_refuse", Compartment.CORE),
        (_("No longer asked for"), "permit.withdraw", "permit_withdraw", Compartment.CORE),
    ),
    "given": (
        (_("Give anew"), "permit.give", "permit_give", Compartment.CORE),
        (_("It has ended"), "permit.end", "permit_end", Compartment.CORE),
    ),
}
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
    refused = refusal_of_the_last_request(case) if period is None and turns.DECIDE not in waiting else None
    if period is None:
        asked = PeriodState.ASKED if turns.DECIDE in waiting else PeriodState.TO_ASK
        due = outcome == Stage.IDENTIFIED or (outcome == Stage.ASSESSMENT and bool(known(case, "period_opened")))
        state = PeriodState.REFUSED if refused else asked if due else PeriodState.NOT_DUE
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
                taken_back=may_be_taken_back() and standing_taking_back(case) is not None,
            )
            state = reading.state
    rule = STATES[state]
    return {
        "period": period,
        "clock": reading,
        "finding": finding,
        "state": state,
        "state_name": rule.name.get(get_language() or "en", rule.name["en"]),
        # What comes after the last day is the authority's to answer; once it has, nobody's turn is left.
        "turn": TURNS[Pen.NOBODY if state is PeriodState.ENDED and turns.END not in waiting else rule.pen],
        "refused_request": refused,
        "ask_by": last_day_to_ask(reading.last_day) if reading is not None and reading.may_still_be_given else None,
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
        # The law gives it to who is identified; until then a wish can be noted, and there is nothing to decide but to refuse it.
        today = of_today()
        if today is not None and today.provides and today["starts"] in BEGINS_ITSELF:
            # It begins with the decision: nobody asks for it, and what was not recorded then can be.
            return [] if state is PeriodState.NOT_DUE else open_ways(officer, case, GRANT)
        if state is PeriodState.REFUSED:
            return open_ways(officer, case, ASK, GRANT, CORRECT_REFUSAL, LETTER)
        refuse = (REFUSE,) if waiting_request(case, AskedFor.PERIOD) is not None else ()
        return open_ways(officer, case, *((ASK, *refuse) if state is PeriodState.NOT_DUE else (ASK, GRANT, *refuse)))
    if state is PeriodState.TAKEN_BACK:
        return open_ways(officer, case, GIVE_BACK, CORRECT)
    take_back = (TAKE_BACK,) if may_be_taken_back() else ()
    if not the_law().answers("reflection_extension"):
        return open_ways(officer, case, CORRECT, *take_back, LETTER)
    if state is PeriodState.ENDED:
        return open_ways(officer, case, ASK_LATE, EXTEND, CORRECT, LETTER)
    refuse = (REFUSE,) if state is PeriodState.EXTENSION_ASKED else ()
    return open_ways(
        officer, case, *((CORRECT, LETTER) if period.is_none else (ASK, EXTEND, *refuse, CORRECT, *take_back, LETTER))
    )


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
