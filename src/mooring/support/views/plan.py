"""The pages of the plan: a version of it, and writing the next one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mooring.casework.attempts import Attempt
from mooring.casework.models import Case
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.support import panel, plan_window
from mooring.support.actions import plan as deeds
from mooring.support.actions.plan_goals import goals_of
from mooring.support.forms.plan import PlanForm, ReviewForm
from mooring.support.models import NeedsAssessment, Plan


def plan(request: HttpRequest, case: Case, version: int | None = None) -> HttpResponse:
    """One version of the plan, the latest when none is named, and the list of all."""
    versions = list(Plan.objects.filter(case=case).select_related("recorded_by").order_by("-version"))
    found = next((one for one in versions if version in (None, one.version)), None)
    if found is None and version is not None:
        refusal = Refusal(Why.UNSEEN, "support.look", _("There is no such version."))
        raise Refused(refusal, officer_of(request), case.pk)
    officer, goals = officer_of(request), goals_of(case)
    shown = panel.plan_shown(case, found)
    way_on = plan_window.REVIEW if versions else panel.WRITE
    context = {
        "case": case,
        "versions": versions,
        "ways": panel.open_ways(officer, case, way_on),
        "more_ways": panel.open_ways(officer, case, panel.WRITE, plan_window.COPY) if versions else [],
        "assessed": _assessed(found),
        "goals": [(goal, goal.words("goal"), goal.words("said")) for goal in goals],
        "goal_ways": panel.open_ways(officer, case, plan_window.CHOOSE),
        "may_answer": bool(panel.open_ways(officer, case, plan_window.ANSWERS)),
        **shown,
    }
    return render(request, "support/plan.html", context)


def write(request: HttpRequest, case: Case) -> HttpResponse:
    """Write the next version of the plan, beginning with the words of the one that stands."""
    standing = _standing(case)
    version = standing.version if standing else 0
    form = initial_or_draft(request, PlanForm, initial=_as_it_stands(standing), standing_version=version)
    begun_on = _meant_for_what_stands(form, version)
    if _done(request, form, lambda: deeds.write_plan(by=officer_of(request), case=case, **_given(form))):
        sent(request)
        return redirect("plan", case)
    context = {
        "case": case,
        "form": form,
        "assessed": _assessed(standing),
        **panel.plan_shown(case, standing),
        "changed_since": begun_on != str(version) or bool(form.non_field_errors()),
    }
    return form_page(request, "support/plan_write.html", context)


def review(request: HttpRequest, case: Case) -> HttpResponse:
    """Look at the plan again with the person: the last version stands beside what is asked now."""
    standing = _standing(case)
    if standing is None:
        return redirect("plan_write", case)
    form = initial_or_draft(
        request,
        ReviewForm,
        initial=_as_it_stands(standing),
        standing_version=standing.version,
        goals=goals_of(case),
    )
    begun_on = _meant_for_what_stands(form, standing.version)
    officer = officer_of(request)
    if _done(request, form, lambda: deeds.review_plan(by=officer, case=case, answers=form.answers(), **_given(form))):
        sent(request)
        messages.success(request, _("The plan was looked at again. The next talk stands in the days ahead."))
        return redirect("plan", case)
    assessed = _assessed(standing)
    context = {
        "case": case,
        "form": form,
        "parts": _beside(form, standing, assessed),
        "assessed": assessed,
        **panel.plan_shown(case, standing),
        "changed_since": begun_on != str(standing.version) or bool(form.non_field_errors()),
    }
    return form_page(request, "support/plan_review.html", context)


def _standing(case: Case) -> Plan | None:
    standing = deeds.standing_plan(case)
    if standing is not None:
        standing.case = case
    return standing


def _assessed(plan: Plan | None) -> NeedsAssessment | None:
    """What was asked with a version; none of one that was written before needs were asked one by one."""
    found = NeedsAssessment.objects.filter(plan=plan).first() if plan is not None else None
    if found is not None and plan is not None:
        found.case = plan.case
    return found


def _meant_for_what_stands(form: PlanForm, version: int) -> str:
    """A draft remembers on which version it was begun, and that is answered; what is sent now is meant for the one that stands."""
    begun_on = str(form.initial["on_version"])
    form.initial["on_version"] = version
    return begun_on


def _done(request: HttpRequest, form: PlanForm, deed: Callable[[], Plan]) -> bool:
    return request.method == "POST" and form.is_valid() and Attempt(request, form, deed).done


def _given(form: PlanForm) -> dict[str, Any]:
    names = ("goals", "services", "services_words", "own_words", "assent", "disagreement", "talked_on", "review_on")
    return {"needs": form.needs(), "asked": form.asked(), **{name: form.cleaned_data[name] for name in names}}


def _beside(form: ReviewForm, standing: Plan, assessed: NeedsAssessment | None) -> list[dict[str, Any]]:
    """Each part of life with what was said of it last time."""
    written = standing.needs()
    return [
        part
        | {
            "was_words": written.get(part["code"], ""),
            "was_level": assessed.level(part["code"]).label if assessed is not None else "",
        }
        for part in form.parts_of_life()
    ]


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
