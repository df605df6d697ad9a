"""The doors of the contact person, the plan and the milestones."""

from __future__ import annotations

from mooring.casework.compartments import Compartment
from mooring.support.views import contact_person, milestones, plan, plan_copies, plan_goals, plan_progress
from mooring.web.guard import CASE, Door, form_about_a_case

PART = Compartment.SUPPORT
LOOK = "support.look"

PLAN_DOORS = [
    form_about_a_case("contact-person/", "contact_person_appoint", "contact_person.appoint", contact_person.appoint),
    Door(CASE + "plan/", "plan", LOOK, plan.plan, compartment=PART),
    form_about_a_case("plan/write/", "plan_write", "plan.write", plan.write, PART),
    form_about_a_case("plan/review/", "plan_review", "plan.review", plan.review, PART),
    Door(CASE + "plan/progress/", "plan_progress", LOOK, plan_progress.progress, compartment=PART),
    Door(CASE + "plan/progress.svg", "plan_progress_picture", LOOK, plan_progress.picture, compartment=PART),
    form_about_a_case("plan/copy/", "plan_copy", "plan.copy", plan_copies.copy, PART),
    Door(CASE + "plan/copy/notes.pdf", "plan_copy_pdf", "plan.copy", plan_copies.as_pdf, compartment=PART),
    form_about_a_case("plan/goals/new/", "goal_choose", "goal.choose", plan_goals.choose, PART),
    form_about_a_case("plan/goals/<int:number>/", "goal_answer", "goal.answer", plan_goals.answer, PART),
    Door(CASE + "plan/<int:version>/", "plan_version", LOOK, plan.plan, compartment=PART),
    Door(CASE + "steps/", "milestones", LOOK, milestones.steps, compartment=PART),
    form_about_a_case("steps/staying/", "staying_note", "staying.note", milestones.staying, PART),
    form_about_a_case("steps/new/", "milestone_write", "milestone.write", milestones.write, PART),
    form_about_a_case("steps/<int:number>/", "milestone_change", "milestone.change", milestones.change, PART),
]
