"""Joining two signals about one event, and parting them again."""

from __future__ import annotations

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.identification.models import Signal
from mooring.identification.models.joined_signals import SignalJoining, SignalParting
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("signal.join", on="signal")
def join_signals(*, by: Officer, signal: Signal, other: Signal) -> SignalJoining:
    """Say that two signals of one's desk are about one event. The one that came first leads, and people met are counted from it."""
    verb = "signal.join"
    refusal = other.refusal_to(by, verb, "core", writing=True)
    if refusal is not None or other.pk == signal.pk:
        raise house_rule(verb, by, None, _("There is no such signal."), _("Choose one that your desk received."))
    leading, follows = sorted((signal, other), key=lambda one: (one.received_at, one.pk))
    joining = SignalJoining(leading=leading, other=follows, recorded_by=by)
    try:
        with transaction.atomic():
            joining.save(force_insert=True)
    except DatabaseError as in_another:
        if "in another joining" not in str(in_another):
            raise
        raise house_rule(
            verb, by, None, _("One of these signals is joined with another already."), _("Part these first.")
        ) from in_another
    return joining


@deed("signal.part", on="joining")
def part_signals(*, by: Officer, joining: SignalJoining) -> SignalParting:
    """Say that two signals are not about one event after all."""
    if SignalParting.objects.filter(joining=joining).exists():
        raise house_rule("signal.part", by, None, _("These signals were parted already."), "")
    parting = SignalParting(joining=joining, recorded_by=by)
    parting.save(force_insert=True)
    return parting
