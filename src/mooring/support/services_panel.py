"""Help on the case page and on the officer's day, and what the deeds of help are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework import day_cards, labels, panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.safeguards import notices, state_tables
from mooring.safeguards.models import Officer
from mooring.support import services_shown
from mooring.support.models import ServiceRequest
from mooring.support.service_states import SERVICE_STATES, WAITING, ServiceState

SHOWN_ON_THE_DAY = 8
LABELS = {
    "service.ask": gettext_lazy("Help asked for"),
    "service.authorise": gettext_lazy("Help authorised"),
    "service.refuse": gettext_lazy("Help: who pays said no"),
    "service.record_answer": gettext_lazy("Help: an answer from outside recorded"),
    "service.complain": gettext_lazy("Help: the answer complained of"),
    "service.book": gettext_lazy("Help booked"),
    "service.deliver": gettext_lazy("Help given"),
    "service.not_delivered": gettext_lazy("Help not given"),
    "service.invoice": gettext_lazy("Help: invoice received"),
    "service.pay": gettext_lazy("Help paid"),
    "service.record_payment": gettext_lazy("Help paid by somebody outside"),
    "service.withdraw": gettext_lazy("Help: request taken back"),
    "budget.keep": gettext_lazy("Money set aside"),
    "budget.keep_own": gettext_lazy("Money of the own desk set aside"),
}
NOTICES = {
    "service.asked": gettext_lazy("A request for help waits for your desk"),
    "service.answered": gettext_lazy("A request for help was answered"),
    "service.invoiced": gettext_lazy("An invoice for help waits for your desk"),
}
TEAMS_TURN = (ServiceState.AUTHORISED, ServiceState.REFUSED, ServiceState.NOT_DELIVERED)


def of_case(officer: Officer, case: Case) -> Mapping[str, Any]:
    """What was asked for the person, and where each request stands."""
    return {"requests": services_shown.of_case(case), "may_see_options": officer.may("options.look")}


def waiting_for_payers(officer: Officer) -> Mapping[str, Any] | None:
    """The requests that wait for an answer, and the invoices, of the officer's desks."""
    found = ServiceRequest.objects.of_payers(officer).with_state().select_related("from_desk__agency")
    return _card(
        found, (*WAITING, ServiceState.INVOICED), _("Help that your desk pays for"), reverse("service_requests")
    )


def waiting_for_the_team(officer: Officer) -> Mapping[str, Any] | None:
    """What was answered to the officer's desks and waits to be booked, or to be complained of."""
    desks = [desk.pk for desk in officer.desks()]
    found = ServiceRequest.objects.filter(from_desk__in=desks).with_state().select_related("from_desk__agency")
    return _card(found, TEAMS_TURN, _("Help to book, or to ask for anew"), "")


def _card(found: Any, states: tuple[str, ...], title: str, address: str) -> Mapping[str, Any] | None:
    rows = services_shown.rows(found.filter(state__in=states).order_by("recorded_at")[:SHOWN_ON_THE_DAY])
    if not rows:
        return None
    return {"rows": rows, "title": title, "address": address, "late": any(row.is_late for row in rows)}


def register() -> None:
    """Called from the room's `apps.ready()`."""
    labels.register(LABELS)
    notices.register(NOTICES)
    state_tables.register(SERVICE_STATES)
    panels.register(
        panels.Panel(
            "services",
            gettext_lazy("Help, and who pays"),
            "service.look",
            Compartment.SUPPORT,
            "support/services_panel.html",
            of_case,
            41,
        )
    )
    day_cards.register(
        day_cards.DayCard("services_to_answer", "service.list", "support/services_day.html", waiting_for_payers, 12)
    )
    day_cards.register(
        day_cards.DayCard("services_answered", "service.book", "support/services_day.html", waiting_for_the_team, 13)
    )
