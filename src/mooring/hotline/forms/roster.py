"""Forms of the roster: planning shifts, setting the line, offering a shift."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.hotline.models import Shift, ShiftKind
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.references import reference
from mooring.safeguards.years import DayField

WEEKDAYS = [
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
]
SHORT = {"class": "form-choices-short"}


class PlanForm(forms.Form):
    """A shift, on one day or on many."""

    desk = forms.ChoiceField(label=_("Desk"))
    kind = forms.ChoiceField(label=_("Kind"), choices=ShiftKind.choices)
    begins = forms.TimeField(label=_("From"))
    ends = forms.TimeField(label=_("To"), help_text=_("Not later than it begins means: on the next morning."))
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"), required=False, help_text=_("Empty for one day only."))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On these days of the week"),
        choices=WEEKDAYS,
        coerce=int,
        initial=[str(number) for number in range(7)],
        widget=forms.CheckboxSelectMultiple(attrs=SHORT),
    )
    officer = forms.ChoiceField(
        label=_("Who"), required=False, help_text=_("Left open, whoever serves at the desk can take it.")
    )

    def __init__(self, *args: Any, desks: list[Desk], officers: list[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = {reference("desk", desk.pk): desk for desk in desks}
        self.officers = {reference("officer", officer.pk): officer for officer in officers}
        self.fields["desk"].choices = [(key, desk.name) for key, desk in self.desks.items()]  # type: ignore[attr-defined]
        self.fields["officer"].choices = [  # type: ignore[attr-defined]
            ("", _("Open")),
            *((key, officer.name) for key, officer in self.officers.items()),
        ]

    def planned(self) -> dict[str, Any]:
        """What `actions.plan` is given."""
        given = dict(self.cleaned_data)
        return given | {"desk": self.desks[given["desk"]], "officer": self.officers.get(given["officer"])}


class LineForm(forms.Form):
    """The number that rings at a desk on duty, and the hours that must be answered."""

    desk = forms.ChoiceField(label=_("Desk"))
    number = forms.CharField(
        label=_("Number of the duty line"),
        max_length=24,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text=_("Never a private number: everybody in the mechanism can see it."),
    )
    opens = forms.TimeField(label=_("Answered from"), required=False)
    closes = forms.TimeField(label=_("Answered until"), required=False, help_text=_("Both empty: day and night."))

    def __init__(self, *args: Any, desks: list[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = {reference("desk", desk.pk): desk for desk in desks}
        self.fields["desk"].choices = [(key, desk.name) for key, desk in self.desks.items()]  # type: ignore[attr-defined]

    def line(self) -> dict[str, Any]:
        """What `actions.set_line` is given."""
        return dict(self.cleaned_data) | {"desk": self.desks[self.cleaned_data["desk"]]}


class OfferForm(forms.Form):
    """To whom a shift is offered, and for which."""

    to = forms.ChoiceField(label=_("To whom?"))
    in_return = forms.ChoiceField(label=_("For which shift?"), required=False)

    def __init__(self, *args: Any, colleagues: list[Officer], theirs: list[Shift], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {reference("officer", officer.pk): officer for officer in colleagues}
        self.theirs = {reference("shift", shift.pk): shift for shift in theirs}
        self.fields["to"].choices = [(key, officer.name) for key, officer in self.colleagues.items()]  # type: ignore[attr-defined]
        self.fields["in_return"].choices = [  # type: ignore[attr-defined]
            ("", _("For nothing in return")),
            *((key, f"{shift.officer} · {shift.when}") for key, shift in self.theirs.items()),
        ]

    def offered(self) -> dict[str, Any]:
        """What `actions.offer_swap` is given."""
        return {
            "to": self.colleagues[self.cleaned_data["to"]],
            "in_return": self.theirs.get(self.cleaned_data["in_return"]),
        }
