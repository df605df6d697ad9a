"""The forms around a sealed page: making its link, opening it, and answering from outside."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from mooring.referral.actions.outside import LONGEST_DAYS
from mooring.referral.models import CameOf, DeclineReason, ReturnReason

LANGUAGES = ("en", "da", "ro", "th", "vi", "es", "fr", "ar", "uk")


class LinkForm(forms.Form):
    """A link for an agency without access."""

    days = forms.IntegerField(
        label=_("For how many days the link works"), min_value=1, max_value=LONGEST_DAYS, initial=7
    )
    language = forms.ChoiceField(
        label=_("Language of the page"),
        choices=[(code, LANG_INFO[code]["name_local"]) for code in LANGUAGES],
        help_text=_(
            "Words that nobody has translated yet stand in English; what you wrote yourself is not translated."
        ),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["language"].initial = settings.MOORING_COUNTRY.languages[0]


class OpenForm(forms.Form):
    """What opens a sealed page."""

    token = forms.CharField(
        label=_("What stands after # in the link"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    code = forms.CharField(
        label=_("Code of eight digits"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text=_("The sender has told it to you by telephone, or will."),
    )


class OutsideAnswerForm(forms.Form):
    """An answer from outside."""

    answer = forms.ChoiceField(label=_("Your answer"), widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Why, if you say no or need more"), required=False)
    words = forms.CharField(
        label=_("What the sender should know"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    WAITING = (
        ("accepted", _("We take it up")),
        ("declined", _("We say no")),
        ("returned", _("We need to know more first")),
    )
    TAKEN_UP = (("done", _("It is done")),)

    def __init__(self, *args: object, state: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        taken_up = state == "accepted"
        reasons = CameOf.choices if taken_up else dict([*DeclineReason.choices, *ReturnReason.choices]).items()
        answer, reason = self.fields["answer"], self.fields["reason"]
        assert isinstance(answer, forms.ChoiceField)
        assert isinstance(reason, forms.ChoiceField)
        answer.choices = self.TAKEN_UP if taken_up else self.WAITING
        reason.choices = [("", "—"), *reasons]
        if taken_up:
            reason.label = _("What came of it")

    def clean(self) -> dict[str, object]:
        told = super().clean() or {}
        allowed = {"declined": DeclineReason.values, "returned": ReturnReason.values, "done": CameOf.values}
        wanted = allowed.get(str(told.get("answer")))
        if wanted is not None and told.get("reason") not in wanted:
            self.add_error("reason", _("Choose the reason that fits best."))
        return told
