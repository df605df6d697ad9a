"""The pages of money for help: what was promised, invoiced and paid in a year, what is left, and setting money aside."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mooring.casework.attempts import Attempt
from mooring.safeguards import clock, ledger
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.support import spending
from mooring.support.actions.spending import keep_budget
from mooring.support.forms.service_requests import BudgetForm
from mooring.support.forms.spending import YearForm


def _year(request: HttpRequest) -> tuple[YearForm, int]:
    form = YearForm({"year": request.GET.get("year", str(clock.today().year))})
    return form, int(form.cleaned_data["year"]) if form.is_valid() else clock.today().year


def overview(request: HttpRequest) -> HttpResponse:
    """The sums of a year as table and picture; for who keeps the money, the lines set aside and what is left of them."""
    officer = officer_of(request)
    form, year = _year(request)
    rows = spending.spent(date(year, 1, 1), date(year, 12, 31))
    keeps = spending.keeps_money(officer)
    ledger.look(officer, "budget.look", count=len(rows))
    context = {
        "form": form,
        "year": year,
        "rows": spending.shown(rows),
        "keeps": keeps,
        "lines": spending.lines_shown(spending.lines()) if keeps else [],
        "few": spending.FEW,
        "picture": f"{reverse('spending_picture')}?year={year}" if rows else "",
        "export": f"{reverse('spending_export')}?year={year}" if rows and officer.may("budget.export") else "",
    }
    return render(request, "support/spending.html", context)


def picture(request: HttpRequest) -> HttpResponse:
    """The sums of a year, drawn."""
    _form, year = _year(request)
    drawn = spending.svg(spending.spent(date(year, 1, 1), date(year, 12, 31)))
    return HttpResponse(drawn, content_type="image/svg+xml")


def export(request: HttpRequest) -> HttpResponse:
    """The sums of a year as a file."""
    officer = officer_of(request)
    _form, year = _year(request)
    rows = spending.spent(date(year, 1, 1), date(year, 12, 31))
    ledger.look(officer, "budget.export", count=len(rows))
    headers = {"Content-Disposition": f'attachment; filename="spending-{year}.csv"'}
    return HttpResponse(spending.as_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)


def set_aside(request: HttpRequest) -> HttpResponse:
    """Set money aside for who pays."""
    officer = officer_of(request)
    year = clock.today().year
    initial = {"payer": "national_centre", "first_day": date(year, 1, 1), "last_day": date(year, 12, 31)}
    form = initial_or_draft(request, BudgetForm, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        names = ("payer", "first_day", "last_day", "amount")
        if Attempt(request, form, lambda: keep_budget(by=officer, **{name: given[name] for name in names})).done:
            sent(request)
            return redirect("spending")
    return form_page(request, "support/budget.html", {"form": form})
