"""What hangs on a referral: its steps, the frozen package, messages, the grants that came through it, the rungs of its ladder."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.compartments import Compartment
from mooring.casework.models import AlreadySuperseded, Grant
from mooring.referral.due import Rung
from mooring.referral.models.codes import MessageKind, Side
from mooring.referral.models.referrals import Referral
from mooring.referral.referral_states import REFERRAL_STATES, ReferralState
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


class OfReferral(models.Model):
    """A row of a referral, whose words are sealed with the referral's own key."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    words_sealed = models.BinaryField(null=True)
    recorded_at = models.DateTimeField(default=clock.now)
    referral: Any

    is_on_the_timeline = True

    class Meta:
        abstract = True

    @property
    def case_key(self) -> int:
        return int(self.referral.case_id)

    def place(self) -> str:
        return f"{self._meta.db_table}.words_sealed:{self.pk}"

    def seal_words(self, words: str) -> None:
        self.words_sealed = self.referral.seal(words, self.place())

    @property
    def words(self) -> str:
        return str(self.referral.unseal(self.words_sealed, self.place()))


class ReferralStep(OfReferral):
    """That a referral came to a state: by whom, why, and by when an answer is due. The state is that of the step that stands."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=12, choices=[(state.value, state.value) for state in ReferralState])
    reason = models.CharField(max_length=40, blank=True, help_text=gettext_lazy("A code; for done, what came of it."))
    due_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, related_name="+", help_text=gettext_lazy("Empty: the clock.")
    )
    superseded_by = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes", editable=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral"], condition=Q(superseded_by=None), name="one_standing_step"),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="step_waiting", condition=Q(superseded_by=None)),
        ]

    @property
    def label(self) -> Any:
        return REFERRAL_STATES.state(self.state).label

    def supersede(self, later: ReferralStep) -> None:
        """Put `later` in the place of this step. Raises `SomebodyWasQuicker`, which tells who."""
        changed = ReferralStep.objects.filter(pk=self.pk, superseded_by=None).update(superseded_by=later.pk)
        if changed != 1:
            # Taken back before it was seen, it is as if it had never been sent: then there is nothing to tell of it.
            now = ReferralStep.objects.filter(referral=self.referral, superseded_by=None).select_related("recorded_by")
            raise SomebodyWasQuicker(now.first())
        later.save(force_insert=True)


class SomebodyWasQuicker(AlreadySuperseded):
    """A colleague, the other side or the clock moved this referral on in the meantime: `step` tells who, when and where to.

    There is no step where the sender took it back before it was seen.
    """

    def __init__(self, step: ReferralStep | None) -> None:
        super().__init__(f"moved on to {step.state}" if step else "taken back")
        self.step = step

    @property
    def who(self) -> str:
        """The colleague by name, the clock, or the side that took it back."""
        if self.step is None:
            return _("the agency that sent it")
        return str(self.step.recorded_by or _("the clock"))

    @property
    def at(self) -> datetime | None:
        return self.step.recorded_at if self.step else None


class ReferralPiece(OfReferral):
    """One piece of what was shared, frozen as it was at the sending: a title, and lines of label and words."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="pieces")
    step = models.ForeignKey(
        ReferralStep, on_delete=models.PROTECT, related_name="pieces", help_text=gettext_lazy("Which sending.")
    )
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    compartment = models.CharField(max_length=20, choices=Compartment)
    writable = models.BooleanField(help_text=gettext_lazy("Whether who shared it may write in this part herself."))
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Label and words, as the receiver reads them; a single line that says so where it is not shared any more."""
        words = self.words
        try:
            return [(str(label), str(said)) for label, said in json.loads(words)] if words else []
        except ValueError:
            return [("", words)]


class ReferralMessage(OfReferral):
    """A message between the two sides about a referral, or that what was shared may not be used any further."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=16, choices=MessageKind)
    side = models.CharField(max_length=12, choices=Side)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["referral", "recorded_at"], name="messages_of_referral")]


class ReferralGrant(models.Model):
    """That a grant on the case came through this referral, so that it ends with it. Written by the database alone."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="opened")
    grant = models.OneToOneField(Grant, on_delete=models.PROTECT, related_name="through_referral")


class ReferralReminder(models.Model):
    """That a rung of the ladder was climbed: each is told once. Written by the database alone."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="reminders")
    step = models.ForeignKey(
        ReferralStep, on_delete=models.PROTECT, related_name="+", help_text=gettext_lazy("Which sending.")
    )
    rung = models.PositiveSmallIntegerField(choices=Rung)
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "rung"], name="a_rung_is_climbed_once")]
