"""The choices above a table: what stands down and across, for which days, by which rule, as known on which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mooring.statistics import published, vintages
from mooring.statistics.cells import Question
from mooring.statistics.counting_rules import CountingRule
from mooring.statistics.dimensions import DIMENSIONS, FILTERS
from mooring.statistics.published import PublishedQuestion, PublishedSource

EVERYBODY = "all"
SHARES = [
    ("none", _("Numbers only")),
    ("row", _("Shares of the row")),
    ("column", _("Shares of the column")),
    ("total", _("Shares of all")),
]
ROWS_SHOWN = [("20", _("The 20 largest")), ("every", _("Every one"))]
Choice = tuple[str, Any]


class TableForm(forms.Form):
    """What every table can be asked. Filled from the address; what is missing there has its usual value."""

    use_required_attribute = False
    down = forms.ChoiceField(label=_("Rows"))
    across = forms.ChoiceField(label=_("Columns"))
    rule = forms.ChoiceField(label=_("Several forms"), choices=CountingRule.choices)
    share_of = forms.ChoiceField(label=_("Shares"), choices=SHARES)
    rows = forms.ChoiceField(label=_("How many categories"), choices=ROWS_SHOWN)
    first = forms.DateField(label=_("From"), required=False)
    last = forms.DateField(label=_("To"), required=False)

    usual: Mapping[str, str] = {"rule": CountingRule.ANY, "share_of": "none", "rows": "20"}

    def __init__(self, asked: QueryDict) -> None:
        super().__init__({**self.usual_values(), **{name: asked[name] for name in asked}})

    def usual_values(self) -> dict[str, str]:
        return dict(self.usual)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("down") and cleaned.get("down") == cleaned.get("across"):
            self.add_error("across", _("Rows and columns must differ."))
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return cleaned

    def parts(self, *names: str) -> list[forms.BoundField]:
        return [self[name] for name in names if name in self.fields]

    @property
    def main(self) -> list[forms.BoundField]:
        return self.parts("source", "down", "across", "known_on", "earlier")

    @property
    def finer(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if self[name] not in self.main]

    @property
    def narrowed(self) -> int:
        """How many of the finer choices are not as usual, so that they are not overlooked when folded away."""
        main = {field.name for field in self.main}
        usual = self.usual_values()
        return sum(
            1
            for name in self.fields
            if name not in main and str(self.data.get(name, "")) not in (str(usual.get(name, "")), "")
        )

    def filters(self) -> dict[str, str]:
        """The categories to which the table is narrowed, by dimension."""
        return {
            name.removeprefix("only_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("only_") and value != EVERYBODY
        }

    def common(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "down": cleaned["down"],
            "across": cleaned["across"],
            "rule": CountingRule(cleaned["rule"]),
            "filters": self.filters(),
            "first": cleaned["first"],
            "last": cleaned["last"],
            "share_of": "" if cleaned["share_of"] == "none" else cleaned["share_of"],
            "largest": None if cleaned["rows"] == "every" else int(cleaned["rows"]),
        }


class CaseTableForm(TableForm):
    """The choices for the table of persons in cases."""

    known_on = forms.DateField(label=_("As known on"), help_text=_("A day that is over."))

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        choices = [(code, one.dimension.title) for code, one in DIMENSIONS.items()]
        _offer(self, choices, choices)
        for code, (values, title) in FILTERS.items():
            self.fields[f"only_{code}"] = _only(title, [(str(value), label) for value, label in values.choices])

    def usual_values(self) -> dict[str, str]:
        only = {f"only_{code}": EVERYBODY for code in FILTERS}
        known_on = vintages.latest_day().isoformat()
        return {**self.usual, **only, "down": "year", "across": "outcome", "known_on": known_on}

    def clean_known_on(self) -> vintages.Vintage:
        return _vintage(self.cleaned_data["known_on"])

    def question(self) -> Question:
        """What is asked. Only for a form that is valid."""
        return Question(vintage=self.cleaned_data["known_on"], **self.common())


class RevisionForm(CaseTableForm):
    """The choices for comparing two vintages of the same table."""

    earlier = forms.DateField(label=_("Compared with"), help_text=_("An earlier day."))

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        for name in ("share_of", "rows"):
            self.fields[name].widget = forms.HiddenInput()

    def usual_values(self) -> dict[str, str]:
        end_of_last_month = vintages.latest_day().replace(day=1) - timedelta(days=1)
        return {**super().usual_values(), "earlier": end_of_last_month.isoformat()}

    def clean_earlier(self) -> vintages.Vintage:
        return _vintage(self.cleaned_data["earlier"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        known, earlier = cleaned.get("known_on"), cleaned.get("earlier")
        if known and earlier and earlier.day >= known.day:
            self.add_error("earlier", _("Choose a day before the other one."))
        return cleaned


class PublishedForm(TableForm):
    """The choices for a table over the published cells of one source."""

    source = forms.ChoiceField(label=_("Source"))

    def __init__(self, asked: QueryDict, sources: Sequence[PublishedSource]) -> None:
        self.sources = sources
        wanted = asked.get("source", "")
        self.chosen = next((one for one in sources if one.key == wanted), sources[0])
        self.collected = published.collected(self.chosen.key)
        super().__init__(asked)
        choices = [(code, published.DIMENSIONS[code][0].title) for code in self.collected]
        _offer(self, choices, choices)
        self.fields["source"].choices = [(one.key, one.title) for one in sources]  # type: ignore[attr-defined]
        for code, values in self.collected.items():
            if code not in ("year", "quarter"):
                dimension = published.DIMENSIONS[code][0]
                self.fields[f"only_{code}"] = _only(dimension.title, _categories(dimension, values))

    def usual_values(self) -> dict[str, str]:
        down, across = [*self.collected, "year", "year"][:2]
        if across == "year" and len(self.collected) > 2:
            across = list(self.collected)[2]
        only = {f"only_{code}": EVERYBODY for code in self.collected}
        return {**self.usual, **only, "source": self.chosen.key, "down": down, "across": across}

    def question(self) -> PublishedQuestion:
        """What is asked. Only for a form that is valid."""
        return PublishedQuestion(source=self.chosen.key, **self.common())


def _offer(form: forms.Form, down: Sequence[Choice], across: Sequence[Choice]) -> None:
    form.fields["down"].choices = down  # type: ignore[attr-defined]
    form.fields["across"].choices = across  # type: ignore[attr-defined]


def _only(title: Any, choices: Sequence[Choice]) -> forms.ChoiceField:
    return forms.ChoiceField(label=title, choices=[(EVERYBODY, _("All")), *choices])


def _categories(dimension: Any, values: Sequence[str]) -> list[Choice]:
    from mooring.statistics.tables import words_for

    codes = {part for value in values for part in (value.split("+") if dimension.forms else [value])}
    return sorted(((code, words_for(code, dimension.label)) for code in codes), key=lambda choice: str(choice[1]))


def _vintage(day: date) -> vintages.Vintage:
    try:
        return vintages.as_known_on(day)
    except vintages.DayNotOver as error:
        raise forms.ValidationError(str(error)) from error
