"""Care of the person as a witness: what was offered, the hearings, and the lawyer of the injured party.

All of it lies in the part of the case on support: where and when the person is heard, who stands beside her or him, and what she or
he is afraid of, are what the other side would look for; the police do not read it, and the prosecution is told by a referral, piece
by piece and on a ground.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.justice.care_states import CARE_STATES


class WitnessMeasure(Fact):
    """Something that spares the person when heard, and where it stands. Each move supersedes."""

    compartment = Compartment.SUPPORT

    measure = models.CharField(max_length=40, help_text=_("What spares the person, by its code in the country's law."))
    state = models.CharField(max_length=12, choices=[(str(state.code), state.label) for state in CARE_STATES.states])
    since = models.DateField(help_text=_("The day on which it was offered, answered, arranged or done."))
    words_sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "measure"], condition=Q(superseded_by=None), name="one_standing_measure"
            )
        ]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"measure": self.measure, "state": self.state}


class HearingKind(models.TextChoices):
    """Where the person is heard."""

    COURT = "court", _("In court")
    VIDEO_CHILD = "video_child", _("A child's interview on video")
    PROSECUTION = "prosecution", _("At the prosecution")
    POLICE = "police", _("At the police")
    BOARD = "board", _("Before a board")


class Hearing(Fact):
    """A day on which the person is heard. Moved, called off or over supersedes."""

    compartment = Compartment.SUPPORT

    kind = models.CharField(max_length=16, choices=HearingKind)
    held_at = models.DateTimeField()
    is_off = models.BooleanField(default=False, help_text=_("Called off, or the person does not wish to be heard."))
    place_sealed = models.BinaryField(null=True, help_text=_("Where, sealed."))
    contact_sealed = models.BinaryField(null=True, help_text=_("Who is asked at the prosecution, sealed."))
    agreed_sealed = models.BinaryField(null=True, help_text=_("What was agreed on the way there and back, sealed."))

    class Meta:
        indexes = [models.Index(fields=["case", "held_at"], name="hearing_of_case", condition=Q(superseded_by=None))]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"kind": self.kind, "is_off": int(self.is_off)}


class LawyerStands(models.TextChoices):
    """How far the person has come with a lawyer of her or his own."""

    TOLD = "told", _("Told of the right to one")
    NOT_WISHED = "not_wished", _("Not wished for now")
    ASKED_FOR = "asked_for", _("Asked for")
    APPOINTED = "appointed", _("Appointed")
    DECLINED = "declined", _("Declined by the court")


class InjuredPartyLawyer(Fact):
    """The lawyer of the injured party, or how far one has come with it. A change supersedes."""

    compartment = Compartment.SUPPORT

    stands = models.CharField(max_length=12, choices=LawyerStands)
    since = models.DateField()
    name_sealed = models.BinaryField(null=True)
    reached_sealed = models.BinaryField(null=True, help_text=_("How the lawyer is reached, sealed."))
    finding = models.JSONField(null=True, help_text=_("What the law said of it."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by=None), name="one_standing_lawyer")
        ]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"stands": self.stands}
