"""The directory: what each agency is in the mechanism, and what it is charged with. Dated, appended, and corrected by what follows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import clock
from mooring.safeguards.models import Agency, Desk, Officer
from mooring.safeguards.random_keys import random_key


class QuickerHand(Exception):
    """Another administrator changed this entry in the meantime: look again, then decide."""


class EntryQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        """The entries that stand: not corrected or ended by a later one."""
        return self.filter(superseded_by=None)

    def as_known_at(self, moment: datetime) -> Self:
        """The entries as they were known just before a moment that is over."""
        return self.filter(Q(superseded_by=None) | Q(superseded_by__recorded_at__gte=moment), recorded_at__lt=moment)

    def valid_on(self, day: date) -> Self:
        """The standing entries that hold on a day."""
        return self.standing().filter(Q(until=None) | Q(until__gte=day), since__lte=day, struck=False)


class Entry(models.Model):
    """A dated entry of the directory: when it holds, where it was found, who recorded it, and what took its place."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    code = models.SlugField(max_length=120, blank=True, help_text=_("How a country's directory names this entry."))
    since = models.DateField(help_text=_("The first day."))
    until = models.DateField(null=True, blank=True, help_text=_("The last day; empty while it has no end."))
    source = models.TextField(help_text=_("Where this was found: an action plan, a contract, a decision."))
    confirmed = models.BooleanField(default=True, help_text=_("Found in a published text or a contract one has seen."))
    note = models.TextField(blank=True)
    struck = models.BooleanField(default=False, help_text=_("It was entered by mistake, and never held."))
    recorded_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    superseded_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes", editable=False
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        return not self.struck and self.since <= day and (self.until is None or day <= self.until)

    def supersede(self, later: Self) -> None:
        """Put `later` in the place of this entry. Raises `QuickerHand` when somebody else was quicker."""
        changed = type(self)._default_manager.filter(pk=self.pk, superseded_by=None).update(superseded_by=later.pk)
        if changed != 1:
            raise QuickerHand
        later.save(force_insert=True)

    def copy(self, **changes: Any) -> Self:
        """A new entry that says the same but for what is changed; not saved."""
        later = type(self)(
            **{
                field.attname: getattr(self, field.attname)
                for field in self._meta.concrete_fields
                if field.name not in ("id", "recorded_at", "recorded_by", "superseded_by")
            }
        )
        for name, value in changes.items():
            setattr(later, name, value)
        return later


def _rules(name: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(until=None) | Q(until__gte=models.F("since")), name=f"{name}_ends_after_it_begins"
        ),
        models.UniqueConstraint(
            fields=["code"], condition=Q(superseded_by=None) & ~Q(code=""), name=f"one_standing_{name}_of_a_code"
        ),
    ]


class AgencyDescription(Entry):
    """What an agency is in the mechanism for a time: its role, under whom it is placed, to whom it reports, what became of it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="descriptions")
    role = models.TextField(help_text=_("What the agency does in the mechanism, in our own words."))
    placed_under = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reports_to = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    successor = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Who took its place after the last day."),
    )
    regions = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    municipality = models.CharField(max_length=12, blank=True, help_text=_("The code of a municipality's own area."))

    class Meta:
        constraints = [
            *_rules("description"),
            models.UniqueConstraint(
                fields=["agency", "since"],
                condition=Q(superseded_by=None, struck=False),
                name="one_standing_description_of_a_day",
            ),
        ]
        indexes = [models.Index(fields=["agency", "since"])]


class Basis(models.TextChoices):
    """What a mandate rests on."""

    LAW = "law", _("Law")
    PLAN = "plan", _("Action plan")
    CONTRACT = "contract", _("Contract")
    AGREEMENT = "agreement", _("General agreement")
    FUNDING = "funding", _("Grant of money")
    PRACTICE = "practice", _("Practice")


class Mandate(Entry):
    """What an agency is charged with: service, target groups, places and period, and the contract it rests on."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="mandates")
    desk = models.ForeignKey(
        Desk,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("The desk that takes this up; empty: the agency's only one, or whoever is asked chooses."),
    )
    service = models.CharField(max_length=40)
    groups = ArrayField(models.CharField(max_length=40), default=list, blank=True, help_text=_("Empty: everybody."))
    regions = ArrayField(
        models.CharField(max_length=12), default=list, blank=True, help_text=_("Empty: the whole country.")
    )
    municipalities = ArrayField(
        models.CharField(max_length=12), default=list, blank=True, help_text=_("Empty: the whole of the regions.")
    )
    residence = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, help_text=_("Empty: whatever the residence basis.")
    )
    age_from = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("The youngest age it is for."))
    age_below = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("It is for who is younger."))
    helps = models.BooleanField(
        default=False, help_text=_("It helps another agency that is charged with this, and is asked after it.")
    )
    basis = models.CharField(max_length=20, default=Basis.PLAN)
    contract_with = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    contract_since = models.DateField(null=True, blank=True)
    contract_until = models.DateField(null=True, blank=True)
    contract_content = models.TextField(blank=True)

    class Meta:
        constraints = _rules("mandate")
        indexes = [models.Index(fields=["service", "since"]), models.Index(fields=["agency", "since"])]
