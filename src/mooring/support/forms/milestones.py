"""Staying, and the steps into a life of one's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import clock
from mooring.safeguards.years import DayField, PastDayField
from mooring.support.forms.days import lines_of_text
from mooring.support.milestones import Step


class StayingForm(forms.Form):
    """What the person says of staying."""

    stays = forms.TypedChoiceField(
        label=_("Does the person wish to stay, and to plan for it?"),
        help_text=_("A wish is enough. It decides nothing about residence, and no help depends on the answer."),
        choices=[("yes", _("Yes")), ("no", _("No, or not now"))],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )
    said = forms.CharField(label=_("What the person said"), widget=lines_of_text(3), required=False)
    said_on = PastDayField(label=_("Said on"), initial=clock.today)


class StepForm(forms.Form):
    """A step: when it is hoped for, when it was reached, who helps."""

    step = forms.ChoiceField(label=_("Step"), choices=Step)
    expected_on = DayField(label=_("Hoped for on"), widget=forms.DateInput, required=False)
    reached_on = PastDayField(label=_("Reached on"), required=False)
    let_go_on = PastDayField(
        label=_("Let go on"),
        help_text=_("The person does not wish it any more. What it was stays readable."),
        required=False,
    )
    helper = forms.CharField(label=_("Who helps"), max_length=200, required=False)
    note = forms.CharField(
        label=_("Note"), help_text=_("Needed for a step of the person's own."), widget=lines_of_text(3), required=False
    )

    def __init__(self, *args: Any, taken: Iterable[str] = (), standing: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        if standing:
            del self.fields["step"]
        else:
            del self.fields["let_go_on"]
            gone = frozenset(taken) - {Step.OTHER.value}
            free: Any = [(code, label) for code, label in Step.choices if code not in gone]
            self.fields["step"].choices = free  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("step") == Step.OTHER and not given.get("note", "").strip():
            self.add_error("note", _("Write what the step is."))
        if given.get("reached_on") and given.get("let_go_on"):
            self.add_error("let_go_on", _("A step cannot be reached and let go at once."))
        return given
