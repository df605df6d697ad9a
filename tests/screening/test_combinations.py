"""What positive dimensions mean together: every one of the sixty-four sets, for adults and for children."""

from __future__ import annotations

import ast
from itertools import combinations as choose
from pathlib import Path

import pytest

import mooring.screening
from mooring.screening.combinations import Combination, combine
from mooring.screening.indicators import Dimension
from mooring.screening.reasons import Named, because

D, C, V, E, X, A = Dimension
EVERY_SET = [frozenset(chosen) for size in range(7) for chosen in choose(Dimension, size)]
SOURCES = [
    Path(place) / name
    for place in mooring.screening.__path__
    for name in ("combinations.py", "indicators.py", "operational_rule.py")
]


def _codes(positive: set[Dimension], *, is_child: bool = False) -> list[str]:
    return [one.code.removeprefix("combination.") for one in combine(frozenset(positive), is_child=is_child)[1]]


def _marked_for_translation() -> list[str]:
    found = []
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
                assert isinstance(node.args[0], ast.Constant)
                found.append(str(node.args[0].value))
    return found


@pytest.mark.parametrize("positive", EVERY_SET, ids=lambda one: "+".join(sorted(one)) or "none")
def test_every_set_of_dimensions_of_an_adult_gets_the_published_combination_or_an_honest_silence(
    positive: frozenset[Dimension],
) -> None:
    has = {side: side in positive for side in Dimension}
    published = {
        Combination.NO_DIMENSION: not any(has.values()),
        Combination.EXPLOITATION_ONLY: has[E] and not (has[D] or has[C] or has[V] or has[X] or has[A]),
        Combination.DECEPTION_AND_EXPLOITATION: has[D] and has[E] and not has[X],
        Combination.CONSISTENT_WITH_TRAFFICKING: has[E] and has[X] and (has[D] or has[C] or has[V] or has[A]),
    }
    fitting = [name for name, fits in published.items() if fits] or [Combination.NOT_SPOKEN_OF]
    assert [combine(positive, is_child=False)[0]] == fitting


@pytest.mark.parametrize("positive", EVERY_SET, ids=lambda one: "+".join(sorted(one)) or "none")
def test_no_means_is_asked_for_in_a_child(positive: frozenset[Dimension]) -> None:
    combination, reasons = combine(positive, is_child=True)
    if E in positive:
        assert combination is Combination.CONSISTENT_WITH_TRAFFICKING
    else:
        assert combination is (Combination.NOT_SPOKEN_OF if positive else Combination.NO_DIMENSION)
    assert bool(positive) == any("Article 3(c)" in one.sentence() for one in reasons)


@pytest.mark.parametrize("positive", [one for one in EVERY_SET if one], ids=lambda one: "+".join(sorted(one)))
@pytest.mark.parametrize("is_child", [False, True])
def test_the_reasons_begin_with_the_dimensions_in_published_order(
    positive: frozenset[Dimension], is_child: bool
) -> None:
    first = combine(positive, is_child=is_child)[1][0]
    assert dict(first.params)["dimensions"] == tuple(side for side in Dimension if side in positive)


def test_exploitation_alone_points_to_labour_rights() -> None:
    assert _codes({E}) == ["positive", "exploited_only"]


def test_deception_and_exploitation_name_what_else_is_positive() -> None:
    assert _codes({D, E}) == ["positive", "deceived_and_exploited"]
    assert _codes({D, C, V, E}) == ["positive", "deceived_and_exploited", "also_positive"]


def test_abuse_of_vulnerability_may_stand_in_for_recruitment_and_otherwise_reinforces() -> None:
    assert "vulnerable_exploited_coerced" in _codes({V, E, X})
    assert "vulnerable_exploited_coerced" in _codes({A, E, X})
    assert _codes({D, V, E, X})[-1] == "reinforced"
    assert "reinforced" not in _codes({D, E, X})


@pytest.mark.parametrize(
    "positive",
    [{E, X}, {C, E}, {V, E}, {E, A}],
    ids=["exploited and coerced", "coerced and exploited", "vulnerable before", "vulnerable there"],
)
def test_where_the_published_combinations_are_silent_the_silence_is_not_read_against_the_person(
    positive: set[Dimension],
) -> None:
    assert _codes(positive) == ["positive", "not_spoken_of", "a_means_as_well"]
    assert "does not speak against trafficking" in combine(frozenset(positive), is_child=False)[1][2].sentence()


@pytest.mark.parametrize("is_child", [False, True])
def test_exploitation_that_has_not_happened_yet_is_not_ruled_out(is_child: bool) -> None:
    assert "purpose_is_enough" in _codes({D, C}, is_child=is_child)


def test_that_the_person_agreed_is_said_to_be_beside_the_point_once_a_means_was_used() -> None:
    assert "consent" in _codes({C, E, X})
    assert "consent" not in _codes({E})


@pytest.mark.parametrize("positive", EVERY_SET, ids=lambda one: "+".join(sorted(one)) or "none")
@pytest.mark.parametrize("is_child", [False, True])
def test_no_reason_calls_anyone_a_victim_or_gives_a_verdict(positive: frozenset[Dimension], is_child: bool) -> None:
    combination, reasons = combine(positive, is_child=is_child)
    for words in (combination.label, *(one.sentence() for one in reasons)):
        assert "{" not in words
        assert not {"victim", "proves", "guilty", "confirmed", "she", "her"} & set(words.lower().split())


@pytest.mark.parametrize("positive", EVERY_SET, ids=lambda one: "+".join(sorted(one)) or "none")
@pytest.mark.parametrize("is_child", [False, True])
def test_every_sentence_and_every_name_is_marked_for_translation(
    positive: frozenset[Dimension], is_child: bool
) -> None:
    marked = set(_marked_for_translation())
    combination, reasons = combine(positive, is_child=is_child)
    assert combination.label in marked
    assert {one.template for one in reasons} <= marked


def test_names_inside_a_sentence_are_translated_too() -> None:
    danish = {
        "It is reinforced by: {dimensions}.": "Det underbygges af: {dimensions}.",
        "exploitation": "udnyttelse",
        "coercive recruitment": "rekruttering ved tvang",
    }
    reason = because("combination.reinforced", "It is reinforced by: {dimensions}.", dimensions=(C, E))
    assert reason.sentence(danish.__getitem__) == "Det underbygges af: rekruttering ved tvang, udnyttelse."
    single = because("x", "Nothing under {dimension}.", dimension=E)
    assert single.sentence() == "Nothing under exploitation."


def test_a_word_that_does_not_exist_is_refused_by_name() -> None:
    class Answer(Named):
        YES = "yes", "yes"

    assert Answer.of("yes") is Answer.YES
    with pytest.raises(ValueError, match="perhaps"):
        Answer.of("perhaps")


def test_one_code_never_has_two_names() -> None:
    with pytest.raises(ValueError, match="coercive_recruitment"):

        class Other(Named):
            COERCION = "coercive_recruitment", "coercion"
