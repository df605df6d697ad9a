"""The doors of names."""

from __future__ import annotations

from mooring.names import views
from mooring.web.guard import Door

NAMES_DOORS = [
    Door(
        "cases/<pseudonym:case>/who/",
        "identity_reveal",
        "identity.reveal",
        views.reveal,
        compartment="identity",
        writes=True,
    ),
    Door(
        "cases/<pseudonym:case>/who/write/",
        "identity_write",
        "identity.write",
        views.write_identity,
        compartment="identity",
        writes=True,
    ),
    Door(
        "cases/<pseudonym:case>/contact/",
        "contact_agree",
        "safe_contact.agree",
        views.agree_contact,
        compartment="identity",
        writes=True,
    ),
    Door(
        "cases/<pseudonym:case>/contact/detail/",
        "contact_detail",
        "safe_contact.detail",
        views.contact_detail,
        compartment="identity",
        writes=True,
    ),
]
