"""The day on which a child comes of age, and what is put in order before."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Fact
from mooring.support.models.children import one_standing


class Changes(models.TextChoices):
    """What changes when a child comes of age, and is put in order before."""

    HOME = "home", _("A home that does not end that day")
    RESIDENCE = "residence", _("The ground of the stay, looked at with a lawyer")
    REPRESENTATIVE = "representative", _("Who stands beside the person when the representative's task ends")
    MONEY = "money", _("Money to live on, and an account")
    SCHOOL = "school", _("School or work goes on")
    HEALTH = "health", _("Doctor and treatment as an adult")
    MUNICIPALITY = "municipality", _("After-care of the municipality, asked for")


class ComingOfAge(Fact):
    """The day on which the child comes of age, foreseen, and what of it is in order already."""

    compartment = Compartment.SUPPORT
    turns_on = models.DateField(help_text=_("The day of the eighteenth birthday, or the day taken for it."))
    is_exact = models.BooleanField(
        default=False, help_text=_("Known from papers; otherwise the day that was agreed on.")
    )
    in_order = ArrayField(models.CharField(max_length=16, choices=Changes), default=list, blank=True)
    words_sealed = models.BinaryField(null=True, help_text=_("The plan, in words that the child knows."))

    class Meta:
        verbose_name_plural = "comings of age"
        constraints = [one_standing("one_standing_coming_of_age")]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"in_order": len(self.in_order)}
