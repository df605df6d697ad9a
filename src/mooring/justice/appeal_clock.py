"""The clock that begins with a decision on a claim: until when the person may take it further, and who sees to it that it is asked."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.justice import house_rules, law_of_redress
from mooring.justice.models import Claim
from mooring.law.days import safe_working_day
from mooring.safeguards import clock
from mooring.safeguards.models import Officer

KINDS = ("state_fund", "perpetrator", "lost_wages")


def appeal_kind(kind: str) -> str:
    """The kind of the deadline until which a decision on a claim of this kind is taken further."""
    return f"claim_appeal_{kind}"


def begin(claim: Claim, by: Officer) -> None:
    """Keep what the law says of a decision on the day it was made, and set the clock where it is less than was asked for.

    Where the law names no day, or does not answer, the house reminds by a rule of its own. `claim` is not saved yet.
    """
    decided_on = claim.decided_on or clock.today()
    finding = law_of_redress.appeal(claim, decided_on)
    claim.appeal_finding = finding.record() if finding is not None else None
    if not claim.is_below_what_was_asked:
        end(claim, by)
        return
    last = finding.particulars.get("last_day") if finding is not None else None
    if finding is not None and isinstance(last, date):
        due, why = safe_working_day(last, settings.MOORING_COUNTRY), finding.record()
    else:
        due = decided_on + house_rules.TALK_OF_A_DECISION
        why = house_rules.talk_of_a_decision(clock.today()).record()
    casework.set_deadline(
        claim.case,
        appeal_kind(claim.kind),
        clock.end_of(due),
        by=by,
        finding=why,
        pen_desk=by.desk,
        compartment=Compartment.SUPPORT,
    )


def end(claim: Claim, by: Officer) -> None:
    """Whoever took it further, let it stand, or has the money, is not reminded any more."""
    casework.meet_deadline(claim.case, appeal_kind(claim.kind), by=by)
