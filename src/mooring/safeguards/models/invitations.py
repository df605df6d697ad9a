"""What takes two hands or one link: invitations, proposals of postings, and letting somebody in again."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import clock
from mooring.safeguards.models.staff import Desk, Officer
from mooring.safeguards.random_keys import random_key


class InvitationPurpose(models.TextChoices):
    """Why somebody holds a one-time link."""

    JOIN = "join", _("First sign-in")
    AGAIN = "again", _("Let in again")


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> InvitationQuerySet:
        return self.filter(used_at=None, withdrawn_at=None, expires_at__gt=clock.now(), officer__is_active=True)


class Invitation(models.Model):
    """That an officer may set a password of her own with a link that works once.

    The hash of the link stands in a column `token_hash` that this model does not know, so that no query of ours can read it.
    """

    JOIN_LASTS = timedelta(hours=72)
    AGAIN_LASTS = timedelta(hours=24)

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="invitations")
    purpose = models.CharField(max_length=10, choices=InvitationPurpose)
    made_by = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, related_name="+", help_text=_("Empty: from the command line.")
    )
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["officer", "made_at"], name="invitation_of_officer")]

    def __str__(self) -> str:
        return f"{self.officer} · {self.purpose}"


class TwoHands(models.Model):
    """What one officer proposes and another must confirm within a time. The answer is put in by the database alone."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    proposed_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    answered_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True, help_text=_("Whether the second hand confirmed it; empty while it waits."))

    class Meta:
        abstract = True


class ProposalQuerySet(models.QuerySet["PostingProposal"]):
    def waiting(self) -> ProposalQuerySet:
        return self.filter(answered_at=None, expires_at__gt=clock.now(), officer__is_active=True)


class PostingProposal(TwoHands):
    """That an administrator would post an officer at a desk; a second hand must say that the person works there."""

    LASTS = timedelta(days=7)

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="proposals")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="proposals")
    role = models.CharField(max_length=60)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="proposal_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["desk"], condition=Q(answered_at=None), name="proposal_waiting")]

    def __str__(self) -> str:
        return f"{self.officer} · {self.desk} · {self.role}"


class ResetQuerySet(models.QuerySet["SecondFactorReset"]):
    def waiting(self) -> ResetQuerySet:
        return self.filter(answered_at=None, expires_at__gt=clock.now(), officer__is_active=True)


class SecondFactorReset(TwoHands):
    """That an administrator would let an officer in again who lost her second factor or her password."""

    LASTS = timedelta(hours=24)

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="resets")

    objects = ResetQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["officer"], condition=Q(answered_at=None), name="reset_waiting")]

    def __str__(self) -> str:
        return str(self.officer)
