"""Two signals about one event: the buttons beneath a signal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mooring.identification import actions, one_event
from mooring.identification.models import Signal, SignalJoining
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import officer_of
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference
from mooring.safeguards.rows_by_name import key_or_404


def told_of(signal: Signal, officer: Officer) -> dict[str, Any]:
    """What the page of a signal shows: those joined with it, and those that may be about the same event."""
    joinings = SignalJoining.objects.of(signal).select_related("leading", "other")
    return {
        "joined": [
            {
                "named": reference("signal_joining", one.pk),
                "signal": one.other if one.leading_id == signal.pk else one.leading,
                "leads": one.leading_id == signal.pk,
            }
            for one in joinings
        ],
        "suggested": one_event.suggestions(signal, officer) if officer.may("signal.join") else [],
    }


def signal_join(request: HttpRequest, signal: str) -> HttpResponse:
    """Say that another signal is about the same event."""
    officer = officer_of(request)
    given = _signal(officer, signal, "signal.join")
    if request.method == "POST":
        other = _signal(officer, request.POST.get("other", ""), "signal.join")
        actions.join_signals(by=officer, signal=given, other=other)
        messages.success(request, _("The two signals are taken to be about one event."))
    return redirect("signal", signal=given.reference)


def signal_part(request: HttpRequest, signal: str, named: str) -> HttpResponse:
    """Say that two signals are not about one event after all."""
    officer = officer_of(request)
    given = _signal(officer, signal, "signal.part")
    if request.method == "POST":
        joining = SignalJoining.objects.of(given).filter(pk=key_or_404("signal_joining", named)).first()
        if joining is None:
            raise Http404
        actions.part_signals(by=officer, joining=joining)
        messages.success(request, _("The two signals were parted."))
    return redirect("signal", signal=given.reference)


def _signal(officer: Officer, reference_of_it: str, verb: str) -> Signal:
    found: Signal | None = Signal.objects.of(officer).filter(reference=reference_of_it.replace("\x00", "")).first()
    if found is None:
        raise Refused(Refusal(Why.UNSEEN, verb, _("There is no such signal.")), officer)
    return found
