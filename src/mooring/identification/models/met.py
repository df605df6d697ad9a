"""Signals that reach a desk, and the people met: anonymous. No file is opened because a person was met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import AlreadySuperseded, FactQuerySet
from mooring.casework.pseudonym import random_reference
from mooring.identification import regions
from mooring.safeguards import clock, erasure, keys
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.random_keys import random_key


def signal_reference() -> str:
    return random_reference("S")


class Source(models.TextChoices):
    """Through whom a signal came."""

    POLICE_ACTION = "police_action", gettext_lazy("Police action")
    HOTLINE = "hotline", gettext_lazy("Hotline")
    OUTREACH = "outreach", gettext_lazy("Outreach")
    BORDER = "border", gettext_lazy("Border control")
    DEPARTURE_CONTROL = "departure_control", gettext_lazy("Departure control")
    DUBLIN_TRANSFER = "dublin_transfer", gettext_lazy("Dublin transfer")
    PRISON = "prison", gettext_lazy("Prison")
    SECURE_INSTITUTION = "secure_institution", gettext_lazy("Secure institution")
    ASYLUM_CENTRE = "asylum_centre", gettext_lazy("Asylum centre")
    CHILDRENS_CENTRE = "childrens_centre", gettext_lazy("Children's centre")
    TAX_CONTROL = "tax_control", gettext_lazy("Tax control")
    LABOUR_CONTROL = "labour_control", gettext_lazy("Control of working conditions")
    EMBASSY = "embassy", gettext_lazy("Embassy")
    HEALTH_SERVICE = "health_service", gettext_lazy("Health service")
    MUNICIPALITY = "municipality", gettext_lazy("Municipality")
    SELF = "self", gettext_lazy("The person herself or himself")
    OLD_REGISTER = "old_register", gettext_lazy("Old register")


class YesNoUnknown(models.TextChoices):
    YES = "yes", gettext_lazy("Yes")
    NO = "no", gettext_lazy("No")
    NOT_KNOWN = "not_known", gettext_lazy("Not known")


class AgeImpression(models.TextChoices):
    """Only whether somebody may be a child; in doubt, the person is treated as one."""

    ADULT = "adult", gettext_lazy("Adult")
    CHILD_OR_IN_DOUBT = "child_or_in_doubt", gettext_lazy("Child, or in doubt")
    NOT_KNOWN = "not_known", gettext_lazy("Not known")


class AskedToTalk(models.TextChoices):
    """What the person answered when told that one may talk, in confidence and without giving a name."""

    YES = "yes", gettext_lazy("Wishes to talk")
    NO = "no", gettext_lazy("Said no for now")
    NOT_YET = "not_yet", gettext_lazy("Not asked yet")


class HealthNeed(models.TextChoices):
    """Help for health that works for hours or days only."""

    PEP = "pep", gettext_lazy("Protection against HIV after exposure")
    EMERGENCY_CONTRACEPTION = "emergency_contraception", gettext_lazy("Emergency contraception")
    FORENSIC = "forensic", gettext_lazy("Forensic medical examination")


@dataclass(frozen=True)
class MetCounts:
    """People met at a signal, counted apart: nobody is more than met because she was met."""

    met: int
    informed: int
    asked_to_talk: int
    became_case: int

    @classmethod
    def of(cls, notes: Iterable[Encounter]) -> MetCounts:
        """How many of these people were met, informed, asked to talk, and became a case."""
        people = list(notes)
        return cls(
            len(people),
            sum(one.informed for one in people),
            sum(one.asked_to_talk == AskedToTalk.YES for one in people),
            sum(one.became_case for one in people),
        )


class SignalQuerySet(models.QuerySet["Signal"]):
    def of(self, officer: Officer) -> Self:
        """The signals that the officer's desks received, newest first."""
        return self.filter(desk__in=[desk.pk for desk in officer.desks()]).order_by("-received_at", "-id")


