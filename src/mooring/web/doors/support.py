"""The doors of support: the reflection period, the contact person, the plan."""

from __future__ import annotations

from mooring.casework.compartments import Compartment
from mooring.support.views import contact_person, period, plan
from mooring.web.guard import CASE, Door, form_about_a_case

PLAN = Compartment.SUPPORT

SUPPORT_DOORS = [
    Door(CASE + "period/", "reflection", "support.look", period.whole),
    form_about_a_case("period/request/", "reflection_request", "reflection.request", period.ask),
    form_about_a_case("period/grant/", "reflection_grant", "reflection.grant", period.grant),
    form_about_a_case("period/extend/", "reflection_extend", "reflection.extend", period.extend),
    form_about_a_case("period/correct/", "reflection_correct", "reflection.correct", period.correct),
    form_about_a_case("contact-person/", "contact_person_appoint", "contact_person.appoint", contact_person.appoint),
    Door(CASE + "plan/", "plan", "support.look", plan.plan, compartment=PLAN),
    form_about_a_case("plan/write/", "plan_write", "plan.write", plan.write, PLAN),
    Door(CASE + "plan/<int:version>/", "plan_version", "support.look", plan.plan, compartment=PLAN),
]
