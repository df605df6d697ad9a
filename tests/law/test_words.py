"""Every sentence of the law can be translated."""

import io
import string
from datetime import UTC, date, datetime

import pytest

from mooring.law import LawError, ResidenceBasis, country
from mooring.law.examples import examples
from mooring.law.extraction import from_toml, words
from mooring.law.words import LABELS, said, shown

DENMARK = country("denmark")
WORDS = frozenset(words(DENMARK))


def test_every_sentence_that_denmark_answers_is_known_to_the_translators() -> None:
    missing = set()
    for example in examples(DENMARK):
        try:
            finding = DENMARK.law.ask(example.question, example.on, **example.facts)
        except LawError:
            continue
        shown_to_reader = [finding.says, *(reason.template for reason in finding.because)]
        for provision in finding.provisions:
            shown_to_reader += [provision.instrument, provision.article, *provision.doubts]
            shown_to_reader += [provision.note] if provision.note else []
        missing |= set(shown_to_reader) - WORDS
    missing |= {each.template for each in DENMARK.law.breaks(date(2000, 1, 1), date(2030, 1, 1))} - WORDS
    assert not missing


def test_every_residence_basis_has_a_name() -> None:
    assert all(basis.label in WORDS for basis in ResidenceBasis)


def test_every_code_of_denmark_has_words() -> None:
    shown_lists = ("_acts", "_means", "_purposes", "_reasons", "_outcomes", "_conversation", "others_who_may_find")
    codes = {
        code
        for parameter in DENMARK.law.parameters
        if parameter.name.endswith(shown_lists)
        for code in DENMARK.law.parameters.every_code(parameter.name)
    }
    assert codes
    assert codes <= set(LABELS)


def test_babel_finds_the_notes_and_names_of_the_pack() -> None:
    text = (DENMARK.law_folder / "instruments.toml").read_bytes()
    found = {message: comments for _, _, message, comments in from_toml(io.BytesIO(text), (), (), {})}
    assert found["Aliens Act"] == ["udlændingeloven"]
    text = (DENMARK.law_folder / "reflection.toml").read_bytes()
    places = {message: line for line, _, message, _ in from_toml(io.BytesIO(text), (), (), {})}
    assert places["s. 33(14)"] > 1


def test_a_sentence_is_filled_after_it_is_translated() -> None:
    assert said("At first it is {days} days.", {"days": 30}, lambda _: "Først {days} dage.") == "Først 30 dage."


@pytest.mark.parametrize(
    ("value", "words_for_it"),
    [
        (None, "not known"),
        (True, "yes"),
        (("courts",), "the courts"),
        (date(2012, 5, 1), "1 May 2012"),
        (datetime(2012, 5, 1, 12, tzinfo=UTC), "1 May 2012, 12:00"),
        ((), "–"),
    ],
)
def test_values_are_shown_in_words(value: object, words_for_it: str) -> None:
    assert shown(value) == words_for_it  # type: ignore[arg-type]


def test_the_braces_of_every_sentence_are_well_formed() -> None:
    for sentence in WORDS:
        list(string.Formatter().parse(sentence))
