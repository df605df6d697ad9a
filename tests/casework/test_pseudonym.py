"""Pseudonyms survive the telephone at night: one slip is noticed, and never opens another case."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mooring.casework.pseudonym import ALPHABET, NotAPseudonym, new_pseudonym, normalised

pseudonyms = st.builds(lambda _: new_pseudonym("DK"), st.integers())
WRITTEN = re.compile(r"DK-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]")


@given(pseudonym=pseudonyms)
def test_a_fresh_pseudonym_is_written_as_every_other(pseudonym: str) -> None:
    assert WRITTEN.fullmatch(pseudonym)
    assert normalised(pseudonym, "DK") == pseudonym


@given(pseudonym=pseudonyms, place=st.integers(0, 7), letter=st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(pseudonym: str, place: int, letter: str) -> None:
    letters = [*pseudonym[3:].replace("-", "")]
    assume(letters[place] != letter)
    letters[place] = letter
    with pytest.raises(NotAPseudonym):
        normalised("".join(letters), "DK")


def test_two_letters_changed_about_are_nearly_always_noticed() -> None:
    """ISO 7064 MOD 37,36 promises every single slip, and nearly every two neighbours changed about."""
    missed = tried = 0
    for _ in range(500):
        letters = [*new_pseudonym("DK")[3:].replace("-", "")]
        for place in range(7):
            changed = [*letters[:place], letters[place + 1], letters[place], *letters[place + 2 :]]
            if changed != letters:
                tried += 1
                with suppress(NotAPseudonym):
                    normalised("".join(changed), "DK")
                    missed += 1
    assert missed < tried / 50


@given(pseudonym=pseudonyms, place=st.integers(0, 8))
def test_a_letter_left_out_is_noticed(pseudonym: str, place: int) -> None:
    letters = pseudonym[3:].replace("-", "")
    with pytest.raises(NotAPseudonym):
        normalised(letters[:place] + letters[place + 1 :], "DK")


@given(pseudonym=pseudonyms, data=st.data())
def test_hyphens_spaces_and_small_letters_do_not_matter(pseudonym: str, data: st.DataObject) -> None:
    typed = pseudonym.lower() if data.draw(st.booleans()) else pseudonym
    typed = typed.replace("-", data.draw(st.sampled_from(["", " ", "-", " - ", "."])))
    typed = typed[2:] if data.draw(st.booleans()) else typed
    assert normalised(f"  {typed} ", "DK") == pseudonym


@given(typed=st.text(max_size=20))
def test_what_is_no_pseudonym_is_refused_and_nothing_else_happens(typed: str) -> None:
    with suppress(NotAPseudonym):
        assert WRITTEN.fullmatch(normalised(typed, "DK"))


def test_no_letter_that_is_misread_stands_in_a_pseudonym() -> None:
    assert not set("01IO") & set(ALPHABET)
