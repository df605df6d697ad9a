"""The page that tells the leads of a case who looked at it, and why."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework import actions, place_in_list, who_looked
from mooring.casework.break_glass_forms import WhoLookedForm
from mooring.casework.models import Case
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import officer_of
from mooring.safeguards.models import Officer
from mooring.safeguards.references import key_of

PAGE = 50
VERB = "case.who_looked"


def who_looked_at(request: HttpRequest, case: Case) -> HttpResponse:
    """Every look, deed and refusal of this case, the newest first; in pages."""
    officer = officer_of(request)
    if not actions.leads(officer, case):
        refusal = Refusal(
            Why.NOT_GRANTED, VERB, _("Only a lead of the case sees who looked at it."), _("See Team on the case page.")
        )
        raise Refused(refusal, officer, case.pk)
    looked = who_looked.officers_who_looked(case)
    form = WhoLookedForm(request.GET or None, looked=looked)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    chosen: Officer | None = None
    if asked.get("officer"):
        chosen = Officer.objects.get(pk=key_of("officer", asked["officer"]))
    before = place_in_list.read("ledger", request.GET.get("before", ""))
    lines = who_looked.lines(
        case, officer=chosen, since=asked.get("since"), until=asked.get("until"), before=before, most=PAGE + 1
    )
    here = reverse("who_looked", args=[case])
    filters = {name: request.GET[name] for name in ("officer", "since", "until") if request.GET.get(name)}
    more = len(lines) > PAGE
    lines = lines[:PAGE]
    older = ""
    if more:
        older = (
            f"{here}?{urlencode({**filters, 'before': place_in_list.written('ledger', lines[-1].at, lines[-1].key)})}"
        )
    context = {
        "case": case,
        "form": form,
        "lines": lines,
        "older": older,
        "newer": f"{here}?{urlencode(filters)}" if before else "",
        "filtered": bool(filters),
    }
    return render(request, "casework/who_looked.html", context)
