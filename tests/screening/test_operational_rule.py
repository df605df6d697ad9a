"""The published rule, compared with a second formulation of it; and what it must never do."""

from __future__ import annotations

import csv
import json
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mooring.screening.combinations import Combination
from mooring.screening.indicators import (
    LISTS,
    Dimension,
    Profile,
    UnknownIndicatorError,
    current_lists,
    indicator_list,
)
from mooring.screening.operational_rule import clause_met, weigh
from mooring.screening.strength import NotScored, Strength, from_record

LABOUR = tuple(one.code for one in indicator_list("ilo-labour").indicators)
UNWEIGHTED = tuple(one.code for each in current_lists() if not each.gives_strengths for one in each.indicators)
SCORED_PROFILES = st.sampled_from([Profile.ADULT_LABOUR, Profile.CHILD_LABOUR])
COUNTS = st.integers(min_value=0, max_value=12)

# A second formulation: each clause is the weakest hand that wins, and a stronger card may stand for a weaker one.
RANK = {"strong": 3, "medium": 2, "weak": 1}
WINNING_HANDS = ((3, 3), (3, 1), (2, 2, 2), (2, 2, 1))


def _wins(hand: list[int]) -> bool:
    best = sorted(hand, reverse=True)
    return any(
        len(best) >= len(needed) and all(have >= need for have, need in zip(best, needed, strict=False))
        for needed in WINNING_HANDS
    )


