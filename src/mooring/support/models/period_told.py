"""What is told of a period: letters to the person, and alarms to officers before the last day."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import Case, Fact
from mooring.safeguards import clock
from mooring.safeguards.random_keys import random_key


class LetterKind(models.TextChoices):
    """What a letter tells the person."""

    GRANTED = "granted", _("The period is given")
    EXTENDED = "extended", _("The period is longer")
    REFUSED = "refused", _("What was asked for is not given")
    ABOUT_TO_END = "about_to_end", _("The period is about to end")


class PeriodLetter(Fact):
    """A letter as it was written, sealed: what was told, in which language, and whether its outside is neutral."""

    kind = models.CharField(max_length=16, choices=LetterKind)
    language = models.CharField(max_length=12, help_text=_("The language the person reads."))
    written_in = models.CharField(max_length=12, help_text=_("The language in which the letter is."))
    neutral = models.BooleanField(help_text=_("Nothing on it tells what it is about, should somebody find it."))
    content_sealed = models.BinaryField(help_text=_("The letter, sealed as one."))

    class Meta:
        indexes = [models.Index(fields=["case", "-recorded_at"], name="period_letter_of_case")]

    def content(self) -> dict[str, Any]:
        """The letter as plain data; nothing of an erased case. Raises `CannotOpen`."""
        opened: dict[str, Any] = {} if self.case.is_erased else json.loads(self.words("content"))
        return opened

    def event_codes(self) -> dict[str, str | int | None]:
        return {"kind": self.kind, "language": self.language, "neutral": int(self.neutral)}


class PeriodAlarm(models.Model):
    """That the days of a period or a permit are nearly over. Written by the machine, once for each last day and step."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="period_alarms")
    kind = models.CharField(max_length=24)
    last_day = models.DateField()
    days_before = models.PositiveSmallIntegerField(help_text=_("How many days before the last it was due."))
    recorded_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "last_day", "days_before"], name="one_alarm_a_step"),
        ]
        indexes = [models.Index(fields=["last_day"], name="period_alarm_by_day")]
