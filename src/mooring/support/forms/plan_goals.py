"""The goals that the person chose, and the copy of the plan that the person takes along."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.casework.named_by_code import LanguageField
from mooring.safeguards import clock
from mooring.safeguards.years import PastDayField
from mooring.support.forms.days import lines_of_text
from mooring.support.goal_states import GOAL_STATES, GoalState
from mooring.support.needs import ChosenBy, CopyForm, Domain


class GoalForm(forms.Form):
    """A goal that the person chose."""

    goal = forms.CharField(
        label=_("What the person wants to reach"),
        help_text=_("In the person's words; a small step is a goal."),
        widget=lines_of_text(2),
    )
    domain = forms.ChoiceField(label=_("Part of life"), choices=Domain)
    chosen_by = forms.ChoiceField(
        label=_("Who chose it?"), choices=ChosenBy, widget=forms.RadioSelect, initial=ChosenBy.PERSON
    )
    chosen_on = PastDayField(label=_("Chosen on"), initial=clock.today)


class AnswerForm(forms.Form):
    """What the person says of a goal."""

    state = forms.ChoiceField(label=_("Where does the goal stand?"), widget=forms.RadioSelect)
    becomes = forms.CharField(
        label=_("The goal it was changed into"),
        help_text=_("In the person's words. Needed when it was changed."),
        widget=lines_of_text(2),
        required=False,
    )
    said = forms.CharField(label=_("What the person says of it"), widget=lines_of_text(3), required=False)
    since = PastDayField(label=_("Since"), initial=clock.today)

    def __init__(self, *args: Any, stands: str = GoalState.OPEN, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        targets = {move.target for move in GOAL_STATES.moves_from(stands)}
        moves: Any = [(state.code, state.label) for state in GOAL_STATES.states if state.code in targets]
        self.fields["state"].choices = moves  # type: ignore[attr-defined]
        if GoalState.CHANGED not in targets:
            del self.fields["becomes"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("state") == GoalState.CHANGED and not given.get("becomes", "").strip():
            self.add_error("becomes", _("Write the new goal in the person's words."))
        return given


class CopyChoiceForm(forms.Form):
    """Which copy is looked at: the form, and the language of our words in it."""

    form = forms.ChoiceField(label=_("Which copy"), choices=CopyForm, initial=CopyForm.SAFE)
    language = LanguageField(label=_("Language of the person"))


class CopyConfirmForm(forms.Form):
    """That somebody has read what the copy says, and where the person will keep it."""

    form = forms.ChoiceField(choices=CopyForm, widget=forms.HiddenInput)
    language = LanguageField(widget=forms.HiddenInput)
    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    confirmed = forms.BooleanField(
        label=_("I have read every line, and talked with the person about who may find it and where it is kept")
    )
