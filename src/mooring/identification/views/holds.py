"""The page of the departure authority: whom not to remove. No case, no pseudonym, no reason."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mooring.casework.models import Case
from mooring.casework.place_in_list import read, written
from mooring.casework.sealed_words import give_keys
from mooring.identification.actions.hold import whether_to_remove
from mooring.identification.models import RemovalHold
from mooring.law import Finding, NotAnswered
from mooring.safeguards import ledger
from mooring.safeguards.forms_kept import officer_of

PLACE = "hold_in_list"
ON_A_PAGE = 50


def holds(request: HttpRequest) -> HttpResponse:
    """The holds that stand, newest first: reference, the number by which this authority knows the person, since when."""
    officer = officer_of(request)
    wanted = RemovalHold.objects.standing().filter(ended_at=None).order_by("-begun_at", "-id")
    place = read(PLACE, request.GET.get("after", ""))
    if place is not None:
        wanted = wanted.filter(Q(begun_at__lt=place[0]) | Q(begun_at=place[0], pk__lt=place[1]))
    found = list(wanted[: ON_A_PAGE + 1])
    more, found = len(found) > ON_A_PAGE, found[:ON_A_PAGE]
    # This authority may not look at the cases: a stand-in carries the key that opens the number, and nothing else.
    for hold in found:
        hold.case = Case(id=hold.case_id)
    give_keys(hold.case for hold in found)
    ledger.look(officer, "hold.look", count=len(found))
    context = {
        "rows": [
            {
                "reference": hold.reference,
                "number": hold.words("authority_number"),
                "since": hold.begun_at,
                "finding": Finding.from_record(hold.finding),
            }
            for hold in found
        ],
        "says": _heading(),
        "older": f"?{urlencode({'after': written(PLACE, found[-1].begun_at, found[-1].pk)})}" if more else "",
        "newer": "?" if place is not None else "",
    }
    return render(request, "identification/holds.html", context)


def _heading() -> str:
    """What the law of today says of removal, as a heading."""
    try:
        return whether_to_remove().sentence(_).rstrip(".")
    except NotAnswered:
        return _("Do not remove")
