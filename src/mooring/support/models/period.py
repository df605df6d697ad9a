"""The reflection period with its requests and extensions."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import Fact, FactQuerySet
from mooring.law.days import last_day as last_day_of


class AskedBy(models.TextChoices):
    """Who asked."""

    PERSON = "person", _("The person")
    TEAM = "team", _("The contact person or the team, for the person")
    LAWYER = "lawyer", _("A lawyer, for the person")
    REPRESENTATIVE = "representative", _("The personal representative of a child")


class AskedFor(models.TextChoices):
    """What was asked for."""

    PERIOD = "period", _("The period")
    EXTENSION = "extension", _("An extension")


class PeriodRequest(Fact):
    """That a reflection or restitution period, or an extension of it, was asked for: by whom and when."""

    asked_for = models.CharField(max_length=12, choices=AskedFor)
    asked_by = models.CharField(max_length=16, choices=AskedBy)
    asked_on = models.DateField(help_text=_("The day on which it was asked for."))
    words_sealed = models.BinaryField(null=True, help_text=_("What the person wishes the authority to know."))

    class Meta:
        indexes = [models.Index(fields=["case", "-asked_on"], name="period_request_of_case")]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"asked_for": self.asked_for, "asked_by": self.asked_by, "asked_on": self.asked_on.isoformat()}


class PeriodKind(models.TextChoices):
    """What the authority decided."""

    REFLECTION = "reflection", _("Reflection period")
    RESTITUTION = "restitution", _("Restitution period")
    RECOVERY = "recovery", _("Recovery period")
    IMMEDIATE_DEPARTURE = "immediate_departure", _("No period: immediate departure")


class PeriodQuerySet(FactQuerySet):
    def with_days(self) -> Self:
        """Each period with `extra_days`: the days of its standing extensions, in the same query."""
        standing = Q(extensions__superseded_by=None)
        return self.annotate(extra_days=Coalesce(Sum("extensions__days", filter=standing), 0))


class ReflectionPeriod(Fact):
    """The authority's decision on the time to recover and reflect: a period with its days, or none and why.

    A restitution period is the same for a person who resides here legally. Source: the country pack's `reflection_period`.
    """

    kind = models.CharField(max_length=24, choices=PeriodKind)
    begins = models.DateField(null=True, help_text=_("The first day of the period; it counts."))
    initial_days = models.PositiveSmallIntegerField(
        help_text=_("The days given at first, by the law of the day of the decision.")
    )
    last_day = models.DateField(null=True, help_text=_("The last day of the days given at first; it counts."))
    starts = models.CharField(max_length=32, blank=True, help_text=_("On request, or of the authority's own motion."))
    requested_on = models.DateField(
        null=True, help_text=_("The day on which it was asked for; empty when the authority gave it of its own motion.")
    )
    decided_on = models.DateField(help_text=_("The day of the decision: its law decides how many days there are."))
    finding = models.JSONField(help_text=_("The answer of the law with its reasons and provisions."))
    ground_sealed = models.BinaryField(null=True, help_text=_("The authority's ground, or why it was corrected."))

    objects = PeriodQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(superseded_by=None), name="one_standing_reflection_period"
            ),
            models.CheckConstraint(
                condition=Q(kind="immediate_departure", begins=None, last_day=None, initial_days=0)
                | (
                    ~Q(kind="immediate_departure")
                    & Q(begins__isnull=False, last_day__gte=F("begins"), initial_days__gte=1)
                ),
                name="period_has_days_or_is_none",
            ),
        ]

    @property
    def is_none(self) -> bool:
        """Whether the decision was that there is no period."""
        return self.kind == PeriodKind.IMMEDIATE_DEPARTURE

    @property
    def kind_name(self) -> Any:
        """What the period is called; where the law opens it with an earlier decision, as the country's law calls it."""
        return (
            gettext(settings.MOORING_COUNTRY.period_name)
            if self.kind == PeriodKind.RECOVERY
            else self.get_kind_display()
        )

    def last_day_of_all(self) -> date | None:
        """The last day of the period with its extensions, or none where none was given."""
        if self.begins is None:
            return None
        return last_day_of(
            self.begins, self.initial_days + sum(extension.days for extension in self.standing_extensions())
        )

    def standing_extensions(self) -> list[Extension]:
        # Chosen here and not by the database: a list reads them beforehand, for many.
        standing = [each for each in self.extensions.all() if each.superseded_by_id is None]
        return sorted(standing, key=lambda each: each.number)

    def event_codes(self) -> dict[str, str | int | None]:
        last = self.last_day.isoformat() if self.last_day else None
        return {
            "kind": self.kind,
            "days": self.initial_days,
            "last_day": last,
            "decided_on": self.decided_on.isoformat(),
        }


class Extension(Fact):
    """Days added to a period, for a reason the law of the day of the decision knows. No days: corrected to never given."""

    period = models.ForeignKey(ReflectionPeriod, on_delete=models.PROTECT, related_name="extensions")
    number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=60, help_text=_("A code of the law, from the country pack."))
    days = models.PositiveSmallIntegerField()
    begins = models.DateField(help_text=_("The first of the added days."))
    last_day = models.DateField(help_text=_("The last of the added days: the new last day of the whole."))
    asked_on = models.DateField(null=True, help_text=_("The day on which the extension was asked for."))
    decided_on = models.DateField(
        help_text=_("The day of the decision: its law decides how many days there may be in all.")
    )
    finding = models.JSONField(help_text=_("The answer of the law with its reasons and provisions."))
    ground_sealed = models.BinaryField(null=True, help_text=_("The authority's ground."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "number"], condition=Q(superseded_by=None), name="one_standing_extension_a_number"
            ),
        ]
        indexes = [models.Index(fields=["case", "decided_on"], name="extension_of_case")]

    def event_codes(self) -> dict[str, str | int | None]:
        return {"reason": self.reason, "days": self.days, "last_day": self.last_day.isoformat()}
