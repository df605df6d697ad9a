"""The pages of help: what there is for a person, asking for it, and one request with what may be done about it now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.attempts import Attempt, tried
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.law import NotAnswered
from mooring.safeguards import clock, ledger
from mooring.safeguards.access import Refusal, Refused, Why, access
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.state_tables import NotALawfulMove
from mooring.support import help_for_case, services_shown
from mooring.support.actions import service_requests as deeds
from mooring.support.forms import service_requests as asked_by
from mooring.support.models import ServiceRequest
from mooring.support.service_states import TEAM, WAITING

SHOWN = 100
Deed = Callable[[Officer, ServiceRequest, Mapping[str, Any]], object]


@dataclass(frozen=True)
class Asked:
    """A small page that asks before a move: the verb, its words, its form, and the deed."""

    verb: str
    title: Any
    lead: Any
    submit: Any
    form: type[forms.Form]
    deed: Deed


MOVES = (
    Asked(
        "service.authorise",
        gettext_lazy("Say yes"),
        gettext_lazy("The team is told at once, and books it."),
        gettext_lazy("Say yes"),
        asked_by.AuthoriseForm,
        lambda by, it, given: deeds.authorise(by=by, request=it, amount=given["amount"]),
    ),
    Asked(
        "service.refuse",
        gettext_lazy("Say no"),
        gettext_lazy("The team is told why, and what may be done after it. The person can complain."),
        gettext_lazy("Say no"),
        asked_by.RefuseForm,
        lambda by, it, given: deeds.refuse(by=by, request=it, reason=given["reason"]),
    ),
    Asked(
        "service.record_answer",
        gettext_lazy("Record their answer"),
        gettext_lazy("Who pays has no desk here. Write down what they answered."),
        gettext_lazy("Record it"),
        asked_by.AnswerForm,
        lambda by, it, given: deeds.record_answer(
            by=by, request=it, yes=given["answer"] == "yes", amount=given["amount"], reason=given["reason"]
        ),
    ),
    Asked(
        "service.complain",
        gettext_lazy("Complain"),
        gettext_lazy("The person does not agree with the answer. Who pays answers once more."),
        gettext_lazy("Complain"),
        asked_by.NothingForm,
        lambda by, it, given: deeds.complain(by=by, request=it),
    ),
    Asked(
        "service.book",
        gettext_lazy("Book it"),
        gettext_lazy("The day, and where. The place is sealed for the team."),
        gettext_lazy("Book it"),
        asked_by.BookForm,
        lambda by, it, given: deeds.book(by=by, request=it, on_day=given["on_day"], place=given["place"]),
    ),
    Asked(
        "service.deliver",
        gettext_lazy("It was given"),
        gettext_lazy("The person had it."),
        gettext_lazy("Record it"),
        asked_by.DeliverForm,
        lambda by, it, given: deeds.deliver(by=by, request=it, on_day=given["on_day"]),
    ),
    Asked(
        "service.not_delivered",
        gettext_lazy("It was not given"),
        gettext_lazy("It can be booked again; what was promised stays promised."),
        gettext_lazy("Record it"),
        asked_by.NotDeliveredForm,
        lambda by, it, given: deeds.not_delivered(by=by, request=it, reason=given["reason"]),
    ),
    Asked(
        "service.invoice",
        gettext_lazy("Record the invoice"),
        gettext_lazy("Who pays is told that it came."),
        gettext_lazy("Record it"),
        asked_by.InvoiceForm,
        lambda by, it, given: deeds.invoice(by=by, request=it, amount=given["amount"], number=given["number"]),
    ),
    Asked(
        "service.pay",
        gettext_lazy("It is paid"),
        gettext_lazy("The invoice was paid in full."),
        gettext_lazy("It is paid"),
        asked_by.NothingForm,
        lambda by, it, given: deeds.pay(by=by, request=it),
    ),
    Asked(
        "service.record_payment",
        gettext_lazy("They have paid"),
        gettext_lazy("Somebody outside has paid the invoice in full."),
        gettext_lazy("Record it"),
        asked_by.NothingForm,
        lambda by, it, given: deeds.record_payment(by=by, request=it),
    ),
    Asked(
        "service.withdraw",
        gettext_lazy("Take it back"),
        gettext_lazy("What was promised is free again. It can be asked for anew."),
        gettext_lazy("Take it back"),
        asked_by.WithdrawForm,
        lambda by, it, given: deeds.withdraw(by=by, request=it, reason=given["reason"]),
    ),
)
BY_VERB = {asked.verb: asked for asked in MOVES}


def door_of(verb: str) -> str:
    """The name of the door to a move: `service.not_delivered` has `service_not_delivered`."""
    return verb.replace(".", "_")


def of_case(request: HttpRequest, case: Case) -> HttpResponse:
    """The help there is for the person of a case, with the law's answer on each, and what was asked for."""
    officer = officer_of(request)
    context = {
        "case": case,
        "person": services_shown.person_in_words(help_for_case.of_the_person(case)),
        "areas": services_shown.areas_for(case),
        "requests": services_shown.of_case(case),
        "may_ask": officer.may(deeds.ASK) and case.held_by(officer).get(Compartment.SUPPORT, False),
    }
    return render(request, "support/services.html", context)


