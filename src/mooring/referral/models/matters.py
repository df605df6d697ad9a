"""A matter that is raised to a group: no person in it. Which case it came from is kept nowhere, not even by a time of day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.pseudonym import random_reference
from mooring.referral.group_states import MATTER_STATES
from mooring.referral.models.groups import Meeting, ReferralGroup, keeps_groups
from mooring.referral.service_codes import Group, Service
from mooring.safeguards import clock, keys
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.random_keys import random_key
from mooring.safeguards.state_tables import State


def matter_reference() -> str:
    return random_reference("M")


class Subject(models.TextChoices):
    """What a matter is about."""

    COOPERATION = "cooperation", gettext_lazy("How agencies work together")
    IDENTIFICATION = "identification", gettext_lazy("How people are identified")
    RESIDENCE = "residence", gettext_lazy("Residence and return")
    SUPPORT = "support", gettext_lazy("Help and support")
    HOUSING = "housing", gettext_lazy("Housing")
    CHILDREN = "children", gettext_lazy("Children")
    WORK = "work", gettext_lazy("Work and employers")
    LAW = "law", gettext_lazy("What the law should say")
    INFORMATION = "information", gettext_lazy("Sharing of information")


class FormOfExploitation(models.TextChoices):
    """Forms of exploitation, no finer than a matter needs."""

    SEXUAL = "sexual", gettext_lazy("Sexual exploitation")
    LABOUR = "labour", gettext_lazy("Forced labour or servitude")
    CRIMINALITY = "criminality", gettext_lazy("Criminal acts or begging under coercion")
    OTHER = "other", gettext_lazy("Another form")


class ResidenceGroup(models.TextChoices):
    """On what ground people are in the country, as a group and never as one person's."""

    LEGAL = "legal", gettext_lazy("People who reside legally")
    ASYLUM = "asylum", gettext_lazy("People in the asylum system")
    WITHOUT = "without", gettext_lazy("People without a right to stay")


WHOM = (Group.ADULTS, Group.WOMEN, Group.MEN, Group.CHILDREN)


class Matter(models.Model):
    """A question for a group, in coarse codes and in words that were checked for what would give somebody away."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=matter_reference, editable=False)
    subject = models.CharField(max_length=20, choices=Subject)
    forms = ArrayField(models.CharField(max_length=20, choices=FormOfExploitation), default=list, blank=True)
    service = models.CharField(max_length=40, choices=Service, blank=True)
    region = models.CharField(max_length=12, blank=True)
    residence_group = models.CharField(max_length=12, choices=ResidenceGroup, blank=True)
    whom = models.CharField(max_length=24, blank=True)
    title_sealed = models.BinaryField()
    words_sealed = models.BinaryField()
    confirmed = models.JSONField(
        default=list, help_text=gettext_lazy("What was found in the words and left there: kinds and reasons, no words.")
    )
    raised_on = models.DateField(default=clock.today)
    raised_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    raised_desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")

    _ring: keys.Keyring | None = None

    def __str__(self) -> str:
        return self.reference

    def place(self, column: str) -> str:
        return f"{self._meta.db_table}.{column}:{self.pk}"

    def ring(self) -> keys.Keyring:
        """The key of the matter's words: for who raised it and the groups where it has been. Raises `CannotOpen`."""
        self._ring = self._ring or keys.data_key(self.pk)
        return self._ring

    def opened(self, name: str) -> str:
        """The title or the words. Raises `CannotOpen`."""
        column = f"{name}_sealed"
        return keys.unseal(self.ring(), bytes(getattr(self, column)), self.place(column)).decode()

    def way(self) -> list[MatterStep]:
        """Every step the matter has taken, the first one first."""
        steps = list(self.steps.select_related("group", "recorded_by", "meeting").order_by("number"))
        for step in steps:
            step.matter = self
        return steps

    def last(self) -> MatterStep:
        """Where the matter stands."""
        step = self.steps.select_related("group").order_by("-number").first()
        assert step is not None, "a matter is raised together with its first step"
        step.matter = self
        return step

    def is_raised_by(self, officer: Officer) -> bool:
        """Whether this officer, or a colleague at her desk, raised it."""
        return self.raised_by_id == officer.pk or self.raised_desk_id in [desk.pk for desk in officer.desks()]

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """Open to who raised it and to the groups where it has been; to everybody else there is no such matter."""
        been = (step.group for step in self.steps.select_related("group"))
        if self.is_raised_by(officer) or keeps_groups(officer) or any(group.is_open_to(officer) for group in been):
            return None
        return Refusal(Why.UNSEEN, verb, _("There is no such matter."))


class MatterStep(models.Model):
    """One step of a matter: into which state, at which group, on which day. The one with the highest number stands."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=16, choices=[(state.code, state.label) for state in MATTER_STATES.states])
    group = models.ForeignKey(ReferralGroup, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    words_sealed = models.BinaryField(null=True)
    happened_on = models.DateField(default=clock.today)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="one_step_a_number")]

    @property
    def rule(self) -> State:
        return MATTER_STATES.state(self.state)

    def place(self, column: str) -> str:
        return f"{self._meta.db_table}.{column}:{self.pk}"

    def words(self) -> str:
        """What was said at this step, opened with the matter's key. Raises `CannotOpen`."""
        sealed: Any = self.words_sealed
        return keys.unseal(self.matter.ring(), bytes(sealed), self.place("words_sealed")).decode() if sealed else ""

    def seal_words(self, words: str) -> None:
        """Seal what was said, before the step is saved."""
        place = self.place("words_sealed")
        self.words_sealed = keys.seal(self.matter.ring(), words.encode(), place) if words else None

    @property
    def day(self) -> date:
        return self.happened_on
