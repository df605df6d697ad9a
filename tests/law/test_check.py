"""Packs are checked: stale values warn, wrong examples stop."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mooring.law import country
from mooring.law.check import check, main
from mooring.law.examples import differences, examples
from mooring.law.freshness import stale, unconfirmed
from mooring.law.refusals import BadPack

DENMARK = country("denmark")
CHECKED = date(2026, 11, 22)

WRONG = """
[[example]]
says = "In 2012 the period could be 120 days."
source = "nowhere"
question = "reflection_period"
on = 2012-05-01
answer = "reflection_period"
expect = { total_days = 120 }
because = ["no_such_reason"]
"""


def said_in(text: str, folder: Path) -> list[str]:
    (folder / "wrong.toml").write_text(text, encoding="utf-8")
    said: list[str] = []
    check(replace(DENMARK, examples_folder=folder), CHECKED, said.append)
    return said


def test_every_installed_pack_passes() -> None:
    said: list[str] = []
    assert main(CHECKED, said.append) == 0
    assert not any(line.startswith("error") for line in said)


def test_values_unchecked_for_a_year_warn_and_stop_nobody() -> None:
    assert stale(DENMARK, date(2027, 11, 22)) == []
    late = stale(DENMARK, date(2027, 11, 23))
    assert "reflection_total_days" in {one.parameter for one in late}
    said: list[str] = []
    assert main(date(2027, 11, 23), said.append) == 0
    assert any(line.startswith("warning") and "checked_on" in line for line in said)


def test_what_held_once_does_not_go_stale() -> None:
    late = stale(DENMARK, date(2030, 1, 1))
    assert all(one.value.until is None for one in late)


def test_what_is_not_confirmed_is_counted() -> None:
    names = {one.parameter for one in unconfirmed(DENMARK)}
    assert {"detention_hours", "reflection_total_days", "may_hold_conversation"} <= names
    assert "reflection_initial_days" not in names


def test_an_example_that_disagrees_stops_the_check(tmp_path: Path) -> None:
    said = said_in(WRONG, tmp_path)
    assert any(line.startswith("error") and "total_days is 100, not 120" in line for line in said)
    assert any("no_such_reason" in line for line in said)


def test_an_example_that_should_raise_and_does_not_stops_the_check(tmp_path: Path) -> None:
    raising = WRONG.replace('answer = "reflection_period"', 'raises = "NotAnswered"')
    assert any("should raise NotAnswered" in line for line in said_in(raising, tmp_path))


@pytest.mark.parametrize("lost", ['says = "In 2012 the period could be 120 days."', 'source = "nowhere"'])
def test_an_example_without_sentence_or_source_is_refused(tmp_path: Path, lost: str) -> None:
    (tmp_path / "wrong.toml").write_text(WRONG.replace(lost, ""), encoding="utf-8")
    with pytest.raises(BadPack, match="missing"):
        examples(replace(DENMARK, examples_folder=tmp_path))


def test_an_example_that_agrees_has_no_differences() -> None:
    assert differences(DENMARK, examples(DENMARK)[0]) == []
