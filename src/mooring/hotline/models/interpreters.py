"""Interpreters: professionals on a list, who can be on call. Of the person for whom one is called nothing is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.casework.models import FactQuerySet, SupersededInTurn
from mooring.casework.named_by_code import language_name
from mooring.identification import regions
from mooring.safeguards import clock, erasure, keys
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.random_keys import random_key


class InterpreterGender(models.TextChoices):
    """As whom the interpreter works, because a person may wish one or the other."""

    WOMAN = "woman", gettext_lazy("Woman")
    MAN = "man", gettext_lazy("Man")
    OTHER = "other", gettext_lazy("Other")


class CallAnswer(models.TextChoices):
    """What came of calling an interpreter."""

    INTERPRETED = "interpreted", gettext_lazy("Interpreted")
    NO_ANSWER = "no_answer", gettext_lazy("Did not answer")
    COULD_NOT = "could_not", gettext_lazy("Could not")
    PERSON_SAID_NO = "person_said_no", gettext_lazy("The person said no to this interpreter")


class WishedGender(models.TextChoices):
    NO_MATTER = "no_matter", gettext_lazy("No matter")
    WOMAN = "woman", gettext_lazy("A woman")
    MAN = "man", gettext_lazy("A man")


class Interpreter(models.Model):
    """An interpreter on the list. Name and telephone lie in the card that stands, sealed with a key of the interpreter's own."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def card(self) -> InterpreterCard:
        """What is known of the interpreter, as it stands."""
        if not hasattr(self, "standing_cards"):
            self.standing_cards = list(InterpreterCard.objects.standing().filter(interpreter=self))
        card: InterpreterCard = self.standing_cards[0]
        card.interpreter = self
        return card


class InterpreterCard(SupersededInTurn):
    """What is known of an interpreter: languages and region in the open, name and telephone sealed."""

    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, related_name="cards")
    alias_sealed = models.BinaryField(null=True)
    telephone_sealed = models.BinaryField(null=True)
    comes_from_sealed = models.BinaryField(null=True)
    languages = ArrayField(models.CharField(max_length=8))
    gender = models.CharField(max_length=8, choices=InterpreterGender)
    region = models.CharField(max_length=12, default=regions.UNKNOWN)
    promised_on = models.DateField(help_text=gettext_lazy("When the interpreter promised confidentiality."))
    has_left = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interpreter"], condition=Q(superseded_by=None), name="one_standing_card_of_an_interpreter"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def place(self, column: str) -> str:
        return f"{self._meta.db_table}.{column}:{self.pk}"

    def words(self, name: str) -> str:
        """What is sealed in `<name>_sealed`; of somebody who has left, that it was erased."""
        column = f"{name}_sealed"
        if not (sealed := getattr(self, column)):
            return ""
        if erasure.erased(self.interpreter_id):
            return _("(erased)")
        return keys.unseal(keys.data_key(self.interpreter_id), bytes(sealed), self.place(column)).decode()

    @property
    def alias(self) -> str:
        return self.words("alias")

    @property
    def telephone(self) -> str:
        return self.words("telephone")

    @property
    def comes_from(self) -> str:
        return self.words("comes_from")

    @property
    def language_names(self) -> list[str]:
        return [language_name(code) for code in self.languages]

    @property
    def region_name(self) -> str:
        return regions.name_of(self.region)


class OnCallQuerySet(FactQuerySet):
    def at(self, moment: datetime) -> Self:
        """The hours on call that run at a moment."""
        found: Self = self.standing().filter(withdrawn=False, begins_at__lte=moment, ends_at__gt=moment)
        return found

    def between(self, begins: datetime, ends: datetime) -> Self:
        """Those that have any time in common with a stretch of time."""
        found: Self = self.standing().filter(withdrawn=False, begins_at__lt=ends, ends_at__gt=begins)
        return found


class InterpreterOnCall(SupersededInTurn):
    """That an interpreter can be reached from one moment to another."""

    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, related_name="hours")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)

    objects = OnCallQuerySet.as_manager()  # type: ignore[misc]  # the stubs see a narrower manager as an instance attribute

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="on_call_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class InterpreterCalled(models.Model):
    """That an interpreter was called, and what came of it: the language and the person's wishes, never the person."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    interpreter = models.ForeignKey(Interpreter, on_delete=models.PROTECT, related_name="calls")
    language = models.CharField(max_length=8)
    answer = models.CharField(max_length=16, choices=CallAnswer)
    wished_gender = models.CharField(max_length=12, choices=WishedGender, default=WishedGender.NO_MATTER)
    not_from_the_same_town = models.BooleanField(default=False)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.answer
