"""The assessment by the competent authority, the hold on removal while it is open, what was decided, and that the person was told."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.casework.pseudonym import random_reference
from mooring.identification.models.notice import Consent
from mooring.identification.models.person import one_standing
from mooring.law import Finding
from mooring.safeguards import keys
from mooring.safeguards.models import Agency, AgencyKind, Desk


def hold_reference() -> str:
    return random_reference("H")


class AssessmentEnd(models.TextChoices):
    DECIDED = "decided", _("Decided")
    WITHDRAWN = "withdrawn", _("Withdrawn by the person")


class Assessment(Fact):
    """That the competent authority was asked to assess. Ended = superseded by an ended one; a new request supersedes again."""

    compartment = Compartment.CORE
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+", help_text=_("The desk that assesses."))
    team_desk = models.ForeignKey(
        Desk,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The desk that opened the case, and tells the outcome."),
    )
    authority = models.CharField(max_length=40, choices=AgencyKind)
    residence_basis = models.CharField(max_length=32)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey("safeguards.Officer", on_delete=models.PROTECT, related_name="+")
    finding = models.JSONField(help_text=_("Who is competent, with reasons and provisions."))
    strength = models.JSONField(
        null=True,
        blank=True,
        help_text=_("What the published rule made of the signs known at the request; never a verdict."),
    )
    consent = models.CharField(
        max_length=16,
        choices=Consent,
        blank=True,
        help_text=_("Where the law asks for consent to a referral; else empty."),
    )
    referral = models.JSONField(
        null=True,
        blank=True,
        help_text=_("Why the person was referred, with reasons and provisions; where the law has it."),
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(max_length=16, choices=AssessmentEnd, blank=True)

    class Meta:
        constraints = [one_standing("one_standing_assessment")]

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    def event_codes(self) -> dict[str, str]:
        codes = {"authority": self.authority, "residence_basis": self.residence_basis}
        return codes | ({"consent": self.consent} if self.consent else {})

    def competence(self) -> Finding:
        return Finding.from_record(self.finding)


class RemovalHold(Fact):
    """That the person may not be removed. The departure authority sees its reference, the number it knows the person by, and since when."""

    compartment = Compartment.REMOVAL_HOLD
    reference = models.CharField(max_length=12, default=hold_reference, editable=False)
    authority_number_sealed = models.BinaryField(
        null=True, help_text=_("The number by which the departure authority knows the person.")
    )
    begun_at = models.DateTimeField()
    finding = models.JSONField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [one_standing("one_standing_hold")]

    def __str__(self) -> str:
        return self.reference

    def authority_number(self) -> str:
        """The number, opened without looking at the case, which the departure authority may not see. Raises `CannotOpen`."""
        if not self.authority_number_sealed:
            return ""
        place = self.place("authority_number_sealed")
        return keys.unseal(keys.data_key(self.case_key), bytes(self.authority_number_sealed), place).decode()


class OutcomeCode(models.TextChoices):
    """How an identification ends. One's own wish is kept apart from not being identified."""

    IDENTIFIED = "identified", _("Identified")
    NOT_IDENTIFIED = "not_identified", _("Not identified")
    NO_ASSESSMENT_WISHED = "did_not_wish_assessment", _("Did not wish an assessment")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class DecisionGround(models.TextChoices):
    """On what the decision rests, in codes; the ground itself is sealed words."""

    OWN_ACCOUNT = "own_account", _("The person's own account")
    INDICATORS = "indicators", _("Signs observed")
    POLICE_INFORMATION = "police_information", _("Information from the police")
    IMMIGRATION_INFORMATION = "immigration_information", _("Information from the asylum or residence procedure")
    OTHER_AUTHORITY = "other_authority", _("Finding of another authority or court")
    ELEMENTS_MISSING = "elements_missing", _("Not all elements of trafficking were found")
    TOO_LITTLE_KNOWN = "too_little_known", _("Too little is known")


class CorrectionReason(models.TextChoices):
    NEW_INFORMATION = "new_information", _("New information")
    RECONSIDERED = "reconsidered", _("Reconsidered at the person's request")
    COURT = "court", _("A court found otherwise")
    MISTAKE = "mistake", _("A mistake in what was recorded")


class Outcome(Fact):
    """How the identification of one person ended, by whom and when decided. One stands for each case; a correction supersedes it."""

    compartment = Compartment.CORE
    outcome = models.CharField(max_length=32, choices=OutcomeCode)
    decided_on = models.DateField(
        help_text=_("The day of the decision, or of the person's own word; may be earlier than the day recorded.")
    )
    authority = models.CharField(
        max_length=40, blank=True, help_text=_("Kind of the competent authority; empty when it was not known.")
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    legal_test = models.CharField(max_length=60, blank=True)
    ground_codes = ArrayField(models.CharField(max_length=32, choices=DecisionGround), default=list, blank=True)
    ground_sealed = models.BinaryField(null=True)
    finding = models.JSONField(null=True, help_text=_("The legal test of the day, with reasons and provisions."))
    correction_reason = models.CharField(max_length=20, choices=CorrectionReason, blank=True)
    correction_sealed = models.BinaryField(null=True)
    before_opening = models.BooleanField(
        default=False, help_text=_("Decided before the case was opened here; noted on purpose.")
    )

    class Meta:
        constraints = [one_standing("one_standing_outcome")]
        indexes = [models.Index(fields=["decided_on"], name="outcome_by_day")]

    def event_codes(self) -> dict[str, str]:
        codes = {"outcome": self.outcome, "decided_on": self.decided_on.isoformat(), "authority": self.authority}
        return codes | ({"reason": self.correction_reason} if self.correction_reason else {})


class ToldBy(models.TextChoices):
    """By which way the person was told. Only ways that the rule of safe contact allows."""

    IN_PERSON = "in_person", _("In person")
    TELEPHONE = "telephone", _("By telephone")
    THROUGH = "through", _("Through somebody named by the person")


class OutcomeTold(Fact):
    """That the person was told the outcome, in which language and how, and how to have it reconsidered."""

    compartment = Compartment.CORE
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=16, choices=ToldBy)
    told_reconsideration = models.BooleanField(
        help_text=_("Told how to have it reconsidered, or that there is no appeal.")
    )
    words_sealed = models.BinaryField(null=True)

    def event_codes(self) -> dict[str, str]:
        return {
            "channel": self.channel,
            "language": self.language,
            "reconsideration": "told" if self.told_reconsideration else "not_told",
        }
