"""Cells that somebody else has counted and published, and the loads that brought them in. No person stands behind a row here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key


class AgeGroup(models.TextChoices):
    """Child or adult. In the table of cases: on the day of the outcome; in published cells: as the publisher says."""

    CHILD = "child", _("Child")
    ADULT = "adult", _("Adult")
    NOT_KNOWN = "not_known", _("Not known")


class CountedLoadQuerySet(models.QuerySet["CountedLoad"]):
    def standing(self) -> CountedLoadQuerySet:
        """The loads whose place no later load of the same source has taken."""
        return self.filter(replaced_by=None)


class CountedLoad(models.Model):
    """One file of published counts that was brought in: who published it, under which licence, and what it counts."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    source_key = models.SlugField(max_length=80, help_text=_("The same for every file of this source."))
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    rights = models.CharField(max_length=200, blank=True)
    licence = models.CharField(max_length=200)
    licence_id = models.CharField(
        max_length=60, blank=True, help_text=_("The SPDX identifier of the licence, where it has one.")
    )
    address = models.CharField(max_length=300, blank=True)
    counts = models.CharField(max_length=200, help_text=_("Of whom or what the published cells are counts."))
    by_date = models.CharField(
        max_length=200, help_text=_("The date by which the publisher puts a person into a period.")
    )
    age_when = models.CharField(max_length=200, blank=True, help_text=_("When the age group was that of the person."))
    confirmed = models.BooleanField(
        default=True, help_text=_("False where the figures are derived or could not be checked.")
    )
    forms_may_be_several = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64, help_text=_("SHA-256 of the file as it was read."))
    cell_count = models.PositiveIntegerField()
    people = models.PositiveIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by", editable=False
    )
    loaded_at = models.DateTimeField(default=clock.now)
    loaded_by = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")

    objects = CountedLoadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fingerprint", "source_key"], name="one_load_a_file"),
            models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="load_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.title


class CountedCell(models.Model):
    """One published count. A category that the publisher did not collect is empty, one that he does not know is `not_known`."""

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    load = models.ForeignKey(CountedLoad, on_delete=models.PROTECT, related_name="cells")
    period_start = models.DateField()
    period_end = models.DateField()
    body_kind = models.CharField(max_length=80, blank=True)
    body = models.CharField(max_length=160, blank=True)
    form = models.CharField(
        max_length=160, blank=True, help_text=_("Codes of the forms of exploitation, sorted, joined by +.")
    )
    age_group = models.CharField(max_length=12, choices=AgeGroup, blank=True)
    sex = models.CharField(max_length=12, blank=True)
    citizenship = models.CharField(max_length=120, blank=True)
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gte=models.F("period_start")), name="cell_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["load", "period_start"], name="cell_of_load")]
