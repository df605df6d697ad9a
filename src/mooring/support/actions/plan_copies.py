"""Making the copy of the plan that the person takes along."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.support.actions.plan import standing_plan
from mooring.support.models import PlanCopy
from mooring.support.needs import CopyForm
from mooring.support.own_copy.content import content
from mooring.support.persons_words import written_in

VERB = "plan.copy"


@deed(VERB, on="case", compartment=Compartment.SUPPORT, code="form")
def make_copy(*, by: Officer, case: Case, form: str, language: str, read: str) -> PlanCopy:
    """Make a copy of the plan as it stands, in one of its forms, as the officer has read it with the person.

    `read`: the fingerprint of what was read (`Content.as_read`). Raises `Refused` when there is no plan, when something was written
    since it was read, or when nothing is left that harms nobody.
    """
    plan = standing_plan(case)
    if plan is None:
        raise house_rule(VERB, by, case, _("There is no plan yet."), _("Write the first one with the person."))
    plan.case = case
    chosen = CopyForm(form)
    made = content(case, plan, chosen, language)
    if made.as_read() != read:
        reason = _("Something was written since you read the copy.")
        raise house_rule(VERB, by, case, reason, _("Read it again, then make it."))
    if not made.sections:
        reason = _("Nothing stands in this copy.")
        raise house_rule(
            VERB, by, case, reason, _("Keep the whole plan here for the person, who can read it with you.")
        )
    copy = PlanCopy(
        case=case, plan=plan, form=chosen, language=language, printed_in=written_in(language), recorded_by=by
    )
    copy.seal_words(content=made.sealed_text())
    return casework.put_in_place(copy)
