"""What holds in Danish law on every day and for every person."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooring.countries.denmark import DanishLaw
from mooring.law import NotAnswered, NotProvidedFor, OutsideTerritory, ResidenceBasis, country
from mooring.law.law import Law
from mooring.law.parameters import Parameters

DENMARK = country("denmark")
LAW = DENMARK.law
DAYS = st.dates(date(2007, 8, 1), date(2040, 1, 1))
ANSWERED = [question.name for question in LAW.questions() if question.answered]
NOT_ASKED_OF_DENMARK = {
    # of the way in and of what is due: nobody has looked these up in Danish law yet, so the pack does not answer
    "assistance",
    "compensation",
    "decision_time",
    "definition",
    "exclusion",
    "first_responders",
    "non_punishment",
    "reconsideration",
    "referral",
    "residence_permit",
    "safe_return",
}
FACTS: dict[str, dict[str, object]] = {
    "competent_authority": {"residence_basis": "none"},
    "four_eyes": {"same_officer": False},
    "age_presumption": {"stated_age": 20, "in_doubt": False},
    "removal": {"assessment_open": True},
    "detention_clock": {"started": datetime(2026, 11, 22, 1, tzinfo=UTC)},
    "reflection_extension": {"granted_days_so_far": 30, "reason": "special_reasons", "days": 30},
    "criminal_code": {"section": "262a"},
    "police_decision": {"decision": "held"},
    "retention": {"data_class": "case_file", "controller": "ngo"},
    "access_withheld": {"ground": "rights_of_others"},
    "sharing": {"ground": "consent"},
    "who_consents": {"child": False},
    "data_basis": {"basis": "public_task", "controller": "ngo"},
    "housing_eligibility": {"residence_basis": "none", "kind_of_house": "crisis_centre", "group": "woman"},
    "housing_tonight": {"group": "man"},
    "return_offer": {"residence_basis": "none", "identified": True},
    "return_planner": {"residence_basis": "none"},
    "service": {"service": "doctor", "residence_basis": "none"},
    "payer": {"service": "doctor", "residence_basis": "none"},
    "representative_due": {"unaccompanied": True},
    "child_decides_with": {"age": 14, "matter": "treatment"},
    "residence_of_child": {"asylum_system": False},
    "family_tracing": {"best_interest_assessed": True},
    "return_escort": {"child": True},
    "must_be_told": {"stage": "presumed", "residence_basis": "none", "child": False},
    "witness_measures": {"child": False},
    "compensation_claim": {"claim": "state_fund"},
    "compensation_appeal": {"claim": "lost_wages"},
    "elements": {"acts": (), "means": (), "purposes": (), "under_18": False},
}


@given(st.sampled_from(ResidenceBasis), DAYS)
def test_every_residence_basis_has_an_answer_on_every_day(basis: ResidenceBasis, day: date) -> None:
    found = LAW.competent_authority(basis, day)
    assert found.answer in ("national_centre", "immigration_service", "not_known_yet")
    assert found.provides
    assert "courts" in found.codes("also")


@given(
    DAYS,
    st.integers(1, 200),
    st.integers(1, 200),
    st.sampled_from(["special_reasons", "cooperation_in_prepared_return"]),
)
def test_no_extension_passes_the_most_of_the_day(day: date, granted: int, days: int, reason: str) -> None:
    most = LAW.reflection_period(day).days("total_days")
    found = LAW.reflection_extension(granted, reason, days, day)
    assert found.provides == (granted + days <= most)
    assert found.days("days_left") == max(most - granted, 0)
    if not found.provides:
        with pytest.raises(NotProvidedFor):
            found.or_refuse()


@given(DAYS, st.integers(1, 60), st.integers(1, 30))
def test_a_longer_extension_ends_later(day: date, days: int, more: int) -> None:
    shorter = LAW.reflection_extension(30, "special_reasons", days, day, begins=day)
    longer = LAW.reflection_extension(30, "special_reasons", days + more, day, begins=day)
    if shorter.provides and longer.provides:
        assert shorter.day("last_day") < longer.day("last_day")


@given(DAYS)
def test_the_first_days_are_within_the_whole_and_the_whole_never_shrank(day: date) -> None:
    found = LAW.reflection_period(day, begins=day)
    assert 30 <= found.days("initial_days") <= found.days("total_days")
    assert day < found.day("last_day") <= found.day("latest_last_day")
    assert found.days("total_days") <= LAW.reflection_period(day + timedelta(days=365)).days("total_days")


@given(DAYS)
def test_the_restitution_period_is_of_equal_length(day: date) -> None:
    ordered, resident = LAW.reflection_period(day), LAW.reflection_period(day, legal_resident=True)
    assert resident.answer == "restitution_period"
    assert [ordered[name] for name in ("initial_days", "total_days")] == [
        resident[name] for name in ("initial_days", "total_days")
    ]


@given(st.datetimes(datetime(2008, 1, 1), datetime(2040, 1, 1), timezones=st.timezones()))  # noqa: DTZ001
def test_a_detention_ends_seventy_two_hours_later_wherever_the_clock_hangs(started: datetime) -> None:
    found = LAW.detention_clock(started)
    assert found.moment("ends") - started.astimezone(UTC) == timedelta(hours=72)
    assert found.moment("ends").utcoffset() == timedelta(0)


@given(st.one_of(st.none(), st.integers(0, 130)), DAYS.filter(lambda day: day >= date(2008, 2, 1)))
def test_doubt_never_makes_an_adult(age: int | None, day: date) -> None:
    assert LAW.age_presumption(age, True, day)["treated_as_child"] is True


@given(DAYS)
def test_before_the_special_rules_nothing_is_guessed(day: date) -> None:
    earlier = date(2007, 7, 31) - (day - date(2007, 8, 1)) / 10
    with pytest.raises(NotAnswered):
        LAW.reflection_period(earlier)


@pytest.mark.parametrize("territory", ["greenland", "faroe_islands", "sweden"])
@pytest.mark.parametrize("question", ANSWERED)
def test_a_matter_outside_denmark_is_never_answered(question: str, territory: str) -> None:
    on = None if question == "detention_clock" else date(2026, 11, 22)
    assert LAW.ask(question, on, **FACTS.get(question, {}), territory="denmark")
    with pytest.raises(OutsideTerritory):
        LAW.ask(question, on, **FACTS.get(question, {}), territory=territory)


@pytest.mark.parametrize("question", ANSWERED)
def test_every_answer_gives_reasons_and_every_reason_its_provision(question: str) -> None:
    found = LAW.ask(question, None if question == "detention_clock" else date(2026, 11, 22), **FACTS.get(question, {}))
    assert found.because
    assert all(reason.provisions for reason in found.because)
    assert found.sentence()
    assert "{" not in " ".join([found.sentence(), *found.sentences()])


def test_the_end_of_a_detention_is_said_by_the_danish_clock() -> None:
    found = LAW.detention_clock(datetime(2026, 11, 20, 22, 10, tzinfo=UTC))
    assert "23 November 2026, 23:10" in found.sentence()


def test_what_denmark_does_not_answer_is_known_and_nothing_else() -> None:
    assert {question.name for question in LAW.questions() if not question.answered} == NOT_ASKED_OF_DENMARK
    assert isinstance(LAW, Law)


def test_every_parameter_is_cited_and_dated() -> None:
    for parameter in LAW.parameters:
        assert parameter.meaning
        for row in parameter.values:
            assert row.source, parameter.name
            assert row.article or row.instrument.kind not in ("act", "order", "convention"), parameter.name
            assert row.checked_on >= date(2026, 11, 22)


def test_figures_across_a_change_of_law_carry_its_note() -> None:
    codes = [each.code for each in LAW.breaks(date(2011, 1, 1), date(2013, 12, 31))]
    assert codes == ["forced_criminality", "longer_reflection", "sexual_offences_rewritten"]
    assert [each.code for each in LAW.breaks(date(2021, 1, 1), date(2022, 12, 31))] == [
        "conversation_narrowed",
        "human_exploitation",
    ]
    assert LAW.breaks(date(2014, 1, 1), date(2021, 12, 31)) == ()


def test_a_break_on_the_first_day_of_a_table_is_no_break_in_it() -> None:
    assert LAW.breaks(date(2022, 6, 1), date(2022, 12, 31)) == ()
    assert "1 June 2022" in LAW.breaks(date(2022, 5, 31), date(2022, 12, 31))[0].sentence()


def test_the_reasons_to_extend_are_offered_to_forms() -> None:
    assert LAW.extension_reasons(date(2026, 11, 22)) == ("special_reasons", "cooperation_in_prepared_return")


@pytest.mark.parametrize(
    ("parameter", "question", "facts"),
    [
        ("restitution_equal", "reflection_period", {"legal_resident": True}),
        ("reflection_for", "reflection_period", {}),
        ("reflection_status", "reflection_period", {"identified": False}),
        ("immediate_departure", "reflection_period", {"public_order": True}),
        ("no_removal_while_open", "removal", {"assessment_open": True}),
        ("four_eyes", "four_eyes", {"same_officer": True}),
        ("legal_test", "legal_test", {}),
        ("reflection_revocation", "reflection_revocation", {}),
        ("reflection_suspension", "reflection_suspension", {}),
        ("section_262a_child_needs_no_means", "criminal_code", {"section": "262a"}),
    ],
)
def test_when_the_law_becomes_another_the_old_reasoning_does_not_answer(
    parameter: str, question: str, facts: dict[str, object]
) -> None:
    kept = LAW.parameters.by_name[parameter]
    changed = replace(kept, values=tuple(replace(row, value="something_new") for row in kept.values))
    law = DanishLaw(Parameters({**LAW.parameters.by_name, parameter: changed}))
    assert LAW.ask(question, date(2026, 11, 22), **facts)
    with pytest.raises(NotAnswered):
        law.ask(question, date(2026, 11, 22), **facts)
