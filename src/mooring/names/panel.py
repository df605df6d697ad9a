"""The window of names on the case page: that a name is kept, how the person may be reached; and what its deeds are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework import panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.names.forms import spoken
from mooring.names.models import Identity, SafeContact
from mooring.safeguards.models import Officer

LABELS: dict[str, Any] = {
    "identity.write": _("Identity written"),
    "identity.reveal": _("Identity looked at"),
    "safe_contact.agree": _("Safe contact agreed"),
    "safe_contact.detail": _("Contact detail looked at"),
}


def who(officer: Officer, case: Case) -> Mapping[str, Any]:
    """Whether a name is kept, never the name; and the rule of safe contact, without the number."""
    contact: SafeContact | None = SafeContact.objects.standing().filter(case=case).select_related("recorded_by").first()
    if contact is not None:
        contact.case = case
    may_write = case.held_by(officer).get(Compartment.IDENTITY, False)
    return {
        "identity": Identity.objects.standing().filter(case=case).select_related("recorded_by").first(),
        "contact": contact,
        "rule": contact.rule() if contact else {},
        "spoken": spoken(contact.language) if contact else "",
        "has_detail": contact is not None and contact.detail_sealed is not None,
        "may_reveal": may_write and officer.may("identity.reveal"),
        "may_write": may_write and officer.may("identity.write"),
        "may_agree": may_write and officer.may("safe_contact.agree"),
        "may_see_detail": may_write and officer.may("safe_contact.detail"),
    }


def register() -> None:
    """Put the window on the case page."""
    panels.register(
        panels.Panel(
            "who",
            _("Who, and how to reach the person"),
            "identity.look",
            Compartment.IDENTITY,
            "names/who.html",
            who,
            10,
        )
    )
