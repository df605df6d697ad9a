"""What was planned for the time after a return, and the money that goes with it."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.returns.models.path import ReturnPath
from mooring.returns.over_there import CURRENCIES, Destination, Escort, Help, MoneyKind, Reception
from mooring.safeguards.models import Desk


class ReturnPlan(Fact):
    """One version of the plan of a return: who plans, to where, who receives, and what help was agreed on."""

    compartment = Compartment.SUPPORT
    WORDS = ("reception", "route", "own_words")

    path = models.ForeignKey(ReturnPath, on_delete=models.PROTECT, related_name="plans")
    version = models.PositiveSmallIntegerField()
    agreed_on = models.DateField()
    planner = models.JSONField(null=True, help_text=_("Who plans, as the law says; nothing where it does not answer."))
    planner_desk = models.ForeignKey(
        Desk,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text=_("The desk that plans, where it works here."),
    )
    destination = models.CharField(max_length=20, choices=Destination)
    country = models.CharField(max_length=9, help_text=_("ISO 3166 code."))
    reception = models.CharField(max_length=12, choices=Reception)
    help_agreed = models.JSONField(default=list, help_text=_("Codes of the help agreed on."))
    escort = models.CharField(max_length=24, choices=Escort)
    travels_on = models.DateField(null=True, help_text=_("The day of travel, once it is known."))
    notes_sealed = models.BinaryField(
        null=True, help_text=_("By the code of the help: what was agreed. Sealed as one.")
    )
    reception_sealed = models.BinaryField(null=True, help_text=_("Who receives, where and how."))
    route_sealed = models.BinaryField(null=True, help_text=_("How the person travels."))
    own_words_sealed = models.BinaryField(null=True, help_text=_("The person's own words about it."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["path"], condition=Q(superseded_by=None), name="one_standing_return_plan"),
            models.UniqueConstraint(fields=["path", "version"], name="one_return_plan_a_version"),
        ]

    def notes(self) -> dict[str, str]:
        """What was agreed, by the code of the help; nothing of an erased case."""
        text = "" if self.case.is_erased else self.words("notes")
        opened: dict[str, str] = json.loads(text) if text else {}
        return opened

    def help_in_words(self) -> list[tuple[Any, str]]:
        """The help agreed on, with its words, in the order of the list."""
        notes = self.notes()
        return [(one.label, notes.get(one.value, "")) for one in Help if one.value in self.help_agreed]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"version": self.version, "destination": self.destination}


class Instalment(Fact):
    """A sum that was promised for a day after arrival. Paid: superseded by one that says on which day."""

    compartment = Compartment.SUPPORT

    path = models.ForeignKey(ReturnPath, on_delete=models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=MoneyKind)
    amount = models.PositiveIntegerField(help_text=_("In the smallest unit of the currency: øre, cent, penny."))
    currency = models.CharField(max_length=3, choices=CURRENCIES)
    due_on = models.DateField()
    paid_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["path", "number"], condition=Q(superseded_by=None), name="one_standing_return_instalment"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="return_instalment_is_a_sum"),
        ]

    @property
    def sum(self) -> Decimal:
        """The amount in whole units, with two places."""
        return (Decimal(self.amount) / 100).quantize(Decimal("0.01"))

    def event_codes(self) -> dict[str, str | int | None]:
        return {"number": self.number}
