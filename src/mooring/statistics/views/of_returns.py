"""What becomes of the offer of a prepared return, and of those who went home: for the evaluation."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.safeguards.years import DayField
from mooring.statistics import charts, downloads, of_returns, vintages
from mooring.statistics.small_cells import LEAST
from mooring.statistics.views.answers import looked, page

USUAL = {"question": "answers", "by": "gender"}


class OfReturnsForm(forms.Form):
    """What is asked, divided by what, as known on which day."""

    use_required_attribute = False
    question = forms.ChoiceField(label=gettext_lazy("What is asked"), choices=list(of_returns.QUESTIONS.items()))
    by = forms.ChoiceField(
        label=gettext_lazy("Divided by"),
        choices=[(code, dimension.title) for code, (dimension, _sql, _needs) in of_returns.BY.items()],
    )
    known_on = DayField(
        label=gettext_lazy("As known on"), help_text=gettext_lazy("The end of the last month before this day.")
    )

    def clean_known_on(self) -> vintages.Vintage:
        try:
            return vintages.as_known_by_months(self.cleaned_data["known_on"])
        except vintages.DayNotOver as error:
            raise forms.ValidationError(str(error)) from error


def of_returns_page(request: HttpRequest) -> HttpResponse:
    """The table with its picture; small numbers withheld."""
    form = _form(request)
    if not form.is_valid():
        return page(request, "statistics/of_returns.html", {"form": form}, right=False)
    found = _found(request, form)
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "least": LEAST,
        "columns": [one.label for one in found.table.columns],
        "query": urlencode({name: form.data[name] for name in form.fields if form.data.get(name)}),
        "asked": of_returns.QUESTIONS[form.cleaned_data["question"]],
        "known_on": form.cleaned_data["known_on"].day,
        "chart_words": [_("What is withheld is not drawn."), _("The numbers themselves stand in the table.")],
    }
    return page(request, "statistics/of_returns.html", context)


def of_returns_chart(request: HttpRequest) -> HttpResponse:
    """The picture of the same table."""
    form = _form(request)
    if not form.is_valid():
        raise Http404
    drawn = charts.svg(_found(request, form).table, unit=_("Returns"))
    return HttpResponse(drawn, content_type="image/svg+xml")


def of_returns_export(request: HttpRequest) -> HttpResponse:
    """The same numbers as CSV, each line with the mark; what is withheld is written as withheld."""
    form = _form(request)
    if not form.is_valid():
        raise Http404
    written = io.StringIO(newline="")
    out = csv.writer(written)
    out.writerow([_("Row"), _("Column"), _("Returns"), _("Mark"), _("As known on")])
    for row, column, number in of_returns.lines(_found(request, form)):
        shown = _("withheld") if number is None else str(number)
        day = form.cleaned_data["known_on"].day.isoformat()
        out.writerow([row or _("All"), column or _("All"), shown, downloads.mark(), day])
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="prepared-returns.csv"'
    return response


def _found(request: HttpRequest, form: OfReturnsForm) -> of_returns.Withheld:
    given = form.cleaned_data
    found = of_returns.table(given["question"], given["by"], given["known_on"])
    looked(request, "statistics.look", len(found.rows))
    return found


def _form(request: HttpRequest) -> OfReturnsForm:
    usual = USUAL | {"known_on": vintages.latest_day().isoformat()}
    return OfReturnsForm({**usual, **{name: request.GET[name] for name in (*USUAL, "known_on") if name in request.GET}})
