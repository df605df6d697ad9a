"""How many calls there were, by kind: for the hotline, who plans its roster, and who counts."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from mooring.statistics import of_calls
from mooring.statistics.views.answers import looked, page

BY = [(code, dimension.title) for code, dimension in of_calls.DIMENSIONS.items()]
USUAL = {"down": "month", "across": "caller"}


class CallsForm(forms.Form):
    """By what calls are divided."""

    use_required_attribute = False
    down = forms.ChoiceField(label=_("Rows"), choices=BY)
    across = forms.ChoiceField(label=_("Columns"), choices=BY)

    def clean(self) -> dict[str, str]:
        given = super().clean() or {}
        if given.get("down") and given.get("down") == given.get("across"):
            self.add_error("across", _("Choose two different ones."))
        return given


def calls_counted(request: HttpRequest) -> HttpResponse:
    """The table, with its chart and the chart in words."""
    form = _form(request)
    if not form.is_valid():
        return page(request, "statistics/of_calls.html", {"form": form}, right=False)
    table = of_calls.table(form.cleaned_data["down"], form.cleaned_data["across"])
    looked(request, "call.count", table.total)
    context = {
        "form": form,
        "table": table,
        "step": of_calls.STEP,
        "query": urlencode(form.cleaned_data),
        "chart_words": of_calls.in_words(table),
    }
    return page(request, "statistics/of_calls.html", context)


def calls_chart(request: HttpRequest) -> HttpResponse:
    """The chart of the same table."""
    form = _form(request)
    if not form.is_valid():
        raise Http404
    table = of_calls.table(form.cleaned_data["down"], form.cleaned_data["across"])
    looked(request, "call.count", table.total)
    return HttpResponse(of_calls.picture(table), content_type="image/svg+xml")


def _form(request: HttpRequest) -> CallsForm:
    return CallsForm({**USUAL, **{name: request.GET[name] for name in USUAL if name in request.GET}})
