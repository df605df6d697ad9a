"""Requests for help, and the catalogue, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from mooring.casework.models import Case
from mooring.casework.models.in_turn import in_turn
from mooring.law import NotAnswered
from mooring.law.options import ANSWERS, STAGES
from mooring.law.residence import RESIDENCE_LABELS, ResidenceBasis
from mooring.law.service_catalogue import AREAS, CARE, PAYERS, ServiceKind
from mooring.safeguards import clock
from mooring.support import help_for_case, money
from mooring.support.models import ServiceRequest, ServiceStep
from mooring.support.options_shown import BADGES
from mooring.support.service_codes import WHAT_ELSE, Because
from mooring.support.service_states import PENS, SERVICE_STATES, WAITING, ServiceState


def name(code: str) -> str:
    """What a kind of help is called, in the language of the page."""
    return _(help_for_case.service_name(code))


def payer_name(code: str) -> str:
    return _(PAYERS[code]) if code in PAYERS else code


@dataclass(frozen=True)
class Row:
    """A request in a list. The pseudonym is the only word about a person."""

    reference: str
    address: str
    pseudonym: str
    name: str
    payer: str
    state: str
    state_name: Any
    turn: Any
    amount: str
    since: datetime
    due_at: datetime | None
    is_late: bool
    from_desk: str


def rows(requests: Iterable[Any]) -> list[Row]:
    """Requests read `with_state`, as rows."""
    now = clock.now()
    return [
        Row(
            reference=each.reference,
            address=each.address,
            pseudonym=each.pseudonym,
            name=name(each.service),
            payer=payer_name(each.payer),
            state=each.state,
            state_name=SERVICE_STATES.state(each.state).label,
            turn=PENS[SERVICE_STATES.state(each.state).pen],
            amount=money.shown(each.amount, each.currency),
            since=each.since,
            due_at=each.due_at if each.state in WAITING else None,
            is_late=each.state in WAITING and each.due_at is not None and each.due_at < now,
            from_desk=str(each.from_desk),
        )
        for each in requests
    ]


def of_case(case: Case) -> list[Row]:
    """The requests of a case, the latest first."""
    found = ServiceRequest.objects.filter(case=case).with_state().select_related("from_desk__agency")
    return rows(found.order_by("-recorded_at", "reference"))


def person_in_words(person: help_for_case.OfThePerson) -> dict[str, str]:
    """On what the law was asked, for a page."""
    return {
        "basis": _(RESIDENCE_LABELS[ResidenceBasis(person.residence_basis)]),
        "stage": _(STAGES[person.stage]) if person.stage in STAGES else "",
        "child": _("Treated as a child") if person.child else "",
    }


def areas_for(case: Case) -> list[dict[str, Any]]:
    """The catalogue by area, with the law's answer and who pays for each kind of help; nothing where the law has no catalogue."""
    person, found = help_for_case.of_the_person(case), []
    kinds = [kind for kind in help_for_case.catalogue() if kind.is_for(person.child)]
    for area, words in AREAS.items():
        lines = [line for kind in kinds if kind.area == area and (line := _line(case, kind)) is not None]
        if lines:
            found.append({"name": _(words), "lines": lines})
    return found


def _line(case: Case, kind: ServiceKind) -> dict[str, Any] | None:
    try:
        given, pays = help_for_case.is_it_given(case, kind.code), help_for_case.who_pays(case, kind.code)
    except NotAnswered:
        return None
    return {
        "code": kind.code,
        "name": _(kind.name),
        "what": _(kind.what),
        "care": _(CARE[kind.care]),
        "answer": _(ANSWERS[given.answer]),
        "badge": BADGES[given.answer],
        "provided": given.provides,
        "emergency": kind.emergency,
        "asks_first": given.particulars["asks_first"],
        "payer": payer_name(pays.answer) if given.provides else "",
        "finding": given,
    }


def whole(request: ServiceRequest, *, is_team: bool) -> dict[str, Any]:
    """All of one request. What is sealed is opened for the team alone."""
    steps = in_turn(request.steps.select_related("recorded_by").order_by("recorded_at"))
    standing = request.look_again()
    state = SERVICE_STATES.state(standing.state)
    no = standing.state == ServiceState.REFUSED
    return {
        "name": name(request.service),
        "payer": payer_name(request.payer),
        "payer_by_rule": payer_name(request.payer_by_rule) if request.payer != request.payer_by_rule else "",
        "state": state,
        "turn": PENS[state.pen],
        "estimate": money.shown(request.estimate, request.currency),
        "amount": money.shown(standing.amount, request.currency),
        "due_at": standing.due_at if standing.state in WAITING else None,
        "payer_finding": request.payer_finding,
        "finding": request.ground.finding if is_team else None,
        "what_else": WHAT_ELSE.get(Because(standing.reason)) if no and standing.reason in Because.values else None,
        "is_no": no,
        "is_team": is_team,
        "wish": request.wish() if is_team else "",
        "steps": [_step(step, request, is_team) for step in steps],
    }


def _step(step: ServiceStep, request: ServiceRequest, is_team: bool) -> dict[str, Any]:
    return {
        "at": step.recorded_at,
        "label": step.label,
        "reason": step.get_reason_display() if step.reason else "",
        "amount": money.shown(step.amount, request.currency) if step.amount is not None else "",
        "number": step.number,
        "on_day": step.on_day,
        "place": step.place(request.case) if is_team and step.place_sealed else "",
        "by": step.recorded_by.name,
    }