def _rows() -> list[dict[str, str]]:
    with (LISTS / "ilo-labour/2009-1/indicators.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = _rows()


def _positive_by_second_formulation(evidence: set[str], profile: Profile) -> list[str]:
    return [
        side.value
        for side in Dimension
        if _wins(
            [
                RANK[row[profile.value]]
                for row in ROWS
                if row["code"] in evidence and row["dimension"] == side.value and row[profile.value]
            ]
        )
    ]


def _scored(evidence: set[str], profile: Profile = Profile.ADULT_LABOUR) -> Strength:
    answer = weigh(evidence, profile)
    assert isinstance(answer, Strength)
    return answer


def _of(answer: Strength, side: Dimension) -> str:
    return next(one.because.code for one in answer.dimensions if one.dimension is side)


def test_the_rule_agrees_with_its_second_formulation_for_every_small_count() -> None:
    for strong, medium, weak in product(range(6), repeat=3):
        hand = [3] * strong + [2] * medium + [1] * weak
        assert (clause_met(strong, medium, weak) is not None) == _wins(hand), (strong, medium, weak)


@given(strong=COUNTS, medium=COUNTS, weak=COUNTS)
def test_the_rule_agrees_with_its_second_formulation(strong: int, medium: int, weak: int) -> None:
    hand = [3] * strong + [2] * medium + [1] * weak
    assert (clause_met(strong, medium, weak) is not None) == _wins(hand)


@given(strong=COUNTS, medium=COUNTS, weak=COUNTS)
def test_the_clause_that_is_named_is_true_of_the_counts(strong: int, medium: int, weak: int) -> None:
    true_of = {
        "two_strong": strong >= 2,
        "one_strong_and_another": strong == 1 and medium + weak >= 1,
        "three_medium": strong == 0 and medium >= 3,
        "two_medium_and_a_weak": strong == 0 and medium == 2 and weak >= 1,
    }
    clause = clause_met(strong, medium, weak)
    assert [name for name, holds in true_of.items() if holds] == ([clause] if clause else [])


@pytest.mark.parametrize("counts", [(1, 0, 0), (0, 2, 0), (0, 1, 9), (0, 0, 99), (0, 0, 0)])
def test_one_strong_two_medium_or_only_weak_are_not_enough(counts: tuple[int, int, int]) -> None:
    assert clause_met(*counts) is None


@given(evidence=st.sets(st.sampled_from(LABOUR), min_size=1), profile=SCORED_PROFILES)
def test_evidence_is_weighed_as_the_published_table_says(evidence: set[str], profile: Profile) -> None:
    answer = weigh(evidence, profile)
    expected = _positive_by_second_formulation(evidence, profile)
    if isinstance(answer, NotScored):
        assert answer.because.code == "not_scored.no_strengths"
        assert expected == []
    else:
        assert [side.value for side in answer.positive] == expected


@given(evidence=st.sets(st.sampled_from(LABOUR), min_size=1), profile=SCORED_PROFILES)
def test_every_observed_indicator_is_either_counted_or_set_aside_with_a_reason(
    evidence: set[str], profile: Profile
) -> None:
    answer = weigh(evidence, profile)
    if isinstance(answer, Strength):
        counted = [code for one in answer.dimensions for code in one.indicators]
        aside = [one.indicator for one in answer.set_aside]
        assert sorted(counted + aside) == sorted(evidence)
        assert all(one.strong + one.medium + one.weak == len(one.indicators) for one in answer.dimensions)


@given(evidence=st.sets(st.sampled_from(LABOUR), min_size=1), more=st.sampled_from(LABOUR), profile=SCORED_PROFILES)
def test_a_further_observation_never_unmakes_a_positive_dimension(
    evidence: set[str], more: str, profile: Profile
) -> None:
    before, after = weigh(evidence, profile), weigh(evidence | {more}, profile)
    if isinstance(before, Strength):
        assert isinstance(after, Strength)
        assert set(before.positive) <= set(after.positive)


@given(
    evidence=st.sets(st.sampled_from(LABOUR), min_size=1),
    clues=st.sets(st.sampled_from(UNWEIGHTED)),
    profile=SCORED_PROFILES,
)
def test_lists_without_strengths_never_change_the_result(evidence: set[str], clues: set[str], profile: Profile) -> None:
    alone, together = weigh(evidence, profile), weigh(evidence | clues, profile)
    if isinstance(alone, Strength):
        assert isinstance(together, Strength)
        assert together.dimensions == alone.dimensions
        assert together.combination is alone.combination
        assert clues <= {one.indicator for one in together.set_aside}
    else:
        assert isinstance(together, NotScored)


def test_lists_without_strengths_are_never_scored() -> None:
    for profile in (Profile.ADULT_LABOUR, Profile.CHILD_LABOUR):
        answer = weigh(set(UNWEIGHTED), profile)
        assert isinstance(answer, NotScored)
        assert answer.because.code == "not_scored.no_strengths"


@pytest.mark.parametrize("profile", [Profile.ADULT_SEXUAL, Profile.CHILD_SEXUAL])
@pytest.mark.parametrize("evidence", [set(), set(LABOUR), set(UNWEIGHTED)])
def test_sexual_exploitation_is_never_scored_by_the_strengths_of_labour(profile: Profile, evidence: set[str]) -> None:
    answer = weigh(evidence, profile)
    assert isinstance(answer, NotScored)
    assert "have not been obtained" in answer.because.sentence()


def test_nothing_recorded_is_not_an_answer_of_the_rule() -> None:
    answer = weigh(set(), Profile.ADULT_LABOUR)
    assert isinstance(answer, NotScored)
    assert answer.because.code == "not_scored.nothing_recorded"


def test_an_indicator_that_no_list_has_is_refused() -> None:
    with pytest.raises(UnknownIndicatorError, match="ilo-labour-9-99"):
        weigh({"ilo-labour-1-01", "ilo-labour-9-99"}, Profile.ADULT_LABOUR)


def test_an_indicator_without_strength_for_children_is_set_aside_and_named() -> None:
    answer = _scored({"ilo-labour-4-01", "ilo-labour-4-02", "ilo-labour-4-08"}, Profile.CHILD_LABOUR)
    assert [(one.indicator, one.because.code) for one in answer.set_aside] == [
        ("ilo-labour-4-08", "set_aside.no_strength_for_profile")
    ]
    assert "child, labour exploitation" in answer.set_aside[0].because.sentence()


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        ({"ilo-labour-5-01", "ilo-labour-5-02"}, "two_strong"),
        ({"ilo-labour-5-01", "ilo-labour-5-15"}, "one_strong_and_another"),
        ({"ilo-labour-5-05", "ilo-labour-5-06", "ilo-labour-5-07"}, "three_medium"),
        ({"ilo-labour-5-05", "ilo-labour-5-06", "ilo-labour-5-15"}, "two_medium_and_a_weak"),
        ({"ilo-labour-5-01"}, "one_strong_alone"),
        ({"ilo-labour-5-05", "ilo-labour-5-06"}, "two_medium_alone"),
        ({"ilo-labour-5-05", "ilo-labour-5-15"}, "one_medium_with_weak"),
        ({"ilo-labour-5-05"}, "one_medium_alone"),
        ({"ilo-labour-5-15"}, "weak_only"),
        ({"ilo-labour-1-01"}, "nothing_recorded"),
    ],
)
def test_each_dimension_says_which_clause_is_met_or_what_is_missing(evidence: set[str], code: str) -> None:
    assert _of(_scored(evidence), Dimension.COERCION_AT_DESTINATION) == f"dimension.{code}"


