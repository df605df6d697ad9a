"""The forms of the risks, of the plan, and of the money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mooring.casework.named_by_code import country_choices
from mooring.returns.forms.answering import FAR, SHORT, words_field
from mooring.returns.instalments import MOST
from mooring.returns.over_there import CURRENCIES, Destination, Escort, Help, MoneyKind, Reception
from mooring.returns.risks import GRAVE_ENOUGH, HARD, Advice, ForWhom, Grave, PersonSays, Risk
from mooring.safeguards import clock
from mooring.safeguards.models import Desk, Posting
from mooring.safeguards.years import DayField, PastDayField

LARGEST_SUM = Decimal("1000000")


@dataclass(frozen=True)
class RiskPart:
    """One risk on the form: its name, how grave, the fields that are folded away, what is written in them, and whether they stand open."""

    label: Any
    grave: forms.BoundField
    fields: Sequence[forms.BoundField]
    note: str
    is_open: bool


class AssessForm(forms.Form):
    """Each risk: how grave, for whom, and what is done; then family, reception and what is advised."""

    looked_at_on = PastDayField(label=_("Talked through on"), initial=clock.today)
    family = words_field(_("Family over there: who is safe for the person, and who is not"))
    children = words_field(_("Children: who can care for a child there"))
    safe_contact = words_field(_("How the person can be reached safely over there"))
    reception = words_field(_("Who could receive the person"))
    measures = words_field(_("What must be done first"))
    advice = forms.ChoiceField(label=_("Advice"), choices=Advice, widget=forms.RadioSelect)
    person_says = forms.ChoiceField(
        label=_("What does the person say?"), choices=PersonSays, widget=forms.RadioSelect(attrs=SHORT)
    )

    def __init__(self, *args: Any, child: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if child:
            best = self.fields["children"]
            best.label = _("What is best for the child, and who can care for the child there")
            best.help_text = _("It comes first. Talked through with the child, and with who answers for the child.")
            best.required = True
        for risk in Risk:
            self.fields[f"grave_{risk}"] = forms.ChoiceField(
                label=_("How grave"), choices=Grave, initial=Grave.NOT_TALKED_ABOUT
            )
            self.fields[f"whom_{risk}"] = forms.MultipleChoiceField(
                label=_("For whom"),
                choices=ForWhom,
                required=False,
                widget=forms.CheckboxSelectMultiple(attrs=SHORT),
            )
            self.fields[f"done_{risk}"] = words_field(_("What is done about it"), rows=2)

    def risk_parts(self) -> list[RiskPart]:
        """Each risk under its name: how grave it is in sight, for whom and what is done folded away with what is written there."""
        return [self._part(risk) for risk in Risk]

    def _part(self, risk: Risk) -> RiskPart:
        grave, whom, done = (self[f"{name}_{risk}"] for name in ("grave", "whom", "done"))
        told = [str(one.label) for one in ForWhom if one.value in (whom.value() or [])]
        written = bool(str(done.value() or "").strip())
        if written:
            told.append(gettext("what is done is written"))
        level = str(grave.value() or "")
        lacks = level in GRAVE_ENOUGH and not (whom.value() and (written or level not in HARD))
        return RiskPart(risk.label, grave, (whom, done), ", ".join(told), bool(whom.errors or done.errors) or lacks)

    def other_fields(self) -> list[forms.BoundField]:
        """What is written of family and of who receives the person."""
        return [self[name] for name in ("family", "children", "safe_contact", "reception")]

    @property
    def others_stand_open(self) -> bool:
        """Whether something must be written there that is not yet: what is folded away cannot be asked for."""
        return any(field.errors or (field.field.required and not field.value()) for field in self.other_fields())

    def others_written(self) -> str:
        """Which of these are written already, by their first words."""
        written = [field for field in self.other_fields() if str(field.value() or "").strip()]
        return ", ".join(str(field.label).partition(":")[0] for field in written)

    def found(self) -> dict[str, tuple[str, list[str], str]]:
        given = self.cleaned_data
        return {risk.value: (given[f"grave_{risk}"], given[f"whom_{risk}"], given[f"done_{risk}"]) for risk in Risk}


class PlanForm(forms.Form):
    """The plan of a return."""

    agreed_on = PastDayField(label=_("Talked through on"), initial=clock.today)
    destination = forms.ChoiceField(label=_("To where"), choices=Destination, widget=forms.RadioSelect)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    planner_desk = forms.ModelChoiceField(
        Desk.objects.none(), label=_("Desk that plans with the person"), required=False, to_field_name="code"
    )
    reception = forms.ChoiceField(label=_("Who receives the person"), choices=Reception, widget=forms.RadioSelect)
    reception_words = words_field(_("Where and how the person is received"))
    escort = forms.ChoiceField(label=_("Who goes along"), choices=Escort)
    travels_on = DayField(label=_("Day of travel"), required=False, help_text=_("Leave empty until it is known."))
    route = words_field(_("How the person travels"), rows=2)
    own_words = words_field(_("The person's own words"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        planners = Posting.objects.running().filter(role="return_planner").values("desk_id")
        self.fields["planner_desk"].queryset = Desk.objects.filter(pk__in=planners).select_related("agency")  # type: ignore[attr-defined]
        for one in Help:
            self.fields[f"agreed_{one}"] = forms.BooleanField(label=one.label, required=False)
            self.fields[f"words_{one}"] = words_field(_("What was agreed"), rows=2)

    def help_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"agreed_{one}"], self[f"words_{one}"]) for one in Help]

    def help_agreed(self) -> dict[str, str]:
        """The help that was ticked, or said in words."""
        given = self.cleaned_data
        chosen = [one for one in Help if given[f"agreed_{one}"] or given[f"words_{one}"].strip()]
        return {one.value: given[f"words_{one}"] for one in chosen}

    def clean_travels_on(self) -> date | None:
        day: date | None = self.cleaned_data["travels_on"]
        if day is not None and abs(day - clock.today()) > FAR:
            raise forms.ValidationError(_("This lies more than a year away. Check the year."))
        return day


class MoneyForm(forms.Form):
    """A sum, and over how many months it is paid."""

    kind = forms.ChoiceField(label=_("How"), choices=MoneyKind, widget=forms.RadioSelect(attrs=SHORT))
    amount = forms.DecimalField(
        label=_("Sum in all"), max_digits=9, decimal_places=2, min_value=Decimal("0.01"), max_value=LARGEST_SUM
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=CURRENCIES)
    months = forms.IntegerField(label=_("In how many parts, one a month"), min_value=1, max_value=MOST)
    first_due = DayField(label=_("The first is paid on"))

    def clean_first_due(self) -> date:
        day: date = self.cleaned_data["first_due"]
        if abs(day - clock.today()) > FAR:
            raise forms.ValidationError(_("This lies more than a year away. Check the year."))
        return day

    @property
    def smallest_units(self) -> int:
        return int(self.cleaned_data["amount"] * 100)


class PayForm(forms.Form):
    """On which day a sum was paid."""

    paid_on = PastDayField(label=_("Paid on"), initial=clock.today)
