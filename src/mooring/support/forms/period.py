"""Asking for the period, deciding on it, extending and correcting it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mooring.law import NotAnswered
from mooring.law.words import shown
from mooring.safeguards import clock
from mooring.safeguards.years import DayField, PastDayField
from mooring.support.actions.period import BEGINS_ITSELF, KINDS
from mooring.support.forms.days import FAR, lines_of_text
from mooring.support.law_of_the_period import Situation, hangs_on_residence, of_today, the_law
from mooring.support.models import AskedBy, AskedFor, Extension


class RequestForm(forms.Form):
    """Who asked, for what, and when."""

    asked_for = forms.ChoiceField(label=_("What is asked for?"), choices=AskedFor, widget=forms.RadioSelect)
    asked_by = forms.ChoiceField(label=_("Who asks?"), choices=AskedBy, widget=forms.RadioSelect)
    asked_on = PastDayField(label=_("Asked on"), initial=clock.today)
    words = forms.CharField(
        label=_("What the person wishes the authority to know"),
        help_text=_("In the person's own words. Kept sealed."),
        widget=lines_of_text(),
        required=False,
    )

    def __init__(self, *args: Any, period_stands: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("asked_for", AskedFor.EXTENSION if period_stands else AskedFor.PERIOD)


class DecisionForm(forms.Form):
    """What the authority knows, and the days of its decision."""

    situation = forms.ChoiceField(
        label=_("Where does the person stand?"),
        help_text=_(
            "The law gives a reflection period to who is ordered to leave, and an equal one to legal residents."
        ),
        choices=Situation,
        widget=forms.RadioSelect,
    )
    public_order = forms.BooleanField(
        label=_("Departure is immediate because public order requires it"),
        help_text=_("Rare: normally only after expulsion for serious crime. No period is then given."),
        required=False,
    )
    requested_on = PastDayField(label=_("Asked for on"), required=False)
    decided_on = PastDayField(label=_("Decided on"), help_text=_("The law of this day decides."))
    begins = DayField(label=_("First day"), help_text=_("This day counts."))
    ground = forms.CharField(
        label=_("The authority's ground"), help_text=_("Kept sealed."), widget=lines_of_text(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        if not hangs_on_residence(today):
            del self.fields["situation"]
        stays, departs = of_today(), of_today(public_order=True)
        if stays is not None and departs is not None and departs.answer not in KINDS:
            del self.fields["public_order"]
        if stays is not None and stays.particulars.get("starts") in BEGINS_ITSELF:
            del self.fields["requested_on"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        # What makes no difference to this country's law is not asked.
        for name, nothing in (("situation", Situation.NEITHER), ("public_order", False), ("requested_on", None)):
            if name not in self.fields:
                given[name] = nothing
        decided, begins, requested = given.get("decided_on"), given.get("begins"), given.get("requested_on")
        if decided and begins and abs(begins - decided) > FAR:
            self.add_error("begins", _("More than a year from the decision: is the year right?"))
        if decided and requested and requested > decided:
            self.add_error("requested_on", _("Asked for after it was decided: one of the days is wrong."))
        if given.get("public_order") and not given.get("ground", "").strip():
            self.add_error("ground", _("Immediate departure needs the authority's ground."))
        return given


class CorrectionForm(DecisionForm):
    """What was recorded of a period, put right: with the days of each extension, and why."""

    field_order = ("situation", "public_order", "requested_on", "decided_on", "begins")

    def __init__(self, *args: Any, extensions: Sequence[Extension] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.extension_names = [f"extension_{extension.number}" for extension in extensions]
        for name, extension in zip(self.extension_names, extensions, strict=True):
            number = {"number": extension.number}
            self.fields[name] = forms.IntegerField(
                label=_("Days of extension %(number)s") % number,
                help_text=_("0 when it was never given."),
                min_value=0,
                max_value=999,
                initial=extension.days,
            )
        ground = self.fields.pop("ground")
        ground.label, ground.required = _("What was wrong, and how it is known"), True
        self.fields["ground"] = ground

    def extension_days(self) -> list[int]:
        return [self.cleaned_data[name] for name in self.extension_names]


class ExtensionForm(forms.Form):
    """How many days more, and why."""

    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    days = forms.IntegerField(label=_("Days to add"), min_value=1, max_value=999)
    asked_on = PastDayField(
        label=_("Asked for on"),
        help_text=_("It is to be asked for before the running days end."),
        required=False,
    )
    decided_on = PastDayField(label=_("Decided on"), help_text=_("The law of this day decides."), initial=clock.today)
    ground = forms.CharField(
        label=_("The authority's ground"), help_text=_("Kept sealed."), widget=lines_of_text(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = extension_reasons(clock.today())  # type: ignore[attr-defined]


def extension_reasons(on: date) -> list[tuple[str, str]]:
    """The reasons of the law of a day, in words; none where that law is not answered."""
    try:
        return [(code, shown(code, gettext).capitalize()) for code in the_law().extension_reasons(on)]
    except NotAnswered:
        return []