@given(evidence=st.sets(st.sampled_from(LABOUR), min_size=1, max_size=6), more=st.sampled_from(LABOUR))
def test_what_is_said_to_be_missing_is_what_makes_the_dimension_positive(evidence: set[str], more: str) -> None:
    """One more indicator turns a dimension positive exactly when the reason said that one of its kind would."""
    one_more = {
        "one_strong_alone": {"strong", "medium", "weak"},
        "two_medium_alone": {"strong", "medium", "weak"},
        "one_medium_with_weak": {"strong", "medium"},
        "one_medium_alone": {"strong"},
        "weak_only": {"strong"},
        "nothing_recorded": set[str](),
    }
    row = next(row for row in ROWS if row["code"] == more)
    side = Dimension.of(row["dimension"])
    before, after = _scored(evidence), _scored(evidence | {more})
    if side in before.positive or more in evidence:
        return
    lack = _of(before, side).removeprefix("dimension.")
    assert (side in after.positive) == (row["adult_labour"] in one_more[lack])


def test_the_same_signs_can_weigh_differently_for_a_child() -> None:
    evidence = {"ilo-labour-2-04", "ilo-labour-2-03"}  # debt bondage and abduction at recruitment
    assert _scored(evidence, Profile.ADULT_LABOUR).positive == ()
    assert _scored(evidence, Profile.CHILD_LABOUR).positive == (Dimension.COERCIVE_RECRUITMENT,)


def test_a_deceived_worker_whose_papers_and_wages_are_held_is_described_with_reasons() -> None:
    answer = _scored(
        {
            "ilo-labour-1-01",
            "ilo-labour-1-02",
            "ilo-labour-4-01",
            "ilo-labour-4-02",
            "ilo-labour-5-01",
            "ilo-labour-5-14",
        }
    )
    assert answer.combination is Combination.CONSISTENT_WITH_TRAFFICKING
    assert [side.value for side in answer.positive] == [
        "deceptive_recruitment",
        "exploitation",
        "coercion_at_destination",
    ]
    assert answer.because[0].sentence() == (
        "Under the published rule these dimensions would be positive: "
        "deceptive recruitment, exploitation, coercion at destination."
    )


def test_whoever_reads_a_result_reads_that_a_person_decides_and_that_the_source_is_secondary() -> None:
    cautions = [one.code for one in _scored({"ilo-labour-1-01"}).cautions]
    assert cautions == ["caution.a_person_decides", "caution.secondary_source"]


@given(evidence=st.sets(st.sampled_from(LABOUR + UNWEIGHTED)), profile=st.sampled_from(list(Profile)))
def test_a_result_can_be_kept_as_plain_data_and_read_again(evidence: set[str], profile: Profile) -> None:
    answer = weigh(evidence, profile)
    kept = json.loads(json.dumps(answer.record()))
    again = from_record(kept)
    assert again == answer
    if isinstance(again, Strength):
        assert isinstance(answer, Strength)
        assert [one.sentence() for one in again.because] == [one.sentence() for one in answer.because]
