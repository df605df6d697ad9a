"""Calls of one's hotline desk: taking one, looking at one, and saying what came of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mooring.casework.addresses import case_address
from mooring.casework.attempts import done
from mooring.casework.models import Case
from mooring.casework.place_in_list import read, written
from mooring.hotline import actions
from mooring.hotline.forms.calls import CallBackAloneForm, CallForm, OutcomeForm
from mooring.hotline.models import Became, Call, CallBack, CallOutcome
from mooring.identification import regions
from mooring.identification.models import YesNoUnknown
from mooring.identification.people_met import health_windows
from mooring.safeguards import clock, ledger
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference

ON_A_PAGE = 25
PLACE = "call_in_list"


def calls(request: HttpRequest) -> HttpResponse:
    """The calls that the officer's hotline desk took, newest first."""
    officer = officer_of(request)
    wanted = Call.objects.of(officer).prefetch_related("outcomes")
    place = read(PLACE, request.GET.get("after", ""))
    if place is not None:
        moment, key = place
        wanted = wanted.filter(Q(taken_at__lt=moment) | Q(taken_at=moment, pk__lt=key))
    found = list(wanted[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    ledger.look(officer, "call.list", count=len(shown))
    older = (
        f"?{urlencode({'after': written(PLACE, shown[-1].taken_at, shown[-1].pk)})}" if len(found) > ON_A_PAGE else ""
    )
    rows = [{"call": call, "outcome": _standing(list(call.outcomes.all()))} for call in shown]
    return render(request, "hotline/calls.html", {"rows": rows, "older": older, "newer": "?" if place else ""})


def call_new(request: HttpRequest) -> HttpResponse:
    """Take a call: one page, by keyboard alone if need be, and straight on to what comes of it."""
    officer = officer_of(request)
    start = {"danger_now": YesNoUnknown.NOT_KNOWN, "region": regions.UNKNOWN, "urgency": "can_wait"}
    form = initial_or_draft(request, CallForm, initial=start)
    taken: list[HttpResponse] = []
    if done(request, form, lambda: taken.append(_take(officer, form))):
        sent(request)
        return taken[0]
    return form_page(request, "hotline/call_new.html", {"form": form, "now": clock.now()})


def call(request: HttpRequest, call: str) -> HttpResponse:
    """One call: what is urgent first, then what was said and advised, what came of it, and whom to ring back."""
    officer = officer_of(request)
    given = _call(officer, call, "call.look")
    ledger.look(officer, "call.look", count=1)
    windows = health_windows(given)
    outcome = CallOutcome.objects.standing().filter(call=given).select_related("signal").first()
    context = {
        "call": given,
        "words": given.words(),
        "windows": windows,
        "guidance": windows[0].finding if windows else None,
        "urgent": given.danger_now == YesNoUnknown.YES or given.urgency == "now" or bool(windows),
        "needs": given.named("needs"),
        "information": given.named("information"),
        "outcome": outcome,
        "may_change": officer.may("call.conclude") and (outcome is None or outcome.became == Became.NOTHING),
        "call_backs": [
            {"named": reference("call_back", one.pk), "row": one} for one in CallBack.objects.open().filter(call=given)
        ],
        "may_agree": officer.may("call_back.agree"),
    }
    return render(request, "hotline/call.html", context)


def call_outcome(request: HttpRequest, call: str) -> HttpResponse:
    """Say what came of a call after all."""
    officer = officer_of(request)
    given = _call(officer, call, "call.conclude")
    form = initial_or_draft(request, OutcomeForm, initial={}, rings=given.caller)
    led: list[HttpResponse] = []
    if done(request, form, lambda: led.append(_conclude(officer, given, form))):
        sent(request)
        return led[0]
    return form_page(request, "hotline/call_outcome.html", {"form": form, "call": given})


def call_back_new(request: HttpRequest, call: str) -> HttpResponse:
    """Agree to ring back."""
    officer = officer_of(request)
    given = _call(officer, call, "call_back.agree")
    form = initial_or_draft(request, CallBackAloneForm, initial={})
    if done(request, form, lambda: actions.agree_call_back(by=officer, call=given, **(form.call_back() or {}))):
        sent(request)
        return redirect("call", call=given.reference)
    return form_page(request, "hotline/call_back_new.html", {"form": form, "call": given})


def _take(officer: Officer, form: Any) -> HttpResponse:
    taken = actions.take_call(by=officer, **form.call())
    agreed = form.call_back()
    if agreed is not None:
        actions.agree_call_back(by=officer, call=taken, **agreed)
    return _conclude(officer, taken, form)


def _conclude(officer: Officer, given: Call, form: Any) -> HttpResponse:
    became = form.cleaned_data["became"]
    if became == Became.CASE:
        return redirect(case_address(actions.become_case(by=officer, call=given), open="urgent"))
    if became == Became.KNOWN_CASE:
        case: Case = form.case
        actions.belongs_to_case(by=officer, case=case, call=given)
        return redirect(case_address(case))
    actions.conclude(by=officer, call=given, became=became, reason=form.cleaned_data.get("reason") or "")
    return redirect("call", call=given.reference)


def _standing(outcomes: list[CallOutcome]) -> CallOutcome | None:
    return next((one for one in outcomes if one.superseded_by_id is None), None)


def _call(officer: Officer, named: str, verb: str) -> Call:
    found = Call.objects.of(officer).select_related("desk__agency", "recorded_by").filter(reference=named).first()
    if found is None:
        raise Refused(Refusal(Why.UNSEEN, verb, _("There is no such call.")), officer)
    return found
