"""What is asked about a child's path: who came along, the representative, the representative's word, the municipality."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from mooring.safeguards import clock
from mooring.safeguards.models import Desk, Officer, Posting
from mooring.safeguards.years import HourField, PastDayField
from mooring.support.forms.days import lines_of_text
from mooring.support.models import Came, Matter, MayKnow, TheirAnswer, ToldHow

SHORT = {"class": "form-choices-short"}


def in_words(label: Any, help_text: Any = "", *, rows: int = 3, required: bool = False) -> forms.CharField:
    """A field for words, which are sealed."""
    return forms.CharField(label=label, help_text=help_text, widget=lines_of_text(rows), required=required)


class PathForm(forms.Form):
    came = forms.ChoiceField(label=_("How did the child come?"), choices=Came, widget=forms.RadioSelect)
    met_on = PastDayField(label=_("Met on"), initial=clock.today)
    with_whom = in_words(
        _("Who came with the child, and how is that known?"),
        _("Papers, what the child says, what was seen. Kept sealed."),
    )
    may_know = forms.ChoiceField(
        label=_("What may they know?"),
        help_text=_("A parent may have a part in the exploitation. Nothing is told unless it is chosen here."),
        choices=MayKnow,
        widget=forms.RadioSelect,
        initial=MayKnow.NOTHING,
    )
    may_know_words = in_words(_("What, and how the child is reached apart from them"))


class AskForm(forms.Form):
    asked_on = PastDayField(label=_("Asked for on"), initial=clock.today)
    words = in_words(_("Where it was asked for, and who was proposed"))


class AppointForm(forms.Form):
    officer = forms.ModelChoiceField(
        label=_("Somebody who signs in here"),
        help_text=_("She or he is let into the core and the support of this case."),
        queryset=Officer.objects.none(),
        to_field_name="email",
        empty_label=_("Nobody: somebody from outside"),
        required=False,
    )
    name = forms.CharField(label=_("Somebody from outside, by name"), max_length=120, required=False)
    telephone = forms.CharField(
        label=_("Telephone, by day and by night"),
        help_text=_("Rung when the child is missing. Kept sealed."),
        max_length=120,
        required=False,
    )
    appointed_on = PastDayField(label=_("Appointed on"), initial=clock.today)
    words = in_words(_("Who appointed, and whether the child was talked to first"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        serving = Posting.objects.running().filter(role="child_representative")
        people = Officer.objects.filter(pk__in=serving.values("officer")).order_by("name")
        self.fields["officer"].queryset = people  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if bool(given.get("officer")) == bool(given.get("name", "").strip()):
            self.add_error("name", _("Choose somebody who signs in here, or write a name: one of the two."))
        elif given.get("name", "").strip() and not given.get("telephone", "").strip():
            self.add_error(
                "telephone", _("Somebody from outside is rung when the child is missing: write the telephone.")
            )
        return given


class EndForm(forms.Form):
    ended_on = PastDayField(label=_("Ended on"), initial=clock.today)
    words = in_words(_("Why"), _("Kept sealed."), required=True)


class WordForm(forms.Form):
    matter = forms.ChoiceField(label=_("In what?"), choices=Matter, widget=forms.RadioSelect)
    child_says = in_words(_("What the child says to it"), _("In the child's own words. Asked first."), required=True)
    agrees = forms.TypedChoiceField(
        label=_("Does the representative agree?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect(attrs=SHORT),
    )
    words = in_words(_("What the representative says to it"))
    said_on = PastDayField(label=_("Said on"), initial=clock.today)


class MunicipalityForm(forms.Form):
    municipality = forms.ChoiceField(label=_("Which municipality?"), choices=list)
    desk = forms.ModelChoiceField(
        label=_("Its desk, if it serves here"),
        help_text=_("It is told that something waits, and is told at once when the child is missing."),
        queryset=Desk.objects.none(),
        to_field_name="code",
        empty_label=_("None"),
        required=False,
    )
    told_at = HourField(label=_("Told at"))
    told_how = forms.ChoiceField(label=_("How?"), choices=ToldHow, widget=forms.RadioSelect)
    words = in_words(_("What it was told"), _("What is needed for the child, and no more. Kept sealed."))
    telephone = forms.CharField(
        label=_("Telephone, by day and by night"),
        help_text=_("Rung when the child is missing."),
        max_length=120,
        required=False,
    )
    answer = forms.ChoiceField(
        label=_("What did it answer?"), choices=TheirAnswer, widget=forms.RadioSelect, initial=TheirAnswer.NONE_YET
    )
    answer_words = in_words(_("Its answer in words"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"] = municipality_field(_("Which municipality?"), required=True)
        self.order_fields(["municipality"])
        serving = Posting.objects.running().filter(role="municipal_caseworker")
        desks = Desk.objects.filter(pk__in=serving.values("desk")).select_related("agency").order_by("name")
        self.fields["desk"].queryset = desks  # type: ignore[attr-defined]
        self.initial.setdefault("told_at", clock.now())


def municipality_field(label: Any, *, required: bool) -> forms.Field:
    """The municipalities of the country's directory to choose from; where the pack has none, a name."""
    known = settings.MOORING_COUNTRY.directory
    if known is None:
        return forms.CharField(label=label, max_length=60, required=required)
    named = sorted(((code, place.name) for code, place in known.municipalities.items()), key=lambda one: one[1])
    return forms.ChoiceField(label=label, choices=[("", _("Choose")), *named], required=required)
