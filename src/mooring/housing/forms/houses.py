"""Forms for houses, rooms, beds and prices; and the short one for an alternative made tonight."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_precision
from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mooring.casework.named_by_code import SeveralField, language_choices
from mooring.housing.cost import own_currency
from mooring.housing.house_codes import (
    HouseKind,
    HouseRule,
    HouseService,
    OutOfUse,
    SecurityLevel,
    TargetGroup,
    UnitKind,
)
from mooring.housing.house_rules import WARNED_DAYS_BEFORE
from mooring.safeguards.models import Desk, Officer
from mooring.safeguards.years import DayField

SEVERAL = forms.CheckboxSelectMultiple


def region_choices() -> list[tuple[str, str]]:
    """The regions of the country, by code."""
    return [(code, gettext(name)) for code, name in settings.MOORING_COUNTRY.regions.items()]


def desk_choices(officer: Officer) -> list[tuple[str, str]]:
    """The desks that can keep a house for this officer: her own; for who coordinates, those of the agency and of shelters as well."""
    own = list(officer.desks())
    if any(posting.role == "centre_coordinator" for posting in officer.running_postings()):
        own += Desk.objects.filter(Q(agency__kind="shelter") | Q(agency=officer.agency)).select_related("agency")
    return [(desk.code, str(desk)) for desk in {desk.pk: desk for desk in own}.values()]


class MoneyField(forms.DecimalField):
    """A sum in the money of the country; kept in its smallest unit."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=Decimal(0), max_value=Decimal(1_000_000), decimal_places=2, **kwargs)

    def clean(self, value: Any) -> int | None:
        given = super().clean(value)
        return None if given is None else int(given * 10 ** get_currency_precision(own_currency()))


