"""The page of one case: where in the mechanism, whose turn, and a panel for each part of the work that is open to the officer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from mooring.casework import panels
from mooring.casework.labels import label, stage_name
from mooring.casework.models import Case, StageReached
from mooring.casework.retention import erasure_of
from mooring.casework.stages import STAGES, Pen, Stage
from mooring.safeguards import ledger
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import officer_of
from mooring.safeguards.models import Officer


def case_page(request: HttpRequest, case: Case) -> HttpResponse:
    """The page. Panels above the fold come with it, and each compartment they show is a look; the others come when opened."""
    officer = officer_of(request)
    asked_for = request.GET.get("open", "")
    shown: list[dict[str, Any]] = []
    looked_into: set[str] = set()
    for panel in panels.panels_for(officer, case):
        entry: dict[str, Any] = {"panel": panel, "open": panel.code == asked_for, "part": part_of(panel)}
        if panel.above_the_fold:
            entry |= {"body": body_of(request, panel, officer, case), "open": True}
            looked_into.add(panel.compartment)
        else:
            entry["address"] = reverse("case_panel", args=[case, panel.code])
        shown.append(entry)
    for compartment in sorted(looked_into - {"entry"}):
        ledger.look(officer, "case.look", case_key=case.pk, compartment=compartment)
    return render(request, "web/case.html", {"case": case, "panels": shown, **where(case), **gone(case)})


def part_of(panel: panels.Panel) -> str:
    """The part of the page where a panel stands: what is first has no heading of its own."""
    for below, heading in ((10, ""), (40, _("The person")), (60, _("Support"))):
        if panel.order < below:
            return heading
    return _("Papers and records")


def case_panel(request: HttpRequest, case: Case, code: str) -> HttpResponse:
    """One panel, fetched when it is opened: a piece of a page, or a page of its own where there is no JavaScript."""
    officer = officer_of(request)
    panel = panels.panel(code)
    if panel is None or not panels.is_open(panel, officer, case):
        raise Refused(
            Refusal(Why.UNSEEN, panel.verb if panel else "case.look", _("There is no such part.")), officer, case.pk
        )
    body = body_of(request, panel, officer, case)
    ledger.look(officer, panel.verb, case_key=case.pk, compartment=panel.compartment)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(body)
    return render(request, "web/panel_page.html", {"case": case, "panel": panel, "body": body})


def gone(case: Case) -> dict[str, Any]:
    """When a case was erased, and on what ground."""
    erased = erasure_of(case.pk) if "erasure" in case.notices else None
    return {"erased": erased, "erased_because": label(erased.ground) if erased else ""}


def body_of(request: HttpRequest, panel: panels.Panel, officer: Officer, case: Case) -> SafeString:
    context = {**panel.context(officer, case), "case": case, "officer": officer, "panel": panel}
    return render_to_string(panel.template, context, request=request)


def where(case: Case) -> dict[str, Any]:
    """Where in the mechanism: the stages reached with their days, the present one, and what usually follows."""
    reached = list(
        StageReached.objects.filter(case=case).order_by("since", "recorded_at").only("stage", "since", "superseded_by")
    )
    standing = next((fact for fact in reached if fact.superseded_by_id is None), None)
    if standing is None:
        return {"steps": [], "turn": ""}
    stage = Stage(standing.stage)
    steps: list[dict[str, Any]] = [
        {"name": stage_name(fact.stage), "since": fact.since, "done": fact is not standing, "current": fact is standing}
        for fact in reached
    ]
    if stage is Stage.PRESUMED:
        steps.append({"name": stage_name(Stage.ASSESSMENT)})
    if stage in (Stage.PRESUMED, Stage.ASSESSMENT):
        steps.append({"name": _("Decision")})
    turns = {
        Pen.TEAM: _("It is the team's turn."),
        Pen.AUTHORITY: _("It is the competent authority's turn."),
        Pen.NOBODY: _("Nothing is due: the case is closed."),
    }
    return {"steps": steps, "turn": turns[STAGES[stage].pen], "stage_name": stage_name(stage)}
