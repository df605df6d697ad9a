"""The notice on a case page that somebody opened it in an emergency."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from mooring.casework import break_glass
from mooring.casework.models import Case
from mooring.safeguards import clock
from mooring.safeguards.models import Officer

register = template.Library()


@register.inclusion_tag("casework/emergency_notice.html")
def emergency_notice(case: Case, officer: Officer) -> dict[str, Any]:
    """The emergency accesses of a case that run now or wait for their review; nothing when there are none."""
    return {
        "case": case,
        "officer": officer,
        "openings": [
            {
                "opening": opening,
                "runs": opening.until > timezone.now(),
                "overdue": opening.review_due_at < clock.now(),
                "own": opening.recorded_by_id == officer.pk,
            }
            for opening in (break_glass.pressing(case) if "emergency" in case.notices else ())
        ],
        "sees_more": "core" in case.held_by(officer),
    }
