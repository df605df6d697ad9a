"""The forms of the directory: what is asked of it, and what an administrator writes in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.law import ResidenceBasis
from mooring.referral.service_codes import Group, Service
from mooring.safeguards import clock
from mooring.safeguards.models import Agency, AgencyKind
from mooring.safeguards.years import DayField

OLDEST = 130
Choices = list[tuple[Any, Any]]


def region_choices() -> Choices:
    return [(code, _(name)) for code, name in settings.MOORING_COUNTRY.regions.items()]


def municipality_choices() -> Choices:
    """The municipalities under their regions; none where the country's pack names none."""
    known = settings.MOORING_COUNTRY.directory
    by_region: dict[str, list[tuple[str, str]]] = {code: [] for code in settings.MOORING_COUNTRY.regions}
    for place in known.municipalities.values() if known else ():
        by_region[place.region].append((place.code, place.name))
    names = settings.MOORING_COUNTRY.regions
    return [
        (_(names[code]), sorted(places, key=lambda place: place[1])) for code, places in by_region.items() if places
    ]


def residence_choices() -> Choices:
    return [(basis.value, _(basis.label)) for basis in ResidenceBasis if basis != ResidenceBasis.NOT_KNOWN_YET]


def agency_choices() -> Choices:
    """The agencies by name, without municipalities: they are places first."""
    named = Agency.objects.exclude(kind=AgencyKind.MUNICIPALITY).values_list("code", "name")
    return [("", _("None")), *named]


class PlacesForm(forms.Form):
    """A form that names regions, municipalities, groups or residence bases of this country."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Choices] = {
            "region": [("", _("Not told")), *region_choices()],
            "municipality": [("", _("Not told")), *municipality_choices()],
            "regions": region_choices(),
            "municipalities": municipality_choices(),
            "residence": residence_choices(),
            "residence_basis": [("", _("Not known yet")), *residence_choices()],
        }
        for name, choices in offered.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        if not municipality_choices():
            for name in ("municipality", "municipalities"):
                self.fields.pop(name, None)


class RoutingForm(PlacesForm):
    """Who takes this up: as much as is known. It is sent as a form, so that nothing about a person stands in an address."""

    need = forms.ChoiceField(
        label=gettext_lazy("What is needed"), choices=[("", gettext_lazy("Choose")), *Service.choices]
    )
    group = forms.ChoiceField(
        label=gettext_lazy("For whom"), choices=[("", gettext_lazy("Not told")), *Group.choices], required=False
    )
    region = forms.ChoiceField(label=gettext_lazy("Region"), required=False)
    municipality = forms.ChoiceField(label=gettext_lazy("Municipality"), required=False)
    residence_basis = forms.ChoiceField(label=gettext_lazy("Residence basis"), required=False)
    age = forms.IntegerField(label=gettext_lazy("Age"), required=False, min_value=0, max_value=OLDEST)
    on = DayField(
        label=gettext_lazy("On which day"), required=False, help_text=gettext_lazy("Empty: today. Mandates change.")
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        known, municipality = settings.MOORING_COUNTRY.directory, given.get("municipality")
        if municipality and known and given.get("region") not in ("", None, known.region_of(municipality)):
            self.add_error("municipality", _("This municipality lies in another region."))
        return given

    def asked(self) -> dict[str, Any]:
        """What `routing.candidates` takes."""
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}


class DayForm(forms.Form):
    """The day for which the directory is shown, and what it is narrowed to."""

    is_a_filter = True

    on = DayField(label=gettext_lazy("On which day"), required=False)
    service = forms.ChoiceField(
        label=gettext_lazy("Charged with"), choices=[("", gettext_lazy("All")), *Service.choices], required=False
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[("", gettext_lazy("All")), *AgencyKind.choices], required=False
    )

    @property
    def day(self) -> date:
        return (self.cleaned_data.get("on") if self.is_valid() else None) or clock.today()


class CoverageForm(forms.Form):
    """The day and the target group for which gaps are looked for."""

    is_a_filter = True

    on = DayField(label=gettext_lazy("On which day"), required=False)
    group = forms.ChoiceField(
        label=gettext_lazy("For whom"), choices=[("", gettext_lazy("Whoever it is")), *Group.choices], required=False
    )

    @property
    def day(self) -> date:
        return (self.cleaned_data.get("on") if self.is_valid() else None) or clock.today()

    @property
    def group_code(self) -> str:
        return str(self.cleaned_data.get("group", "")) if self.is_valid() else ""


class DatedForm(PlacesForm):
    """What every entry of the directory says of itself: from when to when, where it was found, and how sure it is."""

    since = DayField(label=gettext_lazy("First day"))
    until = DayField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Empty while it has no end.")
    )
    source = forms.CharField(
        label=gettext_lazy("Where this was found"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        help_text=gettext_lazy("A contract, a plan, a decision; with its date."),
    )
    confirmed = forms.BooleanField(
        label=gettext_lazy("Confirmed: I have seen it written"), required=False, initial=False
    )
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for first, last in (("since", "until"), ("contract_since", "contract_until")):
            if given.get(first) and given.get(last) and given[last] < given[first]:
                self.add_error(last, _("The last day is before the first."))
        return given

    def agencies(self, *names: str) -> dict[str, Agency | None]:
        """The agencies that were chosen in some of the fields."""
        chosen = {name: self.cleaned_data.get(name) for name in names}
        found = {agency.code: agency for agency in Agency.objects.filter(code__in=filter(None, chosen.values()))}
        return {name: found.get(str(code)) for name, code in chosen.items()}

    def _offer(self, names: Sequence[str], choices: Choices) -> None:
        for name in names:
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
