"""The signs of the published lists, a part of a list on each page. What the rule makes of them is shown afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mooring.casework.addresses import case_address
from mooring.casework.attempts import done
from mooring.casework.models import Case
from mooring.identification import actions
from mooring.identification.forms.conversation import SignsForm
from mooring.identification.models import IndicatorObserved, PersonFacts
from mooring.identification.views.conversation import latest_meeting
from mooring.safeguards.access import Refusal, Refused, Why
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.screening.indicators import Dimension, Indicator, IndicatorList, current_lists

WHOLE = "all"


@dataclass(frozen=True)
class Part:
    """A part of a list that fits on one page: a dimension, or the whole of a list without dimensions."""

    listed: IndicatorList
    code: str
    signs: tuple[Indicator, ...]

    @property
    def title(self) -> str:
        return self.listed.title(get_language() or "en") if self.code == WHOLE else _(Dimension.of(self.code).label)

    def address(self, case: Case) -> str:
        return reverse("signs_part", args=[case, self.listed.code, self.code])


def parts_of(listed: IndicatorList) -> list[Part]:
    """The parts of a list, in published order."""
    if all(sign.dimension is None for sign in listed.indicators):
        return [Part(listed, WHOLE, listed.indicators)] if listed.indicators else []
    return [Part(listed, str(side), listed.in_dimension(side)) for side in Dimension if listed.in_dimension(side)]


def lists_for(case: Case) -> list[IndicatorList]:
    """The lists for this person, those for a child when the person is one or may be one."""
    facts: PersonFacts | None = PersonFacts.objects.standing().filter(case=case).first()
    child = {"child": True, "presumed_child": True, "adult": False}.get(facts.age_status) if facts else None
    here = settings.MOORING_COUNTRY.screening_lists
    return [listed for listed in current_lists(child=child) if listed.code in here]


def signs(request: HttpRequest, case: Case) -> HttpResponse:
    """The lists and their parts, with how many signs were observed in each."""
    known = _known(case)
    language = get_language() or "en"
    rows: list[dict[str, Any]] = []
    for listed in lists_for(case):
        parts = [
            {
                "part": part,
                "address": part.address(case),
                "observed": sum(sign.code in known and known[sign.code].observed for sign in part.signs),
            }
            for part in parts_of(listed)
        ]
        rows.append(
            {"listed": listed, "title": listed.title(language), "parts": parts, "why_empty": listed.why_empty(language)}
        )
    return render(request, "identification/signs.html", {"case": case, "rows": rows})


def signs_part(request: HttpRequest, case: Case, listed: str, part: str) -> HttpResponse:
    """One part of a list: mark what was observed and say what shows it; then the next part."""
    officer = officer_of(request)
    parts = [one for found in lists_for(case) if found.code == listed for one in parts_of(found)]
    here = next((number for number, one in enumerate(parts) if one.code == part), None)
    if here is None:
        raise Refused(Refusal(Why.UNSEEN, "indicator.observe", _("There is no such list.")), officer, case.pk)
    chosen = parts[here]
    form = initial_or_draft(request, SignsForm, signs=chosen.signs, known=_known(case, chosen))
    if request.method == "POST" and form.is_valid():
        meeting = latest_meeting(case)

        def observe() -> None:
            for sign, seen, evidence in form.changed():
                actions.observe_indicator(
                    by=officer, case=case, indicator=sign.code, observed=seen, evidence=evidence, conversation=meeting
                )

        if done(request, form, observe):
            sent(request)
            follows = parts[here + 1] if here + 1 < len(parts) else None
            return redirect(follows.address(case) if follows else case_address(case, open="signs"))
    context = {
        "case": case,
        "form": form,
        "part": chosen,
        "list_title": chosen.listed.title(get_language() or "en"),
        "tabs": [{"title": one.title, "address": one.address(case), "current": one is chosen} for one in parts]
        if len(parts) > 1
        else [],
        "is_last": here + 1 == len(parts),
        "number": here + 1,
        "total": len(parts),
    }
    return form_page(request, "identification/signs_part.html", context)


def _known(case: Case, part: Part | None = None) -> dict[str, IndicatorObserved]:
    """What was recorded of each sign, as it stands."""
    facts = IndicatorObserved.objects.standing().filter(case=case)
    if part is not None:
        facts = facts.filter(indicator__in=[sign.code for sign in part.signs]).select_related("recorded_by")
    known: dict[str, IndicatorObserved] = {}
    for fact in facts:
        fact.case = case
        known[fact.indicator] = fact
    return known
