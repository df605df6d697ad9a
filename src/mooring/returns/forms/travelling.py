"""The forms of the journey, of asking how the person is, and of the close."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from mooring.returns.answers import ConfirmedBy, Outcome
from mooring.returns.forms.answering import SHORT, words_field
from mooring.returns.over_there import PARTS, Again, Reached, Status
from mooring.safeguards import clock
from mooring.safeguards.years import PastDayField


def in_months(month: int) -> str:
    """So many months after arrival, in words."""
    return ngettext("%(month)s month after arrival", "%(month)s months after arrival", month) % {"month": month}


class TravelForm(forms.Form):
    """The person has set out."""

    on = PastDayField(label=_("Set out on"), initial=clock.today)


class NotTravelledForm(forms.Form):
    """The journey did not take place."""

    words = words_field(_("What happened"))


class ArriveForm(forms.Form):
    """The person has arrived."""

    on = PastDayField(label=_("Arrived on"), initial=clock.today)
    confirmed_by = forms.ChoiceField(label=_("Who says so?"), choices=ConfirmedBy, widget=forms.RadioSelect)
    words = words_field(_("How the person was received"))


class FollowUpForm(forms.Form):
    """How the person is, so many months after arrival."""

    month = forms.TypedChoiceField(label=_("When"), coerce=int, widget=forms.RadioSelect(attrs=SHORT))
    asked_on = PastDayField(label=pgettext_lazy("a follow-up", "Asked on"), initial=clock.today)
    reached = forms.ChoiceField(
        label=_("Did somebody speak with the person?"), choices=Reached, widget=forms.RadioSelect
    )
    exploited_again = forms.ChoiceField(
        label=_("Was the person exploited again?"), choices=Again, initial=Again.NOT_KNOWN, required=False
    )
    words = words_field(_("What the person said"))

    def __init__(self, *args: Any, months: Sequence[int] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["month"].choices = [(month, in_months(month)) for month in months]  # type: ignore[attr-defined]
        if months:
            self.initial.setdefault("month", months[0])
        for name, label in PARTS:
            self.fields[name] = forms.ChoiceField(label=label, choices=Status, initial=Status.NOT_KNOWN, required=False)

    def part_fields(self) -> list[forms.BoundField]:
        return [self[name] for name, _label in PARTS]

    def statuses(self) -> dict[str, str]:
        """How it stands in each part of life; what was left out is not known."""
        return {name: self.cleaned_data[name] or Status.NOT_KNOWN.value for name, _label in PARTS}


class CloseForm(forms.Form):
    """What came of the return."""

    outcome = forms.ChoiceField(label=_("What came of it"), choices=Outcome, widget=forms.RadioSelect)
    words = words_field(_("What should be known later"))
