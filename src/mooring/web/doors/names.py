"""The doors of names."""

from __future__ import annotations

from mooring.casework.compartments import Compartment
from mooring.names import papers, views
from mooring.web.guard import CASE, Door, form_about_a_case

WHO = Compartment.IDENTITY

NAMES_DOORS = [
    Door(
        CASE + "who/",
        "identity_reveal",
        "identity.reveal",
        views.reveal,
        compartment=WHO,
        writes=True,
        reading_is_enough=True,
    ),
    form_about_a_case("who/write/", "identity_write", "identity.write", views.write_identity, WHO),
    form_about_a_case("contact/", "contact_agree", "safe_contact.agree", views.agree_contact, WHO),
    Door(
        CASE + "contact/detail/",
        "contact_detail",
        "safe_contact.detail",
        views.contact_detail,
        compartment=WHO,
        writes=True,
        reading_is_enough=True,
    ),
    form_about_a_case("papers/new/", "paper_write", "paper.write", papers.write_paper, WHO),
    Door(
        CASE + "papers/<str:named>/",
        "paper",
        "paper.look",
        papers.show_paper,
        compartment=WHO,
        writes=True,
        reading_is_enough=True,
    ),
    form_about_a_case("papers/<str:named>/withdraw/", "paper_withdraw", "paper.withdraw", papers.withdraw_paper, WHO),
]
