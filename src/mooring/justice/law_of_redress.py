"""What the court side asks the law, with what is recorded of a claim; and what is said where the law of a country does not answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings

from mooring.casework.known import known
from mooring.casework.models import Case
from mooring.justice.models import Claim
from mooring.law import Finding, Law, NotAnswered
from mooring.safeguards import clock

FACTS = ("ended_on", "happened_at", "reported_at", "concluded_on", "exception", "late_ground")
"""What is recorded of a claim and the law asks for."""


def the_law() -> Law:
    law: Law = settings.MOORING_COUNTRY.law
    return law


def witness_measures(case: Case) -> Finding | None:
    """What spares this person when heard, by the law of today; none where the country's law does not answer."""
    child = known(case, "treated_as_child")
    try:
        return the_law().witness_measures(bool(child) if child is not None else None, clock.today())
    except NotAnswered:
        return None


def measures_of(case: Case) -> tuple[str, ...]:
    """The codes of the measures the law names for this person; none where it does not answer."""
    finding = witness_measures(case)
    return finding.codes("measures") if finding is not None else ()


def kinds_of_claims() -> tuple[str, ...]:
    """The claims that the law of today knows; none where it does not answer."""
    try:
        return the_law().compensation_claims(clock.today())
    except NotAnswered:
        return ()


def grounds() -> tuple[str, ...]:
    """The grounds that can be named for a late report or application; none where the law does not answer."""
    try:
        return the_law().compensation_exceptions(clock.today())
    except NotAnswered:
        return ()


def injured_party_lawyer() -> Finding | None:
    """Whether the law gives a lawyer to who was harmed; none where it does not answer."""
    try:
        return the_law().injured_party_lawyer(clock.today())
    except NotAnswered:
        return None


def compensation_in_general() -> Finding | None:
    """What the law gives towards compensation and legal help, where it says so in general only; none where it does not answer."""
    try:
        return the_law().compensation(clock.today())
    except NotAnswered:
        return None


def compensation(kind: str, on: date, facts: dict[str, Any]) -> Finding:
    """What the law says of a claim with these facts. Raises `NotAnswered`."""
    return the_law().compensation_claim(
        kind,
        on,
        ended_on=facts["ended_on"],
        happened=facts["happened_at"],
        reported=facts["reported_at"],
        concluded_on=facts["concluded_on"],
        exception=facts["exception"] or "",
        late_ground=facts["late_ground"] or "",
    )


def appeal(claim: Claim, on: date, *, permission_asked: bool = False) -> Finding | None:
    """Where a decision on a claim can be taken further, and until when; none where the law does not answer."""
    try:
        return the_law().compensation_appeal(
            claim.kind, on, decided_on=claim.decided_on, permission_asked=permission_asked
        )
    except NotAnswered:
        return None


def facts_of(claim: Claim) -> dict[str, Any]:
    """What is recorded of a claim, by name."""
    return {name: getattr(claim, name) for name in FACTS}


def currency() -> str:
    """The currency in which claims are raised in this country, by ISO 4217."""
    return str(settings.MOORING_COUNTRY.currency)
