"""Rules of the house that support follows where no law sets a time. They are cited as what they are: not law."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from mooring.law import N_, Finding
from mooring.law.findings import because
from mooring.law.provisions import rule_of_the_house

A_WEEK = timedelta(days=7)
PLAN_REVIEW = timedelta(days=30)


CONTACT_PERSON = because(
    "contact_person_the_same_day",
    N_("Everybody has a contact person from the first day, whatever is decided later."),
    rule_of_the_house(N_("Contact person")),
)
ASK_WITHIN_A_WEEK = because(
    "ask_within_a_week",
    N_("When nobody asks there is no period; so the team asks the person within a week."),
    rule_of_the_house(N_("Ask for the period")),
)
DECIDE_WITHIN_A_WEEK = because(
    "decide_within_a_week",
    N_("No law sets a time for the answer; it is expected within a week, and before the running days end."),
    rule_of_the_house(N_("Answer on the period")),
)
PLAN_LOOKED_AT_AGAIN = because(
    "plan_looked_at_again",
    N_("A plan is looked at again with the person, on the day agreed."),
    rule_of_the_house(N_("Review of the plan")),
)
STEP_HOPED_FOR = because(
    "step_hoped_for",
    N_("A step that the person hopes for is asked about on its day. Nobody has to have reached it."),
    rule_of_the_house(N_("Steps of those who stay")),
)


def contact_person(on: date) -> Finding:
    """That a contact person is due the day a case is opened."""
    return Finding(
        "contact_person", "due", N_("A contact person is appointed the day the case is opened."), (CONTACT_PERSON,), on
    )


def plan_review(on: date) -> Finding:
    """That a plan is due to be looked at again."""
    return Finding(
        "plan_review", "due", N_("The plan is looked at again on the day agreed."), (PLAN_LOOKED_AT_AGAIN,), on
    )


def step_hoped_for(on: date) -> Finding:
    """That a step into a life of the person's own is hoped for on a day."""
    return Finding("step_hoped_for", "due", N_("A step is hoped for on this day."), (STEP_HOPED_FOR,), on)


def to_be_asked(finding: Finding) -> Finding:
    """A finding on the period, with the rule of the house that somebody asks within a week."""
    return replace(finding, because=(*finding.because, ASK_WITHIN_A_WEEK))


def to_be_decided(finding: Finding) -> Finding:
    """A finding on the period, with the rule of the house on when the answer is expected."""
    return replace(finding, because=(*finding.because, DECIDE_WITHIN_A_WEEK))


def to_be_told_again(on: date) -> Finding:
    """That what was not understood is told again."""
    why = because(
        "told_again_within_a_week",
        N_("What was not understood is told again within a week, in another way if need be."),
        rule_of_the_house(N_("Telling again")),
    )
    return Finding("information_repeat", "due", N_("What was not understood is told again."), (why,), on)
