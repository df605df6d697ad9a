"""The doors of witness care and compensation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.justice.views import care, claims
from mooring.statistics.views import of_redress
from mooring.web.guard import CASE, Door, form_about_a_case

PART = Compartment.SUPPORT
CLAIM = "redress/claims/<str:named>/"

REDRESS_DOORS: list[Door] = [
    Door(
        "figures/redress/",
        "redress_counted",
        "redress.count",
        of_redress.redress_counted,
        navigation=_("Compensation counted"),
    ),
    Door(CASE + "redress/", "redress", "redress.look", care.whole, compartment=PART),
    form_about_a_case("redress/care/", "witness_care", "witness_care.record", care.measure, PART),
    form_about_a_case("redress/hearings/new/", "hearing_new", "hearing.record", care.hearing, PART),
    form_about_a_case("redress/hearings/<str:named>/", "hearing_change", "hearing.record", care.hearing, PART),
    form_about_a_case("redress/lawyer/", "injured_party_lawyer", "injured_party_lawyer.record", care.lawyer, PART),
    form_about_a_case("redress/claims/new/", "claim_consider", "claim.consider", claims.consider, PART),
    Door(CASE + CLAIM, "claim", "redress.look", claims.claim, compartment=PART),
    *(
        form_about_a_case(f"{CLAIM}{verb.partition('.')[2]}/", claims.door_of(verb), verb, claims.step_of(verb), PART)
        for verb in claims.STEPS
    ),
]
