"""Notices to officers, how each wishes to be told, and the browsers that are told when they are closed."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import clock
from mooring.safeguards.models.staff import Officer
from mooring.safeguards.random_keys import random_key

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Urgency(models.TextChoices):
    """How soon a notice must reach somebody."""

    ORDINARY = "ordinary", _("Ordinary")
    URGENT = "urgent", _("Urgent")
    ESCALATION = "escalation", _("Nobody has answered")


class Digest(models.TextChoices):
    """How often ordinary notices are sent together."""

    AT_ONCE = "at_once", _("At once")
    HOURLY = "hourly", _("Each hour, together")
    DAILY = "daily", _("Each morning, together")


class Notice(models.Model):
    """That something waits for an officer. Holds a kind and an address of the house: never who or what it is about."""

    TRIES = 5

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    address = models.CharField(
        max_length=200, blank=True, help_text="A path of this house, without a name or a pseudonym."
    )
    urgency = models.CharField(max_length=12, choices=Urgency, default=Urgency.ORDINARY)
    told_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(
        null=True, blank=True, help_text="When it went out by mail or to a browser; empty while it has not."
    )
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["officer", "-told_at", "-id"], name="notice_of_officer"),
            models.Index(fields=["told_at"], name="notice_to_send", condition=Q(sent_at=None)),
        ]

    @property
    def words(self) -> str | _StrPromise:
        """What it says: the words of its kind, which name nobody."""
        from mooring.safeguards.notices import KINDS

        return KINDS.get(self.kind) or _("Something waits for you")


class NoticeWishes(models.Model):
    """How an officer wishes to be told. Without a row, as the fields' defaults say."""

    officer = models.OneToOneField(Officer, on_delete=models.CASCADE, primary_key=True, related_name="notice_wishes")
    by_mail = models.BooleanField(default=True)
    digest = models.CharField(max_length=8, choices=Digest, default=Digest.AT_ONCE)
    morning = models.TimeField(default=time(7, 30))
    quiet_from = models.TimeField(null=True, blank=True, default=time(22, 0))
    quiet_until = models.TimeField(null=True, blank=True, default=time(7, 0))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None) | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_two_ends",
            )
        ]


class PushSubscription(models.Model):
    """A browser of an officer that is told when it is closed; where it can be reached lies sealed."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="push_subscriptions")
    endpoint_key = models.BinaryField(
        unique=True, help_text="A keyed hash of the address, so that a browser is entered once."
    )
    sealed = models.BinaryField()
    device = models.CharField(max_length=60)
    made_at = models.DateTimeField(default=clock.now)
