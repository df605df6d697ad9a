"""The pages of the plan: a version of it, and writing the next one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mooring.casework.attempts import Attempt
from mooring.casework.models import Case
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.support import panel
from mooring.support.actions import plan as deeds
from mooring.support.forms.plan import PlanForm
from mooring.support.models import Plan


def plan(request: HttpRequest, case: Case, version: int | None = None) -> HttpResponse:
    """One version of the plan, the latest when none is named, and the list of all."""
    versions = list(Plan.objects.filter(case=case).select_related("recorded_by").order_by("-version"))
    found = next((one for one in versions if version in (None, one.version)), None)
    if found is None and version is not None:
        refusal = Refusal(Why.UNSEEN, "support.look", _("There is no such version."))
        raise Refused(refusal, officer_of(request), case.pk)
    context = {
        "case": case,
        "versions": versions,
        "ways": panel.open_ways(officer_of(request), case, panel.WRITE),
        **panel.plan_shown(case, found),
    }
    return render(request, "support/plan.html", context)


def write(request: HttpRequest, case: Case) -> HttpResponse:
    """Write the next version of the plan, beginning with the words of the one that stands."""
    standing = deeds.standing_plan(case)
    if standing is not None:
        standing.case = case
    version = standing.version if standing else 0
    form = initial_or_draft(request, PlanForm, initial=_as_it_stands(standing), standing_version=version)
    # A draft remembers on which version it was begun; what is sent now is meant for the one that stands.
    begun_on = str(form.initial["on_version"])
    form.initial["on_version"] = version
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        names = ("goals", "services", "services_words", "own_words", "assent", "disagreement", "talked_on", "review_on")
        attempt = Attempt(
            request,
            form,
            lambda: deeds.write_plan(
                by=officer_of(request), case=case, needs=form.needs(), **{name: given[name] for name in names}
            ),
        )
        if attempt.done:
            sent(request)
            return redirect("plan", case)
    context = {
        "case": case,
        "form": form,
        **panel.plan_shown(case, standing),
        "changed_since": begun_on != str(version) or bool(form.non_field_errors()),
    }
    return form_page(request, "support/plan_write.html", context)


def _as_it_stands(standing: Plan | None) -> dict[str, Any]:
    """The words of the standing version, to be written on. Assent is asked anew."""
    if standing is None:
        return {}
    initial: dict[str, Any] = {f"need_{code}": words for code, words in standing.needs().items()}
    return initial | {
        "goals": standing.words("goals"),
        "services": standing.services_agreed,
        "services_words": standing.words("services"),
        "own_words": standing.words("own_words"),
    }
