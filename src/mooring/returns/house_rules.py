"""Rules of the house that a return follows where no law sets a time. They are cited as what they are: not law."""

from __future__ import annotations

from datetime import date, timedelta

from mooring.law import N_, Finding
from mooring.law.findings import because
from mooring.law.provisions import rule_of_the_house

ASK_AGAIN = timedelta(days=14)
LOOK_AT_RISKS = timedelta(days=14)
MAKE_A_PLAN = timedelta(days=14)
HEAR_OF_ARRIVAL = timedelta(days=2)
EARLY = timedelta(days=14)
"""So long before the day somebody may ask already."""
FOLLOW_UP_MONTHS = (1, 3, 6, 12)
SUPPORT_MONTHS = 3
"""Taken for granted where the law of the country says nothing: the least that is known of any."""

SAYS = {
    "ask_again": (
        N_("The person is asked what she or he thinks of it, on the day agreed or after two weeks."),
        N_("Asking again"),
    ),
    "look_at_risks": (N_("Risks and family are looked at within two weeks of a yes."), N_("Risks first")),
    "make_a_plan": (N_("The return is planned with the person within two weeks."), N_("The plan of a return")),
    "travel": (N_("The person travels on the day that was agreed."), N_("The day of travel")),
    "hear_of_arrival": (N_("Somebody hears within two days that the person has arrived."), N_("Arrival")),
    "follow_up": (N_("Somebody asks how the person is, some months after arrival."), N_("Asking after a return")),
    "instalment": (N_("A sum that was promised is paid on its day."), N_("Money that was promised")),
}


def due(rule: str, on: date) -> Finding:
    """That something is due by a rule of the house."""
    says, article = SAYS[rule]
    return Finding(f"return_{rule}", "due", says, (because(rule, says, rule_of_the_house(article)),), on)
