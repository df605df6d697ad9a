"""The last middleware: every request runs in one transaction in which the database answers to the signed-in officer alone."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from mooring.safeguards.access import Refused
from mooring.safeguards.deeds import note_refusal
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as

GetResponse = Callable[[HttpRequest], HttpResponse]


def officer_transaction(get_response: GetResponse) -> GetResponse:
    """Hold the transaction; roll it back on failures and refusals; write a refusal to the ledger after the rollback."""

    def middleware(request: HttpRequest) -> HttpResponse:
        officer = request.user
        if not isinstance(officer, Officer) or not officer.is_authenticated:
            return get_response(request)
        with acting_as(officer):
            response = get_response(request)
            refused: Refused | None = getattr(request, "refused", None)
            if response.status_code >= 500 or refused is not None:
                # The exception has become a response already: only this tells the transaction of it.
                transaction.set_rollback(True)
        if refused is not None:
            note_refusal(refused)
        return response

    return middleware
