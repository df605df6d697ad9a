"""Who is responsible for a person: at every moment one desk of one agency, and no other."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Fact
from mooring.referral.models.referrals import Referral
from mooring.safeguards import clock
from mooring.safeguards.models import Desk


class Responsibility(Fact):
    """That a desk is responsible for the person from a moment on.

    The database lays the first with the case itself, and another in its place when a hand-over is accepted or its ground is gone: no
    officer writes it, so that there is never none and never a second.
    """

    compartment = Compartment.ENTRY

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="responsible_for")
    since = models.DateTimeField(default=clock.now)
    through = models.ForeignKey(
        Referral,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The referral by which it came; empty for who opened the case, and for who has it back."),
    )

    class Meta:
        verbose_name_plural = "responsibilities"
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(superseded_by=None), name="one_responsible_desk"),
        ]


def responsible_for(case: Case) -> Desk:
    """The desk that is responsible for the person now. Raises `DoesNotExist` where the case is not open to who asks."""
    standing = Responsibility.objects.standing().select_related("desk__agency").get(case=case)
    desk: Desk = standing.desk
    return desk
