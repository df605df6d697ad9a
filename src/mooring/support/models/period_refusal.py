"""What the authority says no to: a request that is refused, and a period that is taken away where the law lets it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import Fact
from mooring.support.models.period import AskedFor, PeriodRequest, ReflectionPeriod


class RefusalGround(models.TextChoices):
    """Why a request is refused. The first three are the law's own answer; the others the authority finds, and the law is asked too."""

    NOT_IDENTIFIED = "not_identified", _("The person does not have the status on which it hangs")
    NOT_ORDERED = "not_ordered_to_leave", _("The person has not been ordered to leave")
    EXCLUDED = "excluded", _("The law takes the protection away")
    REASONS_NOT_FOUND = "reasons_not_found", _("The reasons of the law to extend it were not found to be there")
    ASKED_TOO_LATE = "asked_too_late", _("It was asked for after the last day")
    NOTHING_LEFT = "nothing_left", _("All days that the law knows have been given")


class Complaint(models.TextChoices):
    """Whether the person can complain, as the authority says in its decision."""

    POSSIBLE = "possible", _("The person can complain")
    NONE = "none", _("There is no one to complain to")
    NOT_SAID = "not_said", _("The decision does not say: ask the authority, or a lawyer")


class RequestRefusal(Fact):
    """That a request for the period, or for more days, was refused: why, by which law, and how the person can complain."""

    asked = models.ForeignKey(PeriodRequest, on_delete=models.PROTECT, related_name="refusals")
    asked_for = models.CharField(max_length=12, choices=AskedFor)
    ground = models.CharField(max_length=24, choices=RefusalGround)
    decided_on = models.DateField(help_text=_("The day of the decision: its law decides."))
    finding = models.JSONField(help_text=_("The answer of the law with its reasons and provisions."))
    complaint = models.CharField(max_length=12, choices=Complaint)
    complain_until = models.DateField(null=True, help_text=_("The last day on which the person can complain."))
    complain_to_sealed = models.BinaryField(null=True, help_text=_("To whom, and how."))
    words_sealed = models.BinaryField(null=True, help_text=_("The authority's reasons, or why it was corrected."))
    given = models.BooleanField(default=True, help_text=_("False: it was recorded in error, and never given."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["asked"], condition=Q(superseded_by=None), name="one_standing_refusal_a_request"
            ),
        ]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"asked_for": self.asked_for, "ground": self.ground, "decided_on": self.decided_on.isoformat()}


class PeriodTakenBack(Fact):
    """That the authority took a granted period away, on a ground that the law names. No pack that names none lets it happen."""

    period = models.ForeignKey(ReflectionPeriod, on_delete=models.PROTECT, related_name="taken_back")
    ground = models.CharField(max_length=60, help_text=_("A code of the law, from the country pack."))
    decided_on = models.DateField(help_text=_("The day of the decision: its law decides."))
    finding = models.JSONField(help_text=_("The answer of the law with its reasons and provisions."))
    words_sealed = models.BinaryField(null=True, help_text=_("The authority's reasons, or why it no longer holds."))
    given = models.BooleanField(default=True, help_text=_("False: it no longer holds, or was recorded in error."))

    class Meta:
        verbose_name_plural = "periods taken back"
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by=None), name="one_standing_taking_back"),
        ]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"ground": self.ground, "decided_on": self.decided_on.isoformat(), "holds": int(self.given)}
