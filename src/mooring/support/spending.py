"""What was promised, invoiced and paid for help, by who pays and by kind of help, beside the money set aside. Sums of no person."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from mooring.safeguards import pictures
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.roles import all_roles
from mooring.support import help_for_case, money, services_shown
from mooring.support.models import BudgetLine

FEW = 5
"""A count of people below this is not shown as a number."""
KEEPS, KEEPS_OWN = "budget.keep", "budget.keep_own"
WIDTH, ROW = 360, 20


@dataclass(frozen=True)
class Spent:
    """One kind of help of one payer: people, and sums in the smallest unit of the currency.

    No sums where fewer than five people stand behind them, for whoever did not set the money aside.
    """

    payer: str
    service: str
    people: int
    promised: int | None
    invoiced: int | None
    paid: int | None

    @property
    def people_shown(self) -> str:
        return str(self.people) if self.people >= FEW else _("fewer than %(few)d") % {"few": FEW}


@dataclass(frozen=True)
class Line:
    """A budget line beside what came of it. `left` may fall below zero: then more was promised than there is.

    Where a part of it is withheld, so is the whole.
    """

    payer: str
    first_day: date
    last_day: date
    amount: int
    promised: int | None
    spent: int | None

    @property
    def left(self) -> int | None:
        if self.promised is None or self.spent is None:
            return None
        return self.amount - self.promised - self.spent


def spent(first: date, last: date) -> list[Spent]:
    """The sums of requests authorised in a span of days, as far as the acting officer may see them (the database decides)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select payer, service, people, promised, invoiced, paid from mooring_service_spend(%s, %s, %s)",
            [first, last, settings.MOORING_COUNTRY.time_zone],
        )
        return [Spent(*row) for row in cursor.fetchall()]


def spent_by(desk: Desk, first: date, last: date) -> list[Spent]:
    """The sums of what one desk authorised in a span of days; nothing, unless the acting officer keeps the money of that desk."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select payer, service, people, promised, invoiced, paid from mooring_desk_spend(%s, %s, %s, %s)",
            [desk.pk, first, last, settings.MOORING_COUNTRY.time_zone],
        )
        return [Spent(*row) for row in cursor.fetchall()]


def own_desks(officer: Officer) -> list[Desk]:
    """The desks that pay, and whose money the officer keeps: each sees its own alone."""
    kept = [each.desk for each in officer.running_postings() if KEEPS_OWN in all_roles()[each.role].verbs]
    return list({desk.pk: desk for desk in kept}.values())


def lines(desk: Desk | None = None) -> list[Line]:
    """The budget lines that stand, by payer or those of one desk, with what was promised and spent in their days."""
    found = []
    for each in BudgetLine.objects.filter(payer_desk=desk, superseded_by=None).order_by("-first_day", "payer"):
        its = spent(each.first_day, each.last_day) if desk is None else spent_by(desk, each.first_day, each.last_day)
        of_payer = [row for row in its if row.payer == each.payer]
        found.append(
            Line(
                each.payer,
                each.first_day,
                each.last_day,
                each.amount,
                _sum(row.promised for row in of_payer),
                _sum(part for row in of_payer for part in (row.invoiced, row.paid)),
            )
        )
    return found


def _sum(parts: Iterable[int | None]) -> int | None:
    """The sum, or none where a part is withheld."""
    found = list(parts)
    return None if None in found else sum(part or 0 for part in found)


def money_shown(amount: int | None, currency: str) -> str:
    """A sum as a page shows it; one below zero with its sign, one that is withheld in words."""
    if amount is None:
        return _("withheld")
    return money.shown(amount, currency) if amount >= 0 else f"−{money.shown(-amount, currency)}"


def keeps_money(officer: Officer) -> bool:
    """Whether the officer keeps the money, and so sees totals and what is left; who only counts sees neither."""
    return officer.may(KEEPS)


def shown(rows: list[Spent]) -> list[dict[str, str]]:
    """The sums in words and money, for a table."""
    currency = help_for_case.currency()
    return [
        {
            "payer": services_shown.payer_name(row.payer),
            "service": services_shown.name(row.service),
            "people": row.people_shown,
            "promised": money_shown(row.promised, currency),
            "invoiced": money_shown(row.invoiced, currency),
            "paid": money_shown(row.paid, currency),
        }
        for row in rows
    ]


def lines_shown(found: list[Line]) -> list[dict[str, Any]]:
    currency = help_for_case.currency()
    return [
        {
            "payer": services_shown.payer_name(line.payer),
            "first_day": line.first_day,
            "last_day": line.last_day,
            "amount": money.shown(line.amount, currency),
            "promised": money_shown(line.promised, currency),
            "spent": money_shown(line.spent, currency),
            "left": money_shown(line.left, currency),
            "over": line.left is not None and line.left < 0,
        }
        for line in found
    ]


def as_csv(rows: list[Spent]) -> str:
    """The sums as comma-separated values, money in the smallest unit. Counts below five stay hidden here too."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    writer.writerow(["payer", "service", "people", "promised", "invoiced", "paid", "currency"])
    currency = help_for_case.currency()
    for row in rows:
        people = str(row.people) if row.people >= FEW else f"<{FEW}"
        writer.writerow([row.payer, row.service, people, row.promised, row.invoiced, row.paid, currency])
    return written.getvalue()


def svg(rows: list[Spent]) -> str:
    """The sums as a picture: for each payer one bar of what was promised, invoiced and paid. The table says the same in words."""
    kinds = {"promised": _("Promised"), "invoiced": _("Invoice received"), "paid": _("Paid")}
    cells = [
        {
            "payer": services_shown.payer_name(payer),
            "is": str(words),
            "amount": sum(getattr(r, kind) or 0 for r in some) / 100,
        }
        for payer in dict.fromkeys(row.payer for row in rows)
        for some in [[row for row in rows if row.payer == payer]]
        for kind, words in kinds.items()
    ]
    payers = {cell["payer"] for cell in cells}
    figures = {"cells": cells, "kinds": [str(words) for words in kinds.values()], "title": help_for_case.currency()}
    return pictures.drawn(_bars, figures, width=WIDTH, height=max(len(payers), 1) * ROW)


def _bars(given: pictures.Figures) -> Any:
    import altair as alt

    scale = alt.Scale(domain=given["kinds"], range=[pictures.OCHRE, pictures.BLUE, pictures.GREEN])
    return (
        alt.Chart(alt.InlineData(values=given["cells"]))
        .mark_bar()
        .encode(
            y=alt.Y("payer:N", title=None, axis=alt.Axis(labelLimit=220)),
            x=alt.X("sum(amount):Q", title=given["title"]),
            color=alt.Color("is:N", title=None, scale=scale, legend=alt.Legend(orient="bottom")),
        )
    )
