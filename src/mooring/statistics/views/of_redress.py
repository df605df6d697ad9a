"""Compensation counted: how many claims stand where, and what was awarded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from mooring.statistics import of_redress
from mooring.statistics.of_calls import STEP
from mooring.statistics.views.answers import looked, page


def redress_counted(request: HttpRequest) -> HttpResponse:
    """The claims by kind and state, and the sums that were awarded."""
    table = of_redress.table()
    looked(request, "redress.count", table.total)
    context = {"table": table, "step": STEP, "awarded": of_redress.awarded()}
    return page(request, "statistics/of_redress.html", context)
