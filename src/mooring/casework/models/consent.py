"""What the person has agreed to, in two kinds kept apart, and the basis on which an agency works with the data, which is neither."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models.cases import Case
from mooring.casework.models.facts import Fact, FactQuerySet
from mooring.safeguards import clock
from mooring.safeguards.models import Agency, Officer


class ConsentTo(models.TextChoices):
    """To what a person agrees. The one never stands for the other."""

    SUPPORT = "support", _("To be supported")
    SHARE = "share", _("That something is told to others")


class ExplainedHow(models.TextChoices):
    """How it was explained before the person answered."""

    SPOKEN = "spoken", _("Spoken, in plain words")
    INTERPRETER = "interpreter", _("Spoken, through an interpreter")
    WRITTEN = "written", _("On paper that the person could read")
    READ_ALOUD = "read_aloud", _("Read aloud from paper")
    DRAWN = "drawn", _("With drawings or pictures")


class GivenHow(models.TextChoices):
    """How the answer was given."""

    SPOKEN = "spoken", _("The person said so")
    SIGNATURE = "signature", _("The person signed")
    REPRESENTATIVE = "representative", _("Somebody who may answer for the person said so")


class Relation(models.TextChoices):
    """Who answers for the person."""

    PARENT = "parent", _("A parent who has custody")
    GUARDIAN = "guardian", _("A guardian")
    PERSONAL_REPRESENTATIVE = "personal_representative", _("The personal representative of a child")
    ATTORNEY = "attorney", _("Somebody with a power of attorney")


class ConsentQuerySet(FactQuerySet):
    def running(self, case: Case, on: date | None = None) -> Self:
        """The consents of a case that stand on a day (today): neither withdrawn nor at their end, whose last day is included."""
        day = on or clock.today()
        return (
            self.standing()
            .filter(Q(until=None) | Q(until__gte=day), case=case, withdrawn_at=None)
            .order_by("-given_at")
        )


class Consent(Fact):
    """That a person agreed: to be supported, or that named parts are told to one named agency for one purpose.

    Withdrawn = superseded by one with `withdrawn_at`, which repeats what was agreed to.
    """

    compartment = Compartment.CORE

    kind = models.CharField(max_length=12, choices=ConsentTo)
    purpose = models.CharField(
        max_length=40, blank=True, help_text=_("What it is for: the code of a need. Empty for support.")
    )
    recipient = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    parts = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text=_("Codes of the pieces that may be told, each named; none stands for none."),
    )
    until = models.DateField(null=True, blank=True, help_text=_("The last day. Empty: until it is withdrawn."))
    explained_how = models.CharField(max_length=16, choices=ExplainedHow)
    language = models.CharField(max_length=8, help_text=_("In which it was explained."))
    explained_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    given_how = models.CharField(max_length=16, choices=GivenHow)
    relation = models.CharField(max_length=24, choices=Relation, blank=True)
    given_at = models.DateTimeField()
    words_sealed = models.BinaryField(null=True, help_text=_("What was said."))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    why_withdrawn_sealed = models.BinaryField(null=True, help_text=_("Why, if the person wished to say."))

    objects = ConsentQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ConsentTo.SUPPORT, recipient=None, purpose="", parts=[])
                | (Q(kind=ConsentTo.SHARE, recipient__isnull=False) & ~Q(purpose="") & ~Q(parts=[])),
                name="consent_to_share_is_specific",
            ),
            models.CheckConstraint(
                condition=Q(given_how=GivenHow.REPRESENTATIVE) ^ Q(relation=""), name="representative_has_a_relation"
            ),
        ]
        indexes = [models.Index(fields=["case", "-given_at"], name="consent_of_case")]

    def runs_on(self, on: date) -> bool:
        """Whether it stands on a day: given by then, not withdrawn, not at its end."""
        return (
            self.withdrawn_at is None
            and self.superseded_by_id is None
            and timezone.localdate(self.given_at) <= on
            and (self.until is None or on <= self.until)
        )

    def covers(self, agency: Agency, pieces: Iterable[str], on: date) -> bool:
        """Whether these pieces may be told to this agency on this day, under this consent and no other."""
        return (
            self.kind == ConsentTo.SHARE
            and self.recipient_id == agency.pk
            and self.runs_on(on)
            and set(pieces) <= set(self.parts)
        )

    def event_codes(self) -> dict[str, str | int | None]:
        return {"consent": self.kind, "given_how": self.given_how}


class Basis(models.TextChoices):
    """On what an agency rests when it works with what it knows of a person. Usually it is not consent."""

    PUBLIC_TASK = "public_task", _("A task in the public interest, or of an authority")
    LEGAL_OBLIGATION = "legal_obligation", _("A duty by law")
    VITAL_INTEREST = "vital_interest", _("To protect somebody's life")
    CONSENT = "consent", _("Consent under data protection law")


class DataBasis(Fact):
    """The data-protection basis of one agency for its file on the person. It is no consent, and a withdrawn consent does not end it."""

    compartment = Compartment.CORE

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=20, choices=Basis)
    finding = models.JSONField(
        null=True, help_text=_("The answer of the law with its provisions; none where it gives none.")
    )

    class Meta:
        verbose_name_plural = "data bases"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "agency"], condition=Q(superseded_by=None), name="one_standing_data_basis"
            )
        ]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"basis": self.basis}
