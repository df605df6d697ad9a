"""The pages of those who stay: what the person says of it, the steps, and how far they have come."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from mooring.casework import attempts
from mooring.casework.models import Case
from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.support import panel, plan_window
from mooring.support.actions import milestones as deeds
from mooring.support.forms.milestones import StayingForm, StepForm
from mooring.support.models import Milestone
from mooring.support.staying import stays

OPTIONS = "options_of_case"  # the page of what can be offered now, where this country's pack and house have one
OPTIONS_VERB = "options.look"


def steps(request: HttpRequest, case: Case) -> HttpResponse:
    """All steps of a person who stays, those that are hoped for and those that were reached."""
    officer, found, said = officer_of(request), deeds.milestones_of(case), stays(case)
    context = {
        "case": case,
        "stays": said,
        "said": said.said.words("said") if said.said is not None else "",
        "steps": [(step, step.words("note"), step.words("helper")) for step in found],
        "reached": sum(step.reached_on is not None for step in found),
        "hoped_for": sum(step.let_go_on is None for step in found),
        "today": clock.today(),
        "may_change": bool(panel.open_ways(officer, case, plan_window.CHANGES)),
        "ways": panel.open_ways(officer, case, plan_window.STEP),
        "more_ways": panel.open_ways(officer, case, plan_window.SAID),
        "options": _options(case) if officer.may(OPTIONS_VERB) else "",
    }
    return render(request, "support/milestones.html", context)


def staying(request: HttpRequest, case: Case) -> HttpResponse:
    """Note what the person says of staying."""
    form = initial_or_draft(request, StayingForm)
    officer = officer_of(request)
    if attempts.done(request, form, lambda: deeds.note_staying(by=officer, case=case, **form.cleaned_data)):
        sent(request)
        return redirect("milestones", case)
    return form_page(request, "support/staying_note.html", {"case": case, "form": form, "stays": stays(case)})


def write(request: HttpRequest, case: Case) -> HttpResponse:
    """Write down a step."""
    taken = [step.step for step in deeds.milestones_of(case)]
    form = initial_or_draft(request, StepForm, taken=taken)
    officer = officer_of(request)
    if attempts.done(request, form, lambda: deeds.write_milestone(by=officer, case=case, **form.cleaned_data)):
        sent(request)
        return redirect("milestones", case)
    return form_page(request, "support/milestone_write.html", {"case": case, "form": form})


def change(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """Change a step: another day, reached, or let go."""
    officer = officer_of(request)
    found = Milestone.objects.standing().filter(case=case, number=number).first()
    if found is None:
        raise Refused(Refusal(Why.UNSEEN, deeds.CHANGE, _("There is no such step.")), officer, case.pk)
    found.case = case
    as_it_stands = {
        "expected_on": found.expected_on,
        "reached_on": found.reached_on,
        "let_go_on": found.let_go_on,
        "helper": found.words("helper"),
        "note": found.words("note"),
    }
    form = initial_or_draft(request, StepForm, initial=as_it_stands, standing=True)
    if attempts.done(request, form, lambda: deeds.change_milestone(by=officer, milestone=found, **form.cleaned_data)):
        sent(request)
        return redirect("milestones", case)
    return form_page(request, "support/milestone_change.html", {"case": case, "form": form, "step": found})


def _options(case: Case) -> str:
    """Where it stands what can be offered now; empty where no page answers."""
    try:
        return reverse(OPTIONS, args=[case])
    except NoReverseMatch:
        return ""
