"""Signals that may be about one event, with the reasons. The machine suggests; a person at the desk joins them, or does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mooring.identification import regions
from mooring.identification.models import Signal, Source
from mooring.identification.models.joined_signals import SignalJoining
from mooring.safeguards.models import Officer

WITHIN = timedelta(hours=12)
AT_MOST = 5
# Through whom a signal came, roughly: who tells of a control is not who rings about it.
ALIKE = (
    {Source.POLICE_ACTION, Source.TAX_CONTROL, Source.LABOUR_CONTROL, Source.BORDER},
    {Source.HOTLINE, Source.SELF, Source.OUTREACH},
)


@dataclass(frozen=True)
class Suggestion:
    """A signal that may be about the same event, and why."""

    signal: Signal
    reasons: tuple[Any, ...]


def reasons(one: Signal, other: Signal) -> tuple[Any, ...]:
    """Why two signals may be about one event; nothing when the region or the time speaks against it."""
    apart = abs(one.received_at - other.received_at)
    if one.region != other.region or one.region == regions.UNKNOWN or apart > WITHIN:
        return ()
    hours = round(apart.total_seconds() / 3600)
    found: list[Any] = [
        _("The same region"),
        ngettext("Within %(hours)s hour", "Within %(hours)s hours", max(hours, 1)) % {"hours": max(hours, 1)},
    ]
    if one.source == other.source:
        found.append(_("Through the same source"))
    elif any(one.source in kind and other.source in kind for kind in ALIKE):
        found.append(_("Through sources of one kind"))
    people = (one.expected_people, other.expected_people)
    if None not in people:
        if abs((people[0] or 0) - (people[1] or 0)) <= 1:
            found.append(_("As many people expected, or nearly"))
        elif len(found) == 2:
            return ()
    return tuple(found)


def suggestions(signal: Signal, officer: Officer) -> list[Suggestion]:
    """The signals of the officer's desks that may be about the same event, the likeliest first. Two queries."""
    near = Signal.objects.of(officer).exclude(pk=signal.pk).filter(region=signal.region)
    near = near.filter(received_at__range=(signal.received_at - WITHIN, signal.received_at + WITHIN))
    taken = _joined_with(SignalJoining.objects.of(signal), signal)
    found = [Suggestion(other, reasons(signal, other)) for other in near[:50] if other.pk not in taken]
    likely = [one for one in found if one.reasons]
    return sorted(likely, key=lambda one: (-len(one.reasons), abs(one.signal.received_at - signal.received_at)))[
        :AT_MOST
    ]


def _joined_with(joinings: Iterable[SignalJoining], signal: Signal) -> set[int]:
    return {key for one in joinings for key in (one.leading_id, one.other_id)} - {signal.pk}
