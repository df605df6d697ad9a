"""Rules of the house on the court side, where no law sets a time. They are cited as what they are: not law."""

from __future__ import annotations

from datetime import date, timedelta

from mooring.law import N_, Finding
from mooring.law.findings import because
from mooring.law.provisions import rule_of_the_house

BEFORE_A_HEARING = timedelta(days=7)
TALK_OF_A_DECISION = timedelta(days=28)


def talk_of_a_decision(on: date) -> Finding:
    """That a decision is talked through in time to take it further, also where no law is known to say until when."""
    rule = rule_of_the_house(N_("Decisions on compensation"), date(2026, 11, 23))
    why = because(
        "talk_of_a_decision",
        N_(
            "Until when a decision can be taken further is not known: within four weeks the person decides, with a lawyer."
        ),
        rule,
    )
    return Finding("claim_appeal", "due", N_("The person decides whether to take the decision further."), (why,), on)


def before_a_hearing(on: date) -> Finding:
    """That care is agreed a week before the person is heard."""
    rule = rule_of_the_house(N_("Care of a witness"))
    why = because(
        "care_before_the_hearing",
        N_("What spares the person is agreed a week before the hearing, so that the court can arrange it."),
        rule,
    )
    return Finding("hearing_care", "due", N_("Care of the person is agreed before the hearing."), (why,), on)
