"""Two signals about one event: suggested, joined by a person at the desk that has both, and parted again. Nothing is merged."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from mooring.identification.models.met import Signal
from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


class SignalJoiningQuerySet(models.QuerySet[Any]):
    def standing(self) -> SignalJoiningQuerySet:
        """Those that were not parted."""
        standing: SignalJoiningQuerySet = self.filter(~Exists(SignalParting.objects.filter(joining=OuterRef("pk"))))
        return standing

    def of(self, signal: Signal) -> SignalJoiningQuerySet:
        """The joinings in which a signal stands, on either side."""
        found: SignalJoiningQuerySet = self.standing().filter(Q(leading=signal) | Q(other=signal))
        return found


class SignalJoining(models.Model):
    """That two signals are about one event. People met are counted from the one that leads, so that nobody is counted twice."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    leading = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="led")
    other = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="joined")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    objects = SignalJoiningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(leading=F("other")), name="two_signals_are_joined"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """A joining is open to the desk that has both signals."""
        desks = {desk.pk for desk in officer.desks()}
        both = list(Signal.objects.filter(pk__in=(self.leading_id, self.other_id)))
        if len(both) == 2 and all(signal.desk_id in desks for signal in both):
            return None
        return Refusal(Why.UNSEEN, verb, _("There is no such signal."))


class SignalParting(models.Model):
    """That two signals, taken to be about one event, are not."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    joining = models.OneToOneField(SignalJoining, on_delete=models.PROTECT, related_name="parting")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)
