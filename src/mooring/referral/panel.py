"""What referral shows elsewhere: the window on the case page, and the cards on the officer's day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mooring.casework import day_cards, panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.referral import ladder, reading
from mooring.referral.models import Responsibility
from mooring.safeguards.models import Officer

SHOWN_ON_THE_DAY = 8


def of_case(officer: Officer, case: Case) -> Mapping[str, Any]:
    """Who answers for the person now and before, and every referral of the case that is open to the officer."""
    chain = list(
        Responsibility.objects.filter(case=case)
        .select_related("desk__agency", "through")
        .order_by("since", "recorded_at")
    )
    found = reading.readable().filter(case=case).order_by("-recorded_at")
    may_write = case.held_by(officer).get(Compartment.CORE, False)
    return {
        "responsible": next((each.desk for each in chain if each.superseded_by_id is None), None),
        "chain": chain,
        "rows": [reading.row(each, officer) for each in found],
        "may_hand_on": may_write and officer.may("referral.draft"),
    }


def waiting(officer: Officer) -> Mapping[str, Any] | None:
    """The referrals whose pen the officer's desks hold, the most pressing first."""
    found = reading.soonest_first(reading.of_desks(officer, "waiting"))[: SHOWN_ON_THE_DAY + 1]
    rows = [reading.row(each, officer) for each in found]
    if not rows:
        return None
    shown = rows[:SHOWN_ON_THE_DAY]
    return {
        "rows": shown,
        "more": len(rows) > SHOWN_ON_THE_DAY,
        "pressing": any(row.is_late or (row.urgent and row.due_at is not None) for row in shown),
    }


def too_late(officer: Officer) -> Mapping[str, Any] | None:
    """How many referrals wait too long, for who gets them moving."""
    count = len(ladder.late_referrals())
    return {"count": count} if count else None


def register() -> None:
    """Put the window on the case page and the cards on the day."""
    panels.register(
        panels.Panel(
            "referrals",
            _("Referrals"),
            "referral.list",
            Compartment.ENTRY,
            "referral/referral_panel.html",
            of_case,
            45,
        )
    )
    day_cards.register(day_cards.DayCard("referrals", "referral.list", "referral/referral_day.html", waiting, 10))
    day_cards.register(
        day_cards.DayCard("late_referrals", "referral.late", "referral/referral_late_day.html", too_late, 5)
    )
