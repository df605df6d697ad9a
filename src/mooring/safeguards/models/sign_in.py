"""Who is signed in where, what an agency's own directory may vouch for, and counts that all processes share."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from mooring.safeguards import clock
from mooring.safeguards.models.staff import Agency, Desk, Officer, Posting
from mooring.safeguards.random_keys import random_key

# Roles that open more than an agency's own work: no directory outside the house may give them.
NEVER_BY_CLAIM = ("administrator", "name_matcher", "data_protection_officer")


class SignedIn(models.Model):
    """A browser in which an officer is signed in. No address on the network is kept; the device is named in a few words."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    session_key = models.CharField(max_length=40, unique=True, help_text="The keyed hash under which the session lies.")
    device = models.CharField(max_length=60, blank=True)
    begun_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)
    locked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-seen_at"]


class SharedCount(models.Model):
    """A count or a mark that all processes of the house share, under a keyed hash, until a moment. Holds no name."""

    key = models.CharField(primary_key=True, max_length=64)
    value = models.JSONField()
    until = models.DateTimeField(db_index=True)


class IdentityProvider(models.Model):
    """The sign-in of an agency's own, entered by the owner of the database from a file."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    code = models.SlugField(unique=True, max_length=60)
    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="+")
    domains = models.JSONField(help_text="The mail domains of the agency, small letters.")


class ClaimedRole(models.Model):
    """That whoever comes with this claim serves at this desk of the agency in this role."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    provider = models.ForeignKey(IdentityProvider, on_delete=models.CASCADE, related_name="roles")
    claim = models.CharField(max_length=120)
    value = models.CharField(max_length=200)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(role__in=NEVER_BY_CLAIM), name="no_role_above_an_agency")]


class AgencyIdentity(models.Model):
    """Which officer a subject of an agency's directory is, so that an address given to a new colleague opens nothing."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    provider = models.ForeignKey(IdentityProvider, on_delete=models.CASCADE, related_name="+")
    subject = models.CharField(max_length=64, help_text="The keyed hash of the subject.")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "subject"], name="one_officer_a_subject"),
            models.UniqueConstraint(fields=["provider", "officer"], name="one_subject_an_officer"),
        ]


class ClaimedPosting(models.Model):
    """That a posting rests on a claim of the agency's directory, and ends with it."""

    posting = models.OneToOneField(Posting, on_delete=models.PROTECT, primary_key=True, related_name="+")
    provider = models.ForeignKey(IdentityProvider, on_delete=models.CASCADE, related_name="+")
