"""The forms of the offer and of what the person answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.casework.named_by_code import language_choices
from mooring.returns.answers import Channel, DecidedWith, NoBecause, Told, Understood
from mooring.returns.house_rules import ASK_AGAIN
from mooring.safeguards import clock
from mooring.safeguards.years import DayField, PastDayField

SHORT = {"class": "form-choices-short"}
FAR = timedelta(days=366)


def words_field(label: object, hint: object = "", rows: int = 3) -> forms.CharField:
    """A field for words, which are sealed."""
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=hint,  # type: ignore[arg-type]
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class OfferForm(forms.Form):
    """What was told with the offer, in which language, and whether it was understood."""

    offered_on = PastDayField(label=_("Told on"), initial=clock.today)
    language = forms.ChoiceField(label=_("In which language"), choices=language_choices)
    channel = forms.ChoiceField(label=_("How"), choices=Channel, widget=forms.RadioSelect)
    told = forms.MultipleChoiceField(label=_("What was told"), choices=Told, widget=forms.CheckboxSelectMultiple)
    understood = forms.ChoiceField(
        label=_("Was it understood?"), choices=Understood, widget=forms.RadioSelect(attrs=SHORT)
    )
    unaccompanied_ordered_to_leave = forms.BooleanField(
        label=_("A child who is here alone, and must leave the country"), required=False
    )
    words = words_field(_("What the person asked, or wishes to know"))

    def __init__(self, *args: Any, child: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not child:
            del self.fields["unaccompanied_ordered_to_leave"]


class ConsiderForm(forms.Form):
    """When somebody may ask again."""

    on = PastDayField(label=_("Said on"), initial=clock.today)
    ask_again_on = DayField(label=_("Ask again on"), help_text=_("A day agreed with the person."))
    words = words_field(_("What the person said"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ask_again_on", clock.today() + ASK_AGAIN)

    def clean_ask_again_on(self) -> date:
        day: date = self.cleaned_data["ask_again_on"]
        if not clock.today() <= day <= clock.today() + FAR:
            raise forms.ValidationError(_("Agree on a day that is still to come, within a year."))
        return day


class AcceptForm(forms.Form):
    """The person says yes."""

    on = PastDayField(label=_("Answered on"), initial=clock.today)
    decided_with = forms.ChoiceField(
        label=_("Who decided with the person?"), choices=DecidedWith, widget=forms.RadioSelect
    )
    words = words_field(_("What the person said"))

    def __init__(self, *args: Any, child: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not child:
            self.initial.setdefault("decided_with", DecidedWith.ALONE)


class SayNoForm(forms.Form):
    """The person says no for now."""

    reasons = forms.MultipleChoiceField(
        label=_("Why, as the person said it"), choices=NoBecause, widget=forms.CheckboxSelectMultiple
    )
    on = PastDayField(label=_("Answered on"), initial=clock.today)
    words = words_field(_("In the person's own words"))


class WithdrawForm(forms.Form):
    """The person withdraws."""

    words = words_field(_("What the person said"), _("No reason is needed."))
