"""The doors of consent: given, explained, withdrawn."""

from __future__ import annotations

from mooring.casework.views import consent
from mooring.web.guard import Door, form_about_a_case

CONSENT_DOORS: list[Door] = [
    form_about_a_case("consent/support/", "consent_support", "consent.give", consent.to_support),
    form_about_a_case("consent/share/", "consent_share", "consent.give", consent.to_share),
    form_about_a_case("consent/<str:named>/withdraw/", "consent_withdraw", "consent.withdraw", consent.withdraw),
    form_about_a_case("data-basis/", "data_basis", "data_basis.record", consent.data_basis),
]
