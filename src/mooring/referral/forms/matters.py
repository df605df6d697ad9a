"""Raising a matter: coarse codes, and words in which whatever may give somebody away is changed or confirmed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from mooring.casework.models import Case
from mooring.referral.anonymising import find
from mooring.referral.forms.groups import region_choices
from mooring.referral.giving_away import REASONS, Found, Judged, judge, marked
from mooring.referral.models import ReferralGroup
from mooring.referral.models.matters import WHOM, FormOfExploitation, ResidenceGroup, Subject
from mooring.referral.service_codes import Service
from mooring.safeguards.models import Officer

CONFIRM = "confirm-"
AT_MOST = 6000


class MatterForm(forms.Form):
    """A matter for a group. Of each thing that was found in the words it asks whether it may stay, and why."""

    group = forms.ModelChoiceField(
        label=_("To which group"), queryset=ReferralGroup.objects.none(), to_field_name="code", empty_label="–"
    )
    subject = forms.ChoiceField(label=_("What is it about?"), choices=[("", "—"), *Subject.choices])
    title = forms.CharField(label=_("The question, in one line"), max_length=160)
    words = forms.CharField(
        label=_("What should the group know?"),
        widget=forms.Textarea(attrs={"rows": 9}),
        max_length=AT_MOST,
        help_text=_("Write of what happens, not of whom it happened to: no name, no place, no date, no number."),
    )
    forms_of_it = forms.MultipleChoiceField(
        label=_("Forms of exploitation"),
        choices=FormOfExploitation.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    whom = forms.ChoiceField(
        label=_("Whom it concerns"), choices=[("", "—"), *((one.value, one.label) for one in WHOM)], required=False
    )
    residence_group = forms.ChoiceField(
        label=_("On what ground they are in the country"), choices=[("", "—"), *ResidenceGroup.choices], required=False
    )
    service = forms.ChoiceField(label=_("Which service"), choices=[("", "—"), *Service.choices], required=False)
    region = forms.ChoiceField(label=_("Region"), choices=region_choices, required=False)

    CODES = ("forms_of_it", "whom", "residence_group", "service", "region")

    def __init__(self, *args: Any, officer: Officer, case: Case | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group = self.fields["group"]
        assert isinstance(group, forms.ModelChoiceField)
        open_ones = [one.pk for one in ReferralGroup.objects.all() if one.is_open_to(officer)]
        group.queryset = ReferralGroup.objects.filter(pk__in=open_ones).order_by("name")
        if len(open_ones) == 1:  # of several, the first by name is not to be taken unseen
            group.empty_label = None
        self.told = self._told() if self.is_bound else ""
        self.found: list[Found] = find(self.told, case) if self.told else []
        for key, (word, why) in self._to_confirm().items():
            self.fields[CONFIRM + key] = forms.ChoiceField(
                label=_("“%(word)s” may stay because") % {"word": word},
                help_text=why,
                choices=[("", "—"), *REASONS.items()],
                required=False,
            )

    def confirm_fields(self) -> list[forms.BoundField]:
        """The questions about what was found, in the order of the text."""
        return [self[name] for name in self.fields if name.startswith(CONFIRM)]

    def other_fields(self) -> list[forms.BoundField]:
        """Everything else, in order."""
        return [self[name] for name in self.fields if not name.startswith(CONFIRM) and name not in self.CODES]

    def code_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.CODES]

    def pieces(self) -> list[tuple[str, Found | None]]:
        """The text with what was found in it, for showing."""
        return marked(self.told, self.found) if self.found else []

    def confirmed(self) -> dict[str, str]:
        """The writer's reasons, by what they are for."""
        return {
            name.removeprefix(CONFIRM): self.data.get(self.add_prefix(name), "")
            for name in self.fields
            if CONFIRM in name
        }

    def judged(self) -> Judged:
        return judge(self.told, self.found, self.confirmed())

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        judged = self.judged()
        for found in judged.refused:
            # No more of it than the writer has before her, and nothing of what it was compared with.
            word = Truncator(found.words(self.told)).chars(40)
            self.add_error("words", _("Change “%(word)s”. %(why)s") % {"word": word, "why": found.why})
        for key in dict.fromkeys(found.key(self.told) for found in judged.unconfirmed):
            self.add_error(CONFIRM + key, _("Change it in the words, or say why it may stay."))
        return given

    def matter(self) -> dict[str, Any]:
        """What the deed asks for."""
        given = self.cleaned_data
        return {
            "group": given["group"],
            "title": given["title"],
            "words": given["words"],
            "subject": given["subject"],
            "forms": given["forms_of_it"],
            "service": given["service"],
            "region": given["region"],
            "residence_group": given["residence_group"],
            "whom": given["whom"],
            "confirmed": self.confirmed(),
        }

    def _told(self) -> str:
        """The words as the deed will have them: a field takes away what stands empty at both ends."""
        title, words = (str(self.data.get(self.add_prefix(name), "")) for name in ("title", "words"))
        return f"{title.strip()}\n{words.strip()}"[: AT_MOST + 200]

    def _to_confirm(self) -> dict[str, tuple[str, Any]]:
        return {
            found.key(self.told): (found.words(self.told), found.why) for found in self.found if not found.is_refused
        }