class Signal(models.Model):
    """What the hotline, a notice of a police action or outreach brings in, before there is any case. Seen by the desk that took it."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=signal_reference, editable=False)
    source = models.CharField(max_length=24, choices=Source)
    received_at = models.DateTimeField(default=clock.now, help_text=gettext_lazy("When the signal reached the desk."))
    region = models.CharField(max_length=12, default="unknown", help_text=gettext_lazy("A code of the country pack."))
    expected_people = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=gettext_lazy("Empty when nobody knows.")
    )
    danger_now = models.CharField(max_length=10, choices=YesNoUnknown, default=YesNoUnknown.NOT_KNOWN)
    words_sealed = models.BinaryField(null=True)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    objects = SignalQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["desk", "-received_at"], name="signal_of_desk")]

    def __str__(self) -> str:
        return self.reference

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        """A signal is open to the desk that received it; to everybody else there is no such signal."""
        if self.desk_id not in [desk.pk for desk in officer.desks()]:
            return Refusal(Why.UNSEEN, verb, _("There is no such signal."))
        return None

    def place(self, column: str) -> str:
        return f"{self._meta.db_table}.{column}:{self.pk}"

    @property
    def region_name(self) -> str:
        """Where it was, in words."""
        return regions.name_of(self.region)

    def words(self) -> str:
        """What was told, opened with the signal's own key; of an erased signal, that it was erased. Raises `CannotOpen`."""
        if not self.words_sealed:
            return ""
        if erasure.erased(self.pk):
            return _("(erased)")
        return keys.unseal(keys.data_key(self.pk), bytes(self.words_sealed), self.place("words_sealed")).decode()

    def people(self) -> list[Encounter]:
        """The people met, as they stand, in the order of their numbers."""
        return list(Encounter.objects.standing().filter(signal=self).order_by("number"))

    def counts(self) -> MetCounts:
        """How many were met, informed, asked to talk, and became a case."""
        return MetCounts.of(self.people())


class Encounter(models.Model):
    """That a person was met: "person 1" of a signal, in three open codes and what is urgent. Nothing that identifies, no origin guessed."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    signal = models.ForeignKey(Signal, on_delete=models.PROTECT, related_name="encounters")
    number = models.PositiveSmallIntegerField()
    age_impression = models.CharField(max_length=20, choices=AgeImpression, default=AgeImpression.NOT_KNOWN)
    informed = models.BooleanField(
        default=False, help_text=gettext_lazy("Told, alone and in a language the person speaks, what help there is.")
    )
    informed_language = models.CharField(max_length=8, blank=True)
    asked_to_talk = models.CharField(max_length=10, choices=AskedToTalk, default=AskedToTalk.NOT_YET)
    danger_now = models.CharField(max_length=10, choices=YesNoUnknown, default=YesNoUnknown.NOT_KNOWN)
    health_needs = ArrayField(models.CharField(max_length=24, choices=HealthNeed), default=list, blank=True)
    health_happened_at = models.DateTimeField(
        null=True, blank=True, help_text=gettext_lazy("From when the hours count; empty when not said.")
    )
    became_case = models.BooleanField(default=False, editable=False)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes", editable=False
    )

    CODES = (
        "age_impression",
        "informed",
        "informed_language",
        "asked_to_talk",
        "danger_now",
        "health_needs",
        "health_happened_at",
        "became_case",
    )
    objects = FactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signal", "number"], condition=Q(superseded_by=None), name="one_standing_encounter"
            )
        ]

    def __str__(self) -> str:
        return f"{self.signal.reference} · {self.number}"

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        signal = Signal.objects.filter(pk=self.signal_id).first()  # the row itself may be hidden from this officer
        if signal is None:
            return Refusal(Why.UNSEEN, verb, _("There is no such signal."))
        return signal.refusal_to(officer, verb, compartment, writing=writing)

    def noted_anew(self, by: Officer, **changes: Any) -> Encounter:
        """A later note of the same person, not yet saved, with some of the codes changed."""
        kept = {name: getattr(self, name) for name in Encounter.CODES}
        return Encounter(signal_id=self.signal_id, number=self.number, recorded_by=by, **(kept | changes))

    def supersede(self, later: Encounter) -> None:
        """Put `later` in the place of this note. Raises `AlreadySuperseded` when somebody else was quicker."""
        if Encounter.objects.filter(pk=self.pk, superseded_by=None).update(superseded_by=later.pk) != 1:
            raise AlreadySuperseded
        later.save(force_insert=True)
