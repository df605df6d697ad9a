"""What the convention's minimum holds on every day; and that it never speaks for a country."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooring.law import NotAnswered, OutsideTerritory, country

CONVENTION = country("council_of_europe")
LAW = CONVENTION.law
TODAY = date(2026, 11, 22)
FACTS: dict[str, dict[str, object]] = {
    "four_eyes": {"same_officer": False},
    "age_presumption": {"stated_age": 20, "in_doubt": True},
    "removal": {"assessment_open": True},
    "non_punishment": {"child": False, "compelled": True},
    "elements": {"acts": (), "means": (), "purposes": (), "under_18": False},
    "legal_test": {"stage": "reasonable_grounds"},
    "competent_authority": {"residence_basis": "none"},
    "detention_clock": {"started": datetime(2026, 11, 22, 1, tzinfo=UTC)},
    "reflection_extension": {"granted_days_so_far": 30, "reason": "special_reasons", "days": 30},
    "criminal_code": {"section": "1"},
    "referral": {"child": True, "consents": None},
    "decision_time": {"stage": "identification"},
}
ANSWERED = [question.name for question in LAW.questions() if question.answered]
LEFT_TO_THE_COUNTRY = [
    question.name
    for question in LAW.questions()
    if not question.answered and question.name not in ("retention", "right_of_access", "access_withheld")
]


@given(st.dates(date(2008, 2, 1), date(2040, 1, 1)))
def test_thirty_days_are_the_least_and_no_most_is_set(day: date) -> None:
    found = LAW.reflection_period(day, begins=day)
    assert found.day("last_day") == day + timedelta(days=29)
    assert found["open_ended"] is True
    assert "total_days" not in found.particulars


@given(st.dates(date(2000, 1, 1), date(2008, 1, 31)))
def test_before_it_was_in_force_nothing_is_answered(day: date) -> None:
    with pytest.raises(NotAnswered):
        LAW.reflection_period(day)


@pytest.mark.parametrize("question", LEFT_TO_THE_COUNTRY)
def test_what_the_convention_leaves_to_countries_raises_and_never_says_no(question: str) -> None:
    with pytest.raises(NotAnswered):
        LAW.ask(question, None if question == "detention_clock" else TODAY, **FACTS.get(question, {}))


def test_figures_and_choices_of_forms_are_left_to_countries_too() -> None:
    with pytest.raises(NotAnswered):
        LAW.breaks(date(2010, 1, 1), TODAY)
    with pytest.raises(NotAnswered):
        LAW.extension_reasons(TODAY)


@pytest.mark.parametrize("question", ANSWERED)
def test_every_answer_cites_an_article_or_the_house(question: str) -> None:
    found = LAW.ask(question, TODAY, **FACTS.get(question, {}))
    assert all(reason.provisions for reason in found.because)
    assert {provision.kind for provision in found.provisions} <= {"convention", "house_rule"}
    with pytest.raises(OutsideTerritory):
        LAW.ask(question, TODAY, **FACTS.get(question, {}), territory="denmark")


def test_every_parameter_is_cited_and_what_comes_from_memory_is_not_called_confirmed() -> None:
    for parameter in LAW.parameters:
        for row in parameter.values:
            assert row.article and row.source, parameter.name
            assert row.confirmed == (not row.source.startswith("From memory")), parameter.name


def test_help_never_hangs_on_testimony() -> None:
    assert LAW.assistance(TODAY)["unconditional_on_testimony"] is True
