"""What is asked before a place is found, and when a house is asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from mooring.casework.models import Case
from mooring.housing.forms.houses import NumbersField, region_choices
from mooring.housing.house_codes import SecurityLevel
from mooring.housing.household import most_together
from mooring.housing.models import Bed
from mooring.safeguards.references import NoSuchReference, key_of, reference
from mooring.safeguards.years import DayField

SHORT = {"class": "form-choices-short"}
WORDS = forms.Textarea(attrs={"rows": 3})


class NeedsForm(forms.Form):
    """What a place must have, and where the person wishes to live."""

    children = forms.IntegerField(label=_("Children who come along"), min_value=0, max_value=12, initial=0)
    ages = NumbersField(
        most=17,
        label=_("How old they are, in years"),
        required=False,
        help_text=_("One number for each child, such as 0, 4, 7. The sheet at the door names them."),
    )
    beside = forms.IntegerField(
        label=_("How many of them sleep beside the person, without a bed of their own"),
        min_value=0,
        max_value=12,
        initial=0,
    )
    step_free = forms.BooleanField(label=_("The person needs a step-free place"), required=False)
    security = forms.ChoiceField(
        label=_("The least that is safe"),
        choices=SecurityLevel.choices,
        initial=SecurityLevel.ORDINARY,
        widget=forms.RadioSelect,
    )
    region = forms.ChoiceField(label=_("Where the person wishes to live"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].choices = [("", _now("No wish")), *region_choices()]  # type: ignore[attr-defined]


class SafetyZoneForm(forms.Form):
    """Where the person must not be."""

    regions = forms.MultipleChoiceField(label=_("Regions to keep away from"), widget=forms.CheckboxSelectMultiple)
    words = forms.CharField(
        label=_("Which places, and who might be met there"),
        required=False,
        max_length=2000,
        widget=WORDS,
        help_text=_("Sealed. Only the team of the case reads it; a house never does."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regions"].choices = region_choices()  # type: ignore[attr-defined]


class KeepApartForm(forms.Form):
    """With whom the person must not live under one roof."""

    other = forms.CharField(
        label=_("Pseudonym of the other case"),
        max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("A case that is open to you. Its team learns that there is somebody, never who."),
    )
    words = forms.CharField(label=_("Why"), required=False, max_length=2000, widget=WORDS, help_text=_("Sealed."))

    def clean_other(self) -> Case:
        given = str(self.cleaned_data["other"]).strip().upper()
        found = Case.objects.filter(pseudonym=given).first()
        if found is None:
            # The same words for a case that is not open to her and for one that does not exist.
            raise forms.ValidationError(_("No case of this pseudonym is open to you. Ask whoever holds both."))
        return found


class EndForm(forms.Form):
    """Nothing more is asked before something ends."""


class AskHouseForm(forms.Form):
    """Which bed, and for which nights."""

    bed = forms.ChoiceField(label=_("Bed"), widget=forms.RadioSelect)
    children_beds = forms.MultipleChoiceField(
        label=_("Beds for the children"), widget=forms.CheckboxSelectMultiple, required=False
    )
    begins = DayField(label=_("First night"))
    ends = DayField(label=_("Day of leaving"), required=False, help_text=_("Leave it empty when nobody knows yet."))

    def __init__(self, *args: Any, beds: tuple[Bed, ...] = (), children: int = 0, **kwargs: Any) -> None:
        """`children`: how many beds for children must be chosen beside the one of the person."""
        super().__init__(*args, **kwargs)
        self.beds, self.children = {bed.pk: bed for bed in beds}, children
        names = {bed.pk: reference("bed", bed.pk) for bed in beds}
        grown = [(names[bed.pk], bed.in_words) for bed in beds if not bed.is_a_cot]
        self.fields["bed"].choices = grown  # type: ignore[attr-defined]
        own, theirs = most_together(beds, children)
        if own is not None and not self.is_bound:
            self.fields["bed"].initial = names[own.pk]
        if not children:
            del self.fields["children_beds"]
            return
        field = self.fields["children_beds"]
        field.choices = [(names[bed.pk], bed.in_full) for bed in beds]  # type: ignore[attr-defined]
        field.initial = [names[bed.pk] for bed in theirs]
        told = ngettext("Choose %(number)s bed.", "Choose %(number)s beds.", children)
        field.help_text = told % {"number": children}

    def clean_bed(self) -> Bed:
        return self._bed(self.cleaned_data["bed"])

    def clean_children_beds(self) -> list[Bed]:
        chosen = [self._bed(named) for named in self.cleaned_data["children_beds"]]
        if len(chosen) != self.children or self.cleaned_data.get("bed") in chosen:
            raise forms.ValidationError(
                ngettext(
                    "Choose %(number)s bed for the children, another than the person's.",
                    "Choose %(number)s beds for the children, others than the person's.",
                    self.children,
                ),
                params={"number": self.children},
            )
        return chosen

    def _bed(self, named: object) -> Bed:
        try:
            return self.beds[key_of("bed", str(named))]
        except (KeyError, NoSuchReference):
            raise forms.ValidationError(_("This bed was just taken. Choose another.")) from None
