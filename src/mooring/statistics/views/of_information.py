"""What people were told, counted: for the centre, which compares the means and tries new ones."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from mooring.statistics import of_information
from mooring.statistics.of_calls import STEP
from mooring.statistics.views.answers import looked, page

BY = [(code, dimension.title) for code, dimension in of_information.DIMENSIONS.items()]


class InformationForm(forms.Form):
    """By what the tellings are divided."""

    use_required_attribute = False
    down = forms.ChoiceField(label=_("Rows"), choices=BY)


def information_counted(request: HttpRequest) -> HttpResponse:
    """The table of how it was taken in, by matter, language, means or interpreter."""
    form = InformationForm({"down": request.GET.get("down", "channel")})
    if not form.is_valid():
        return page(request, "statistics/of_information.html", {"form": form}, right=False)
    table = of_information.table(form.cleaned_data["down"])
    looked(request, "information.count", table.total)
    return page(request, "statistics/of_information.html", {"form": form, "table": table, "step": STEP})
