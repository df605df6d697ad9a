"""The plan, as it is written with the person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import clock
from mooring.support.forms.days import lines_of_text, not_in_the_future
from mooring.support.house_rules import PLAN_REVIEW
from mooring.support.needs import Assent, Domain, Service


class PlanForm(forms.Form):
    """The plan: needs by part of life, the person's goals, what was agreed, the person's own words and assent."""

    goals = forms.CharField(
        label=_("What the person wants to reach"),
        help_text=_("As the person chose it; the small steps count too."),
        widget=lines_of_text(4),
        required=False,
    )
    services = forms.MultipleChoiceField(
        label=_("Help agreed on"), choices=Service, widget=forms.CheckboxSelectMultiple, required=False
    )
    services_words = forms.CharField(label=_("Who does what, and when"), widget=lines_of_text(), required=False)
    own_words = forms.CharField(
        label=_("The person's own words"),
        help_text=_("What the person wants to have written here."),
        widget=lines_of_text(4),
        required=False,
    )
    assent = forms.ChoiceField(
        label=_("What does the person say to this plan?"),
        choices=Assent,
        widget=forms.RadioSelect(attrs={"class": "form-choices-short"}),
    )
    disagreement = forms.CharField(
        label=_("What the person does not agree to"),
        help_text=_("In the person's own words. Needed when the person does not agree to all of it."),
        widget=lines_of_text(),
        required=False,
    )
    talked_on = forms.DateField(label=_("Talked through on"), widget=forms.DateInput)
    review_on = forms.DateField(
        label=_("Look at it again on"), help_text=_("A day agreed with the person."), widget=forms.DateInput
    )
    on_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, standing_version: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing_version = standing_version
        for domain in Domain:
            self.fields[self.need_name(domain)] = forms.CharField(
                label=domain.label, widget=lines_of_text(2), required=False
            )
        today = clock.today()
        defaults = {"talked_on": today, "review_on": today + PLAN_REVIEW, "assent": Assent.NOT_ASKED}
        for name, value in defaults.items():
            self.initial.setdefault(name, value)
        # A draft may have begun on an earlier version; the page shows what stands now, so it is sent from there.
        self.initial["on_version"] = standing_version

    @staticmethod
    def need_name(domain: Domain) -> str:
        return f"need_{domain.value}"

    def need_fields(self) -> list[forms.BoundField]:
        return [self[self.need_name(domain)] for domain in Domain]

    def needs(self) -> dict[str, str]:
        return {domain.value: self.cleaned_data[self.need_name(domain)] for domain in Domain}

    def clean_talked_on(self) -> date:
        return not_in_the_future(self.cleaned_data["talked_on"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("assent") in (Assent.DISAGREED, Assent.IN_PART) and not given.get("disagreement", "").strip():
            self.add_error("disagreement", _("Write in the person's own words what it is, or ask again."))
        talked, review = given.get("talked_on"), given.get("review_on")
        if talked and review and review < talked:
            self.add_error("review_on", _("The review lies before the talk."))
        if given.get("on_version") is not None and given["on_version"] != self.standing_version:
            self.add_error(
                None,
                _(
                    "Somebody has written a new version in the meantime. Look at it below the form, then send this again."
                ),
            )
            # What is sent next is meant for the version that is now shown below the form.
            if isinstance(self.data, QueryDict):
                self.data = self.data.copy()
                self.data["on_version"] = str(self.standing_version)
        return given
