"""The forms of casework: tasks, notes, access."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mooring.casework.choosing_holders import HolderField, everybody_but, team_of
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.safeguards import clock
from mooring.safeguards.models import Officer


class TaskForm(forms.Form):
    """Something to be done, by whom, by when."""

    words = forms.CharField(label=_("What is to be done"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    holder = HolderField(label=_("By whom"))
    due_on = forms.DateField(label=_("By when"), required=False, widget=forms.DateInput)

    def __init__(self, *args: Any, officer: Officer, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holder = self.fields["holder"]
        assert isinstance(holder, HolderField)
        holder.choices = team_of(officer, case)


class NoteForm(forms.Form):
    """A note for one's own agency."""

    words = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
        help_text=_(
            "Only your own agency reads it. It is sealed, and cannot be changed afterwards: a later note corrects it."
        ),
    )


class AccessForm(forms.Form):
    """Access for an officer or a desk to one part of a case."""

    holder = HolderField(
        label=_("Who"), help_text=_("A desk, so that a shift can change; an officer, when nobody else should see it.")
    )
    compartment = forms.ChoiceField(
        label=_("Which part"), choices=Compartment.choices, widget=forms.RadioSelect, initial=Compartment.CORE
    )
    may_write = forms.BooleanField(label=_("May write, not only read"), required=False, initial=True)
    as_lead = forms.BooleanField(
        label=_("Leads the case: may give and end access"),
        required=False,
        help_text=_("Only whoever answers for the case."),
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput,
        help_text=_("The last day. Empty: until somebody ends it."),
    )

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        holder = self.fields["holder"]
        assert isinstance(holder, HolderField)
        holder.choices = [("", "–"), *everybody_but(officer)]

    def clean_until(self) -> datetime | None:
        last: date | None = self.cleaned_data["until"]
        if last is None:
            return None
        if last < clock.today():
            raise forms.ValidationError(_("This day is over."))
        return timezone.make_aware(datetime.combine(last, time.max))
