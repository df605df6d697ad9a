"""The forms of witness care, of a day in court, and of the lawyer of the injured party."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import Case
from mooring.justice.care_states import CARE_STATES, CareState
from mooring.justice.law_of_redress import measures_of
from mooring.justice.models import HearingKind, LawyerStands, WitnessMeasure
from mooring.justice.panel import law_words
from mooring.safeguards import clock
from mooring.safeguards.state_tables import BEGINNING
from mooring.safeguards.years import HourField, PastDayField

SHORT = {"class": "form-choices-short"}


def lines_of_text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MeasureForm(forms.Form):
    """A step of one measure: offered, wished, not wished, arranged, not given, done."""

    measure = forms.ChoiceField(label=_("What spares the person"))
    state = forms.ChoiceField(
        label=_("Where it stands now"),
        choices=[(str(state.code), state.label) for state in CARE_STATES.states],
        widget=forms.RadioSelect(attrs=SHORT),
        initial=CareState.OFFERED,
    )
    since = PastDayField(label=_("Since"), initial=clock.today)
    words = forms.CharField(
        label=_("Words"), help_text=_("Who arranges it; what the person said."), widget=lines_of_text(), required=False
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = dict(WitnessMeasure.objects.standing().filter(case=case).values_list("measure", "state"))
        codes = dict.fromkeys([*self.standing, *measures_of(case)])
        self.fields["measure"].choices = [  # type: ignore[attr-defined]
            (code, self._label(code)) for code in codes if self._leads_on(code)
        ]

    def _label(self, code: str) -> str:
        state = self.standing.get(code)
        return f"{law_words(code)} ({CARE_STATES.state(state).label})" if state else law_words(code)

    def _leads_on(self, code: str) -> bool:
        state = self.standing.get(code)
        return state is None or not CARE_STATES.state(state).final

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        source = self.standing.get(str(given.get("measure")), BEGINNING)
        if given.get("measure") and given.get("state") and not CARE_STATES.may(source, given["state"]):
            open_ones = ", ".join(str(CARE_STATES.state(move.target).label) for move in CARE_STATES.moves_from(source))
            self.add_error("state", _("From where it stands, only these follow: %(states)s.") % {"states": open_ones})
        return given


class HearingForm(forms.Form):
    """A day on which the person is heard."""

    kind = forms.ChoiceField(label=_("What"), choices=HearingKind)
    held_at = HourField(label=_("When"), widget=forms.DateTimeInput)
    place = forms.CharField(label=_("Where"), help_text=_("Sealed."), max_length=300, required=False)
    contact = forms.CharField(
        label=_("Contact at the prosecution"), help_text=_("Sealed."), max_length=300, required=False
    )
    agreed = forms.CharField(
        label=_("What was agreed"),
        help_text=_("The way there and back, which door, who waits with the person."),
        widget=lines_of_text(),
        required=False,
    )
    is_off = forms.BooleanField(
        label=_("It is off"), help_text=_("Called off, or the person does not wish to be heard."), required=False
    )


class LawyerForm(forms.Form):
    """How far the person has come with a lawyer of her or his own."""

    stands = forms.ChoiceField(label=_("Where it stands"), choices=LawyerStands, widget=forms.RadioSelect(attrs=SHORT))
    since = PastDayField(label=_("Since"), initial=clock.today)
    name = forms.CharField(label=_("Name"), help_text=_("Sealed."), max_length=200, required=False)
    reached = forms.CharField(
        label=_("How the lawyer is reached"), help_text=_("Sealed."), max_length=300, required=False
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("stands") == LawyerStands.APPOINTED and not str(given.get("name", "")).strip():
            self.add_error("name", _("Write who it is."))
        return given
