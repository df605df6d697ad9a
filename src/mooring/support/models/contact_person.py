"""Who the contact person is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import Fact
from mooring.safeguards.models import Desk, Officer


class ContactPerson(Fact):
    """The officer to whom the person can always turn. A change of contact person supersedes."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    desk = models.ForeignKey(
        Desk, on_delete=models.PROTECT, related_name="+", help_text=_("Where the contact person serves.")
    )
    since = models.DateField()

    class Meta:
        verbose_name_plural = "contact persons"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(superseded_by=None), name="one_standing_contact_person"
            )
        ]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"since": self.since.isoformat()}
