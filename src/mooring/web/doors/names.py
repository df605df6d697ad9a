"""The doors of names."""

from __future__ import annotations

from mooring.casework.compartments import Compartment
from mooring.names import views
from mooring.web.guard import form_about_a_case

WHO = Compartment.IDENTITY

NAMES_DOORS = [
    form_about_a_case("who/", "identity_reveal", "identity.reveal", views.reveal, WHO),
    form_about_a_case("who/write/", "identity_write", "identity.write", views.write_identity, WHO),
    form_about_a_case("contact/", "contact_agree", "safe_contact.agree", views.agree_contact, WHO),
    form_about_a_case("contact/detail/", "contact_detail", "safe_contact.detail", views.contact_detail, WHO),
]
