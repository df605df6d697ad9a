"""The forms of support: asking for the period, deciding on it, extending and correcting it, the contact person, the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mooring.law import NotAnswered
from mooring.law.words import shown
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.support.actions.period import BEGINS_ITSELF, KINDS
from mooring.support.house_rules import PLAN_REVIEW
from mooring.support.law_of_the_period import Situation, hangs_on_residence, of_today, the_law
from mooring.support.models import AskedBy, AskedFor, Extension
from mooring.support.needs import Assent, Domain, Service

FAR = timedelta(days=366)
EARLIEST = 1900  # an earlier year is a slip


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def not_in_the_future(day: date) -> date:
    """A day that is here or over. Raises a form's `ValidationError`."""
    if day > clock.today():
        raise forms.ValidationError(_("This day has not come yet."))
    if day.year < EARLIEST:
        raise forms.ValidationError(_("This lies too far back. Check the year."))
    return day


class RequestForm(forms.Form):
    """Who asked, for what, and when."""

    asked_for = forms.ChoiceField(label=_("What is asked for?"), choices=AskedFor, widget=forms.RadioSelect)
    asked_by = forms.ChoiceField(label=_("Who asks?"), choices=AskedBy, widget=forms.RadioSelect)
    asked_on = forms.DateField(label=_("Asked on"), widget=forms.DateInput)
    words = forms.CharField(
        label=_("What the person wishes the authority to know"),
        help_text=_("In the person's own words. Kept sealed."),
        widget=_lines(),
        required=False,
    )

    def __init__(self, *args: Any, period_stands: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("asked_for", AskedFor.EXTENSION if period_stands else AskedFor.PERIOD)
        self.initial.setdefault("asked_on", clock.today())

    def clean_asked_on(self) -> date:
        return not_in_the_future(self.cleaned_data["asked_on"])


class DecisionForm(forms.Form):
    """What the authority knows, and the days of its decision."""

    situation = forms.ChoiceField(
        label=_("Where does the person stand?"),
        help_text=_(
            "The law gives a reflection period to who is ordered to leave, and an equal one to legal residents."
        ),
        choices=Situation,
        widget=forms.RadioSelect,
    )
    public_order = forms.BooleanField(
        label=_("Departure is immediate because public order requires it"),
        help_text=_("Rare: normally only after expulsion for serious crime. No period is then given."),
        required=False,
    )
    requested_on = forms.DateField(label=_("Asked for on"), widget=forms.DateInput, required=False)
    decided_on = forms.DateField(
        label=_("Decided on"), help_text=_("The law of this day decides."), widget=forms.DateInput
    )
    begins = forms.DateField(label=_("First day"), help_text=_("This day counts."), widget=forms.DateInput)
    ground = forms.CharField(
        label=_("The authority's ground"), help_text=_("Kept sealed."), widget=_lines(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        if not hangs_on_residence(today):
            del self.fields["situation"]
        stays, departs = of_today(), of_today(public_order=True)
        if stays is not None and departs is not None and departs.answer not in KINDS:
            del self.fields["public_order"]
        if stays is not None and stays.particulars.get("starts") in BEGINS_ITSELF:
            del self.fields["requested_on"]

    def clean_decided_on(self) -> date:
        return not_in_the_future(self.cleaned_data["decided_on"])

    def clean_requested_on(self) -> date | None:
        day = self.cleaned_data["requested_on"]
        return not_in_the_future(day) if day else None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        # What makes no difference to this country's law is not asked.
        for name, nothing in (("situation", Situation.NEITHER), ("public_order", False), ("requested_on", None)):
            if name not in self.fields:
                given[name] = nothing
        decided, begins, requested = given.get("decided_on"), given.get("begins"), given.get("requested_on")
        if decided and begins and abs(begins - decided) > FAR:
            self.add_error("begins", _("More than a year from the decision: is the year right?"))
        if decided and requested and requested > decided:
            self.add_error("requested_on", _("Asked for after it was decided: one of the days is wrong."))
        if given.get("public_order") and not given.get("ground", "").strip():
            self.add_error("ground", _("Immediate departure needs the authority's ground."))
        return given


class CorrectionForm(DecisionForm):
    """What was recorded of a period, put right: with the days of each extension, and why."""

    field_order = ("situation", "public_order", "requested_on", "decided_on", "begins")

    def __init__(self, *args: Any, extensions: Sequence[Extension] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.extension_names = [f"extension_{extension.number}" for extension in extensions]
        for name, extension in zip(self.extension_names, extensions, strict=True):
            number = {"number": extension.number}
            self.fields[name] = forms.IntegerField(
                label=_("Days of extension %(number)s") % number,
                help_text=_("0 when it was never given."),
                min_value=0,
                max_value=999,
                initial=extension.days,
            )
        ground = self.fields.pop("ground")
        ground.label, ground.required = _("What was wrong, and how it is known"), True
        self.fields["ground"] = ground

    def extension_days(self) -> list[int]:
        return [self.cleaned_data[name] for name in self.extension_names]


class ExtensionForm(forms.Form):
    """How many days more, and why."""

    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)
    days = forms.IntegerField(label=_("Days to add"), min_value=1, max_value=999)
    asked_on = forms.DateField(
        label=_("Asked for on"),
        help_text=_("It is to be asked for before the running days end."),
        widget=forms.DateInput,
        required=False,
    )
    decided_on = forms.DateField(
        label=_("Decided on"), help_text=_("The law of this day decides."), widget=forms.DateInput
    )
    ground = forms.CharField(
        label=_("The authority's ground"), help_text=_("Kept sealed."), widget=_lines(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = extension_reasons(clock.today())  # type: ignore[attr-defined]
        self.initial.setdefault("decided_on", clock.today())

    def clean_decided_on(self) -> date:
        return not_in_the_future(self.cleaned_data["decided_on"])

    def clean_asked_on(self) -> date | None:
        day = self.cleaned_data["asked_on"]
        return not_in_the_future(day) if day else None


class ContactPersonForm(forms.Form):
    """Who is the contact person, and since when."""

    officer = forms.ModelChoiceField(
        label=_("Contact person"),
        help_text=_("Officers who plan with people and to whom this case is open."),
        queryset=Officer.objects.none(),
        empty_label=_("Choose"),
    )
    since = forms.DateField(label=_("Since"), widget=forms.DateInput)

    def __init__(self, *args: Any, officers: Sequence[Officer] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [officer.pk for officer in officers]
        self.fields["officer"].queryset = Officer.objects.filter(pk__in=keys).order_by("name")  # type: ignore[attr-defined]
        # Keys never leave the house: an officer is named by the work address, which colleagues know.
        self.fields["officer"].to_field_name = "email"  # type: ignore[attr-defined]
        self.initial.setdefault("since", clock.today())

    def clean_since(self) -> date:
        return not_in_the_future(self.cleaned_data["since"])


class PlanForm(forms.Form):
    """The plan: needs by part of life, the person's goals, what was agreed, the person's own words and assent."""

    goals = forms.CharField(
        label=_("What the person wants to reach"),
        help_text=_("As the person chose it; the small steps count too."),
        widget=_lines(4),
        required=False,
    )
    services = forms.MultipleChoiceField(
        label=_("Help agreed on"), choices=Service, widget=forms.CheckboxSelectMultiple, required=False
    )
    services_words = forms.CharField(label=_("Who does what, and when"), widget=_lines(), required=False)
    own_words = forms.CharField(
        label=_("The person's own words"),
        help_text=_("What the person wants to have written here."),
        widget=_lines(4),
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
        widget=_lines(),
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
            self.fields[self.need_name(domain)] = forms.CharField(label=domain.label, widget=_lines(2), required=False)
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


def extension_reasons(on: date) -> list[tuple[str, str]]:
    """The reasons of the law of a day, in words; none where that law is not answered."""
    try:
        return [(code, shown(code, gettext).capitalize()) for code in the_law().extension_reasons(on)]
    except NotAnswered:
        return []