def ask(request: HttpRequest, case: Case, service: str) -> HttpResponse:
    """Ask for one kind of help: what the law says of it, who pays by rule, and the form."""
    officer, kind = officer_of(request), help_for_case.kind_of(service)
    if kind is None:
        raise Refused(Refusal(Why.UNSEEN, deeds.ASK, _("There is no such help.")), officer, case.pk)
    try:
        given, pays = help_for_case.is_it_given(case, service), help_for_case.who_pays(case, service)
    except NotAnswered:
        return redirect("services_of_case", case)
    form = initial_or_draft(
        request,
        asked_by.AskForm,
        desks=help_for_case.desks_that_answer(str(request.POST.get("payer") or pays.answer)),
        is_health=kind.area == "health",
    )
    if tried(request, form, lambda: deeds.ask(by=officer, case=case, service=service, **form.given())).done:
        sent(request)
        return redirect("services_of_case", case)
    context = {
        "case": case,
        "form": form,
        "kind": kind,
        "name": _(kind.name),
        "what": _(kind.what),
        "given": given,
        "pays": pays,
    }
    return form_page(request, "support/service_ask.html", context)


def to_answer(request: HttpRequest) -> HttpResponse:
    """The requests that came to the officer's desks because they pay: what waits for an answer first."""
    officer = officer_of(request)
    found = ServiceRequest.objects.of_payers(officer).with_state().select_related("from_desk__agency", "payer_desk")
    rows = services_shown.rows(found.order_by("-recorded_at")[:SHOWN])
    ledger.look(officer, "service.list", count=len(rows))
    waiting = [row for row in rows if row.state in WAITING]
    context = {"waiting": waiting, "others": [row for row in rows if row.state not in WAITING]}
    return render(request, "support/service_requests.html", context)


def found_for(officer: Officer, reference: str, verb: str, *, writing: bool = False) -> ServiceRequest:
    """The request of a reference, when this officer may use the verb on it; else it is answered as if there were none."""
    found = (
        ServiceRequest.objects.select_related("from_desk__agency", "payer_desk__agency", "recorded_by")
        .filter(reference=reference)
        .first()
    )
    if found is None:
        raise Refused(Refusal(Why.UNSEEN, verb, _("There is no such request.")), officer)
    refusal = access(officer, verb, found, compartment=Compartment.SUPPORT, writing=writing)
    if refusal is not None:
        raise Refused(refusal, officer, found.case_key)
    return found


def one(request: HttpRequest, reference: str) -> HttpResponse:
    """One request: the help, who pays and why, where it stands, and what may be done now. No story stands on it for who pays."""
    officer = officer_of(request)
    found = found_for(officer, reference, "service.look")
    ledger.look(officer, "service.look", case_key=found.case_key, compartment=Compartment.SUPPORT)
    is_team = TEAM in found.sides_of(officer)
    if is_team:
        found.case = Case.objects.get(pk=found.case_id)
    context = {
        "request_for_help": found,
        **services_shown.whole(found, is_team=is_team),
        "may_see_all": is_team and officer.may("support.look"),
        "moves": [
            (BY_VERB[move.verb].title, reverse(door_of(move.verb), args=[found.reference]))
            for move in found.moves_for(officer)
            if move.verb in BY_VERB
        ],
    }
    return render(request, "support/service_request.html", context)


def _move_page(asked: Asked) -> Callable[[HttpRequest, str], HttpResponse]:
    def view(request: HttpRequest, reference: str) -> HttpResponse:
        officer = officer_of(request)
        found = found_for(officer, reference, asked.verb, writing=True)
        initial = {"on_day": clock.today(), "amount": found.standing.amount}
        form = initial_or_draft(request, asked.form, initial=initial)
        if request.method == "POST" and form.is_valid():
            if TEAM in found.sides_of(officer):
                found.case = Case.objects.get(pk=found.case_id)
            try:
                attempt = Attempt(request, form, lambda: asked.deed(officer, found, form.cleaned_data))
            except NotALawfulMove:
                form.add_error(None, _("It has moved on in the meantime. Look at it once more."))
            else:
                if attempt.done:
                    sent(request)
                    return redirect(found.address)
        context = {"request_for_help": found, "form": form, "asked": asked, "name": services_shown.name(found.service)}
        return form_page(request, "support/service_move.html", context)

    view.__name__ = view.__qualname__ = door_of(asked.verb)
    view.__doc__ = str(asked.lead)
    return view


MOVE_PAGES = {asked.verb: _move_page(asked) for asked in MOVES}
