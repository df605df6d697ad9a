"""The window on the case page that says how long the case is kept, what forbids to erase it, and the person's own file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework import labels, panels, retention
from mooring.casework.compartments import Compartment
from mooring.casework.models import (
    Case,
    ComeToItsEnd,
    DataClass,
    Event,
    LegalHold,
    OwnFileHandedOver,
    OwnFilePrepared,
    OwnFileRequest,
    StageReached,
)
from mooring.law import Finding, NotAnswered
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference

LABELS: dict[str, Any] = {
    "legal_hold.place": _("Nothing may be erased: hold placed"),
    "legal_hold.lift": _("Hold lifted"),
    "retention.propose": _("Looked at again: is it still needed?"),
    "retention.archives": _("The archives' answer noted"),
    "retention.keep": _("Kept for longer"),
    "retention.erase": _("Erased at the end of its period"),
    "retention.ended": _("its period was over, and nobody needed it any more"),
    "step.nothing_more_needed": _("nothing more is needed"),
    "step.still_needed": _("still needed"),
    "own_file.request": _("The person asked for the own file"),
    "own_file.prepare": _("Own file prepared"),
    "own_file.hand_over": _("Own file handed over"),
    "own_file": _("Hand over the person's own file"),
}


def keeping(officer: Officer, case: Case) -> Mapping[str, Any]:
    """How long the file is kept, under what law; what holds it; how far its review has come."""
    holds: list[LegalHold] = list(LegalHold.objects.in_force().filter(case=case).select_related("placed_by"))
    for hold in holds:
        hold.case = case
    item = ComeToItsEnd.objects.filter(subject=case.pk).first()
    may_write = case.held_by(officer).get(Compartment.CORE, False) and not case.is_erased
    return {
        "finding": _finding(case),
        "erased": retention.erasure_of(case.pk),
        "holds": [{"hold": hold, "words": hold.words("words"), "named": reference("hold", hold.pk)} for hold in holds],
        "item": item,
        "item_named": reference("review", item.pk) if item else "",
        "may_review": officer.may("retention.propose"),
        "may_hold": may_write and officer.may("legal_hold.place"),
        "may_lift": may_write and officer.may("legal_hold.lift"),
    }


def _finding(case: Case) -> Finding | None:
    """The law's answer for this case's file; with the day on which it ends once the case is closed. None when it is not answered."""
    opened = Event.objects.filter(case=case, kind="case.open").select_related("agency").first()
    closed = StageReached.objects.standing().filter(case=case, stage="closed").first()
    if opened is None:
        return None
    try:
        return retention.law_of(DataClass.CASE_FILE, opened.agency.kind, closed.since.date() if closed else None)
    except NotAnswered:
        return None


def own_file(officer: Officer, case: Case) -> Mapping[str, Any]:
    """Whether the person asked for the own file, by when it is due, and whether it was handed over."""
    request = OwnFileRequest.objects.standing().filter(case=case).order_by("-recorded_at").first()
    prepared = OwnFilePrepared.objects.standing().filter(case=case).order_by("-recorded_at").first()
    handed = (
        OwnFileHandedOver.objects.standing().filter(case=case).select_related("recorded_by").order_by("-handed_over_at")
    )
    may_write = case.held_by(officer).get(Compartment.CORE, False) and not case.is_erased
    return {
        "request_made": request,
        "overdue": request is not None and not handed.exists() and request.due_on < clock.today(),
        "prepared": prepared
        if prepared is not None and request is not None and prepared.request_id == request.pk
        else None,
        "handed": list(handed[:5]),
        "may_request": may_write and officer.may("own_file.request"),
        "may_prepare": may_write and officer.may("own_file.prepare"),
        "may_look": officer.may("own_file.look") and not case.is_erased,
        "may_hand_over": may_write and officer.may("own_file.hand_over"),
    }


def register() -> None:
    """Put the windows on the case page, and name their deeds."""
    labels.register(LABELS)
    for code, title, verb, context, order in (
        ("own_file", _("The person's own file"), "own_file.look", own_file, 92),
        ("keeping", _("How long it is kept"), "retention.look", keeping, 95),
    ):
        panels.register(panels.Panel(code, title, verb, Compartment.CORE, f"casework/{code}.html", context, order))
