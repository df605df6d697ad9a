"""Who may hold the clarifying conversation: the law's answer, and what it means for an agency of this installation."""

from __future__ import annotations

from django.conf import settings

from mooring.identification.reading import the_law
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.models import Agency


def who_may_converse() -> Finding | None:
    """Who may hold the conversation by the law of today; none where the country's pack leaves the question alone.

    Raises `NotAnswered` for a day of which a pack that answers it says nothing.
    """
    law = the_law()
    return law.who_may_converse(clock.today()) if law.answers("who_may_converse") else None


def may_converse(agency: Agency, holders: Finding) -> bool:
    """Whether officers of an agency may hold it. Holders whom no kind of agency stands for are those whom the house posted to it."""
    kinds = settings.MOORING_COUNTRY.holder_kinds
    return any(holder not in kinds or agency.kind in kinds[holder] for holder in holders.codes("holders"))
