"""Forms around a stay: why a house declines, how somebody left, who pays; and for whom a place is waited for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.housing.forms.houses import region_choices
from mooring.housing.free_beds import FreeBed
from mooring.housing.house_codes import Payer, TargetGroup
from mooring.housing.models import BedUrgency, Declined, HowLeft, WaitEnded, Withdrawn
from mooring.safeguards.references import key_of, reference
from mooring.safeguards.years import DayField


class DeclineForm(forms.Form):
    """Why the house declines."""

    reason = forms.ChoiceField(label=_("Why?"), choices=Declined.choices, widget=forms.RadioSelect)


class WithdrawForm(forms.Form):
    """Why a place is not needed."""

    reason = forms.ChoiceField(label=_("Why?"), choices=Withdrawn.choices, widget=forms.RadioSelect)


class MissingForm(forms.Form):
    """Whether the children who came along are missing too."""

    children_too = forms.TypedChoiceField(
        label=_("Are the children missing too?"),
        choices=[("no", _("No, they are in the house")), ("yes", _("Yes, all of them"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )


class LeaveForm(forms.Form):
    """How somebody left, and when."""

    how = forms.ChoiceField(label=_("How?"), choices=HowLeft.choices, widget=forms.RadioSelect)
    on = DayField(label=_("On which day?"))


class MoveForm(forms.Form):
    """When somebody moved on."""

    on = DayField(label=_("On which day?"))


class ArriveForm(forms.Form):
    """When somebody came."""

    on = DayField(label=_("On which day?"))


class PaidForm(forms.Form):
    """Who pays, and until when."""

    payer = forms.ChoiceField(label=_("Who pays?"), choices=Payer.choices)
    paid_until = DayField(label=_("Until which day?"), help_text=_("The night before that day is the last one paid."))


class BedForm(forms.Form):
    """Another bed of the house."""

    bed = forms.ChoiceField(label=_("Which bed?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, free: list[FreeBed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bed"].choices = [  # type: ignore[attr-defined]
            (reference("bed", one.bed.pk), one.bed.in_words) for one in free
        ]
        self.free = {one.bed.pk: one.bed for one in free}

    def clean_bed(self) -> Any:
        return self.free[key_of("bed", self.cleaned_data["bed"])]


class ChildrensBedsForm(forms.Form):
    """Beds of the house for children who come later, or need one of their own after all."""

    beds = forms.MultipleChoiceField(
        label=_("Which beds?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One for each child. All of them are held, or none; then the house is asked."),
    )
    begins = DayField(label=_("From which night?"))

    def __init__(self, *args: Any, free: list[FreeBed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["beds"].choices = [  # type: ignore[attr-defined]
            (reference("bed", one.bed.pk), one.bed.in_words) for one in free
        ]
        self.free = {one.bed.pk: one.bed for one in free}

    def clean_beds(self) -> list[Any]:
        return [self.free[key_of("bed", named)] for named in self.cleaned_data["beds"]]


class WaitForm(forms.Form):
    """For whom a place is waited for."""

    groups = forms.MultipleChoiceField(
        label=_("Whom must the place be for?"),
        choices=TargetGroup.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("By the person's own statement."),
    )
    urgency = forms.ChoiceField(label=_("How soon?"), choices=BedUrgency.choices, widget=forms.RadioSelect)
    region = forms.ChoiceField(
        label=_("Where does the person wish to live?"),
        choices=lambda: [("", _("Anywhere")), *region_choices()],
        required=False,
    )


class EndWaitForm(forms.Form):
    """Why somebody no longer waits."""

    ended = forms.ChoiceField(label=_("Why?"), choices=WaitEnded.choices, widget=forms.RadioSelect)
