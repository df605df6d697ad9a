"""The forms by which help is asked for, answered, booked, given and paid; and money is set aside."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from mooring.law.service_catalogue import PAYERS
from mooring.safeguards.models import Desk
from mooring.safeguards.references import reference
from mooring.safeguards.years import DayField, PastDayField
from mooring.support.forms.days import lines_of_text
from mooring.support.service_codes import NOT_GIVEN, REFUSALS, TAKEN_BACK, PayerBecause, choices

UNKNOWN = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]
DESK = "payer_desk"
MOST = Decimal("99999999")


class MoneyField(forms.DecimalField):
    """An amount as it is written, taken in as a whole number of the smallest unit, so that no sum is ever rounded."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=Decimal(0), max_value=MOST, decimal_places=2, **kwargs)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        return None if found is None else int(found * 100)

    def prepare_value(self, value: Any) -> Any:
        return f"{Decimal(value) / 100:.2f}" if isinstance(value, int) else value


def tri(value: str) -> bool | None:
    """Yes, no, or not known."""
    return {"yes": True, "no": False}.get(value)


class AskForm(forms.Form):
    """What is needed to ask for one kind of help."""

    health_card = forms.ChoiceField(
        label=_("Has the person the country's health card?"), choices=UNKNOWN, required=False
    )
    own_insurance = forms.ChoiceField(
        label=_("Does an insurance of the person's own country cover it?"), choices=UNKNOWN, required=False
    )
    estimate = MoneyField(label=_("What it is expected to cost"), required=False)
    payer = forms.ChoiceField(
        label=_("Who pays"), required=False, help_text=_("Leave it to the rule, unless you know better.")
    )
    payer_because = forms.ChoiceField(
        label=_("Why somebody else than the rule says"), required=False, choices=[("", "–"), *PayerBecause.choices]
    )
    desk = forms.ChoiceField(
        label=_("The desk that is asked"),
        required=False,
        help_text=_("Only where several desks answer; otherwise it is found."),
    )
    wish = forms.CharField(
        label=_("What the person wishes"),
        required=False,
        max_length=4000,
        widget=lines_of_text(),
        help_text=_("For the team alone. Who pays does not read it."),
    )

    def __init__(self, *args: Any, desks: list[Desk], is_health: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desks = {reference(DESK, desk.pk): desk for desk in desks}
        payer, asked = self.fields["payer"], self.fields["desk"]
        assert isinstance(payer, forms.ChoiceField) and isinstance(asked, forms.ChoiceField)
        payer.choices = [
            ("", _("By the rule")),
            *((code, translated(words)) for code, words in PAYERS.items() if code != "not_known_yet"),
        ]
        asked.choices = [("", _("Found by itself")), *((name, str(desk)) for name, desk in self.desks.items())]
        if len(desks) < 2:
            del self.fields["desk"]
        if not is_health:
            del self.fields["health_card"], self.fields["own_insurance"]

    def given(self) -> dict[str, Any]:
        """What was filled in, as the deed takes it."""
        cleaned = self.cleaned_data
        return {
            "health_card": tri(cleaned.get("health_card", "")),
            "own_insurance": tri(cleaned.get("own_insurance", "")),
            "payer": cleaned["payer"],
            "payer_because": cleaned["payer_because"],
            "desk": self.desks.get(cleaned.get("desk", "")),
            "estimate": cleaned["estimate"],
            "wish": cleaned["wish"],
        }


class AuthoriseForm(forms.Form):
    """How much is promised."""

    amount = MoneyField(label=_("Up to how much"), required=False, help_text=_("Left empty: what was asked for."))


class RefuseForm(forms.Form):
    """Why not."""

    reason = forms.ChoiceField(label=_("Why not"), choices=choices(REFUSALS), widget=forms.RadioSelect)


class AnswerForm(forms.Form):
    """What somebody outside answered."""

    answer = forms.ChoiceField(
        label=_("What they answered"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
    )
    amount = MoneyField(label=_("Up to how much"), required=False)
    reason = forms.ChoiceField(label=_("Why not"), required=False, choices=[("", "–"), *choices(REFUSALS)])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("answer") == "no" and not given.get("reason"):
            self.add_error("reason", _("Say why not, as they said it."))
        return given


class BookForm(forms.Form):
    """When and where."""

    on_day = DayField(label=_("Day"))
    place = forms.CharField(
        label=_("Where"), required=False, max_length=500, help_text=_("Sealed; for the team alone.")
    )


class DeliverForm(forms.Form):
    """The day on which the person had it."""

    on_day = PastDayField(label=_("Day"))


class NotDeliveredForm(forms.Form):
    """Why it was not given."""

    reason = forms.ChoiceField(label=_("Why"), choices=choices(NOT_GIVEN), widget=forms.RadioSelect)


class InvoiceForm(forms.Form):
    """The invoice that came."""

    amount = MoneyField(label=_("Amount"))
    number = forms.RegexField(
        label=_("Number of the invoice"),
        regex=r"^[A-Za-z0-9][A-Za-z0-9 /.-]{0,19}$",
        required=False,
        help_text=_("Who pays reads it: no name, no civil registration number."),
    )


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    reason = forms.ChoiceField(label=_("Why"), choices=choices(TAKEN_BACK), widget=forms.RadioSelect)


class NothingForm(forms.Form):
    """Nothing more is asked."""


class BudgetForm(forms.Form):
    """Money set aside."""

    payer = forms.ChoiceField(label=_("Who pays"))
    first_day = DayField(label=_("From"))
    last_day = DayField(label=_("To, that day included"))
    amount = MoneyField(label=_("Amount"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_who_pays()

    def name_who_pays(self) -> None:
        """Put the choices of who pays."""
        payer = self.fields["payer"]
        assert isinstance(payer, forms.ChoiceField)
        payer.choices = [(code, translated(words)) for code, words in PAYERS.items() if code != "not_known_yet"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("This lies before the first day."))
        return given


class OwnBudgetForm(BudgetForm):
    """Money set aside for what a desk of one's own pays."""

    def __init__(self, *args: Any, desks: Sequence[Desk], **kwargs: Any) -> None:
        self.desks = {reference("desk", desk.pk): desk for desk in desks}
        super().__init__(*args, **kwargs)

    def name_who_pays(self) -> None:
        """The desks whose money the officer keeps."""
        payer = self.fields["payer"]
        assert isinstance(payer, forms.ChoiceField)
        payer.choices = [(named, str(desk)) for named, desk in self.desks.items()]
        payer.initial = next(iter(self.desks), None)

    def clean_payer(self) -> Desk:
        return self.desks[self.cleaned_data["payer"]]
