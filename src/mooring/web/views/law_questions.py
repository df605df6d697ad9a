"""The form by which a question of law is put: one field for each fact the question asks for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.law import HOME, Country, Question, ResidenceBasis
from mooring.law.questions import Fact
from mooring.law.topics import fact as name_of_fact
from mooring.law.words import shown

NOT_KNOWN = [("", gettext_lazy("Not known"))]
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class AskForm(forms.Form):
    """A day, and the facts of one question, as the pack's own signature names them."""

    def __init__(self, pack: Country, question: Question, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._question = question
        if question.name != "detention_clock":
            self.fields["on"] = forms.DateField(label=_("Day asked about"), widget=forms.DateInput)
        for one in question.facts:
            self.fields[f"fact_{one.name}"] = self._field(pack, one)

    def _field(self, pack: Country, one: Fact) -> forms.Field:
        label = _(name_of_fact(one.name))
        needed = one.needed and not one.may_be_unknown
        if one.name == "territory":
            home = [(HOME, _(pack.name))]
            parts = [(part, shown(part, _)) for part in sorted(pack.law.territories - {pack.key})]
            return forms.ChoiceField(label=label, choices=home + parts, required=False)
        if one.kind == "yes_no":
            taken = "" if one.otherwise is None else "yes" if one.otherwise else "no"
            return forms.ChoiceField(
                label=label,
                choices=[*(NOT_KNOWN if one.may_be_unknown else []), *YES_NO],
                required=needed,
                initial=taken if one.may_be_unknown or not one.needed else None,
                widget=forms.RadioSelect(attrs={"class": "form-choices-short"}),
            )
        if one.kind == "residence":
            return forms.ChoiceField(label=label, choices=[(basis.value, _(basis.label)) for basis in ResidenceBasis])
        if one.kind == "day":
            return forms.DateField(label=label, required=needed, widget=forms.DateInput)
        if one.kind == "number":
            return forms.IntegerField(label=label, required=needed)
        hint = _("Write it as 2026-11-20T22:10+01:00") if one.kind == "moment" else ""
        return forms.CharField(label=label, required=needed and one.kind != "list", max_length=200, help_text=hint)

    def day(self) -> date | None:
        """The day asked about; none where the question itself tells it."""
        day: date | None = self.cleaned_data.get("on")
        return day

    def facts(self) -> dict[str, object]:
        """The facts that were given, as words, as a command line has them; what was left open takes its usual value."""
        given: dict[str, object] = {}
        for one in self._question.facts:
            value = self.cleaned_data.get(f"fact_{one.name}")
            if value in (None, ""):
                if one.needed:
                    given[one.name] = () if one.kind == "list" else None
                continue
            given[one.name] = value if isinstance(value, int | date) else str(value)
        return given
