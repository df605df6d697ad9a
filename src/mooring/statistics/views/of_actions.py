"""Actions told of ahead, and what became of them: for the statistician, and for the coordinator at the centre."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from mooring.statistics import of_actions as counted
from mooring.statistics import vintages
from mooring.statistics.views.answers import looked, page
from mooring.statistics.views.encounters import PeopleMetForm

BY = [
    ("year", _("Year of the action")),
    ("quarter", _("Quarter of the action")),
    ("source", _("Whose action")),
    ("region", _("Region")),
]


class OfActionsForm(PeopleMetForm):
    """By what actions are divided, as known on which day."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["by"].choices = BY  # type: ignore[attr-defined]


def of_actions(request: HttpRequest) -> HttpResponse:
    """How many actions were told of, and of the people met at them how many what."""
    usual = {"by": "quarter", "known_on": vintages.latest_day().isoformat()}
    form = OfActionsForm({**usual, **{name: request.GET[name] for name in request.GET}})
    if not form.is_valid():
        return page(request, "statistics/of_actions.html", {"form": form}, right=False)
    lines = counted.of_actions(form.cleaned_data["by"], form.cleaned_data["known_on"])
    looked(request, "action.figures", lines[-1].met if lines else 0)
    context = {
        "form": form,
        "lines": lines[:-1],
        "total": lines[-1] if lines else None,
        "known_on": form.cleaned_data["known_on"].day,
        "by": dict(BY)[form.cleaned_data["by"]],
    }
    return page(request, "statistics/of_actions.html", context)
