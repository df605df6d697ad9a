"""A refusal by a rule of the house, which is no law: why, and what to do next."""

from __future__ import annotations

from mooring.casework.models import Case
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.models import Officer


def house_rule(verb: str, by: Officer, case: Case | None, reason: str, instead: str = "") -> Refused:
    """The refusal, to be raised. On a form it becomes an error of the form; the ledger keeps that it was refused."""
    return Refused(Refusal(Why.HOUSE_RULE, verb, reason, instead), by, case.pk if case is not None else None)
