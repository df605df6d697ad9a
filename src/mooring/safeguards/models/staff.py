"""Agencies, their desks, the officers who work there, and their postings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import clock
from mooring.safeguards.random_keys import random_key

if TYPE_CHECKING:
    from mooring.safeguards.roles import Role


class AgencyKind(models.TextChoices):
    """What an organisation in the mechanism is."""

    NATIONAL_CENTRE = "national_centre", _("National centre")
    IMMIGRATION_SERVICE = "immigration_service", _("Immigration service")
    COMPETENT_AUTHORITY = "competent_authority", _("Competent authority")
    POLICE = "police", _("Police")
    DEPARTURE_AUTHORITY = "departure_authority", _("Departure authority")
    TAX_AUTHORITY = "tax_authority", _("Tax authority")
    NGO = "ngo", _("Organisation of civil society")
    SHELTER = "shelter", _("Crisis centre or other housing")
    MUNICIPALITY = "municipality", _("Municipality")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("International organisation")
    MINISTRY = "ministry", _("Ministry")
    KNOWLEDGE_INSTITUTION = "knowledge_institution", _("Knowledge institution")
    REGION = "region", _("Region")
    BOARD = "board", _("National board or agency under a ministry")
    PROSECUTION = "prosecution", _("Prosecution")
    COURT = "court", _("Court")
    LABOUR_AUTHORITY = "labour_authority", _("Authority for working conditions or the labour market")
    HEALTH_AUTHORITY = "health_authority", _("Health authority")
    PRISON_SERVICE = "prison_service", _("Prison service")
    LABOUR_MARKET_ORGANISATION = "labour_market_organisation", _("Trade union or employers' organisation")
    FAMILY_AUTHORITY = "family_authority", _("Authority for family law")
    FOREIGN_AGENCY = "foreign_agency", _("Agency in another country")


class Agency(models.Model):
    """An organisation in the mechanism: an authority, an NGO, a shelter, an international organisation."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    code = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, choices=AgencyKind)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class Desk(models.Model):
    """A desk of an agency: the few people who take up what reaches it. Access can be given to a desk, so that a shift can change."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="desks")
    code = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["agency__name", "name"]

    def __str__(self) -> str:
        return f"{self.agency.name} · {self.name}"


class OfficerManager(BaseUserManager["Officer"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Officer:
        officer = self.model(email=self.normalize_email(email).lower(), **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer

    def get_by_natural_key(self, username: str | None) -> Officer:
        return self.get(email=(username or "").lower())


class Officer(AbstractBaseUser):
    """A person who works for an agency and signs in."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    email = models.EmailField(unique=True, help_text=_("The work address with which the officer signs in."))
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects = OfficerManager()

    def __str__(self) -> str:
        return self.name

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the officer's password. An outdated hash of it is renewed as herself: the database lets nobody else."""

        def renew(password: str) -> None:
            from mooring.safeguards.officer_in_charge import acting_as

            self.set_password(password)
            with acting_as(self):
                self.save(update_fields=["password"])

        return check_password(raw_password, self.password, renew)

    def running_postings(self) -> list[Posting]:
        """The postings that run now, read once for each officer object."""
        if not hasattr(self, "_running_postings"):
            self._running_postings = list(
                Posting.objects.running().filter(officer=self).select_related("desk__agency").order_by("since", "id")
            )
        return self._running_postings

    def roles(self) -> list[Role]:
        """The roles in which the officer serves now."""
        from mooring.safeguards.roles import role

        return [role(posting.role) for posting in self.running_postings()]

    def desks(self) -> list[Desk]:
        return [posting.desk for posting in self.running_postings()]

    @property
    def desk(self) -> Desk:
        """The desk at which the officer serves first. Raises `NotPosted` for an officer without a running posting."""
        for posting in self.running_postings():
            return posting.desk
        raise NotPosted

    @property
    def agency(self) -> Agency:
        return self.desk.agency

    def may(self, verb: str) -> bool:
        """Whether any of the officer's roles knows this verb. Says nothing about any particular case."""
        return any(verb in role.verbs for role in self.roles())


class NotPosted(Exception):
    """The officer serves at no desk now, and may do nothing until she is posted again."""


class PostingQuerySet(models.QuerySet["Posting"]):
    def running(self) -> PostingQuerySet:
        moment = clock.now()
        return self.filter(Q(until=None) | Q(until__gt=moment), since__lte=moment, officer__is_active=True)


class Posting(models.Model):
    """That an officer serves at a desk in a role, from one moment to another."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="postings")
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(max_length=60)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True, help_text=_("Empty while the posting has no end."))

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=models.F("since")), name="posting_ends_after_it_begins"
            )
        ]
        indexes = [models.Index(fields=["officer", "since"]), models.Index(fields=["desk", "since"])]

    def __str__(self) -> str:
        return f"{self.officer} · {self.desk} · {self.role}"
