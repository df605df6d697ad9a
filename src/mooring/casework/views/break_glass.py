"""The pages of emergency access: opening a case, reviewing that somebody did, and the figures."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mooring.casework import actions, break_glass
from mooring.casework.attempts import done
from mooring.casework.break_glass_forms import EmergencyForm, ReviewForm
from mooring.casework.models import BreakGlass, Case
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.safeguards.rows_by_name import key_or_404

# How long an answer takes at least, whether or not there is such a case.
AT_LEAST_SECONDS = 0.4
ASKED = "asked_in_emergency"  # what the page after asking shows, kept in the session and shown once


def open_case(request: HttpRequest) -> HttpResponse:
    """Open a case in an emergency. The answer is the same whether or not there is such a case."""
    begun = time.monotonic()
    officer = officer_of(request)
    form = initial_or_draft(request, EmergencyForm, officer=officer)
    if done(request, form, lambda: actions.open_in_emergency(by=officer, **form.cleaned_data)):
        sent(request)
        until = timezone.now() + timedelta(hours=1)
        request.session[ASKED] = {"pseudonym": form.cleaned_data["pseudonym"], "until": until.isoformat()}
        _wait_until(begun + AT_LEAST_SECONDS)
        return redirect("emergency_asked")
    context = {"form": form, "openings": break_glass.my_openings(officer)}
    return form_page(request, "casework/emergency.html", context)


def asked(request: HttpRequest) -> HttpResponse:
    """What was asked for, once, with the way there."""
    kept = request.session.pop(ASKED, None)
    if kept is None:
        return redirect("emergency")
    context = {"pseudonym": kept["pseudonym"], "until": datetime.fromisoformat(kept["until"])}
    return render(request, "casework/emergency_asked.html", context)


def _wait_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def of_case(request: HttpRequest, case: Case) -> HttpResponse:
    """Every emergency access of a case, with its reason and what was said of it."""
    officer = officer_of(request)
    context = {
        "case": case,
        "emergencies": break_glass.of_case(case),
        "may_review": officer.may(break_glass.REVIEW_VERB) and actions.leads(officer, case),
        "officer": officer,
    }
    return render(request, "casework/emergencies.html", context)


def review(request: HttpRequest, case: Case, named: str) -> HttpResponse:
    """Say of one emergency access whether it was justified."""
    officer = officer_of(request)
    opening: BreakGlass | None = BreakGlass.objects.filter(case=case, pk=key_or_404("emergency", named)).first()
    if opening is None:
        raise Http404
    opening.case = case
    form = initial_or_draft(request, ReviewForm)
    if done(request, form, lambda: actions.review(by=officer, opening=opening, **form.cleaned_data)):
        sent(request)
        messages.success(request, _("The review is kept."))
        return redirect("emergencies", case)
    shown = next(each for each in break_glass.of_case(case) if each.opening.pk == opening.pk)
    return form_page(request, "casework/emergency_review.html", {"case": case, "form": form, "emergency": shown})


def figures(request: HttpRequest) -> HttpResponse:
    """How often cases were opened in emergencies, by month, kind and agency, and how that was reviewed."""
    counted = break_glass.figures()
    totals: dict[str, int] = {}
    for line in counted:
        totals[line.reviewed] = totals.get(line.reviewed, 0) + line.times
    context = {
        "counted": counted,
        "all": sum(totals.values()),
        "totals": [(words, totals.get(code, 0)) for code, words in break_glass.REVIEWED.items()],
    }
    return render(request, "casework/emergency_figures.html", context)
