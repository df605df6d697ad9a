"""What holds in the law of the United Kingdom on every day, for every person and in every part."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooring.countries.united_kingdom.parts import PARTS
from mooring.law import FactsMissing, NotAnswered, NotProvidedFor, OutsideTerritory, ResidenceBasis, country
from mooring.law.extraction import words
from mooring.law.words import LABELS

UK = country("united_kingdom")
LAW = UK.law
TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2009, 4, 1), date(2040, 1, 1))
LATE_DAYS = st.dates(date(2022, 1, 1), date(2040, 1, 1))
FACTS: dict[str, dict[str, object]] = {
    "referral": {"child": True, "consents": None},
    "decision_time": {"stage": "reasonable_grounds"},
    "competent_authority": {"residence_basis": "none"},
    "four_eyes": {"same_officer": False},
    "age_presumption": {"stated_age": 20, "in_doubt": True},
    "removal": {"assessment_open": True},
    "non_punishment": {"child": False, "compelled": True},
}
ANSWERED = [question.name for question in LAW.questions() if question.answered]
UNANSWERED: dict[str, dict[str, object]] = {
    "detention_clock": {"started": datetime(2026, 11, 22, 1, tzinfo=UTC)},
    "reflection_extension": {"granted_days_so_far": 30, "reason": "special_reasons", "days": 30},
    "reflection_suspension": {},
    "criminal_code": {"section": "2"},
    "elements": {"acts": (), "means": (), "purposes": (), "under_18": False},
    "palermo_definition": {},
    "definition": {},
    "compensation": {},
    "safe_return": {},
}


@given(DAYS, st.integers(0, 400))
def test_the_recovery_period_never_ends_before_its_least_days_nor_before_the_last_decision(
    day: date, later: int
) -> None:
    concluded = day + timedelta(days=later)
    found = LAW.reflection_period(day, begins=day, concluded_on=concluded)
    assert found.day("last_day") >= concluded
    assert (found.day("last_day") - day).days + 1 >= found.days("initial_days") >= 30
    assert "total_days" not in found.particulars


@given(LATE_DAYS, st.sampled_from(["", *PARTS]), st.one_of(st.none(), st.booleans()))
def test_a_child_is_referred_whatever_it_says_wherever_it_is(day: date, part: str, consents: bool | None) -> None:
    found = LAW.referral(True, consents, day, territory=part or "home")
    assert found.answer == "refer_child"
    assert found["consent_needed"] is False


@given(LATE_DAYS, st.sampled_from(PARTS), st.sampled_from(["", "police_forces", "Salvation Army", "home_office"]))
def test_an_adult_who_said_no_is_never_referred_and_never_named(day: date, part: str, by: str) -> None:
    found = LAW.referral(False, False, day, by=by, territory=part)
    assert found.answer in ("notify_anonymously", "no_referral")
    assert set(found.codes("may_be_sent")) <= {"reason", "gender", "nationality"}
    assert (found.answer == "notify_anonymously") <= (part == "england_and_wales")


@given(DAYS, st.booleans(), st.booleans())
def test_residence_decides_nothing_about_the_recovery_period(day: date, legal: bool, ordered: bool) -> None:
    found = LAW.reflection_period(day, legal_resident=legal, ordered_to_leave=ordered)
    assert found.answer == "recovery_period"
    assert found["starts"] == "with_the_decision"


@given(st.sampled_from(ResidenceBasis), st.dates(date(2019, 4, 29), date(2040, 1, 1)), st.booleans())
def test_one_of_two_authorities_decides(basis: ResidenceBasis, day: date, facing_removal: bool) -> None:
    found = LAW.competent_authority(basis, day, facing_removal=facing_removal)
    enforcement = found.answer == "immigration_enforcement_competent_authority"
    assert enforcement == (facing_removal and day >= date(2021, 11, 8))


def test_a_disqualified_person_has_no_period_to_act_upon() -> None:
    with pytest.raises(NotProvidedFor):
        LAW.reflection_period(TODAY, public_order=True).or_refuse()


@pytest.mark.parametrize("question", ["assistance", "non_punishment"])
def test_where_the_parts_differ_the_part_must_be_said(question: str) -> None:
    facts = FACTS.get(question, {})
    with pytest.raises(FactsMissing):
        LAW.ask(question, TODAY, **facts)
    answers = {LAW.ask(question, TODAY, **facts, territory=part).sentence() for part in PARTS}
    assert len(answers) > 1


@pytest.mark.parametrize("question", ANSWERED)
def test_a_matter_outside_the_kingdom_is_never_answered(question: str) -> None:
    with pytest.raises(OutsideTerritory):
        LAW.ask(question, TODAY, **FACTS.get(question, {}), territory="jersey")


@pytest.mark.parametrize("question", ANSWERED)
def test_every_answer_gives_reasons_and_every_reason_its_provision(question: str) -> None:
    found = LAW.ask(question, TODAY, **FACTS.get(question, {}), territory="england_and_wales")
    assert found.because
    assert all(reason.provisions for reason in found.because)
    assert "{" not in " ".join([found.sentence(), *found.sentences()])


def test_what_the_pack_leaves_open_raises_and_never_says_no() -> None:
    left_open = {question.name for question in LAW.questions() if not question.answered}
    for question, facts in UNANSWERED.items():
        with pytest.raises(NotAnswered):
            LAW.ask(question, None if question == "detention_clock" else TODAY, **facts)
    assert set(UNANSWERED) <= left_open


def test_every_parameter_is_cited_and_dated() -> None:
    for parameter in LAW.parameters:
        for row in parameter.values:
            assert row.source, parameter.name
            assert row.article, parameter.name
            assert row.checked_on >= TODAY
            if row.source.startswith("From memory"):
                assert not row.confirmed, parameter.name
            if "day it began is from memory" in row.source + row.note:
                assert row.since_earliest, parameter.name


def test_every_code_has_words() -> None:
    lists = ("_statutory", "stages", "_grounds", "kinds_of_help", "bodies", "sent_without", "outcomes", "holders")
    codes = {
        code
        for parameter in LAW.parameters
        if any(part in parameter.name for part in lists)
        for code in LAW.parameters.every_code(parameter.name)
    }
    assert codes <= set(LABELS)
    assert LABELS["local_authorities"] in words(UK)


def test_figures_across_the_change_of_the_first_test_carry_its_notes() -> None:
    codes = [each.code for each in LAW.breaks(date(2022, 12, 1), date(2023, 12, 31))]
    assert codes == ["shorter_recovery", "harder_first_test", "first_test_revised"]
