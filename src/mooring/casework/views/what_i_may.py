"""The page where an officer sees what she may do, and why."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from mooring.casework import place_in_list
from mooring.casework.models import Grant, Ground
from mooring.safeguards import ledger
from mooring.safeguards.forms_kept import officer_of
from mooring.safeguards.models import Officer
from mooring.safeguards.roles import role
from mooring.safeguards.verb_words import words_of

PAGE = 50


def what_i_may(request: HttpRequest) -> HttpResponse:
    """Her postings, what each role includes in words, and every running grant of hers with why and until when."""
    officer = officer_of(request)
    mine = Grant.objects.running().held_by(officer)
    rows, older = _page(mine, request.GET.get("before", ""))
    ledger.look(officer, "case.list", count=len({grant.case_id for grant in rows}))
    context = {
        "postings": [_posting(posting) for posting in officer.running_postings()],
        "ways": _ways(mine, officer),
        "grants": rows,
        "older": older,
        "newer": reverse("what_i_may") if request.GET.get("before") else "",
    }
    return render(request, "casework/what_i_may.html", context)


def _posting(posting: Any) -> dict[str, Any]:
    serving = role(posting.role)
    verbs = sorted((str(words_of(verb)) for verb in serving.verbs), key=str.casefold)
    return {"posting": posting, "role": serving, "verbs": verbs}


def _ways(mine: QuerySet[Grant], officer: Officer) -> list[dict[str, Any]]:
    """How many cases are open to her on which ground: given to herself, or to a desk where she serves."""
    counted = mine.values("ground").annotate(
        herself=Count("case", distinct=True, filter=Q(officer=officer)),
        desk=Count("case", distinct=True, filter=Q(officer=None)),
    )
    by_ground = {line["ground"]: line for line in counted}
    return [{**by_ground[ground.value], "ground": ground.label} for ground in Ground if ground.value in by_ground]


def _page(mine: QuerySet[Grant], given: str) -> tuple[list[Grant], str]:
    place = place_in_list.read("grant", given)
    if place is not None:
        moment, key = place
        mine = mine.filter(Q(since__lt=moment) | Q(since=moment, pk__lt=key))
    found = list(
        mine.select_related("case", "officer", "desk__agency", "given_by").order_by("-since", "-id")[: PAGE + 1]
    )
    rows = found[:PAGE]
    if len(found) <= PAGE:
        return rows, ""
    last = rows[-1]
    return rows, f"{reverse('what_i_may')}?{urlencode({'before': place_in_list.written('grant', last.since, last.pk)})}"
