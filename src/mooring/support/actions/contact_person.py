"""Appointing the contact person."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.casework.house_rule import house_rule
from mooring.casework.models import Case, Grant
from mooring.safeguards import clock
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer, Posting
from mooring.safeguards.roles import all_roles
from mooring.support import turns
from mooring.support.models import ContactPerson

VERB = "contact_person.appoint"


@deed(VERB, on="case", compartment=Compartment.CORE)
def appoint(*, by: Officer, case: Case, officer: Officer, since: date | None = None) -> ContactPerson:
    """Appoint the officer to whom the person can always turn; an earlier appointment is superseded.

    `since` is today when left out. Raises `Refused` for an officer to whom the case is not open.
    """
    if officer not in who_can_be(case):
        reason = _("The case is not open to this officer, or the officer does not plan with people.")
        instead = _("Give the officer access first: see Team on the case page.")
        raise house_rule(VERB, by, case, reason, instead)
    appointed = ContactPerson(
        case=case, officer=officer, desk=officer.desk, since=since or clock.today(), recorded_by=by
    )
    casework.put_in_place(appointed)
    casework.meet_deadline(case, turns.CONTACT_PERSON, by=by)
    return appointed


def who_can_be(case: Case) -> list[Officer]:
    """The officers who can be contact person: their role plans with people, and the plan of this case is open to them.

    As far as the acting officer can see the team: her own desk, and for a lead of the case all of it.
    """
    grants = Grant.objects.running().filter(case=case, compartment=Compartment.SUPPORT)
    officers = [key for key in grants.values_list("officer_id", flat=True) if key]
    desks = [key for key in grants.values_list("desk_id", flat=True) if key]
    roles = [code for code, role in all_roles().items() if "plan.write" in role.verbs]
    postings = Posting.objects.running().filter(Q(officer__in=officers) | Q(desk__in=desks), role__in=roles)
    return list(Officer.objects.filter(pk__in=postings.values("officer")).order_by("name"))
