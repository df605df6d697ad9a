"""Claims for compensation: from the state, from who did it, and for wages that were not paid."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.justice.claim_states import CLAIM_STATES, OPEN, ClaimState
from mooring.safeguards import clock
from mooring.safeguards.random_keys import random_key


class RejectedBecause(models.TextChoices):
    """Why a claim was rejected, as who decided said it."""

    NOT_REPORTED_IN_TIME = "not_reported_in_time", _("Not reported in time")
    APPLIED_TOO_LATE = "applied_too_late", _("Applied too late")
    NO_CRIME_PROVEN = "no_crime_proven", _("No crime was proven")
    NOT_WITHIN_THE_ACT = "not_within_the_act", _("Not what the act covers")
    NO_LOSS_PROVEN = "no_loss_proven", _("The loss was not proven")
    OTHER = "other", _("Another reason")


class Claim(Fact):
    """A claim as it stands. Each move supersedes; `thread` holds the rows of one claim together. Amounts in minor units, such as øre."""

    compartment = Compartment.SUPPORT

    thread = models.BigIntegerField(default=random_key, editable=False)
    kind = models.CharField(max_length=24, help_text=_("Against whom, by its code in the country's law."))
    state = models.CharField(max_length=12, choices=[(str(state.code), state.label) for state in CLAIM_STATES.states])
    since = models.DateField(default=clock.today, help_text=_("The day on which it came to stand so."))
    ended_on = models.DateField(null=True, help_text=_("The last day of the crime, as far as known."))
    happened_at = models.DateTimeField(null=True, help_text=_("The hour at which it ended, where the hours count."))
    reported_at = models.DateTimeField(null=True, help_text=_("When it was reported to the police; none: it was not."))
    concluded_on = models.DateField(null=True, help_text=_("The judgment became final, or the investigation stopped."))
    exception = models.CharField(max_length=32, blank=True, help_text=_("Why the report came late, or not at all."))
    late_ground = models.CharField(max_length=32, blank=True, help_text=_("Why the application comes late."))
    currency = models.CharField(max_length=3, default="DKK")
    asked_minor = models.BigIntegerField(null=True)
    awarded_minor = models.BigIntegerField(null=True)
    paid_minor = models.BigIntegerField(null=True)
    rejected_because = models.CharField(max_length=24, choices=RejectedBecause, blank=True)
    finding = models.JSONField(help_text=_("What the law said of it."))
    decided_on = models.DateField(null=True, help_text=_("The day of the last decision, as it stands in it."))
    appeal_finding = models.JSONField(
        null=True, help_text=_("What the law said of taking the decision further; nothing where it does not answer.")
    )
    exception_sealed = models.BinaryField(null=True, help_text=_("The circumstances, in words, sealed."))
    words_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread"], condition=Q(superseded_by=None), name="one_standing_of_a_claim"),
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(superseded_by=None, state__in=sorted(str(state) for state in OPEN)),
                name="one_open_claim_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(asked_minor__isnull=True) | Q(asked_minor__gte=0), name="claim_asks_no_less_than_nothing"
            ),
            models.CheckConstraint(condition=~Q(state="awarded") | Q(awarded_minor__gt=0), name="award_is_an_amount"),
            models.CheckConstraint(condition=~Q(state="paid") | Q(paid_minor__gt=0), name="payment_is_an_amount"),
        ]

    @property
    def is_below_what_was_asked(self) -> bool:
        """Whether it was rejected, or less was awarded than was asked for; also where nobody wrote down how much was."""
        if self.state == ClaimState.REJECTED:
            return True
        asked, awarded = self.asked_minor, self.awarded_minor
        return self.state == ClaimState.AWARDED and (asked is None or (awarded or 0) < asked)

    def money(self, name: str) -> Decimal | None:
        """An amount in whole units, for a page."""
        minor = getattr(self, f"{name}_minor")
        return Decimal(minor) / 100 if minor is not None else None

    @property
    def asked(self) -> Decimal | None:
        return self.money("asked")

    @property
    def awarded(self) -> Decimal | None:
        return self.money("awarded")

    @property
    def paid(self) -> Decimal | None:
        return self.money("paid")

    def event_codes(self) -> dict[str, str | int | None]:
        return {"kind": self.kind, "state": self.state}
