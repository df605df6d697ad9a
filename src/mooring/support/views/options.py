"""The pages of options: what can be offered now, for a group on a residence basis at a stage; from a case, for its person."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as translated

from mooring.casework.models import Case
from mooring.law import NotAnswered
from mooring.law.options import GROUPS, PRESUMED
from mooring.law.residence import ResidenceBasis
from mooring.support import help_for_case, options_shown
from mooring.support.forms.options import ALL, OptionsForm

FIRST = {"group": "women", "residence_basis": ResidenceBasis.NOT_KNOWN_YET.value, "stage": PRESUMED}
FILE_NAME = "options.pdf"


def options(request: HttpRequest) -> HttpResponse:
    """The sheet for what is chosen; all residence bases beside one another when that is asked."""
    form = OptionsForm({name: request.GET.get(name, first) for name, first in FIRST.items()})
    chosen = dict(form.cleaned_data) if form.is_valid() else dict(FIRST)
    return render(request, "support/options.html", {"form": form, **_shown(chosen)})


def of_case(request: HttpRequest, case: Case) -> HttpResponse:
    """The sheet with what is known of the person of a case filled in. Where a gender was not stated, the groups stand side by side."""
    person = help_for_case.of_the_person(case)
    groups = [person.group] if person.group else [group for group in GROUPS if group != "minors"]
    sheets = [
        _shown({"group": group, "residence_basis": person.residence_basis, "stage": person.stage}) for group in groups
    ]
    if all("not_answered" in sheet for sheet in sheets):
        del sheets[1:]  # that nothing is answered is said once, not for each group
    return render(request, "support/options_of_case.html", {"case": case, "sheets": sheets})


def document(request: HttpRequest) -> HttpResponse:
    """The sheet on paper, in English or Danish. No person is on it, nor in its name."""
    form = OptionsForm({name: request.GET.get(name, first) for name, first in FIRST.items()})
    chosen = dict(form.cleaned_data) if form.is_valid() else dict(FIRST)
    if chosen["residence_basis"] == ALL:
        chosen["residence_basis"] = FIRST["residence_basis"]
    try:
        made = options_shown.as_document(
            chosen["group"], chosen["residence_basis"], chosen["stage"], request.GET.get("language", "en")
        )
    except NotAnswered:
        return render(request, "support/options.html", {"form": form, **_unanswered()}, status=404)
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _shown(chosen: dict[str, str]) -> dict[str, Any]:
    group, basis, stage = chosen["group"], chosen["residence_basis"], chosen["stage"]
    try:
        if basis == ALL:
            return {"matrix": options_shown.matrix(group, stage)}
        found = options_shown.options(group, basis, stage)
    except NotAnswered:
        return _unanswered()
    address = reverse("options_document")
    return {
        "areas": options_shown.by_area(found),
        "tonight": options_shown.tonight(found),
        "chosen": options_shown.chosen_in_words(group, basis, stage),
        "basis_is_not_known": basis == ResidenceBasis.NOT_KNOWN_YET,
        "papers": [
            {"words": words, "address": f"{address}?{urlencode({**chosen, 'language': code})}"}
            for code, words in (("en", "English"), ("da", "Dansk"))
        ],
    }


def _unanswered() -> dict[str, Any]:
    """What is not answered here, area by area of life, and whom to ring all the same."""
    helpline = settings.MOORING_COUNTRY.helpline
    return {
        "not_answered": options_shown.area_names(),
        "whose_law": translated(settings.MOORING_COUNTRY.name),
        "helpline": helpline.number if helpline is not None else "",
    }
