"""Money set aside for help, and what is left of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.law.service_catalogue import PAYERS
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Desk, Officer
from mooring.support import help_for_case, spending
from mooring.support.models import BudgetLine

KEEP, KEEP_OWN = "budget.keep", "budget.keep_own"
SHORTEST = timedelta(days=27)
"""From the first day to the last: four weeks."""


@deed(KEEP)
def keep_budget(*, by: Officer, payer: str, first_day: date, last_day: date, amount: int) -> BudgetLine:
    """Set money aside for who pays, over some days; a line that begins on the same day is corrected by it.

    `amount`: in the smallest unit of the currency. Raises `Refused` for days that lie across another line of the same payer, and for
    fewer than four weeks.
    """
    return _set_aside(KEEP, by, payer, None, first_day, last_day, amount)


@deed(KEEP_OWN)
def keep_own_budget(*, by: Officer, desk: Desk, first_day: date, last_day: date, amount: int) -> BudgetLine:
    """Set money aside for what a desk of one's own pays; seen there alone. As `keep_budget`; refused for the desk of others."""
    if desk.pk not in {own.pk for own in spending.own_desks(by)}:
        raise house_rule(
            KEEP_OWN, by, None, _("This is not your desk."), _("Each keeps the money of its own desk; choose yours.")
        )
    return _set_aside(KEEP_OWN, by, desk.agency.kind, desk, first_day, last_day, amount)


def _set_aside(
    verb: str, by: Officer, payer: str, desk: Desk | None, first_day: date, last_day: date, amount: int
) -> BudgetLine:
    if payer not in PAYERS or last_day < first_day or amount < 0:
        raise house_rule(verb, by, None, _("These days or this amount cannot be."), _("Correct them."))
    if last_day - first_day < SHORTEST:
        reason = _("A line over so few days would tell what one person's help costs.")
        raise house_rule(verb, by, None, reason, _("Choose four weeks at least."))
    standing = BudgetLine.objects.filter(payer=payer, payer_desk=desk, superseded_by=None)
    before = standing.filter(first_day=first_day).first()
    across = standing.filter(first_day__lte=last_day, last_day__gte=first_day)
    others = across if before is None else across.exclude(pk=before.pk)
    if others.exists():
        reason = _("Another line for the same payer holds some of these days.")
        raise house_rule(verb, by, None, reason, _("Choose days that begin where it ends, or correct that line."))
    line = BudgetLine(
        payer=payer,
        payer_desk=desk,
        first_day=first_day,
        last_day=last_day,
        amount=amount,
        currency=help_for_case.currency(),
        recorded_by=by,
    )
    if before is None:
        line.save(force_insert=True)
        return line
    before.supersede(line)
    return line
