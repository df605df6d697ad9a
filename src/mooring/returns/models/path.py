"""A prepared return as a path of steps, and the offers made on it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.returns.answers import Channel, DecidedWith, Understood
from mooring.returns.return_states import PENS, RETURN_STATES, ReturnState
from mooring.safeguards.models import Desk

STATES = [(state.value, state.value) for state in ReturnState]


class ReturnPath(Fact):
    """One way towards a prepared return. Where it stands is said by its steps; a new one is begun only when the last is closed."""

    compartment = Compartment.SUPPORT

    number = models.PositiveSmallIntegerField(help_text=_("The first path of the case is 1."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_return_path_a_number")]

    def standing_step(self) -> ReturnStep:
        """The step that stands."""
        step: ReturnStep = (
            ReturnStep.objects.standing().select_related("pen_desk", "recorded_by").get(path=self, case_id=self.case_id)
        )
        step.case = self.case
        return step

    def event_codes(self) -> dict[str, str | int | None]:
        return {"state": ReturnState.OFFERED.value}


class ReturnStep(Fact):
    """That a return came to a state: when, why, whose turn it is now. The state is that of the step that stands."""

    compartment = Compartment.SUPPORT

    path = models.ForeignKey(ReturnPath, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=20, choices=STATES)
    happened_on = models.DateField(help_text=_("The day on which it happened, in the country where the person is."))
    reasons = models.JSONField(
        default=list, help_text=_("Codes of why; of who confirmed; of what came of it: by the state.")
    )
    decided_with = models.CharField(max_length=24, choices=DecidedWith, blank=True)
    pen_desk = models.ForeignKey(
        Desk, on_delete=models.PROTECT, null=True, related_name="+", help_text=_("Whose turn it is.")
    )
    finding = models.JSONField(null=True, help_text=_("What the law said, where the step rests on it."))
    words_sealed = models.BinaryField(null=True, help_text=_("What was said."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["path"], condition=Q(superseded_by=None), name="one_standing_return_step")
        ]

    @property
    def label(self) -> Any:
        return RETURN_STATES.state(self.state).label

    @property
    def turn(self) -> Any:
        """Whose turn it is, in words."""
        return PENS[RETURN_STATES.state(self.state).pen]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"state": self.state, "happened_on": self.happened_on.isoformat()}


class ReturnOffer(Fact):
    """That a prepared return was offered, and how: what was told, in which language, and whether it was understood."""

    compartment = Compartment.SUPPORT

    path = models.ForeignKey(ReturnPath, on_delete=models.PROTECT, related_name="offers")
    offered_on = models.DateField()
    language = models.CharField(max_length=8)
    channel = models.CharField(max_length=16, choices=Channel)
    told = models.JSONField(default=list, help_text=_("Codes of what was told."))
    understood = models.CharField(max_length=8, choices=Understood)
    finding = models.JSONField(
        null=True, help_text=_("What the law says of the offer; nothing where it does not answer.")
    )
    words_sealed = models.BinaryField(null=True, help_text=_("What the person asked, or wishes to know."))

    class Meta:
        indexes = [models.Index(fields=["path", "-offered_on"], name="offers_of_return")]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"language": self.language, "understood": self.understood}
