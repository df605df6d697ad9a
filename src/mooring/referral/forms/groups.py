"""The forms of groups and their meetings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from mooring.referral.models import Level, MeetingState, ReferralGroup
from mooring.safeguards.models import Agency, Officer
from mooring.safeguards.years import DayField, HourField

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


def region_choices() -> list[tuple[str, Any]]:
    """The regions of the country, and none in particular."""
    return [("", "—"), *((code, gettext(name)) for code, name in settings.MOORING_COUNTRY.regions.items())]


class GroupForm(forms.Form):
    """A group, and the one above it."""

    name = forms.CharField(label=_("Name"), max_length=200)
    code = forms.SlugField(
        label=_("Code"), max_length=60, help_text=_("Small letters and hyphens; it stands in the address of the page.")
    )
    level = forms.ChoiceField(label=_("Where it meets"), choices=Level.choices)
    region = forms.ChoiceField(label=_("Region"), choices=region_choices, required=False)
    parent = forms.ModelChoiceField(
        label=_("The group above it"),
        queryset=ReferralGroup.objects.none(),
        empty_label="–",
        required=False,
        to_field_name="code",
        help_text=_("To which it may raise what it cannot decide."),
    )
    since = DayField(label=_("Since when it meets"), required=False)
    source = forms.CharField(label=_("Where this is written"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        parent.queryset = ReferralGroup.objects.all()


class MemberForm(forms.Form):
    """An agency that is in a group from a day on."""

    agency = forms.ModelChoiceField(
        label=_("Agency"), queryset=Agency.objects.none(), to_field_name="code", empty_label="–"
    )
    since = DayField(label=_("From which day"), required=False, help_text=_("Empty: from today."))

    def __init__(self, *args: Any, group: ReferralGroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        agency.queryset = Agency.objects.exclude(pk__in=[member.agency_id for member in group.members()])


class LeavingForm(forms.Form):
    until = DayField(
        label=_("From which day is the agency not in the group any more?"),
        required=False,
        help_text=_("Empty: from today."),
    )


class HoursForm(forms.Form):
    """When a meeting begins and ends, and at which offices."""

    starts_at = HourField(label=_("Begins"))
    ends_at = HourField(label=_("Ends"))
    place = forms.CharField(
        label=_("Where"),
        max_length=200,
        required=False,
        help_text=_("A place of offices. Never an address where people are sheltered."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        starts_at, ends_at = given.get("starts_at"), given.get("ends_at")
        for name, moment in (("starts_at", starts_at), ("ends_at", ends_at)):
            if isinstance(moment, datetime) and not EARLIEST <= moment.date() <= LATEST:
                self.add_error(name, _("Check the year."))
        if isinstance(starts_at, datetime) and isinstance(ends_at, datetime) and ends_at <= starts_at:
            self.add_error("ends_at", _("A meeting ends after it begins."))
        return given


class MeetingForm(HoursForm):
    """A meeting to be called."""


class ArrangeForm(HoursForm):
    """A meeting that is moved or cancelled, or was held."""

    state = forms.ChoiceField(label=_("The meeting"), choices=MeetingState.choices, widget=forms.RadioSelect)
    field_order = ["state", "starts_at", "ends_at", "place"]


class AgendaForm(forms.Form):
    title = forms.CharField(label=_("What is to be talked about"), max_length=200)


class WordsForm(forms.Form):
    """What a group decided, or what somebody adds to a step."""

    words = forms.CharField(
        label=pgettext_lazy("of a group", "What the group says"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=8000,
        help_text=_("No person, no reference, no number: others read it as well."),
    )


class PerhapsWordsForm(WordsForm):
    """The same, where nothing need be said."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = False
        self.fields["words"].label = _("A word to it")


class ActionForm(forms.Form):
    """Who does what by when."""

    words = forms.CharField(label=_("What is to be done"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    agency = forms.ModelChoiceField(
        label=_("By which agency"), queryset=Agency.objects.none(), to_field_name="code", empty_label="–"
    )
    officer = forms.EmailField(
        label=_("By whom there"),
        required=False,
        help_text=_("The work address of an officer; empty: the agency decides."),
    )
    due_on = DayField(label=_("By when"))

    def __init__(self, *args: Any, group: ReferralGroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.ModelChoiceField)
        agency.queryset = Agency.objects.filter(pk__in=[member.agency_id for member in group.members()])

    def clean_officer(self) -> Officer | None:
        email = self.cleaned_data["officer"]
        officer = Officer.objects.filter(email=email.lower(), is_active=True).first() if email else None
        if email and officer is None:
            raise forms.ValidationError(_("No officer has this work address."))
        return officer


class DoneForm(forms.Form):
    note = forms.CharField(
        label=_("What came of it"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000, required=False
    )


class OnAgendaForm(forms.Form):
    """The meeting at which a matter is taken up."""

    meeting = forms.ChoiceField(label=_("At which meeting"))

    def __init__(self, *args: Any, meetings: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting = self.fields["meeting"]
        assert isinstance(meeting, forms.ChoiceField)
        meeting.choices = meetings
