"""Asking for help for a person, and what becomes of it: answered, booked, given, invoiced, paid."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.law.service_catalogue import PAYERS
from mooring.safeguards import clock, notices
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Desk, Officer
from mooring.support import help_for_case
from mooring.support.models import ServiceGround, ServiceRequest, ServiceStep
from mooring.support.service_codes import Because, PayerBecause
from mooring.support.service_states import SERVICE_STATES, ServiceState

ASK = "service.ask"
UNKNOWN = "not_known_yet"


@deed(ASK, on="case", compartment=Compartment.SUPPORT)
def ask(
    *,
    by: Officer,
    case: Case,
    service: str,
    health_card: bool | None = None,
    own_insurance: bool | None = None,
    payer: str = "",
    payer_because: str = "",
    desk: Desk | None = None,
    estimate: int | None = None,
    wish: str = "",
) -> ServiceRequest:
    """Ask for a kind of help. Who pays is found by rule; `payer` with a reason takes its place.

    Where nobody answers first, it is authorised at once. `estimate`: in the smallest unit of the currency. Raises `NotProvidedFor`
    where the law gives this help to nobody in this place yet, `NotAnswered` where the country's law has no catalogue, `Refused` where
    who pays is not known and somebody must answer.
    """
    given = help_for_case.is_it_given(case, service).or_refuse()
    by_rule = help_for_case.who_pays(case, service, health_card=health_card, own_insurance=own_insurance)
    kind = help_for_case.kind_of(service)
    assert kind is not None  # the law has answered for it
    pays = payer or by_rule.answer
    if pays != by_rule.answer and (pays not in PAYERS or payer_because not in PayerBecause.values):
        reason = _("The rule says that somebody else pays, and nothing says why not.")
        raise house_rule(ASK, by, case, reason, _("Choose the reason, or leave who pays to the rule."))
    needs_answer = bool(given.particulars["asks_first"]) or (given.answer == UNKNOWN and not kind.emergency)
    if needs_answer and pays == UNKNOWN:
        reason = _("Who pays cannot be said yet, and this help is answered by who pays.")
        instead = _("Record the residence basis, or choose who agreed to pay. What cannot wait is given meanwhile.")
        raise house_rule(ASK, by, case, reason, instead)
    request = ServiceRequest(
        case=case,
        pseudonym=case.pseudonym,
        service=service,
        care=kind.care,
        payer=pays,
        payer_by_rule=by_rule.answer,
        payer_because=payer_because if pays != by_rule.answer else "",
        payer_desk=_desk_of(by, case, pays, desk),
        from_desk=by.desk,
        needs_answer=needs_answer,
        estimate=estimate,
        currency=help_for_case.currency(),
        payer_finding=by_rule.record(),
        recorded_by=by,
    )
    place = f"{ServiceRequest._meta.db_table}.wish_sealed:{request.pk}"
    request.wish_sealed = case.seal(wish.strip(), place) if wish.strip() else None
    request.save(force_insert=True)
    ServiceGround(request=request, finding=given.record()).save(force_insert=True)
    first = ServiceStep(request=request, recorded_by=by, state=ServiceState.ASKED, amount=estimate, due_at=_due())
    if not needs_answer:
        first.state, first.reason, first.due_at = ServiceState.AUTHORISED, Because.NOT_NEEDED, None
    first.save(force_insert=True)
    if needs_answer:
        _tell(request, ServiceState.ASKED)
    return request


@deed("service.authorise", on="request", compartment=Compartment.SUPPORT)
def authorise(*, by: Officer, request: ServiceRequest, amount: int | None = None) -> ServiceStep:
    """Say yes, for as much as `amount`, or for what was asked. Raises `AlreadySuperseded` when somebody was quicker."""
    promised = request.estimate if amount is None else amount
    return _move(by, request, ServiceState.AUTHORISED, amount=promised)


@deed("service.refuse", on="request", compartment=Compartment.SUPPORT)
def refuse(*, by: Officer, request: ServiceRequest, reason: str) -> ServiceStep:
    """Say no, with a reason. The team reads what may be done after it, and may complain."""
    return _move(by, request, ServiceState.REFUSED, reason=reason)


@deed("service.record_answer", on="request", compartment=Compartment.SUPPORT)
def record_answer(
    *, by: Officer, request: ServiceRequest, yes: bool, amount: int | None = None, reason: str = ""
) -> ServiceStep:
    """Record what somebody outside answered: an insurance, a region, an agency without access of its own."""
    if yes:
        promised = request.estimate if amount is None else amount
        return _move(by, request, ServiceState.AUTHORISED, amount=promised, reason=Because.OUTSIDE)
    return _move(by, request, ServiceState.REFUSED, reason=reason or Because.OUTSIDE)


@deed("service.complain", on="request", compartment=Compartment.SUPPORT)
def complain(*, by: Officer, request: ServiceRequest) -> ServiceStep:
    """Say that the person complains of the answer: who pays answers once more, within the same time."""
    return _move(by, request, ServiceState.COMPLAINED, amount=request.estimate, due_at=_due())


@deed("service.book", on="request", compartment=Compartment.SUPPORT)
def book(*, by: Officer, request: ServiceRequest, on_day: date, place: str = "") -> ServiceStep:
    """Book it for a day. The place is sealed, for the team alone."""
    return _move(by, request, ServiceState.BOOKED, on_day=on_day, place=place, amount=_promised(request))


@deed("service.deliver", on="request", compartment=Compartment.SUPPORT)
def deliver(*, by: Officer, request: ServiceRequest, on_day: date | None = None) -> ServiceStep:
    """Say that the person had it; today when no day is given."""
    day = on_day or clock.today()
    return _move(by, request, ServiceState.DELIVERED, on_day=day, amount=_promised(request))


@deed("service.not_delivered", on="request", compartment=Compartment.SUPPORT)
def not_delivered(*, by: Officer, request: ServiceRequest, reason: str) -> ServiceStep:
    """Say that it was booked and not given, and why; it can be booked again."""
    return _move(by, request, ServiceState.NOT_DELIVERED, reason=reason, amount=_promised(request))


@deed("service.invoice", on="request", compartment=Compartment.SUPPORT)
def invoice(*, by: Officer, request: ServiceRequest, amount: int, number: str = "") -> ServiceStep:
    """Record the invoice that came: the amount, and the number under which it is paid."""
    return _move(by, request, ServiceState.INVOICED, amount=amount, number=number)


@deed("service.pay", on="request", compartment=Compartment.SUPPORT)
def pay(*, by: Officer, request: ServiceRequest) -> ServiceStep:
    """Say that the invoice was paid, in full."""
    before = request.look_again()
    return _move(by, request, ServiceState.PAID, amount=before.amount, number=before.number)


@deed("service.record_payment", on="request", compartment=Compartment.SUPPORT)
def record_payment(*, by: Officer, request: ServiceRequest) -> ServiceStep:
    """Record that somebody outside has paid."""
    before = request.look_again()
    return _move(by, request, ServiceState.PAID, amount=before.amount, number=before.number, reason=Because.OUTSIDE)


@deed("service.withdraw", on="request", compartment=Compartment.SUPPORT)
def withdraw(*, by: Officer, request: ServiceRequest, reason: str) -> ServiceStep:
    """Take a request back. What was promised is free again."""
    return _move(by, request, ServiceState.WITHDRAWN, reason=reason)


def _move(
    by: Officer,
    request: ServiceRequest,
    target: ServiceState,
    *,
    reason: str = "",
    amount: int | None = None,
    number: str = "",
    on_day: date | None = None,
    place: str = "",
    due_at: datetime | None = None,
) -> ServiceStep:
    """Put a step in the place of the one that stands. Raises `NotALawfulMove`, `AlreadySuperseded`."""
    standing = request.look_again()
    SERVICE_STATES.require(standing.state, target)
    step = ServiceStep(
        request=request,
        state=target,
        reason=reason,
        amount=amount,
        number=number,
        on_day=on_day,
        due_at=due_at,
        recorded_by=by,
    )
    if place.strip():
        step.seal_place(request.case, place.strip())
    standing.supersede(step)
    request.stands_at(step)
    _tell(request, target)
    return step


def _promised(request: ServiceRequest) -> int | None:
    return request.look_again().amount


def _due() -> datetime:
    days = help_for_case.answer_days().number
    return clock.end_of(clock.today() + timedelta(days=days))


def _desk_of(by: Officer, case: Case, payer: str, desk: Desk | None) -> Desk | None:
    """The desk that answers for who pays: the one chosen, or the only one; none where it stands outside."""
    open_ones = help_for_case.desks_that_answer(payer)
    if desk is not None and desk not in open_ones:
        reason = _("This desk does not answer for who pays.")
        raise house_rule(ASK, by, case, reason, _("Choose another desk."))
    if desk is None and len(open_ones) > 1:
        raise house_rule(ASK, by, case, _("Several desks answer for who pays."), _("Choose the desk that is asked."))
    return desk or next(iter(open_ones), None)


def _tell(request: ServiceRequest, state: ServiceState) -> None:
    """Tell the other side that something waits or was answered; not who, nor what."""
    kind = SERVICE_STATES.state(state).notice
    to = request.from_desk if kind == "service.answered" else request.payer_desk
    if kind is not None and to is not None:
        notices.tell(kind, to=[to], address=request.address)
