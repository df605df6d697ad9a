"""The doors of the contact person, the plan and the milestones."""

from __future__ import annotations

from mooring.casework.compartments import Compartment
from mooring.support.views import contact_person, plan
from mooring.web.guard import CASE, Door, form_about_a_case

PART = Compartment.SUPPORT

PLAN_DOORS = [
    form_about_a_case("contact-person/", "contact_person_appoint", "contact_person.appoint", contact_person.appoint),
    Door(CASE + "plan/", "plan", "support.look", plan.plan, compartment=PART),
    form_about_a_case("plan/write/", "plan_write", "plan.write", plan.write, PART),
    Door(CASE + "plan/<int:version>/", "plan_version", "support.look", plan.plan, compartment=PART),
]
