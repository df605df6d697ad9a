"""The pages of a missing child: one button that sounds the alarm, the log, how it ended; and the sheet of those who were told."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from mooring.casework.attempts import Attempt
from mooring.casework.models import Case
from mooring.safeguards import clock, ledger
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.support import child_house_rules, child_panel, children
from mooring.support.actions import child_missing as deeds
from mooring.support.forms.child_life import AlarmForm, FoundForm, StepForm
from mooring.support.missing_children import all_missing
from mooring.support.models import ChildSheet


def alarm(request: HttpRequest, case: Case) -> HttpResponse:
    """Sound the alarm; while it stands, who was told, whom to ring, and the log."""
    standing = deeds.open_alarm(case)
    if standing is not None and request.method != "POST":
        return render(request, "support/child_missing.html", {"case": case, **child_panel.missing(case, standing)})
    has_sheet = children.of_case(ChildSheet, case) is not None
    form = initial_or_draft(request, AlarmForm, has_sheet=has_sheet)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        attempt = Attempt(request, form, lambda: deeds.raise_alarm(by=officer_of(request), case=case, **given))
        if attempt.done:
            sent(request)
            return redirect("child_alarm", case)
    context = {"case": case, "form": form, "law": child_house_rules.missing_child(clock.today())}
    return form_page(request, "support/child_alarm.html", context | {"has_sheet": has_sheet})


def step(request: HttpRequest, case: Case) -> HttpResponse:
    """Log one step while a child is missing."""
    return _logged(request, case, StepForm, deeds.log_step, _("Log a step"))


def found(request: HttpRequest, case: Case) -> HttpResponse:
    """Record how it ended."""
    return _logged(request, case, FoundForm, deeds.record_found, _("The child is found, or it ended otherwise"))


def _logged(
    request: HttpRequest, case: Case, form_class: type[forms.Form], deed: Callable[..., object], heading: object
) -> HttpResponse:
    if request.method != "POST" and deeds.open_alarm(case) is None:
        raise Http404  # no child is missing: there is nothing to log
    form = initial_or_draft(request, form_class)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        attempt = Attempt(request, form, lambda: deed(by=officer_of(request), case=case, **given))
        if attempt.done:
            sent(request)
            return redirect("child_alarm", case)
    return form_page(request, "support/child_form.html", {"case": case, "form": form, "page": {"heading": heading}})


def missing_children(request: HttpRequest) -> HttpResponse:
    """The children who are missing, of whom the officer's desk, or the officer, was told."""
    officer, found = officer_of(request), all_missing()
    ledger.look(officer, "child.sheets", count=len(found))
    return render(request, "support/missing_children.html", {"missing": found})


def sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """The sheet of one missing child: what somebody needs who looks, and nothing else."""
    one = next((one for one in all_missing() if one.reference == reference), None)
    if one is None:
        raise Http404
    ledger.look(officer_of(request), "child.sheet")
    return render(request, "support/missing_sheet.html", {"one": one})
