"""What has come to the end of its period, the steps of its review, and holds that forbid to erase."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.compartments import Compartment
from mooring.casework.models.cases import Case
from mooring.casework.models.facts import Fact, FactQuerySet
from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Agency, Officer
from mooring.safeguards.random_keys import random_key

REVIEWER = "data_protection_officer"


class DataClass(models.TextChoices):
    """The classes of data that are listed for review, each as a whole with one key."""

    CASE_FILE = "case_file", gettext_lazy("File of a case")
    SIGNAL = "signal_without_case", gettext_lazy("Signal without a case")


class ComeToItsEnd(models.Model):
    """That the period of keeping is over for one case or signal. The machine lists it; people decide. Holds no word about anybody."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    subject = models.BigIntegerField(unique=True, help_text="The random key of the case or the signal.")
    data_class = models.CharField(max_length=24, choices=DataClass)
    named = models.CharField(max_length=20, help_text="The pseudonym of the case, or the reference of the signal.")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", help_text="Who answers for it: the agency that opened it."
    )
    state_body = models.BooleanField(help_text="Whether the agency may not delete without the archives.")
    runs_from = models.DateField(help_text="The day on which the case was closed, or the signal received.")
    ends_on = models.DateField(help_text="The first day on which the period is over.")
    finding = models.JSONField(help_text="The answer of the law with its reasons and provisions.")
    listed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "come to their end"
        indexes = [models.Index(fields=["agency", "ends_on"], name="ended_of_agency")]

    def __str__(self) -> str:
        return self.named

    @property
    def case_key(self) -> int | None:
        return self.subject if self.data_class == DataClass.CASE_FILE else None

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """Who works on it proposes, who answers for data protection in its agency decides; to others there is no such thing."""
        hidden = Refusal(Why.UNSEEN, verb, _("There is no such thing to review."))
        if not ComeToItsEnd.objects.filter(pk=self.pk).exists():
            return hidden
        if verb in ("retention.look", "retention.propose"):
            case = Case.objects.filter(pk=self.subject).first() if writing and self.case_key else None
            return case.refusal_to(officer, verb, compartment, writing=True) if case else None
        return None if self.agency_id in reviews_for(officer) else hidden


def reviews_for(officer: Officer) -> set[int]:
    """The keys of the agencies for which this officer answers for data protection now."""
    return {posting.desk.agency_id for posting in officer.running_postings() if posting.role == REVIEWER}


class StepKind(models.TextChoices):
    """The steps of a review."""

    NOTHING_MORE = "nothing_more_needed", gettext_lazy("The team needs it no more")
    STILL_NEEDED = "still_needed", gettext_lazy("The team still needs it")
    ARCHIVES = "archives", gettext_lazy("The archives have taken it over, or agreed that it is deleted")
    KEEP = "keep", gettext_lazy("Kept for longer")
    ERASE = "erase", gettext_lazy("Erased")


class ReviewGround(models.TextChoices):
    """Why something is kept for longer, or what the archives have done."""

    COMPLAINT = "complaint", gettext_lazy("A complaint or a court case is open")
    COMPENSATION = "compensation", gettext_lazy("A claim for compensation is open or may still be made")
    OWN_WISH = "own_wish", gettext_lazy("The person wishes that it is kept")
    CHILD = "child", gettext_lazy("It concerns a child who may need it later")
    TAKEN_OVER = "taken_over", gettext_lazy("The archives have taken it over")
    AUTHORISED = "authorised", gettext_lazy("The archives have authorised that it is deleted")


KEEPING = (ReviewGround.COMPLAINT, ReviewGround.COMPENSATION, ReviewGround.OWN_WISH, ReviewGround.CHILD)
BY_ARCHIVES = (ReviewGround.TAKEN_OVER, ReviewGround.AUTHORISED)


class ReviewStep(models.Model):
    """One step of a review: who said what, when. Codes and days only, so that it outlives what was erased."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    subject = models.BigIntegerField()
    runs_from = models.DateField(help_text="Which end it is about: a case that was opened again starts anew.")
    kind = models.CharField(max_length=24, choices=StepKind)
    ground = models.CharField(max_length=20, choices=ReviewGround, blank=True)
    until = models.DateField(null=True, blank=True, help_text="Until when it is kept, this day included.")
    reference = models.CharField(max_length=40, blank=True, help_text="The archives' number of the matter.")
    happened_on = models.DateField(null=True, blank=True, help_text="The day on which the archives did it.")
    by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["subject", "recorded_at"], name="review_steps")]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"step": self.kind, "ground": self.ground}


class HoldGround(models.TextChoices):
    """Why nothing of a case may be erased."""

    COURT_CASE = "court_case", gettext_lazy("A court case")
    INVESTIGATION = "investigation", gettext_lazy("An investigation")
    COMPLAINT = "complaint", gettext_lazy("A complaint")
    COMPENSATION = "compensation", gettext_lazy("A claim for compensation")
    AUDIT = "audit", gettext_lazy("An inquiry or an audit")


class HoldQuerySet(FactQuerySet):
    def in_force(self) -> Any:
        """The holds that forbid to erase now."""
        running = Q(until=None) | Q(until__gte=clock.today())
        return self.standing().filter(running, ended_at=None)


class LegalHold(Fact):
    """That nothing of this case may be erased or reviewed away, whatever the period. Lifted = superseded by an ended one."""

    compartment = Compartment.CORE
    ground = models.CharField(max_length=20, choices=HoldGround)
    words_sealed = models.BinaryField(null=True)
    until = models.DateField(null=True, blank=True, help_text=gettext_lazy("The last day; empty while nobody knows."))
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = HoldQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        indexes = [models.Index(fields=["case"], name="hold_of_case", condition=Q(superseded_by=None, ended_at=None))]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"ground": self.ground}
