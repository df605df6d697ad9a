"""The doors of support: the reflection period, the contact person, the plan."""

from __future__ import annotations

from mooring.casework.compartments import Compartment
from mooring.support.views import contact_person, period, plan
from mooring.web.guard import Door

CASE = "cases/<pseudonym:case>/"
PLAN = Compartment.SUPPORT.value

SUPPORT_DOORS: list[Door] = [
    Door(f"{CASE}period/", "reflection", "support.look", period.whole),
    Door(f"{CASE}period/request/", "reflection_request", "reflection.request", period.ask, writes=True),
    Door(f"{CASE}period/grant/", "reflection_grant", "reflection.grant", period.grant, writes=True),
    Door(f"{CASE}period/extend/", "reflection_extend", "reflection.extend", period.extend, writes=True),
    Door(f"{CASE}period/correct/", "reflection_correct", "reflection.correct", period.correct, writes=True),
    Door(
        f"{CASE}contact-person/",
        "contact_person_appoint",
        "contact_person.appoint",
        contact_person.appoint,
        writes=True,
    ),
    Door(f"{CASE}plan/", "plan", "support.look", plan.plan, compartment=PLAN),
    Door(f"{CASE}plan/write/", "plan_write", "plan.write", plan.write, compartment=PLAN, writes=True),
    Door(f"{CASE}plan/<int:version>/", "plan_version", "support.look", plan.plan, compartment=PLAN),
]
