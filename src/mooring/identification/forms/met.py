"""Forms for what comes in and whom one meets: made for a telephone, at night, with few taps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.casework.named_by_code import LanguageField
from mooring.identification import regions
from mooring.identification.models import (
    AgeImpression,
    AskedToTalk,
    Encounter,
    FileGround,
    HealthNeed,
    Source,
    YesNoUnknown,
)
from mooring.safeguards.years import PastHourField

SHORT = {"class": "form-choices-short"}


class SignalForm(forms.Form):
    source = forms.ChoiceField(
        label=_("Who told us?"),
        choices=[("", "—"), *((code, name) for code, name in Source.choices if code != Source.OLD_REGISTER)],
    )
    danger_now = forms.ChoiceField(
        label=_("Is anybody in danger now?"),
        choices=YesNoUnknown.choices,
        widget=forms.RadioSelect(attrs=SHORT),
        help_text=_("In danger of life, ring the emergency number first."),
    )
    region = forms.ChoiceField(label=_("Where, no closer than the region?"), choices=regions.choices)
    expected_people = forms.IntegerField(
        label=_("How many people are expected?"),
        min_value=0,
        max_value=1000,
        required=False,
        help_text=_("Leave it empty when nobody knows."),
    )
    received_at = PastHourField(label=_("When did it reach us?"))
    words = forms.CharField(
        label=_("What were we told?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Kept sealed. Leave out names of people who have not asked for anything."),
    )


class EncounterForm(forms.Form):
    """Three answers about a person met. No name, no looks, no guess of origin."""

    age_impression = forms.ChoiceField(
        label=_("Adult, or a child?"),
        choices=AgeImpression.choices,
        widget=forms.RadioSelect(attrs=SHORT),
        help_text=_("In doubt, choose child: the person is then treated as one."),
    )
    informed = forms.TypedChoiceField(
        label=_("Told what help there is?"),
        choices=[("yes", _("Yes, alone and in a language the person speaks")), ("no", _("Not yet"))],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect(attrs=SHORT),
    )
    asked_to_talk = forms.ChoiceField(
        label=_("Does the person wish to talk?"), choices=AskedToTalk.choices, widget=forms.RadioSelect(attrs=SHORT)
    )
    informed_language = LanguageField(label=_("In which language?"), required=False)
    danger_now = forms.ChoiceField(
        label=_("In danger now?"),
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.NOT_KNOWN,
        widget=forms.RadioSelect(attrs=SHORT),
    )
    health_needs = forms.MultipleChoiceField(
        label=_("Health that cannot wait"),
        choices=HealthNeed.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    health_happened_at = PastHourField(
        label=_("When did it happen?"),
        required=False,
        help_text=_("The hours count from then. Empty when it was not said."),
    )

    URGENT = ("danger_now", "health_needs", "health_happened_at", "informed_language")

    @property
    def urgent_is_open(self) -> bool:
        """Whether the folded part has something in it, or something to be mended."""
        if any(name in self.errors for name in self.URGENT):
            return True
        given = {name: self[name].value() for name in self.URGENT}
        return bool(
            given["health_needs"]
            or given["health_happened_at"]
            or given["informed_language"]
            or given["danger_now"] == YesNoUnknown.YES
        )


def as_noted(encounter: Encounter) -> dict[str, Any]:
    """What was noted of a person, to start a new note from."""
    return {
        "age_impression": encounter.age_impression,
        "informed": "yes" if encounter.informed else "no",
        "asked_to_talk": encounter.asked_to_talk,
        "informed_language": encounter.informed_language,
        "danger_now": encounter.danger_now,
        "health_needs": encounter.health_needs,
        "health_happened_at": encounter.health_happened_at,
    }


class OpenCaseForm(forms.Form):
    """On which of the three grounds a file is opened on a person met."""

    ground = forms.ChoiceField(label=_("Why is a file opened?"), choices=FileGround.choices, widget=forms.RadioSelect)
    detained_since = PastHourField(
        label=_("Detained since"),
        required=False,
        help_text=_("Only for a decision to detain. The clock of the law counts from this moment."),
    )

    def __init__(self, *args: Any, encounter: Encounter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.encounter = encounter

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        ground = given.get("ground")
        if ground == FileGround.DETAINED and not given.get("detained_since") and "detained_since" not in self.errors:
            self.add_error("detained_since", _("Say since when the person is detained: the clock counts from then."))
        if ground == FileGround.HER_WISH and self.encounter.asked_to_talk == AskedToTalk.NO:
            self.add_error(
                "ground",
                _(
                    "It is noted that the person said no for now. If that has changed, note it first; then open the case."
                ),
            )
        may_be_a_child = self.encounter.age_impression == AgeImpression.CHILD_OR_IN_DOUBT
        if ground == FileGround.CHILD_PROVISION and not may_be_a_child:
            self.add_error(
                "ground",
                _(
                    "The person is not noted as perhaps a child. If it is in doubt, note that first; then open the case."
                ),
            )
        return given
