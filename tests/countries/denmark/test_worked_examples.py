"""The worked examples of Denmark, one test each."""

import pytest

from mooring.law import country
from mooring.law.examples import Example, differences, examples

DENMARK = country("denmark")
EXAMPLES = examples(DENMARK)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.where}: {example.says}")
def test_the_pack_agrees_with_the_worked_example(example: Example) -> None:
    assert differences(DENMARK, example) == []


def test_there_are_examples_enough_and_each_question_has_one() -> None:
    assert len(EXAMPLES) >= 40
    assert {question.name for question in DENMARK.law.questions() if question.answered} == {
        example.question for example in EXAMPLES
    }


def test_no_two_examples_say_the_same() -> None:
    assert len({example.says for example in EXAMPLES}) == len(EXAMPLES)