class NumbersField(forms.CharField):
    """Whole numbers as one writes them, with commas or spaces between them; clean: a list of them."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(max_length=60, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(number) for number in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        written = str(super().clean(value)).replace(",", " ").split()
        if not all(number.isascii() and number.isdigit() and int(number) <= self.most for number in written):
            told = _("Write whole numbers up to %(most)s, with commas between them.")
            raise forms.ValidationError(told, params={"most": self.most})
        return [int(number) for number in written]


class HouseForm(forms.Form):
    """What a house is for and what it offers."""

    called = forms.CharField(
        label=_("What it is called, to tell several apart"),
        required=False,
        max_length=60,
        help_text=_("Every placing desk sees it: no street and no town."),
    )
    region = forms.ChoiceField(label=_("Region"), choices=region_choices)
    groups = forms.MultipleChoiceField(
        label=_("For whom?"),
        choices=TargetGroup.choices,
        widget=SEVERAL,
        help_text=_("Gender as each person says: a trans woman is a woman."),
    )
    telephone = forms.CharField(label=_("Telephone of the house"), required=False, max_length=24)
    security = forms.ChoiceField(label=_("Security"), choices=SecurityLevel.choices, initial=SecurityLevel.ORDINARY)
    services = forms.MultipleChoiceField(
        label=_("What there is"), choices=HouseService.choices, required=False, widget=SEVERAL
    )
    rules = forms.MultipleChoiceField(
        label=_("What the house asks of everybody"), choices=HouseRule.choices, required=False, widget=SEVERAL
    )
    languages = SeveralField(label=_("Languages of the staff"), choices=language_choices, number=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = self.fields["languages"]
        assert isinstance(languages, SeveralField)
        languages.ready(list((self.initial or {}).get("languages") or []))


class ChangeHouseForm(HouseForm):
    """What a house is from now on."""

    takes_new = forms.BooleanField(label=_("It takes somebody new now"), required=False)


class NewHouseForm(HouseForm):
    """A house that is entered."""

    desk = forms.ChoiceField(label=_("Which desk keeps it?"))
    kind = forms.ChoiceField(label=_("What is it?"), choices=HouseKind.choices)
    address = forms.CharField(
        label=_("Where it is"),
        required=False,
        max_length=300,
        help_text=_("Kept sealed: open to its own desk, and to a team while its person lives there."),
    )
    field_order = ["desk", "kind", "called", "region", "address", "groups", "telephone"]

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk"].choices = desk_choices(officer)  # type: ignore[attr-defined]

    def clean_desk(self) -> Desk:
        return Desk.objects.select_related("agency").get(code=self.cleaned_data["desk"])


class AlternativeForm(forms.Form):
    """An alternative made tonight: a few answers, on a telephone."""

    desk = forms.ChoiceField(label=_("Which desk keeps it?"))
    region = forms.ChoiceField(label=_("Region"), choices=region_choices)
    groups = forms.MultipleChoiceField(
        label=_("For whom?"), choices=TargetGroup.choices, widget=SEVERAL, initial=[TargetGroup.MEN]
    )
    beds = forms.IntegerField(label=_("For how many persons?"), min_value=1, max_value=20, initial=1)
    telephone = forms.CharField(label=_("Whom to ring there"), required=False, max_length=24)
    address = forms.CharField(label=_("Where it is"), required=False, max_length=300, help_text=_("Kept sealed."))
    closes_on = DayField(label=_("Until which day?"), required=False, help_text=_("Empty: until further notice."))
    night_minor = MoneyField(label=_("What a night costs for each person"), required=False)

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["desk"].choices = desk_choices(officer)  # type: ignore[attr-defined]

    def clean_desk(self) -> Desk:
        return Desk.objects.select_related("agency").get(code=self.cleaned_data["desk"])


class UnitForm(forms.Form):
    """A room with its beds."""

    called = forms.CharField(label=_("What the room is called"), max_length=40)
    kind = forms.ChoiceField(label=_("What it is"), choices=UnitKind.choices)
    beds = forms.IntegerField(label=_("Beds"), min_value=0, max_value=40, initial=1)
    cots = forms.IntegerField(label=_("Cots"), min_value=0, max_value=40, initial=0)
    step_free = forms.BooleanField(label=_("Without steps, also for a wheelchair"), required=False)
    groups = forms.MultipleChoiceField(
        label=_("Only for"),
        choices=TargetGroup.choices,
        widget=SEVERAL,
        required=False,
        help_text=_("Empty: for everybody the house is for."),
    )


class ChangeUnitForm(UnitForm):
    """A room as it is from now on."""

    beds = None  # type: ignore[assignment]  # Django's way to leave a field out: there are beds in it already
    cots = None  # type: ignore[assignment]
    more_beds = forms.IntegerField(label=_("More beds"), min_value=0, max_value=40, initial=0)
    more_cots = forms.IntegerField(label=_("More cots"), min_value=0, max_value=40, initial=0)
    closed = forms.ChoiceField(
        label=_("Can somebody sleep in it?"),
        choices=[("", _("Yes, it is in use")), *OutOfUse.choices],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Otherwise the whole room is closed. A single bed is taken out of use on the page of the house."),
    )


class AddressForm(forms.Form):
    """Where a house stands."""

    address = forms.CharField(label=_("Where it stands"), max_length=300, help_text=_("Kept sealed."))


class OpeningForm(forms.Form):
    """Between which days a house is open."""

    opens_on = DayField(label=_("Opens on"))
    closes_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: until further notice."))


class PriceForm(forms.Form):
    """What a night costs."""

    night_minor = MoneyField(label=_("What a night in a bed costs"))
    since = DayField(label=_("From which day"))
    warn_days = NumbersField(
        most=90,
        label=_("How many days before the paid nights of a stay run out must somebody be told?"),
        required=False,
        help_text=format_lazy(
            _("Days of warning, such as 14, 7, 2. Empty: as usual, {days}."),
            days=", ".join(str(days) for days in WARNED_DAYS_BEFORE),
        ),
    )
    until = DayField(label=_("Last day"), required=False, help_text=_("Empty: until further notice."))


class BedUseForm(forms.Form):
    """Whether somebody can sleep in a bed."""

    reason = forms.ChoiceField(
        label=_("Can somebody sleep in it?"),
        choices=[("", _("Yes, it is in use")), *OutOfUse.choices],
        required=False,
        widget=forms.RadioSelect,
    )
