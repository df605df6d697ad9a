"""Tips without a name: messages back and forth, files, and what the hotline did. All words lie sealed to the hotline's public key.

Nothing here is written by whoever takes a tip in but through functions of the database, and nothing is read but by the hotline.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.pseudonym import random_reference
from mooring.hotline.tips.states import STATE_TABLE, WAITING
from mooring.identification.models import Signal
from mooring.safeguards import clock
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key

ROLE = "hotline_worker"


def tip_reference() -> str:
    return random_reference("T")


class StepKind(models.TextChoices):
    """What the hotline did with a tip, besides answering."""

    NAMES_A_PERSON = "names_a_person", gettext_lazy("It names a person whom the mechanism does not know")
    SIGNAL = "signal", gettext_lazy("It became a signal")
    POLICE = "police", gettext_lazy("Passed on to the police")
    CLOSED = "closed", gettext_lazy("Closed")


class ClosedBecause(models.TextChoices):
    """Why the hotline needs nothing more of a tip."""

    ANSWERED = "answered", gettext_lazy("What was asked is answered")
    NOT_TRAFFICKING = "not_trafficking", gettext_lazy("It is not about trafficking; other help was named")
    NOTHING_TO_DO = "nothing_to_do", gettext_lazy("There is nothing in it that one could act on")
    KNOWN = "known", gettext_lazy("It is known already, from another side")
    PRACTICE = "practice", gettext_lazy("An exercise or a test")
    ABUSE = "abuse", gettext_lazy("Abuse of this way")


class PoliceGround(models.TextChoices):
    """On what ground alone something of a tip may go to the police."""

    DANGER_TO_LIFE = "danger_to_life", gettext_lazy("There is danger to somebody's life now")
    COURT_ORDER = "court_order", gettext_lazy("A court has ordered it")
    DUTY_TO_TESTIFY = "duty_to_testify", gettext_lazy("There is a duty to testify")


class TipKey(models.Model):
    """A pair of keys of the hotline. Rows are seen by officers of the hotline only; the newest public half is given to whoever seals."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    public = models.BinaryField(help_text="X25519, 32 bytes.")
    private_sealed = models.BinaryField(help_text="Sealed with a key that is derived from the secret of the house.")
    made_at = models.DateTimeField(default=clock.now)


class TipQuerySet(models.QuerySet["Tip"]):
    def in_turn(self) -> Self:
        """Those that wait for the hotline first, each sort by its last message, the latest first."""
        waits = models.Case(models.When(state__in=WAITING, then=0), default=1, output_field=models.SmallIntegerField())
        return self.annotate(turn=waits).order_by("turn", "-last_at", "-id")


class Tip(models.Model):
    """What somebody wrote without a name. Where it stands is set by the database with each message and each step."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=tip_reference, editable=False)
    receipt_hash = models.BinaryField(unique=True, help_text="Keyed; the receipt itself is not kept.")
    public = models.BinaryField(help_text="The key to which answers are sealed; it is worked out of the receipt.")
    language = models.CharField(max_length=8, help_text="In which the page was shown, and answers are read.")
    state = models.CharField(max_length=20, default="new")
    short_life = models.BooleanField(default=False, help_text="It names a person whom the mechanism does not know.")
    received_at = models.DateTimeField(default=clock.now, db_index=True)
    last_at = models.DateTimeField(default=clock.now, db_index=True)

    objects = TipQuerySet.as_manager()

    def __str__(self) -> str:
        return self.reference

    @property
    def state_name(self) -> str:
        return str(STATE_TABLE.state(self.state).label)

    @property
    def waits(self) -> bool:
        """Whether it is the hotline's turn."""
        return self.state in WAITING

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """A tip is open to the hotline; to everybody else there is no such tip."""
        if ROLE not in [posting.role for posting in officer.running_postings()]:
            return Refusal(Why.UNSEEN, verb, _("There is no such tip."))
        return None


class TipMessage(models.Model):
    """One message: from whoever wrote, sealed to the hotline; or an answer, sealed to the hotline and to whoever holds the receipt."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    tip = models.ForeignKey(Tip, on_delete=models.PROTECT, related_name="messages")
    from_hotline = models.BooleanField(default=False)
    digest = models.BinaryField(help_text="By which the same message sent twice is known; keyed with the receipt.")
    key = models.ForeignKey(TipKey, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(help_text="Sealed to the hotline.")
    answer_sealed = models.BinaryField(null=True, help_text="An answer, sealed to whoever holds the receipt.")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["tip", "digest"], name="one_tip_message_once"),
            models.CheckConstraint(
                condition=models.Q(from_hotline=False, answer_sealed=None, recorded_by=None)
                | models.Q(from_hotline=True, answer_sealed__isnull=False, recorded_by__isnull=False),
                name="tip_message_is_of_one_side",
            ),
        ]


class TipFile(models.Model):
    """A file sent with a message: only the copy without metadata is kept, sealed to the hotline. Its name is not kept."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    tip = models.ForeignKey(Tip, on_delete=models.PROTECT, related_name="files")
    message = models.ForeignKey(TipMessage, on_delete=models.PROTECT, related_name="files")
    digest = models.BinaryField(help_text="Of the file as it came; keyed with the receipt.")
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField(help_text="Bytes of the copy.")
    key = models.ForeignKey(TipKey, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    preview_sealed = models.BinaryField(null=True, help_text="Its first page as a picture.")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [models.UniqueConstraint(fields=["tip", "digest"], name="one_tip_file_once")]


class TipStep(models.Model):
    """What the hotline did with a tip, besides answering: appended."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    tip = models.ForeignKey(Tip, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20, choices=StepKind)
    because = models.CharField(max_length=20, blank=True, choices=[*ClosedBecause.choices, *PoliceGround.choices])
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.ForeignKey(TipKey, on_delete=models.PROTECT, null=True, related_name="+")
    words_sealed = models.BinaryField(null=True, help_text="What was passed on and why, sealed to the hotline.")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recorded_at", "id"]


class TipFigure(models.Model):
    """How many tips of a month ended how, once they are erased. Nothing else remains."""

    month = models.DateField()
    outcome = models.CharField(max_length=20)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "outcome"], name="one_tip_figure")]
