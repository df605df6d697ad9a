"""Who stays, and the steps into a life of one's own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.support.milestones import Step


class Staying(Fact):
    """What the person says of staying: wishes to build a life here, or does not."""

    compartment = Compartment.SUPPORT

    stays = models.BooleanField(help_text=_("The person wishes to stay, and to plan for it."))
    said_on = models.DateField()
    said_sealed = models.BinaryField(null=True, help_text=_("What the person said of it."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by=None), name="one_standing_staying")
        ]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"stays": "yes" if self.stays else "no"}


class Milestone(Fact):
    """A step into a life of one's own: when it is hoped for, when it was reached, or that the person let it go."""

    compartment = Compartment.SUPPORT
    WORDS = ("note", "helper")

    number = models.PositiveSmallIntegerField(help_text=_("The steps of a case are counted; the number stays."))
    step = models.CharField(max_length=20, choices=Step)
    expected_on = models.DateField(null=True, help_text=_("The day on which it is hoped for."))
    reached_on = models.DateField(null=True)
    let_go_on = models.DateField(null=True, help_text=_("The day on which the person let it go."))
    note_sealed = models.BinaryField(null=True, help_text=_("What there is to say of it."))
    helper_sealed = models.BinaryField(null=True, help_text=_("Who helps with it."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], condition=Q(superseded_by=None), name="one_standing_milestone_a_number"
            ),
            models.UniqueConstraint(
                fields=["case", "step"],
                condition=Q(superseded_by=None) & ~Q(step=Step.OTHER),
                name="one_standing_milestone_a_step",
            ),
            models.CheckConstraint(
                condition=Q(reached_on=None) | Q(let_go_on=None), name="milestone_reached_or_let_go"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.reached_on is None and self.let_go_on is None

    def event_codes(self) -> dict[str, str | int | None]:
        state = "reached" if self.reached_on else "let_go" if self.let_go_on else "expected"
        return {"step": self.step, "state": state}
