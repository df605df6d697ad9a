"""The form by which a person's need is handed on: in five short steps, each of which keeps what the others hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.referral.police import NotToldBecause
from mooring.referral.service_codes import NEEDS_OF_A_PERSON, Group
from mooring.safeguards.years import DayField

Choices = Sequence[tuple[Any, Any]]
SOMEBODY_ELSE = "somebody_else"
POLICE_GROUNDS = ("danger_to_life", "court_order", "duty_to_testify")
STEPS: dict[str, Any] = {
    "need": gettext_lazy("What is needed"),
    "to": gettext_lazy("Who is asked"),
    "pieces": gettext_lazy("What is shared"),
    "ground": gettext_lazy("On which ground"),
    "preview": gettext_lazy("Look once more"),
}
FIELDS = {
    "need": ("need", "kind", "urgency", "group", "region"),
    "to": ("to", "other"),
    "pieces": ("pieces", "message"),
    "ground": ("ground", "lawyer_asked_on", "told_person", "not_told_because"),
    "preview": (),
}


def step_after(step: str) -> str:
    names = list(STEPS)
    return names[min(names.index(step) + 1, len(names) - 1)]


def step_before(step: str) -> str:
    names = list(STEPS)
    return names[max(names.index(step) - 1, 0)]


@dataclass(frozen=True)
class Offered:
    """What can be chosen, given what was chosen before: who can be asked, what can be shared, which grounds there are."""

    kinds: Choices
    urgencies: Choices
    candidates: Choices = ()
    desks: Choices = ()
    pieces: Choices = ()
    grounds: Choices = ()
    breaks_a_confidence: bool = False


class HandOnForm(forms.Form):
    """One step is asked; the steps before it go along unseen and are checked again; those that follow are only kept."""

    need = forms.ChoiceField(label=gettext_lazy("What is needed"))
    kind = forms.ChoiceField(
        label=gettext_lazy("What is asked of the other"),
        widget=forms.RadioSelect,
        initial="take_up",
        help_text=gettext_lazy("Whichever it is, one agency answers for the person at every moment."),
    )
    urgency = forms.ChoiceField(label=gettext_lazy("How soon"), widget=forms.RadioSelect, initial="week")
    group = forms.ChoiceField(
        label=gettext_lazy("For whom, where it matters to who can help"),
        required=False,
        help_text=gettext_lazy("As the person says. It is used to find who can help, and is not shared."),
    )
    region = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    to = forms.ChoiceField(label=gettext_lazy("Who can take this up"), widget=forms.RadioSelect)
    other = forms.ChoiceField(
        label=gettext_lazy("Somebody else"),
        required=False,
        help_text=gettext_lazy("Only where none of the above is chosen. Every desk at which somebody serves now."),
    )
    pieces = forms.MultipleChoiceField(
        label=gettext_lazy("What is shared"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Choose only what the other needs for this."),
    )
    message = forms.CharField(
        label=gettext_lazy("Message to the receiver"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("It is sealed. Write nothing here that was not chosen above."),
    )
    ground = forms.ChoiceField(label=gettext_lazy("On which ground is this told?"), widget=forms.RadioSelect)
    lawyer_asked_on = DayField(
        label=gettext_lazy("The agency's lawyer was asked on"), required=False, widget=forms.DateInput
    )
    told_person = forms.ChoiceField(
        label=gettext_lazy("Was the person told?"), required=False, widget=forms.RadioSelect
    )
    not_told_because = forms.ChoiceField(label=gettext_lazy("Why not"), required=False)

    def __init__(self, *args: Any, step: str, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        self.offered = offered
        self._offer()
        names = list(STEPS)
        place = names.index(step)
        for name in names:
            for each in FIELDS[name]:
                if names.index(name) > place:
                    self.fields[each] = _carried(self.fields[each])
                elif name != step or (name == "ground" and each != "ground" and not offered.breaks_a_confidence):
                    self.fields[each].widget = self.fields[each].hidden_widget()

    def _offer(self) -> None:
        offered = self.offered
        regions = settings.MOORING_COUNTRY.regions
        self._choose("need", [("", "–"), *((each.value, each.label) for each in NEEDS_OF_A_PERSON)])
        self._choose("kind", offered.kinds)
        self._choose("urgency", offered.urgencies)
        self._choose("group", [("", _("For everybody")), *Group.choices])
        self._choose(
            "region", [("", _("Anywhere in the country")), *((code, _(name)) for code, name in regions.items())]
        )
        self._choose("to", [*offered.candidates, (SOMEBODY_ELSE, _("Somebody else, chosen below"))])
        if not offered.candidates:
            self.fields["to"].initial = SOMEBODY_ELSE
        self._choose("other", [("", "–"), *offered.desks])
        self._choose("pieces", offered.pieces)
        self._choose("ground", offered.grounds)
        self._choose("told_person", [("yes", _("Yes")), ("no", _("No"))])
        self._choose("not_told_because", [("", "–"), *NotToldBecause.choices])

    def _choose(self, name: str, choices: Choices) -> None:
        chosen = self.fields[name]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = choices

    @property
    def receiver(self) -> str:
        """The chosen receiver as it was named on the page, once the form was found good that far."""
        return chosen_receiver(self.cleaned_data.get("to", ""), self.cleaned_data.get("other", ""))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        names = list(STEPS)
        place = names.index(self.step)
        if place >= names.index("to") and given.get("to") == SOMEBODY_ELSE and not given.get("other"):
            self.add_error("other" if self.step == "to" else None, _("Choose whom to ask."))
        if place >= names.index("ground") and given.get("ground") in POLICE_GROUNDS:
            where = (lambda name: name) if self.step == "ground" else (lambda name: None)
            if not given.get("lawyer_asked_on"):
                self.add_error(where("lawyer_asked_on"), _("Ask the lawyer of your agency first, and write the day."))
            if not given.get("told_person"):
                self.add_error(where("told_person"), _("Say whether the person was told."))
            elif given["told_person"] == "no" and not given.get("not_told_because"):
                self.add_error(where("not_told_because"), _("The person is told, unless that endangers somebody."))
        return given


def chosen_receiver(to: str, other: str) -> str:
    return other if to == SOMEBODY_ELSE else to


def _carried(asked_later: forms.Field) -> forms.Field:
    """A field of a later step: what stands in it goes along, and is not looked at yet."""
    if isinstance(asked_later, forms.MultipleChoiceField):
        return _CarriedList(required=False, widget=forms.MultipleHiddenInput)
    return forms.CharField(required=False, widget=forms.HiddenInput)


class _CarriedList(forms.Field):
    def to_python(self, value: Any) -> list[str]:
        return list(value or [])
