"""Rules of the house for children, where the country's law pack does not answer: an alarm is sounded whatever a pack says."""

from __future__ import annotations

from datetime import date

from mooring.law import N_, Finding
from mooring.law.findings import because
from mooring.law.provisions import rule_of_the_house
from mooring.support.children import asked

THREE_AT_ONCE = because(
    "three",
    N_("A child who is missing is in danger; three are told within {minutes} minutes."),
    rule_of_the_house(N_("A missing child")),
    minutes=15,
)
PLAN_BEFORE = because(
    "plan_before",
    N_("A safety plan is made with a child before anything happens."),
    rule_of_the_house(N_("Safety plan of a child")),
)
ROOF_NIGHTS = 2
"""So many nights a roof waits for nobody; then the representative is asked."""
NOT_FOR_LONG = because(
    "roof_not_for_long",
    N_(
        "A roof for tonight waits for nobody. After {nights} nights a place to live is decided with the representative."
    ),
    rule_of_the_house(N_("A roof for a child alone")),
    nights=ROOF_NIGHTS,
)
SAY_HOW_THE_CHILD_CAME = because(
    "say_how_the_child_came",
    N_("Whether a child came alone is written down the same day: everything else follows from it."),
    rule_of_the_house(N_("The path of a child")),
)


def missing_child(on: date) -> Finding:
    """Who is told of a missing child, and within how many minutes: by the law of the country, or else by the house."""
    says = N_(
        "The police, the representative and the municipality are told at once: what they need to look, and no more."
    )
    told = ("police", "representative", "municipality")
    house = Finding("missing_child", "alarm", says, (THREE_AT_ONCE,), on, {"within_minutes": 15, "told": told})
    return asked("missing_child") or house


def safety_plan(on: date) -> Finding:
    """That a safety plan is due within a day."""
    return Finding(
        "child_safety_plan", "due", N_("A safety plan is made with the child within a day."), (PLAN_BEFORE,), on
    )


def path(on: date) -> Finding:
    """That it is to be said how a child came."""
    return Finding(
        "child_path", "due", N_("Whether the child came alone is written down."), (SAY_HOW_THE_CHILD_CAME,), on
    )


def roof(on: date) -> Finding:
    """That the representative is asked where the child lives, before the nights are over for which nobody is asked."""
    says = N_("The representative is asked about the place in which the child lives.")
    return Finding("child_stay_word", "due", says, (NOT_FOR_LONG,), on, {"nights": ROOF_NIGHTS})
