"""The pages of a child's path: all of it on one page, and a form for each thing that is recorded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from mooring.casework.attempts import tried
from mooring.casework.models import Case
from mooring.law import Finding
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.support import child_panel, children
from mooring.support.actions import child_life, child_missing
from mooring.support.actions import children as deeds
from mooring.support.forms import child_life as life_forms
from mooring.support.forms import children as child_forms
from mooring.support.models import (
    ChildLife,
    ChildPath,
    ChildPlan,
    ChildSheet,
    ComingOfAge,
    MunicipalityTold,
    SafetyPlan,
)

Initial = Callable[[Case], dict[str, Any]]
Law = Callable[[Case], Finding | None]


def whole(request: HttpRequest, case: Case) -> HttpResponse:
    """Everything of the child's path that is open to this officer, with the law under it."""
    return render(request, "support/child.html", {"case": case, **child_panel.whole(officer_of(request), case)})


@dataclass(frozen=True)
class ChildForm:
    """A page of one form about a child: its words, its form, its deed, what stands already, and the law beside it."""

    heading: Any
    form: type[forms.Form]
    deed: Callable[..., object]
    lead: Any = ""
    submit: Any = field(default_factory=lambda: _("Save"))
    initial: Initial = lambda case: {}
    law: Law = lambda case: None
    # A template that is given something callable calls it, and the page would lose its heading.
    do_not_call_in_templates: ClassVar[bool] = True

    def __call__(self, request: HttpRequest, case: Case) -> HttpResponse:
        """Show the form, or do its deed."""
        form = initial_or_draft(request, self.form, initial=self.initial(case))
        attempt = tried(request, form, lambda: self.deed(by=officer_of(request), case=case, **form.cleaned_data))
        if attempt.done:
            sent(request)
            return redirect("child", case)
        law = None if attempt.finding else self.law(case)
        context = {"case": case, "form": form, "page": self, "refused": attempt.finding, "law": law}
        return form_page(request, "support/child_form.html", context)


def _path(case: Case) -> dict[str, Any]:
    path = children.path_of(case)
    if path is None:
        return {}
    words = {"with_whom": path.words("with"), "may_know_words": path.words("may_know")}
    return {"came": path.came, "met_on": path.met_on, "may_know": path.may_know} | words


def _municipality(case: Case) -> dict[str, Any]:
    told = children.of_case(MunicipalityTold, case)
    if told is None:
        return {}
    words = {"words": told.words("words"), "telephone": told.words("telephone"), "answer_words": told.words("answer")}
    codes = {name: getattr(told, name) for name in ("municipality", "told_at", "told_how", "answer")}
    return codes | words | {"desk": told.desk.code if told.desk else ""}


def _life(case: Case) -> dict[str, Any]:
    life = children.of_case(ChildLife, case)
    if life is None:
        return {}
    names = ("lives_at", "municipality", "school", "school_since", "health", "health_on")
    words = {"school_words": life.words("school"), "health_words": life.words("health")}
    return {name: getattr(life, name) for name in names} | words


def _plan(case: Case) -> dict[str, Any]:
    plan = children.of_case(ChildPlan, case)
    return {"goals": plan.words("goals"), "steps": plan.words("steps")} if plan is not None else {}


def _of_age(case: Case) -> dict[str, Any]:
    day = children.of_case(ComingOfAge, case)
    if day is None:
        return {}
    return {"turns_on": day.turns_on, "is_exact": day.is_exact, "in_order": day.in_order, "words": day.words("words")}


def _safety(case: Case) -> dict[str, Any]:
    plan, sheet = children.of_case(SafetyPlan, case), children.of_case(ChildSheet, case)
    words = {name: plan.words(name) for name in SafetyPlan.WORDS} if plan is not None else {}
    if sheet is None:
        return words
    return words | {
        "description": sheet.words("description"),
        "police_desk": sheet.police_desk.code if sheet.police_desk else "",
    }


def _representative_due(case: Case) -> Finding | None:
    path: ChildPath | None = children.path_of(case)
    alone = path.came == "unaccompanied" if path is not None else None
    return children.asked("representative_due", unaccompanied=alone, begins=path.met_on if path is not None else None)


path = ChildForm(
    _("How the child came"),
    child_forms.PathForm,
    deeds.record_path,
    _("A parent may have a part in the exploitation: an accompanied child has a path of her or his own."),
    initial=_path,
    law=lambda case: children.asked("representative_due", unaccompanied=None),
)
ask_representative = ChildForm(
    _("Ask for a representative"), child_forms.AskForm, deeds.ask_representative, law=_representative_due
)
appoint_representative = ChildForm(
    _("Record the representative"),
    child_forms.AppointForm,
    deeds.appoint_representative,
    _("Who takes the place of somebody else is recorded here as well; the one before no longer reads the case."),
    law=_representative_due,
)
end_representative = ChildForm(
    _("The representative's task ended"),
    child_forms.EndForm,
    deeds.end_representative,
    _("While the person is a child, the time for a new one begins at once."),
)
word = ChildForm(
    _("What the representative says"),
    child_forms.WordForm,
    deeds.record_word,
    _("In each matter the child is asked first. A word counts for thirty days. Help that cannot wait needs none."),
    law=lambda case: children.asked("child_decides_with", age=child_panel.age_of(case), matter="plan"),
)
municipality = ChildForm(
    _("Tell the municipality"),
    child_forms.MunicipalityForm,
    deeds.tell_municipality,
    _("Record which municipality was told of the child, when, how, and what it answered."),
    initial=_municipality,
    law=lambda case: children.asked("duty_to_notify"),
)
life = ChildForm(
    _("Home, school and health"),
    life_forms.LifeForm,
    child_life.record_life,
    initial=_life,
    law=lambda case: children.asked("municipality_supervises"),
)
plan = ChildForm(
    _("The child's plan"),
    life_forms.PlanForm,
    child_life.write_child_plan,
    _("In the child's own words, and read to the child."),
    initial=_plan,
)
best_interest = ChildForm(
    _("Is it best for the child that the family is looked for?"),
    life_forms.BestInterestForm,
    child_life.assess_best_interest,
    law=lambda case: children.asked("family_tracing", best_interest_assessed=False),
)
family = ChildForm(
    _("Look for the family"),
    life_forms.TracingForm,
    child_life.trace_family,
    _("Only when an assessment found that it is best for the child."),
)
safety_plan = ChildForm(
    _("Safety plan"),
    life_forms.SafetyForm,
    child_missing.make_safety_plan,
    _("Made with the child, before anything happens."),
    initial=_safety,
)
coming_of_age = ChildForm(
    _("Coming of age"),
    life_forms.OfAgeForm,
    child_life.foresee_coming_of_age,
    _("So that no roof and no school falls away overnight."),
    initial=_of_age,
    law=lambda case: children.asked("turning_adult"),
)
