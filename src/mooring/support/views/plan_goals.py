"""The pages of the goals that the person chose."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mooring.casework import attempts
from mooring.casework.models import Case
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.support.actions import plan_goals as deeds
from mooring.support.forms.plan_goals import AnswerForm, GoalForm
from mooring.support.models import PlanGoal


def choose(request: HttpRequest, case: Case) -> HttpResponse:
    """Write down a goal that the person chose."""
    form = initial_or_draft(request, GoalForm)
    officer = officer_of(request)
    if attempts.done(request, form, lambda: deeds.choose_goal(by=officer, case=case, **form.cleaned_data)):
        sent(request)
        return redirect("plan", case)
    return form_page(request, "support/goal_choose.html", {"case": case, "form": form})


def answer(request: HttpRequest, case: Case, number: int) -> HttpResponse:
    """What the person says of one goal, and what was said of it before."""
    said = list(PlanGoal.objects.filter(case=case, number=number).order_by("-recorded_at"))
    goal = next((one for one in said if one.superseded_by_id is None), None)
    officer = officer_of(request)
    if goal is None:
        raise Refused(Refusal(Why.UNSEEN, deeds.ANSWER, _("There is no such goal.")), officer, case.pk)
    for one in said:
        one.case = case
    context = {
        "case": case,
        "goal": goal,
        "words": goal.words("goal"),
        "history": [(one, one.words("said")) for one in said],
    }
    form = initial_or_draft(request, AnswerForm, stands=goal.state)
    if attempts.done(request, form, lambda: deeds.answer_goal(by=officer, goal=goal, **form.cleaned_data)):
        sent(request)
        return redirect("plan", case)
    return form_page(request, "support/goal_answer.html", context | {"form": form})
