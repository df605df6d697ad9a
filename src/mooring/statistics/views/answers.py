"""What the pages of figures have in common: a table with its chart, its words and its downloads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mooring.law import NotAnswered
from mooring.safeguards import ledger
from mooring.safeguards.models import Officer
from mooring.statistics import charts, downloads
from mooring.statistics.counting_rules import RULE_SENTENCES
from mooring.statistics.forms import TableForm
from mooring.statistics.tables import Table

About = Sequence[tuple[str, str]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def looked(request: HttpRequest, verb: str, count: int) -> None:
    """One line in the ledger for a look at figures, with how many people they count."""
    assert isinstance(request.user, Officer)
    ledger.look(request.user, verb, count=count)


def page(request: HttpRequest, template: str, context: Mapping[str, Any], *, right: bool = True) -> HttpResponse:
    """The page; with status 422 when the choices above the table cannot be answered."""
    assert isinstance(request.user, Officer)
    may = {"may_export": request.user.may("statistics.export"), "mark": downloads.mark()}
    return render(request, template, {**may, **context}, status=200 if right else 422)


def shown(table: Table, form: TableForm) -> dict[str, Any]:
    """What a template needs to show a table with its chart beside it."""
    charts.warm()
    return {
        "table": table,
        "rule_sentence": RULE_SENTENCES[table.rule] if table.has_forms else "",
        "chart_words": charts.in_words(table),
        "query": urlencode({name: form.data[name] for name in form.fields if form.data.get(name)}),
        "narrowed_to": [
            (form.fields[f"only_{code}"].label, dict(form.fields[f"only_{code}"].choices)[value])  # type: ignore[attr-defined]
            for code, value in form.filters().items()
        ],
    }


def chart(table: Table) -> HttpResponse:
    """The chart of a table as a picture."""
    return HttpResponse(charts.svg(table), content_type="image/svg+xml")


def download(table: Table, kind: str, about: About, name: str, marked: str) -> HttpResponse:
    """The table as CSV or spreadsheet, every figure with the mark. The file's name says what it is."""
    if kind == "xlsx":
        response = HttpResponse(downloads.as_xlsx(table, about, marked), content_type=XLSX)
    else:
        # The mark of byte order tells spreadsheets that the letters are UTF-8.
        response = HttpResponse(
            "\ufeff" + downloads.as_csv(table, about, marked), content_type="text/csv; charset=utf-8"
        )
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response


def breaks(first: date | None, last: date | None) -> list[dict[str, Any]]:
    """The notes on changes of law between the first and the last day of a table."""
    if first is None or last is None:
        return []
    try:
        found = settings.MOORING_COUNTRY.law.breaks(first, last)
    except NotAnswered:
        return [{"says": _("Nobody has written down which changes of law these figures span."), "confirmed": False}]
    return [
        {
            "says": one.sentence(_),
            "confirmed": one.confirmed,
            "provisions": "; ".join(provision.label(_) for provision in one.provisions),
        }
        for one in found
    ]
