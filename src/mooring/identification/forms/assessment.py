"""Forms for asking the competent authority, deciding, correcting, and telling the person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.casework.named_by_code import LanguageField
from mooring.identification.models import CorrectionReason, DecisionGround, OutcomeCode, ToldBy
from mooring.safeguards.years import PastDayField, PastHourField
from mooring.screening.indicators import Profile

DECIDED = (OutcomeCode.IDENTIFIED, OutcomeCode.NOT_IDENTIFIED)
SHORT = {"class": "form-choices-short"}


class RequestForm(forms.Form):
    departure_number = forms.CharField(
        label=_("The number by which the authorities for departure know the person"),
        required=False,
        max_length=40,
        help_text=_(
            "So that nobody is removed by mistake. They see it and “do not remove”, nothing of the case. Empty if none."
        ),
    )
    profile = forms.ChoiceField(
        label=_("Which published rule is to be shown beside the signs?"),
        required=False,
        help_text=_("It advises; a person decides."),
    )

    def __init__(self, *args: Any, profiles: list[Profile], consent_asked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if consent_asked:
            self.fields["consents"] = forms.TypedChoiceField(
                label=_("Does the person consent to being referred?"),
                help_text=_(
                    "Told in a language the person understands: who decides, who sees what, and that help is open all the same."
                ),
                choices=[("yes", _("Yes")), ("no", _("No"))],
                coerce=lambda given: given == "yes",
                error_messages={"required": _("Ask the person first: an adult is referred only with consent.")},
                widget=forms.RadioSelect(attrs=SHORT),
            )
            self.order_fields(["consents"])
        profile = self.fields["profile"]
        assert isinstance(profile, forms.ChoiceField)
        profile.choices = [("", _("None")), *((one.value, _(one.label)) for one in profiles)]


class NoticeForm(forms.Form):
    """Which fields of the notice were sent; the law names those that may be."""

    sent = forms.MultipleChoiceField(
        label=_("What was sent?"),
        help_text=_("Only these may be sent. Here is kept that they were, and nothing of what stood in them."),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, may_be_sent: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.fields["sent"]
        assert isinstance(sent, forms.ChoiceField)
        sent.choices = may_be_sent


class DecisionForm(forms.Form):
    """What every decision on identification says: on what it rests, and of which day it is."""

    ground_codes = forms.MultipleChoiceField(
        label=_("It rests on"), choices=DecisionGround.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    ground = forms.CharField(
        label=_("Ground"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Why, in words that the person can be told. Kept sealed."),
    )
    decided_on = PastDayField(label=_("Decided on"))
    before_opening = forms.BooleanField(
        label=_("Decided before the case was opened here, and noted now"), required=False
    )

    def __init__(self, *args: Any, opened_on: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened_on = opened_on

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        day = given.get("decided_on")
        if day and self.opened_on and day < self.opened_on and not given.get("before_opening"):
            self.add_error(
                "decided_on",
                _("This day lies before the case was opened. If that is meant, mark that it was decided before."),
            )
        return given


class DecideForm(DecisionForm):
    outcome = forms.ChoiceField(
        label=_("Decision"), choices=[(one.value, one.label) for one in DECIDED], widget=forms.RadioSelect
    )

    field_order = ["outcome"]


class DecideStageForm(DecisionForm):
    """A decision before the last, where the law of the country goes in stages."""

    positive = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Positive: the identification goes on")), ("no", _("Negative: the identification ends"))],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )

    field_order = ["positive"]


class CorrectForm(DecideForm):
    reason = forms.ChoiceField(
        label=_("Why is it corrected?"), choices=CorrectionReason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What has changed"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The earlier decision stays on record beside this one."),
    )

    field_order = ["reason", "words", "outcome", "ground_codes", "ground", "decided_on", "before_opening"]


class OwnWordForm(forms.Form):
    """The day on which the person said so."""

    said_on = PastDayField(label=_("The person said so on"))
    understood = forms.BooleanField(
        label=_("The person was told what goes on without an assessment, and what does not"),
        error_messages={"required": _("Tell the person first; then mark it.")},
    )


class TellForm(forms.Form):
    told_at = PastHourField(label=_("When"))
    language = LanguageField(label=_("In which language"))
    channel = forms.ChoiceField(label=_("How"), choices=ToldBy.choices, widget=forms.RadioSelect(attrs=SHORT))
    told_reconsideration = forms.TypedChoiceField(
        label=_("Told how to have it reconsidered, or that it cannot be appealed?"),
        choices=[("yes", _("Yes")), ("no", _("Not yet"))],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect(attrs=SHORT),
    )
    words = forms.CharField(
        label=_("What the person said"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In the person's own words. Kept sealed."),
    )

    def __init__(self, *args: Any, ways: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channel = self.fields["channel"]
        assert isinstance(channel, forms.ChoiceField)
        channel.choices = [(code, name) for code, name in ToldBy.choices if code in ways]
