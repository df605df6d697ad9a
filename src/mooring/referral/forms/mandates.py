"""What an administrator writes about an agency: what it is, and what it is charged with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.referral.forms.directory import OLDEST, DatedForm, agency_choices
from mooring.referral.models import AgencyDescription, Basis, Mandate
from mooring.referral.service_codes import Group, Service
from mooring.safeguards.models import Agency, Desk
from mooring.safeguards.years import DayField

LISTS = ("groups", "regions", "municipalities", "residence")


class DescriptionForm(DatedForm):
    """What an agency is from a day on."""

    role = forms.CharField(
        label=gettext_lazy("What it does in the mechanism"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000
    )
    placed_under = forms.ChoiceField(label=gettext_lazy("Placed under"), required=False)
    reports_to = forms.ChoiceField(label=gettext_lazy("Reports to"), required=False)
    successor = forms.ChoiceField(
        label=gettext_lazy("Successor"),
        required=False,
        help_text=gettext_lazy("Who takes its place after the last day."),
    )
    regions = forms.MultipleChoiceField(
        label=gettext_lazy("Regions in which it is"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ["since", "until", "role", "placed_under", "reports_to", "successor", "regions", "source"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer(("placed_under", "reports_to", "successor"), agency_choices())

    def told(self) -> dict[str, Any]:
        """What the deed takes, besides the agency."""
        return self.cleaned_data | self.agencies("placed_under", "reports_to", "successor")

    @staticmethod
    def of(described: AgencyDescription) -> dict[str, Any]:
        """What stands, as initial words of the form."""
        return {
            **{name: getattr(described, name) for name in ("role", "regions", "source", "note", "until")},
            **{
                name: getattr(getattr(described, name), "code", "")
                for name in ("placed_under", "reports_to", "successor")
            },
        }


class MandateForm(DatedForm):
    """What an agency is charged with: service, target groups, places, period, contract."""

    service = forms.ChoiceField(label=gettext_lazy("Service"), choices=[("", gettext_lazy("Choose")), *Service.choices])
    desk = forms.ChoiceField(
        label=gettext_lazy("Desk that takes it up"),
        required=False,
        help_text=gettext_lazy("Empty: the only desk, or whoever asks chooses."),
    )
    helps = forms.BooleanField(label=gettext_lazy("It helps another agency that is charged with this"), required=False)
    groups = forms.MultipleChoiceField(
        label=gettext_lazy("For whom"),
        choices=Group.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None: for everybody."),
    )
    age_from = forms.IntegerField(label=gettext_lazy("Youngest age"), required=False, min_value=0, max_value=OLDEST)
    age_below = forms.IntegerField(label=gettext_lazy("Younger than"), required=False, min_value=1, max_value=OLDEST)
    regions = forms.MultipleChoiceField(
        label=gettext_lazy("Regions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None: the whole country."),
    )
    municipalities = forms.MultipleChoiceField(
        label=gettext_lazy("Only these municipalities"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=gettext_lazy("None: the whole of the regions. Chosen ones stand in the place of the regions."),
    )
    residence = forms.MultipleChoiceField(
        label=gettext_lazy("Residence basis"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None: whatever the residence basis."),
    )
    basis = forms.ChoiceField(label=gettext_lazy("Rests on"), choices=Basis.choices)
    contract_with = forms.ChoiceField(label=gettext_lazy("Contract with"), required=False)
    contract_since = DayField(label=gettext_lazy("Contract from"), required=False)
    contract_until = DayField(label=gettext_lazy("Contract until"), required=False)
    contract_content = forms.CharField(
        label=gettext_lazy("What the contract says"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=4000,
    )
    field_order = ["service", "since", "until", "desk", "helps", "groups", "age_from", "age_below", "regions"]

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer(("contract_with",), agency_choices())
        desks = agency.desks.values_list("code", "name")
        self._offer(("desk",), [("", _("None in particular")), *desks])

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        youngest, below = given.get("age_from"), given.get("age_below")
        if youngest is not None and below is not None and below <= youngest:
            self.add_error("age_below", _("Nobody is of this age."))
        contract = [name for name in ("contract_since", "contract_until", "contract_content") if given.get(name)]
        if contract and not given.get("contract_with"):
            self.add_error("contract_with", _("Say with whom the contract is."))
        return given

    def told(self) -> dict[str, Any]:
        """What the deed takes, besides the agency."""
        given = self.cleaned_data | self.agencies("contract_with")
        given["desk"] = Desk.objects.filter(code=given["desk"]).first() if given["desk"] else None
        if given.get("municipalities"):
            given["regions"] = []
        return given

    @staticmethod
    def of(mandate: Mandate) -> dict[str, Any]:
        """What stands, as initial words of the form."""
        names = [field.name for field in Mandate._meta.concrete_fields if field.name in MandateForm.base_fields]
        return {name: getattr(mandate, name) for name in names} | {
            "desk": mandate.desk.code if mandate.desk else "",
            "contract_with": mandate.contract_with.code if mandate.contract_with else "",
        }


class MandateCorrection(MandateForm):
    """What was entered wrongly, put right; or that it never held."""

    struck = forms.BooleanField(label=gettext_lazy("It was entered by mistake, and never held"), required=False)


class MandateEndForm(forms.Form):
    """The last day of a mandate."""

    until = DayField(label=gettext_lazy("Last day"))

    def __init__(self, *args: Any, mandate: Mandate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mandate = mandate

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until < self.mandate.since:
            raise forms.ValidationError(_("The last day is before the first."))
        return until
