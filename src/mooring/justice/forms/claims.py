"""The forms of a claim: considered, prepared, filed, decided, paid, appealed, withdrawn."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.justice.forms.care import lines_of_text
from mooring.justice.law_of_redress import grounds, kinds_of_claims
from mooring.justice.models import RejectedBecause
from mooring.justice.panel import law_words
from mooring.safeguards import clock
from mooring.safeguards.years import HourField, PastDayField


def in_minor_units(amount: Decimal | None) -> int | None:
    """An amount as it is kept: in hundredths, a whole number."""
    return int((amount * 100).to_integral_value()) if amount is not None else None


def _amount(label: Any, *, required: bool) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=Decimal("0.01"), max_digits=14, decimal_places=2, required=required
    )


class FactsForm(forms.Form):
    """What a claim rests on: when the crime ended, the report, and the ground for what came late."""

    ended_on = PastDayField(
        label=_("Last day of the crime"), help_text=_("As far as known."), widget=forms.DateInput, required=False
    )
    happened_at = HourField(
        label=_("The hour at which it ended"),
        help_text=_("Only where the hours to report may still run."),
        widget=forms.DateTimeInput,
        required=False,
    )
    reported_at = HourField(
        label=_("Reported to the police"),
        help_text=_("Empty when it was not. The person decides; no help hangs on it."),
        widget=forms.DateTimeInput,
        required=False,
    )
    concluded_on = PastDayField(
        label=_("Judgment final, or investigation stopped"), widget=forms.DateInput, required=False
    )
    exception = forms.ChoiceField(label=_("Why the report came late, or not at all"), required=False)
    late_ground = forms.ChoiceField(label=_("Why the application comes late"), required=False)
    exception_words = forms.CharField(
        label=_("What happened, in the person's words"),
        help_text=_("Needed when a ground is named. Sealed."),
        widget=lines_of_text(),
        required=False,
    )
    words = forms.CharField(label=_("Words"), widget=lines_of_text(2), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Nothing came late, or not known yet")), *((code, law_words(code)) for code in grounds())]
        for name in ("exception", "late_ground"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _not_ahead(self, name: str) -> datetime | None:
        moment: datetime | None = self.cleaned_data[name]
        if moment is not None and moment > clock.now():
            raise forms.ValidationError(_("This hour has not come yet."))
        return moment

    def clean_happened_at(self) -> datetime | None:
        return self._not_ahead("happened_at")

    def clean_reported_at(self) -> datetime | None:
        return self._not_ahead("reported_at")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if (given.get("exception") or given.get("late_ground")) and not given.get("exception_words", "").strip():
            self.add_error("exception_words", _("A ground is named: write what happened; who decides will ask for it."))
        return given


class ConsiderForm(FactsForm):
    """A claim that is considered with the person."""

    kind = forms.ChoiceField(label=_("From whom"), widget=forms.RadioSelect)
    field_order = ("kind",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code, law_words(code)) for code in kinds_of_claims()]  # type: ignore[attr-defined]


class StepForm(forms.Form):
    """A step of a claim: its day, and words."""

    since = PastDayField(label=_("Day"), initial=clock.today)
    words = forms.CharField(label=_("Words"), widget=lines_of_text(2), required=False)


class FileForm(FactsForm):
    """A claim that was filed."""

    since = PastDayField(label=_("Filed on"), initial=clock.today)
    asked = _amount(_("Amount asked for"), required=False)
    field_order = ("since", "asked")


class DecideForm(StepForm):
    """A decision: an amount, or why there is none."""

    awarded = _amount(_("Amount awarded"), required=False)
    rejected_because = forms.ChoiceField(
        label=_("Or rejected, because"), choices=[("", "—"), *RejectedBecause.choices], required=False
    )
    field_order = ("since", "awarded", "rejected_because", "words")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "awarded" in given and bool(given["awarded"]) == bool(given.get("rejected_because")):
            self.add_error(None, _("Give the amount that was awarded, or the reason why there is none."))
        return given


class AppealForm(StepForm):
    """A decision that is taken further, in time or with permission."""

    permission_asked = forms.BooleanField(
        label=_("It is late: whoever decides was asked to allow it all the same"),
        help_text=_("Leave it empty when the time is not over."),
        required=False,
    )
    field_order = ("since", "permission_asked", "words")


class PayForm(StepForm):
    """Money that the person has."""

    paid = _amount(_("Amount paid"), required=True)
    field_order = ("since", "paid", "words")
