"""That a duty to notify was met, without a name and without a file."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from mooring.identification.models.met import Encounter, Signal
from mooring.safeguards import clock
from mooring.safeguards.access import Refusal
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


class Consent(models.TextChoices):
    """How a person came to be referred, where the law of the country asks for consent."""

    GIVEN = "given", _("The person consented")
    CHILD_WITHOUT = "child_without", _("A child: consent is not needed")


class AnonymousNotice(models.Model):
    """That the authority was notified of a person met who said no: which fields were sent, and nothing of what stood in them."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="notices")
    person_number = models.PositiveSmallIntegerField()
    sent = ArrayField(models.CharField(max_length=24), help_text=_("Codes of the fields that were sent."))
    finding = models.JSONField(help_text=_("The duty, with reasons and provisions."))
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["signal", "person_number"], name="one_notice_a_person")]

    def __str__(self) -> str:
        return f"{self.signal.reference} · {self.person_number}"

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """Open to the desk that received the signal."""
        return Encounter(signal_id=self.signal_id).refusal_to(officer, verb, compartment, writing=writing)
