"""By what persons in cases can be divided, and where in the facts of identification each division is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mooring.identification.models import Crossing, Form, Gender, OutcomeCode, Source
from mooring.law import ResidenceBasis
from mooring.law.residence import RESIDENCE_LABELS
from mooring.safeguards.models import AgencyKind
from mooring.statistics.counting_rules import NOT_KNOWN
from mooring.statistics.countries_by_code import citizenship
from mooring.statistics.models import AgeGroup
from mooring.statistics.periods import QUARTER_SQL, YEAR_SQL, quarters_between, years_between
from mooring.statistics.tables import Dimension

# The facts, by the short name under which a query joins them; of each case one stands at a time. The outcome is what is counted.
FACTS = {
    "p": "identification_personfacts",
    "x": "identification_exploitation",
    "r": "identification_residencebasis",
    "c": "identification_caseorigin",
}
AGE_BANDS = ((0, 11), (12, 14), (15, 17), (18, 20), (21, 24), (25, 29), (30, 39), (40, 49), (50, None))


@dataclass(frozen=True)
class CaseDimension:
    """A division of persons in cases: what it is, its SQL over the joined facts (`o` is the outcome), and the fact it needs.

    A person for whom that fact is missing altogether is *not collected*; one of whom it is recorded as unknown is *not known*.
    """

    dimension: Dimension
    sql: str
    needs: str = ""

    @property
    def code(self) -> str:
        return self.dimension.code


def _named(choices: type[Choices]) -> Callable[[str], str]:
    labels = {str(value): label for value, label in choices.choices}
    return lambda code: str(labels.get(code, code))


def _codes(choices: type[Choices]) -> tuple[str, ...]:
    return tuple(str(value) for value in choices.values if value != NOT_KNOWN)


def _basis(code: str) -> str:
    return _(RESIDENCE_LABELS[ResidenceBasis(code)]) if code in set(ResidenceBasis) else code


def form_label(code: str) -> str:
    """A form of exploitation, or a combination of several, in words."""
    named = _named(Form)
    return " + ".join(named(part) for part in code.split("+"))


def _band_code(lower: int, upper: int | None) -> str:
    return f"{lower:02}–{upper}" if upper is not None else f"{lower}+"


def _band_label(code: str) -> str:
    return code.removeprefix("0") if code[:1] == "0" and code[1] != "0" else code.replace("00", "0", 1)


def _band_sql() -> str:
    cases = " ".join(
        f"when p.age_years >= {lower} then '{_band_code(lower, upper)}'" for lower, upper in reversed(AGE_BANDS)
    )
    return f"case when p.case_id is null then null when p.age_years is null then '{NOT_KNOWN}' {cases} end"


FORMS_SQL = (
    "case when x.case_id is null then null else coalesce((select string_agg(distinct form, '+' order by form)"
    f" from unnest(x.forms) form where form <> '{NOT_KNOWN}'), '{NOT_KNOWN}') end"
)
CITIZENSHIP_SQL = (
    "case when p.case_id is null then null else case cardinality(p.citizenships)"
    f" when 0 then '{NOT_KNOWN}' when 1 then p.citizenships[1] else 'several_citizenships' end end"
)

_ALL = (
    CaseDimension(
        Dimension("year", gettext_lazy("Year of the outcome"), str, ordered=True, between=years_between),
        YEAR_SQL.format(day="o.decided_on"),
    ),
    CaseDimension(
        Dimension("quarter", gettext_lazy("Quarter of the outcome"), str, ordered=True, between=quarters_between),
        QUARTER_SQL.format(day="o.decided_on"),
    ),
    CaseDimension(
        Dimension("outcome", gettext_lazy("Outcome"), _named(OutcomeCode), fixed=_codes(OutcomeCode), ordered=True),
        "o.outcome",
    ),
    CaseDimension(
        Dimension("authority", gettext_lazy("Authority"), _named(AgencyKind)),
        f"coalesce(nullif(o.authority, ''), '{NOT_KNOWN}')",
    ),
    CaseDimension(
        Dimension("gender", gettext_lazy("Gender"), _named(Gender), fixed=("woman", "man"), ordered=True),
        "p.gender",
        "p",
    ),
    CaseDimension(
        Dimension(
            "age_group", gettext_lazy("Child or adult"), _named(AgeGroup), fixed=("child", "adult"), ordered=True
        ),
        "case p.age_status when 'presumed_child' then 'child' else p.age_status end",
        "p",
    ),
    CaseDimension(
        Dimension(
            "age_band",
            gettext_lazy("Age"),
            _band_label,
            fixed=tuple(_band_code(*band) for band in AGE_BANDS),
            ordered=True,
        ),
        _band_sql(),
        "p",
    ),
    CaseDimension(Dimension("form", gettext_lazy("Form of exploitation"), form_label, forms=True), FORMS_SQL, "x"),
    CaseDimension(
        Dimension(
            "crossing",
            gettext_lazy("Within the country or across a border"),
            _named(Crossing),
            fixed=_codes(Crossing),
            ordered=True,
        ),
        "x.crossing",
        "x",
    ),
    CaseDimension(Dimension("citizenship", gettext_lazy("Citizenship"), citizenship), CITIZENSHIP_SQL, "p"),
    CaseDimension(
        Dimension("residence", gettext_lazy("Residence basis"), _basis),
        f"case r.basis when '{ResidenceBasis.NOT_KNOWN_YET}' then '{NOT_KNOWN}' else r.basis end",
        "r",
    ),
    CaseDimension(Dimension("source", gettext_lazy("How the case began"), _named(Source)), "c.source", "c"),
)
DIMENSIONS: dict[str, CaseDimension] = {one.code: one for one in _ALL}
FILTERS: dict[str, tuple[type[Choices], Any]] = {
    "outcome": (OutcomeCode, gettext_lazy("Outcome")),
    "authority": (AgencyKind, gettext_lazy("Authority")),
    "gender": (Gender, gettext_lazy("Gender")),
    "age_group": (AgeGroup, gettext_lazy("Child or adult")),
    "form": (Form, gettext_lazy("Form of exploitation")),
    "crossing": (Crossing, gettext_lazy("Within the country or across a border")),
}
