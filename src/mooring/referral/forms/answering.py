"""The short forms by which a referral is answered and moved on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.referral.models import CameOf, DeclineReason, ReturnReason, WithdrawReason


def _words(label: object, *, required: bool = False, hint: object = "") -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=hint,  # type: ignore[arg-type]
    )


class AcceptForm(forms.Form):
    """A word to the sender."""

    words = _words(_("A word to the sender"), hint=_("When you meet the person, and whom to ring at your desk."))


class DeclineForm(forms.Form):
    """Why not."""

    reason = forms.ChoiceField(label=_("Why not"), choices=DeclineReason.choices, widget=forms.RadioSelect)
    words = _words(_("What the sender should know"), hint=_("Who else could help, if you know."))


class ReturnForm(forms.Form):
    """What is missing."""

    reason = forms.ChoiceField(label=_("Why it goes back"), choices=ReturnReason.choices, widget=forms.RadioSelect)
    words = _words(_("What you need to know"), required=True)


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    reason = forms.ChoiceField(label=_("Why"), choices=WithdrawReason.choices, widget=forms.RadioSelect)


class FinishForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(label=_("What came of it"), choices=CameOf.choices, widget=forms.RadioSelect)
    words = _words(_("Feedback to the sender"), hint=_("Only what the sender needs to go on with the person."))


class FeedbackForm(forms.Form):
    """A message to the other side."""

    words = _words(_("Message"), required=True, hint=_("It is sealed, and read by both desks."))


class SendAgainForm(forms.Form):
    """What is told at the next sending."""

    pieces = forms.MultipleChoiceField(label=_("What is shared"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, offered: Sequence[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pieces = self.fields["pieces"]
        assert isinstance(pieces, forms.ChoiceField)
        pieces.choices = offered
