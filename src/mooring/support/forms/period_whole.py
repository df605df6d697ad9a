"""Refusing what was asked for, taking a period away, and the letters about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mooring.casework.named_by_code import language_choices
from mooring.law.words import shown
from mooring.safeguards import clock
from mooring.safeguards.years import DayField, PastDayField
from mooring.support.actions.period_refusal import OF_AN_EXTENSION
from mooring.support.forms.days import lines_of_text
from mooring.support.law_of_the_period import Situation, hangs_on_residence
from mooring.support.models import AskedFor, Complaint, LetterKind, PermitAskedBy, RefusalGround


class ComplaintForm(forms.Form):
    """Whether the person can complain, to whom, and until when."""

    complaint = forms.ChoiceField(
        label=_("Can the person complain?"),
        help_text=_("As the decision says it. The law pack does not know; Mooring does not guess."),
        choices=Complaint,
        widget=forms.RadioSelect,
    )
    complain_to = forms.CharField(
        label=_("To whom, and how"),
        help_text=_("Kept sealed. It stands in the letter."),
        widget=lines_of_text(2),
        required=False,
    )
    complain_until = DayField(label=_("Last day to complain"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("complaint") == Complaint.POSSIBLE and not given.get("complain_to", "").strip():
            self.add_error("complain_to", _("Say to whom, so that the person can do it."))
        return given


class RefusalForm(ComplaintForm):
    """The refusal of a request: the ground, the day, and the authority's reasons."""

    situation = forms.ChoiceField(
        label=_("Where does the person stand?"),
        help_text=_("The law is asked with this. What it gives cannot be refused here."),
        choices=Situation,
        widget=forms.RadioSelect,
    )
    ground = forms.ChoiceField(
        label=_("Why?"),
        choices=[(code.value, code.label) for code in OF_AN_EXTENSION],
        widget=forms.RadioSelect,
    )
    decided_on = PastDayField(label=_("Decided on"), help_text=_("The law of this day decides."), initial=clock.today)
    words = forms.CharField(
        label=_("The authority's reasons"), help_text=_("Kept sealed."), widget=lines_of_text(), required=False
    )
    field_order = ("situation", "ground", "decided_on", "words")

    def __init__(self, *args: Any, asked_for: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asked_for == AskedFor.EXTENSION:
            del self.fields["situation"]
        else:
            del self.fields["ground"]
            if not hangs_on_residence(clock.today()):
                del self.fields["situation"]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("ground") == RefusalGround.REASONS_NOT_FOUND and not given.get("words", "").strip():
            self.add_error("words", _("The person is told why: write the reasons."))
        return given


class RefusalCorrectionForm(ComplaintForm):
    """What was recorded of a refusal, put right."""

    never = forms.BooleanField(
        label=_("It was never refused"),
        help_text=_("Recorded in error: the request waits for its answer again."),
        required=False,
    )
    words = forms.CharField(label=_("What was wrong, and how it is known"), widget=lines_of_text())


class TakingBackForm(forms.Form):
    """On which ground of the law a period is taken away."""

    ground = forms.ChoiceField(label=_("Ground of the law"), widget=forms.RadioSelect)
    decided_on = PastDayField(label=_("Decided on"), help_text=_("The law of this day decides."), initial=clock.today)
    words = forms.CharField(
        label=_("The authority's reasons"),
        help_text=_("What it is satisfied of, for this person. Kept sealed."),
        widget=lines_of_text(),
    )

    def __init__(self, *args: Any, grounds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = [(code, shown(code, gettext).capitalize()) for code in grounds]  # type: ignore[attr-defined]


class GivingBackForm(forms.Form):
    """Why it no longer holds that a period was taken away."""

    words = forms.CharField(label=_("Why it no longer holds, and how it is known"), widget=lines_of_text())


class LetterForm(forms.Form):
    """Which letter, in which language, and a sentence of one's own."""

    kind = forms.ChoiceField(label=_("What does the letter tell?"), widget=forms.RadioSelect)
    language = forms.ChoiceField(
        label=_("The language the person reads"),
        help_text=_("Where our words do not exist in it the letter is in English: have it read to the person."),
    )
    neutral = forms.BooleanField(
        label=_("Safe if found"),
        help_text=_("A neutral heading; no office, no number and no law on it."),
        required=False,
    )
    sentence = forms.CharField(
        label=_("A sentence of your own"),
        help_text=_("In a language the person reads. On a letter that is safe if found: nothing that gives it away."),
        widget=lines_of_text(),
        required=False,
    )

    def __init__(self, *args: Any, kinds: Sequence[LetterKind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["language"].choices = language_choices()  # type: ignore[attr-defined]


class PermitAskForm(forms.Form):
    """Who asks for the permit, and when."""

    asked_by = forms.ChoiceField(label=_("Who asks?"), choices=PermitAskedBy, widget=forms.RadioSelect)
    asked_on = PastDayField(label=_("Asked on"), initial=clock.today)
    words = forms.CharField(
        label=_("What is to be known"), help_text=_("Kept sealed."), widget=lines_of_text(), required=False
    )


class PermitStepForm(forms.Form):
    """The next step of a permit: the days it needs, and what is to be known."""

    day = PastDayField(label=_("Decided on"), help_text=_("The law of this day decides."), initial=clock.today)
    until = DayField(label=_("Holds until"), help_text=_("This day counts."))
    words = forms.CharField(
        label=_("What is to be known"), help_text=_("Kept sealed."), widget=lines_of_text(), required=False
    )

    def __init__(self, *args: Any, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step != "give":
            del self.fields["until"]
        if step == "withdraw":
            del self.fields["day"]
        if step == "end":
            self.fields["day"].label, self.fields["day"].help_text = _("Ended on"), ""
        if step == "refuse":
            self.fields["words"].label, self.fields["words"].required = _("The authority's reasons"), True
