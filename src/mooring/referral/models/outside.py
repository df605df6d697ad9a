"""The sealed page of a referral for an agency that has no access of its own, and who tried to open it when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from mooring.referral.models.referrals import Referral
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


class PageEnd(models.TextChoices):
    """Why a sealed page opens no more."""

    ENDED = "ended", _("Ended by the sender")
    REPLACED = "replaced", _("Another link was made in its place")
    WRONG_CODES = "wrong_codes", _("Too many wrong codes")


class SealedPages(models.Manager["SealedPage"]):
    """What is sealed, and the proof, are written and never read by the application: only the functions for outside compare and hand out."""

    def get_queryset(self) -> models.QuerySet[SealedPage]:
        return super().get_queryset().defer("sealed", "proof")


class SealedPage(models.Model):
    """What was shared, sealed under a link and a code that this house does not keep. Without both nobody can read it, we included."""

    TRIES = 5

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="sealed_pages")
    known_by = models.BinaryField(unique=True, help_text=_("A hash of the token in the link."))
    proof = models.BinaryField(help_text=_("What only the link and the code together give; compared, never shown."))
    sealed = models.BinaryField()
    language = models.CharField(max_length=8, help_text=_("The language in which it is written out."))
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=16, choices=PageEnd, blank=True)

    objects = SealedPages()

    is_on_the_timeline = True  # what comes of it are steps of the referral, which are

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["referral"], condition=models.Q(ended_at=None), name="one_sealed_page_of_a_referral"
            )
        ]

    @property
    def case_key(self) -> int:
        return int(self.referral.case_id)

    def opens(self) -> bool:
        """Whether it still opens to who holds the link and the code."""
        return self.ended_at is None and self.expires_at > clock.now()


class Look(models.TextChoices):
    """What somebody at the other end of a link did."""

    OPENED = "opened", _("Opened")
    WRONG_CODE = "wrong_code", _("Tried with a wrong code")
    OVER = "over", _("Tried after its time was over")
    ANSWERED = "answered", _("Answered")


class SealedPageLook(models.Model):
    """That somebody with the link was at the page. Not from where, nor with what."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    page = models.ForeignKey(SealedPage, on_delete=models.PROTECT, related_name="looks")
    what = models.CharField(max_length=12, choices=Look)
    at = models.DateTimeField(default=clock.now)
