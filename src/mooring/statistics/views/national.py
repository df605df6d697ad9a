"""The national table: persons in cases, divided two ways, as known on a day that is over."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from mooring.statistics import cells, downloads
from mooring.statistics.cells import Question
from mooring.statistics.forms import CaseTableForm
from mooring.statistics.tables import Table
from mooring.statistics.views.answers import About, breaks, chart, download, looked, page, shown


def national(request: HttpRequest) -> HttpResponse:
    """The table with the choices above it, its chart beside it, and the notes under it."""
    form = CaseTableForm(request.GET)
    if not form.is_valid():
        return page(request, "statistics/national.html", {"form": form}, right=False)
    question = form.question()
    table, ages = cells.table(question), cells.ages(question)
    looked(request, "statistics.look", table.total)
    context = {
        "form": form,
        "known_on": question.vintage.day,
        "ages": ages,
        "breaks": breaks(ages.first_day, ages.last_day),
        **shown(table, form),
    }
    return page(request, "statistics/national.html", context)


def national_chart(request: HttpRequest) -> HttpResponse:
    """The chart of the same table."""
    _question, table = _asked(request)
    looked(request, "statistics.look", table.total)
    return chart(table)


def national_export(request: HttpRequest, kind: str) -> HttpResponse:
    """The same table to take along, for who may."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    question, table = _asked(request)
    looked(request, "statistics.export", table.total)
    name = f"persons-in-cases-as-known-on-{question.vintage.day}-not-for-publication"
    return download(table, kind, _about(question, table), name, downloads.mark())


def _asked(request: HttpRequest) -> tuple[Question, Table]:
    form = CaseTableForm(request.GET)
    if not form.is_valid():
        raise Http404
    question = form.question()
    return question, cells.table(question)


def _about(question: Question, table: Table) -> About:
    about = [
        (_("Counts"), _("Persons in cases, by the day of the outcome")),
        (_("As known on"), question.vintage.day.isoformat()),
        (_("Period"), f"{question.first or '…'} – {question.last or '…'}"),
    ]
    if table.has_forms:
        about.append((_("Several forms"), str(table.rule.label)))
    if question.filters:
        about.append((_("Only"), "; ".join(f"{code}={value}" for code, value in question.filters.items())))
    return about
