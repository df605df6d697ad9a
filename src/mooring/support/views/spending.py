"""The pages of money for help: what was promised, invoiced and paid in a year, what is left, and setting money aside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from mooring.casework.attempts import done
from mooring.safeguards import clock, ledger
from mooring.safeguards.forms_kept import form_page, initial_or_draft, officer_of, sent
from mooring.support import spending
from mooring.support.actions.spending import keep_budget, keep_own_budget
from mooring.support.forms.service_requests import BudgetForm, OwnBudgetForm
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
    own: list[dict[str, Any]] = [
        {
            "desk": desk,
            "lines": spending.lines_shown(spending.lines(desk)),
            "rows": spending.shown(spending.spent_by(desk, date(year, 1, 1), date(year, 12, 31))),
        }
        for desk in spending.own_desks(officer)
    ]
    ledger.look(officer, "budget.look", count=len(rows) + sum(len(each["rows"]) for each in own))
    context = {
        "form": form,
        "year": year,
        "rows": spending.shown(rows),
        "keeps": keeps,
        "own": own,
        "of_all": keeps or not own or bool(rows),
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
    form = initial_or_draft(request, BudgetForm, initial={"payer": "national_centre", **_this_year()})
    return _answered(request, form, lambda given: keep_budget(by=officer, **given), "budget")


def set_own_aside(request: HttpRequest) -> HttpResponse:
    """Set money aside for what a desk of one's own pays."""
    officer = officer_of(request)
    form = initial_or_draft(request, OwnBudgetForm, initial=_this_year(), desks=spending.own_desks(officer))

    def keep(given: dict[str, Any]) -> object:
        return keep_own_budget(by=officer, desk=given.pop("payer"), **given)

    return _answered(request, form, keep, "budget-own")


def _this_year() -> dict[str, date]:
    year = clock.today().year
    return {"first_day": date(year, 1, 1), "last_day": date(year, 12, 31)}


def _answered(
    request: HttpRequest, form: BudgetForm, keep: Callable[[dict[str, Any]], object], kept_name: str
) -> HttpResponse:
    names = ("payer", "first_day", "last_day", "amount")
    if done(request, form, lambda: keep({name: form.cleaned_data[name] for name in names})):
        sent(request)
        return redirect("spending")
    return form_page(request, "support/budget.html", {"form": form, "kept_name": kept_name})
