"""The window on the case page that says: one person, two files. For those who may see the other file, and for leads, who are asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework import labels, panels
from mooring.casework.actions.team import leads
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Joining, PartingReason
from mooring.safeguards.models import Officer

LABELS: dict[str, Any] = {
    "joining.asked": _("The matching desk asks a lead of the case"),
    "case.join": _("Two files on one person: agreed for this case"),
    "case.joined": _("Two files on one person: joined"),
    "case.part": _("Two files on one person: parted"),
    **{f"parting.{value}": words for value, words in PartingReason.choices},
}


def two_files(officer: Officer, case: Case) -> Mapping[str, Any]:
    """Each joining that stands or waits, with the other file where the officer may see it; a lead is told without it."""
    found = list(Joining.objects.open().of(case).order_by("recorded_at"))
    visible = Case.objects.in_bulk({joining.other_than(case) for joining in found})
    is_lead = bool(found) and leads(officer, case)
    entries: list[dict[str, Any]] = []
    for joining in found:
        other = visible.get(joining.other_than(case))
        if other is None and not is_lead:
            continue
        leads_here = joining.leading_id == case.pk
        agreed = (joining.leading_agreed, joining.other_agreed)
        ours, theirs = agreed if leads_here else reversed(agreed)
        entries.append(
            {
                "joining": joining,
                "other": other,
                "joined": ours and theirs,
                "we_agreed": ours,
                "leads": leads_here,
                "may_join": is_lead and not ours and officer.may("case.join"),
                "may_part": is_lead and officer.may("case.part"),
            }
        )
    return {"entries": entries}


def is_told(officer: Officer, case: Case) -> bool:
    """Whether there is anything that this officer may be told."""
    return "joining" in case.notices and bool(two_files(officer, case)["entries"])


def register() -> None:
    """Put the window on the case page."""
    labels.register(LABELS)
    panels.register(
        panels.Panel(
            "two_files",
            _("One person, two files"),
            "case.look",
            Compartment.ENTRY,
            "casework/two_files.html",
            two_files,
            5,
            above_the_fold=True,
            shown_when=is_told,
        )
    )
