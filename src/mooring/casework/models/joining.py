"""Two files on one person: proposed by the matching desk, joined when a lead of each case agrees, parted by either. Nothing is merged."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.models.cases import Case
from mooring.safeguards import clock, keys
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


class JoiningGround(models.TextChoices):
    """Why two files are thought to be on one person."""

    SAME_NUMBER = "same_number", _("The same number of a paper")
    NAME_AND_BIRTH = "name_and_birth", _("The same or a like name, and the same date of birth")
    PERSON_SAYS_SO = "person_says_so", _("The person says so")
    TEAMS_SAY_SO = "teams_say_so", _("The teams of both have spoken with each other")


class PartingReason(models.TextChoices):
    """Why two files are not, or no longer, taken to be on one person."""

    TWO_PERSONS = "two_persons", _("They are two persons")
    NOT_CERTAIN = "not_certain", _("It is not certain enough")
    NOT_SAFE = "not_safe", _("It is not safe for the person that the teams know of each other")
    BY_MISTAKE = "by_mistake", _("It was done by mistake")


class Said(models.TextChoices):
    """What was said to a proposal."""

    AGREED = "agreed", _("Agreed")
    PARTED = "parted", _("Parted")


class JoiningQuerySet(models.QuerySet[Any]):
    def with_steps(self) -> JoiningQuerySet:
        """Each with whether it was parted, and whether both cases agreed."""
        said = JoiningStep.objects.filter(joining=OuterRef("pk"))
        agreed = said.filter(kind=Said.AGREED)
        annotated: JoiningQuerySet = self.annotate(
            parted=Exists(said.filter(kind=Said.PARTED)),
            leading_agreed=Exists(agreed.filter(case_id=OuterRef("leading_id"))),
            other_agreed=Exists(agreed.filter(case_id=OuterRef("other_id"))),
        )
        return annotated

    def open(self) -> JoiningQuerySet:
        """Proposed or joined, and not parted."""
        return self.with_steps().filter(parted=False)

    def joined(self) -> JoiningQuerySet:
        """Those that stand joined now."""
        return self.open().filter(leading_agreed=True, other_agreed=True)

    def of(self, case: Case) -> JoiningQuerySet:
        return self.filter(Q(leading_id=case.pk) | Q(other_id=case.pk))


class Joining(models.Model):
    """That two files are proposed to be on one person, the one of them leading: the person is counted once, by the leading file.

    Seen by the matching desk, by the leads of either case, and by whoever may see both; by nobody else.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    leading = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=20, choices=JoiningGround)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    objects = JoiningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(leading=models.F("other")), name="joining_is_of_two_files"),
        ]
        indexes = [
            models.Index(fields=["leading"], name="joining_of_leading"),
            models.Index(fields=["other"], name="joining_of_other"),
        ]

    def other_than(self, case: Case) -> int:
        """The key of the other of the two files."""
        return self.other_id if case.pk == self.leading_id else self.leading_id


class JoiningStep(models.Model):
    """What was said to a proposal, for which of the two cases (none: the matching desk took it back). Appended only."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    joining = models.ForeignKey(Joining, on_delete=models.PROTECT, related_name="steps")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=8, choices=Said)
    reason = models.CharField(max_length=20, choices=PartingReason, blank=True)
    words_sealed = models.BinaryField(
        null=True, help_text=_("Sealed under a key of the house: no key of one case is held by the team of the other.")
    )
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["joining", "case"], condition=Q(kind="agreed"), name="a_case_agrees_once"),
            models.UniqueConstraint(fields=["joining"], condition=Q(kind="parted"), name="a_joining_is_parted_once"),
        ]

    def seal_words(self, words: str) -> None:
        """Seal the words before the row is saved."""
        self.words_sealed = keys.seal(_key(), words.encode(), self._place()) if words else None

    def words(self) -> str:
        """The words, opened. Raises `CannotOpen`."""
        return keys.unseal(_key(), self.words_sealed, self._place()).decode() if self.words_sealed else ""

    def event_codes(self) -> dict[str, str]:
        """For the timeline: why the files were parted, when they were."""
        return {"parting": self.reason} if self.reason else {}

    def _place(self) -> str:
        return f"{self._meta.db_table}.words_sealed:{self.pk}"


def _key() -> bytes:
    return keys.house_key("casework.joining")
