"""What is printed for the person in languages in which no page of ours is: whole in each, marked while no speaker has read it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from inspect import getsource

import pytest

from mooring.countries import council_of_europe, denmark, united_kingdom
from mooring.support import letters
from mooring.support.goal_states import GoalState, label
from mooring.support.milestones import Step
from mooring.support.models import Complaint, RefusalGround
from mooring.support.needs import Assent, Domain, NeedLevel, Service
from mooring.support.own_copy import content, printing
from mooring.support.own_copy.content import HARMLESS_HELP, HARMLESS_STEPS
from mooring.support.persons_words import Words, languages, letters_missing, said, speaking, written_in

PLACES = re.compile(r"%\(\w+\)s")


def written() -> Iterator[str]:
    """Every sentence of ours that a letter or a copy can hold, in English."""
    for module in (letters, content, printing):
        for node in ast.walk(ast.parse(getsource(module))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                told = node.args[0]
                if isinstance(told, ast.Constant):
                    yield str(told.value)
    for listed in (Domain, NeedLevel, Service, Assent, Step):
        yield from map(str, listed.labels)
    yield from (str(ground.label) for ground in RefusalGround)
    yield from (str(way.label) for way in Complaint if way != Complaint.POSSIBLE)
    yield from (str(label(state)) for state in GoalState if state != GoalState.CHANGED)
    yield from map(str, [*HARMLESS_HELP.values(), *HARMLESS_STEPS.values()])
    for pack in (denmark, united_kingdom, council_of_europe):
        yield pack.country.period_name


NOT_PRINTED = {str(NeedLevel.NOT_ASKED.label)}  # a part of life that nobody asked about is left out of a copy


@pytest.mark.parametrize("words", languages().values(), ids=languages())
def test_a_language_has_every_sentence_and_none_that_nothing_says(words: Words) -> None:
    assert set(words.said) == set(written()) - NOT_PRINTED
    for english, other in words.said.items():
        assert sorted(PLACES.findall(other)) == sorted(PLACES.findall(english)), english
    assert sum(other == english for english, other in words.said.items()) < 5, "a few words are the same in both"
    with speaking(words.code):
        assert said(Domain.SAFETY.label) == words.said["Safety"]
        assert words.checked_on or words.mark == words.unchecked != ""


def test_a_language_without_our_words_falls_back_to_english() -> None:
    assert [written_in(code) for code in ("ro", "ar", "da", "ti", "")] == ["ro", "ar", "da", "en", "en"]


def test_what_cannot_be_printed_here_is_named_before_it_is_printed() -> None:
    assert letters_missing({"lines": ["Plan \U00012000"]}) == ["Cuneiform"]
