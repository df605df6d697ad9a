"""What was told and what is not yet told: the window on the case page, and the card on the officer's day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from mooring.casework import day_cards, labels, panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.casework.visible_cases import newest_of
from mooring.safeguards.models import Officer
from mooring.support import told
from mooring.support.actions.information import REPEAT
from mooring.support.models import ContactPerson

LABELS: dict[str, Any] = {
    "information.tell": _("The person was told"),
    "information.take_back": _("A telling recorded by mistake was taken back"),
    REPEAT: _("Tell the person again"),
}
LOOKED_AT = 30
"""How many of the cases opened last the day asks about."""
SHOWN = 6


def shown(officer: Officer, case: Case) -> Mapping[str, Any]:
    """What is not yet told, with its provisions, and what was told, the latest first."""
    rows = told.standing(case)
    for row in rows:
        row.case = case
    reached = told.stage_of(case)
    finding = told.must_be_told(case, reached.stage) if reached is not None else None
    missing = told.not_yet_told(rows, reached, finding) if reached is not None else []
    return {
        "missing": missing,
        "doubts": list(dict.fromkeys(doubt for each in missing for doubt in each.doubts)),
        "unanswered": finding is None,
        "with_representative": finding is not None and bool(finding["with_representative"]),
        "rows": [(row, told.title(row.topic)) for row in rows],
        "may_tell": officer.may("information.tell") and case.held_by(officer).get(Compartment.CORE, False),
    }


def waiting(officer: Officer) -> Mapping[str, Any] | None:
    """The persons whom this officer is the contact person of, or has just met, and who are not yet told what the law wants."""
    contact = ContactPerson.objects.standing().filter(case=OuterRef("pk")).values("officer_id")[:1]
    cases = list(
        Case.objects.filter(pk__in=newest_of(officer, LOOKED_AT))
        .annotate(turns_to=Coalesce(Subquery(contact), F("opened_by_id"), output_field=BigIntegerField()))
        .filter(turns_to=officer.pk)
    )
    if not cases:
        return None
    missing = told.not_yet_told_to_each(cases)
    found = [(case, missing[case.pk]) for case in cases if missing.get(case.pk)]
    found.sort(key=lambda each: (each[1][0].due_on, each[0].opened_at))
    return {"rows": found[:SHOWN], "more": len(found) > SHOWN} if found else None


def register() -> None:
    """Put the window on the case page, the card on the day, and words on the deeds."""
    labels.register(LABELS)
    panels.register(
        panels.Panel(
            "information",
            _("Told, and not yet told"),
            "information.look",
            Compartment.CORE,
            "support/information_panel.html",
            shown,
            19,
        )
    )
    day_cards.register(
        day_cards.DayCard("not_yet_told", "information.tell", "support/information_day.html", waiting, 40)
    )
