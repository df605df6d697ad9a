"""Two vintages of the same table, cell by cell, with the causes of every difference in counts."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from mooring.statistics.forms import RevisionForm
from mooring.statistics.revisions import revision
from mooring.statistics.views.answers import looked, page


def revisions(request: HttpRequest) -> HttpResponse:
    """What the table said on an earlier day, what it says now, and why it differs."""
    form = RevisionForm(request.GET)
    if not form.is_valid():
        return page(request, "statistics/revisions.html", {"form": form}, right=False)
    question, earlier = form.question(), form.cleaned_data["earlier"]
    found = revision(replace(question, largest=None), earlier)
    looked(request, "statistics.look", found.after.total)
    context = {"form": form, "known_on": question.vintage.day, "earlier": earlier.day, "revision": found}
    return page(request, "statistics/revisions.html", context)
