"""People met: counted apart from persons in cases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from mooring.statistics import met, vintages
from mooring.statistics.views.answers import looked, page

BY = [
    ("year", _("Year of the signal")),
    ("quarter", _("Quarter of the signal")),
    ("source", _("How they were met")),
    ("region", _("Region")),
]


class PeopleMetForm(forms.Form):
    """By what people met are divided, as known on which day."""

    use_required_attribute = False
    by = forms.ChoiceField(label=_("Rows"), choices=BY)
    known_on = forms.DateField(label=_("As known on"), help_text=_("A day that is over."))

    def clean_known_on(self) -> vintages.Vintage:
        try:
            return vintages.as_known_on(self.cleaned_data["known_on"])
        except vintages.DayNotOver as error:
            raise forms.ValidationError(str(error)) from error


def encounters(request: HttpRequest) -> HttpResponse:
    """How many people were met, informed, asked to talk, and became a case."""
    usual: dict[str, Any] = {"by": "quarter", "known_on": vintages.latest_day().isoformat()}
    form = PeopleMetForm({**usual, **{name: request.GET[name] for name in request.GET}})
    if not form.is_valid():
        return page(request, "statistics/encounters.html", {"form": form}, right=False)
    lines = met.people_met(form.cleaned_data["by"], form.cleaned_data["known_on"])
    looked(request, "statistics.look", lines[-1].met if lines else 0)
    context = {
        "form": form,
        "lines": lines[:-1],
        "total": lines[-1] if lines else None,
        "known_on": form.cleaned_data["known_on"].day,
        "by": dict(BY)[form.cleaned_data["by"]],
    }
    return page(request, "statistics/encounters.html", context)
