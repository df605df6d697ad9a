"""The sheet at the door: seen by the team of the case, and by the house while the person is expected or lives there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mooring.casework.attempts import done
from mooring.housing import handover_sheet
from mooring.housing.actions import handover as deeds
from mooring.housing.forms.handover import HandoverForm
from mooring.housing.household import in_words, needs_of
from mooring.housing.placing import stay_is_kept_apart
from mooring.housing.stay_states import HOUSE, TEAM
from mooring.housing.views.stays import stay_named
from mooring.safeguards import ledger
from mooring.safeguards.access import Refusal, Refused, Why, see_that_open
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent


def handover(request: HttpRequest, named: str) -> HttpResponse:
    """What the house must know at the door; for the house, also whether somebody there must be kept apart."""
    officer = officer_of(request)
    stay = stay_named(officer, named, "handover.look")
    version = deeds.standing_sheet(stay)
    ledger.look(officer, "handover.look", count=1)
    sides = stay.sides_of(officer)
    context = {
        "stay": stay,
        "version": version,
        "lines": handover_sheet.lines(version),
        "is_team": TEAM in sides,
        "is_house": HOUSE in sides,
        "kept_apart": HOUSE in sides and stay_is_kept_apart(stay),
        "may_write": TEAM in sides and stay.is_open and officer.may("handover.write"),
    }
    return render(request, "housing/handover.html", context)


def handover_write(request: HttpRequest, named: str) -> HttpResponse:
    """Write the sheet, by the team."""
    officer = officer_of(request)
    stay = stay_named(officer, named, "handover.write")
    see_that_open(stay, officer, "handover.write", "support", writing=True)
    standing, needs = deeds.standing_sheet(stay), needs_of(stay.case)
    start = {"children": in_words(needs.children, needs.ages)} if needs else {}
    form = initial_or_draft(request, HandoverForm, initial=standing.parts() if standing else start)
    if done(request, form, lambda: deeds.write_handover(by=officer, stay=stay, parts=form.cleaned_data)):
        sent(request)
        messages.success(request, _("The house sees it as soon as it has said yes, and until the person leaves."))
        return redirect("door_sheet", stay.reference)
    return form_page(request, "housing/handover_write.html", {"stay": stay, "form": form})


def handover_print(request: HttpRequest, named: str) -> HttpResponse:
    """The sheet as PDF, for the door. The name of the file says nothing of what is in it."""
    officer = officer_of(request)
    stay = stay_named(officer, named, "handover.look")
    version = deeds.standing_sheet(stay)
    if version is None:
        raise Refused(Refusal(Why.UNSEEN, "handover.look", _("There is no such sheet.")), officer)
    ledger.look(officer, "handover.look", count=1)
    answer = HttpResponse(handover_sheet.as_document(stay, version), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{handover_sheet.FILE_NAME}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
