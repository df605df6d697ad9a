"""Who is on duty at the centre now, with one button to ring; for who is on duty herself, what waits."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mooring.hotline import duty
from mooring.hotline.models import CallBack, Shift
from mooring.hotline.models.calls import hotline_desks
from mooring.safeguards import clock, ledger
from mooring.safeguards.forms_kept import officer_of
from mooring.safeguards.references import reference

AHEAD = timedelta(days=14)


def on_duty(request: HttpRequest) -> HttpResponse:
    """Now and next, the line to ring; for who answers the hotline also her own shifts and the call-backs that are due."""
    officer = officer_of(request)
    desks = duty.desks_on_duty()
    ledger.look(officer, "duty.look", count=len(desks))
    moment = clock.now()
    mine = Shift.objects.on_the_roster().filter(officer=officer)
    answers = hotline_desks(officer)
    context = {
        "desks": desks,
        "mine": list(mine.between(moment, moment + AHEAD)[:5]),
        "answers": bool(answers),
        "on_duty": duty.is_on_duty(officer),
        "moment": moment,
        "call_backs": [
            {"named": reference("call_back", one.pk), "row": one, "is_due": one.due_at <= moment}
            for one in CallBack.objects.open().filter(call__desk__in=answers).select_related("call")[:20]
        ]
        if answers
        else [],
        "helpline": settings.MOORING_COUNTRY.helpline,
        "sees_roster": officer.may("roster.look"),
    }
    return render(request, "hotline/duty.html", context)
