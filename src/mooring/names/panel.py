"""The window of names on the case page: that a name is kept, how the person may be reached; and what its deeds are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework import panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.names.forms import spoken
from mooring.names.models import Identity, Paper, PaperKind, RevealReason, SafeContact
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference

LABELS: dict[str, Any] = {
    "identity.write": _("Identity written"),
    "identity.reveal": _("Identity looked at"),
    "safe_contact.agree": _("Safe contact agreed"),
    "safe_contact.detail": _("Contact detail looked at"),
    "paper.write": _("Paper of the person kept"),
    "paper.look": _("Paper of the person looked at"),
    "paper.withdraw": _("Paper of the person withdrawn"),
    **{f"paper_kind.{kind.value}": kind.label for kind in PaperKind},
    **{f"paper.look.{reason.value}": reason.label for reason in RevealReason},
    **{f"identity.reveal.{reason.value}": reason.label for reason in RevealReason},
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
        "may_reveal": officer.may("identity.reveal"),
        "may_write": may_write and officer.may("identity.write"),
        "papers": _papers(case),
        "may_keep_paper": may_write and officer.may("paper.write"),
        "may_look_at_paper": officer.may("paper.look"),
        "may_agree": may_write and officer.may("safe_contact.agree"),
        "may_see_detail": officer.may("safe_contact.detail"),
    }


def _papers(case: Case) -> list[dict[str, Any]]:
    """The papers that are kept: what each is and since when, never what it shows."""
    found = Paper.objects.standing().filter(case=case, withdrawn_at=None).select_related("recorded_by")
    return [
        {"paper": paper, "kind": PaperKind(paper.kind).label, "named": reference("paper", paper.pk)}
        for paper in found.order_by("-recorded_at")
    ]


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
