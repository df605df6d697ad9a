"""What is asked about a child's days, the family, coming of age, the safety plan, and a child who is missing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import clock
from mooring.safeguards.models import Desk, Posting
from mooring.safeguards.years import DayField, HourField, PastDayField, PastHourField
from mooring.support.forms.children import in_words, municipality_field
from mooring.support.models import BestFor, Changes, FoundHow, HealthCheck, LivesAt, School, StepKind, TracedBy

ADULT_WITHIN = timedelta(days=366 * 18)


class LifeForm(forms.Form):
    lives_at = forms.ChoiceField(
        label=_("At what kind of place does the child live?"),
        help_text=_("Never the address: that is a part of its own."),
        choices=LivesAt,
    )
    municipality = forms.CharField(required=False)
    school = forms.ChoiceField(label=_("School"), choices=School, widget=forms.RadioSelect)
    school_since = DayField(label=_("Since"), widget=forms.DateInput, required=False)
    school_words = in_words(_("Which school, or why none"), _("Needed when there is none. Kept sealed."), rows=2)
    health = forms.ChoiceField(label=_("Health check"), choices=HealthCheck, widget=forms.RadioSelect)
    health_on = DayField(label=_("Day of the health check"), widget=forms.DateInput, required=False)
    health_words = in_words(_("What those who look after the child must know"), _("Kept sealed."), rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"] = municipality_field(_("Municipality that answers for the child"), required=False)
        self.order_fields(["lives_at", "municipality"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("school") == School.NONE and not given.get("school_words", "").strip():
            self.add_error("school_words", _("Write why there is no school, and what is done."))
        return given


class PlanForm(forms.Form):
    goals = in_words(_("What the child wants"), _("In the child's own words."), rows=4, required=True)
    steps = in_words(_("What is done for it, and by whom"), rows=4)
    read_to_child = forms.BooleanField(
        label=_("It was read to the child, in a language the child understands"), required=False
    )
    talked_on = PastDayField(label=_("Talked through on"), initial=clock.today)


class BestInterestForm(forms.Form):
    child_says = in_words(_("What the child says to it"), _("In the child's own words. Asked first."), required=True)
    words = in_words(
        _("What was weighed"),
        _("Danger to the child and to others, the family's part, the child's ties."),
        rows=4,
        required=True,
    )
    found = forms.ChoiceField(label=_("What is best for the child?"), choices=BestFor, widget=forms.RadioSelect)
    assessed_on = PastDayField(label=_("Assessed on"), initial=clock.today)


class TracingForm(forms.Form):
    traced_by = forms.ChoiceField(label=_("Who looks for the family?"), choices=TracedBy, widget=forms.RadioSelect)
    began_on = PastDayField(label=_("Since"), initial=clock.today)
    words = in_words(_("What was agreed on"), _("Kept sealed."))


class OfAgeForm(forms.Form):
    turns_on = DayField(
        label=_("Day on which the child comes of age"),
        help_text=_("The day in the papers; if there are none, the day agreed on."),
        widget=forms.DateInput,
    )
    is_exact = forms.BooleanField(label=_("Known from papers"), required=False)
    in_order = forms.MultipleChoiceField(
        label=_("What is in order already"), choices=Changes, widget=forms.CheckboxSelectMultiple, required=False
    )
    words = in_words(_("The plan, in words that the child knows"), rows=4)

    def clean_turns_on(self) -> date:
        day: date = self.cleaned_data["turns_on"]
        if abs(day - clock.today()) > ADULT_WITHIN:
            raise forms.ValidationError(_("No child comes of age that far from today. Check the year."))
        return day


class SafetyForm(forms.Form):
    description = in_words(
        _("The sheet: what somebody needs who looks for the child"),
        _(
            "Looks, clothes, languages, what the child is called, medicine. Never the story."
            " The police, the representative and the municipality get this, and nothing else, if the child is missing."
        ),
        rows=5,
        required=True,
    )
    telephone = in_words(_("The child's telephone and accounts"), _("From here on only the team reads it."), rows=2)
    contacts = in_words(_("Who else may know where the child is"), rows=2)
    pattern = in_words(_("Where and with whom the child went before"), rows=2)
    adult = in_words(_("The adult whom the child trusts, and the word agreed on"), rows=2)
    police_desk = forms.ModelChoiceField(
        label=_("Which police are told?"),
        queryset=Desk.objects.none(),
        to_field_name="code",
        empty_label=_("All who stand watch at the police"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        serving = Posting.objects.running().filter(role="police_liaison")
        desks = Desk.objects.filter(pk__in=serving.values("desk")).select_related("agency").order_by("name")
        self.fields["police_desk"].queryset = desks  # type: ignore[attr-defined]


class AlarmForm(forms.Form):
    missing_since = HourField(label=_("Missing since"))
    description = in_words(
        _("What somebody needs who looks for the child"),
        _("No sheet was written beforehand: write it now. Never the story."),
        rows=4,
        required=True,
    )

    def __init__(self, *args: Any, has_sheet: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("missing_since", clock.now())
        if has_sheet:
            del self.fields["description"]

    def clean_missing_since(self) -> datetime:
        moment: datetime = self.cleaned_data["missing_since"]
        return min(moment, clock.now())


class StepForm(forms.Form):
    kind = forms.ChoiceField(label=_("What was done?"), choices=StepKind, widget=forms.RadioSelect)
    words = in_words(_("In words"), _("Kept sealed."), rows=2)


class FoundForm(forms.Form):
    how = forms.ChoiceField(label=_("How did it end?"), choices=FoundHow, widget=forms.RadioSelect)
    found_at = PastHourField(label=_("When?"), initial=clock.now)
    words = in_words(_("What the child needs now"), _("Kept sealed."))
