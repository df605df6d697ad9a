"""The safety plan made before anything happens, the sheet that is handed out, and the log of a missing child."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Fact
from mooring.safeguards import clock, keys
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.random_keys import random_key
from mooring.support.models.children import one_standing


class SafetyPlan(Fact):
    """What was agreed with the child before anything happens. Only the team reads it."""

    compartment = Compartment.SUPPORT
    WORDS = ("telephone", "contacts", "pattern", "adult")

    made_on = models.DateField()
    telephone_sealed = models.BinaryField(null=True, help_text=gettext_lazy("The child's telephone and accounts."))
    contacts_sealed = models.BinaryField(null=True, help_text=gettext_lazy("Who else may know where the child is."))
    pattern_sealed = models.BinaryField(null=True, help_text=gettext_lazy("Where and with whom the child went before."))
    adult_sealed = models.BinaryField(
        null=True, help_text=gettext_lazy("The adult whom the child trusts, and the word agreed on.")
    )

    class Meta:
        constraints = [one_standing("one_standing_safety_plan")]


class ChildSheet(Fact):
    """What the police, the representative and the municipality are given when the child is missing, written beforehand.

    Sealed with a key of its own: who is given the sheet can open it, and nothing else of the case. Never the story.
    """

    compartment = Compartment.ENTRY
    police_desk = models.ForeignKey(
        Desk,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Empty: all who stand watch at the police.",
    )
    description_sealed = models.BinaryField()

    class Meta:
        constraints = [one_standing("one_standing_child_sheet")]

    def lay(self, description: str, *, over: ChildSheet | None = None) -> None:
        """Seal the words, and save the sheet with its key, in the place of an earlier one."""
        row, ring = keys.new_data_key(self.pk)
        self.description_sealed = keys.seal(ring, description.encode(), self.place("description_sealed"))
        if over is None:
            self.save(force_insert=True)
        else:
            over.supersede(self)
        row.save(force_insert=True)

    def words(self, name: str) -> str:
        """The words of the sheet; that they were erased, once its key is gone."""
        column = f"{name}_sealed"
        try:
            return keys.unseal(keys.data_key(self.pk), bytes(getattr(self, column)), self.place(column)).decode()
        except CannotOpen:
            return _("(erased)")


class Party(models.TextChoices):
    """Who is told of a missing child."""

    POLICE = "police", gettext_lazy("The police")
    REPRESENTATIVE = "representative", gettext_lazy("The representative of the child")
    MUNICIPALITY = "municipality", gettext_lazy("The municipality")


class MissingChild(models.Model):
    """That a child is missing, since when, and who said so. Put in by the database, which tells the three in the same breath."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True)
    missing_since = models.DateTimeField()
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "missing children"
        indexes = [models.Index(fields=["case", "-recorded_at"], name="missing_child_of_case")]

    @property
    def case_key(self) -> int:
        return int(self.case_id)

    def event_codes(self) -> dict[str, str | int | None]:
        return {"since": self.missing_since.isoformat()}


class MissingTold(models.Model):
    """Who was told the moment a child was missing, and by what: a notice, or a telephone that somebody still has to ring."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    alarm = models.ForeignKey(MissingChild, on_delete=models.PROTECT, related_name="told")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=16, choices=Party)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    to_ring = models.BooleanField(help_text="Nobody of them signs in here: they are rung, and that is logged.")
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "told of missing children"
        constraints = [
            models.CheckConstraint(
                condition=Q(to_ring=True, desk=None, officer=None) | Q(to_ring=False), name="rung_or_told_here"
            )
        ]


class StepKind(models.TextChoices):
    """What was done to find a child."""

    TOLD_POLICE = "told_police", gettext_lazy("Rang the police")
    TOLD_REPRESENTATIVE = "told_representative", gettext_lazy("Rang the representative")
    TOLD_MUNICIPALITY = "told_municipality", gettext_lazy("Rang the municipality")
    RANG_CHILD = "rang_child", gettext_lazy("Tried to reach the child")
    LOOKED = "looked", gettext_lazy("Looked for the child")
    HEARD = "heard", gettext_lazy("Heard something of the child")
    OTHER = "other", gettext_lazy("Something else")


class MissingStep(Fact):
    """One line of the log while a child is missing."""

    compartment = Compartment.ENTRY
    alarm = models.ForeignKey(MissingChild, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=24, choices=StepKind)
    words_sealed = models.BinaryField(null=True)

    def event_codes(self) -> dict[str, str | int | None]:
        return {"kind": self.kind}


class FoundHow(models.TextChoices):
    """How it ended that a child was missing."""

    CAME_BACK = "came_back", gettext_lazy("Came back")
    FOUND_SAFE = "found_safe", gettext_lazy("Found, and safe")
    FOUND_HARMED = "found_harmed", gettext_lazy("Found, and in need of care")
    ABROAD = "abroad", gettext_lazy("Found in another country")
    MISTAKE = "mistake", gettext_lazy("Was not missing")


class MissingFound(Fact):
    """That a child is found, or how else the alarm ended. It ends once; who was told reads the sheet no longer."""

    compartment = Compartment.ENTRY
    alarm = models.OneToOneField(MissingChild, on_delete=models.PROTECT, related_name="found")
    how = models.CharField(max_length=16, choices=FoundHow)
    found_at = models.DateTimeField()
    words_sealed = models.BinaryField(null=True)

    def event_codes(self) -> dict[str, str | int | None]:
        return {"how": self.how}
