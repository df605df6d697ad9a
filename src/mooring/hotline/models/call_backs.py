"""Ringing back: whom we may speak to and when; the number lies sealed under a key of its own, which goes when it is done."""

from __future__ import annotations

from datetime import datetime, time
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.hotline.models.calls import Call
from mooring.safeguards import clock, keys
from mooring.safeguards.access import Refusal, Why
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


class AnsweredBy(models.TextChoices):
    """Who may answer the telephone when we ring back; with anybody else we have misdialled."""

    PERSON_ONLY = "person_only", gettext_lazy("Only the caller")
    TRUSTED = "trusted", gettext_lazy("The caller, or somebody the caller trusts")
    ANYBODY = "anybody", gettext_lazy("Anybody")


class Tried(models.TextChoices):
    """How an attempt to ring back ended."""

    REACHED = "reached", gettext_lazy("Reached")
    NOT_REACHED = "not_reached", gettext_lazy("Not reached; try again")
    NOT_SAFE = "not_safe", gettext_lazy("Somebody else answered; nothing was said")
    NO_LONGER = "no_longer", gettext_lazy("No longer wished")
    GIVEN_UP = "given_up", gettext_lazy("Given up")


ENDS_A_CALL_BACK = (Tried.REACHED, Tried.NO_LONGER, Tried.GIVEN_UP)


class CallBackQuerySet(models.QuerySet["CallBack"]):
    def open(self) -> Self:
        """Those that are still to be made, the first due before the rest."""
        ended = CallBackTry.objects.filter(call_back=models.OuterRef("pk"), how__in=ENDS_A_CALL_BACK)
        return self.filter(~models.Exists(ended), lapses_at__gt=clock.now()).order_by("due_at", "id")


class CallBack(models.Model):
    """That a caller wishes to be rung, and how it is safe. The number lies sealed under a key of its own, which goes when it is done."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="call_backs")
    due_at = models.DateTimeField()
    lapses_at = models.DateTimeField(help_text=gettext_lazy("When the number is erased, also when nobody was reached."))
    answered_by = models.CharField(max_length=12, choices=AnsweredBy, default=AnsweredBy.PERSON_ONLY)
    safe_from = models.TimeField(null=True, blank=True)
    safe_until = models.TimeField(null=True, blank=True)
    voicemail = models.BooleanField(default=False)
    number_sealed = models.BinaryField()
    code_word_sealed = models.BinaryField(null=True)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    objects = CallBackQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)

    def refusal_to(self, officer: Officer, verb: str, compartment: str, *, writing: bool) -> Refusal | None:
        call = Call.objects.filter(pk=self.call_id).select_related("desk").first()  # it may be hidden from this officer
        if call is None:
            return Refusal(Why.UNSEEN, verb, _("There is no such call."))
        return call.refusal_to(officer, verb, compartment, writing=writing)

    def who_may_answer(self) -> str:
        """Who may answer, and whether a message may be left, in words."""
        voicemail = _("A message may be left.") if self.voicemail else _("No message is left.")
        return f"{self.get_answered_by_display()}. {voicemail}"

    def hours(self) -> str:
        """When it is safe to ring, in words; empty when at any hour."""
        if self.safe_from is None or self.safe_until is None:
            return ""
        return f"{self.safe_from:%H:%M}–{self.safe_until:%H:%M}"

    @property
    def is_safe_now(self) -> bool:
        return self.is_safe_at(clock.now())

    def seal(self, key: keys.Keyring, number: str, code_word: str) -> None:
        """Seal the number and the code word, before the row is saved."""
        self.number_sealed = keys.seal(key, number.encode(), self._place("number_sealed"))
        self.code_word_sealed = (
            keys.seal(key, code_word.encode(), self._place("code_word_sealed")) if code_word else None
        )

    def number(self) -> str:
        """The number to ring. Raises `CannotOpen` when it was erased."""
        return keys.unseal(keys.data_key(self.pk), bytes(self.number_sealed), self._place("number_sealed")).decode()

    def code_word(self) -> str:
        """The word by which the caller knows us, if one was agreed. Raises `CannotOpen` when it was erased."""
        if not self.code_word_sealed:
            return ""
        sealed = bytes(self.code_word_sealed)
        return keys.unseal(keys.data_key(self.pk), sealed, self._place("code_word_sealed")).decode()

    def is_safe_at(self, moment: datetime) -> bool:
        """Whether a moment (aware) lies in the hours in which it is safe to ring."""
        return is_within(moment, self.safe_from, self.safe_until)

    def _place(self, column: str) -> str:
        return f"{self._meta.db_table}.{column}:{self.pk}"


class CallBackTry(models.Model):
    """One attempt to ring back, and how it ended."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    call_back = models.ForeignKey(CallBack, on_delete=models.PROTECT, related_name="tries")
    how = models.CharField(max_length=12, choices=Tried)
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)


def clock_time(moment: datetime) -> time:
    """The hour on the wall where the country's people live."""
    return timezone.localtime(moment).time()


def is_within(moment: datetime, safe_from: time | None, safe_until: time | None) -> bool:
    """Whether a moment (aware) lies in safe hours, which may run over midnight; without hours every moment does."""
    if safe_from is None or safe_until is None:
        return True
    local = clock_time(moment)
    if safe_from <= safe_until:
        return safe_from <= local <= safe_until
    return local >= safe_from or local <= safe_until
