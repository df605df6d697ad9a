"""Forms for notices of actions: region first, few taps, filled in on a telephone in two minutes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mooring.casework.named_by_code import SeveralField, language_choices
from mooring.hotline.models import ActionNotice, ActionSource, ActionTelling, Wanted
from mooring.hotline.who_may_come import colleagues_of, coordinators, who_goes
from mooring.identification import regions
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.years import HourField

SHORT = {"class": "form-choices-short"}
# Who tells of what: the source is known from the kind of the agency, and asked only where it is not.
SOURCE_OF = {"police": ActionSource.POLICE_ACTION, "tax_authority": ActionSource.TAX_CONTROL}


class ChooseOfficers(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Officers by name, with their desk. The keys in the page are those of nobody but officers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Officer.objects.none(),
            widget=forms.CheckboxSelectMultiple,
            to_field_name="email",
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class TellingForm(forms.Form):
    """What is told of an action."""

    region = forms.ChoiceField(label=_("In which region?"), choices=regions.choices)
    starts_at = HourField(label=_("When?"), help_text=_("The day and the hour at which it begins."))
    expected_people = forms.IntegerField(
        label=_("How many people are expected?"),
        min_value=0,
        max_value=1000,
        required=False,
        help_text=_("Leave it empty when nobody knows."),
    )
    languages = SeveralField(label=_("Languages"), choices=language_choices, number=3, required=False)
    wanted = forms.MultipleChoiceField(
        label=_("What is needed?"), choices=Wanted.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    address = forms.CharField(
        label=_("Where exactly?"),
        required=False,
        max_length=300,
        help_text=_("Kept sealed, and erased when it is over."),
    )
    words = forms.CharField(
        label=_("What else should the team know?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Kept sealed, and erased when it is over. No names of people."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].ready(list(self.initial.get("languages") or []))  # type: ignore[attr-defined]

    def clean_starts_at(self) -> Any:
        moment = self.cleaned_data["starts_at"]
        if moment <= clock.now():
            raise forms.ValidationError(_("This lies in the past. Check the day and the hour."))
        return moment


class AnnounceForm(TellingForm):
    """A notice of an action, and who is to see it by name."""

    source = forms.ChoiceField(label=_("Whose action?"), choices=ActionSource.choices)
    coordinators = ChooseOfficers(label=_("Which coordinators see it?"))
    colleagues = ChooseOfficers(
        label=_("Who at your desk sees it?"),
        required=False,
        help_text=_("Nobody else at your desk finds out that there is such a notice."),
    )
    field_order = ("source", "region", "starts_at", "expected_people", "languages", "wanted", "address", "words")

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coordinators"].queryset = coordinators()  # type: ignore[attr-defined]
        beside = colleagues_of(officer.desk).exclude(pk=officer.pk)
        self.fields["colleagues"].queryset = beside  # type: ignore[attr-defined]
        if not beside:
            del self.fields["colleagues"]
        source = SOURCE_OF.get(officer.agency.kind)
        if source is not None:
            self.fields["source"].widget = forms.HiddenInput()
            self.fields["source"].initial = source


def as_told(telling: ActionTelling) -> dict[str, Any]:
    """What was told, to start a change from."""
    return {
        "region": telling.region,
        "starts_at": telling.starts_at,
        "expected_people": telling.expected_people,
        "languages": telling.languages,
        "wanted": telling.wanted,
        "address": telling.words("address"),
        "words": telling.words("words"),
    }


class RosterForm(forms.Form):
    """Who comes: social workers by name, interpreters by language."""

    officers = ChooseOfficers(label=_("Social workers"), required=False)
    interpreters = forms.MultipleChoiceField(
        label=_("Interpreters"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, notice: ActionNotice, interpreters: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on_it = [officer.pk for officer in notice.team()]
        self.fields["officers"].queryset = who_goes().exclude(pk__in=on_it)  # type: ignore[attr-defined]
        self.fields["interpreters"].choices = interpreters  # type: ignore[attr-defined]
        if not interpreters:
            del self.fields["interpreters"]


class NameReaderForm(forms.Form):
    """One more who is to see a notice, by name."""

    officer = forms.ModelChoiceField(label=_("Who?"), queryset=Officer.objects.none(), to_field_name="email")

    def __init__(self, *args: Any, notice: ActionNotice, by: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seeing = list(notice.actionreaders.filter(superseded_by=None, may_read=True).values_list("officer", flat=True))
        found = coordinators()
        if notice.desk_id in [desk.pk for desk in by.desks()]:
            found = found | colleagues_of(notice.desk)
        self.fields["officer"].queryset = found.exclude(pk__in=seeing)  # type: ignore[attr-defined]
