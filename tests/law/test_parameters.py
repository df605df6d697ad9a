"""A number of the law is dated and cited, or the pack does not open."""

from datetime import date
from pathlib import Path

import pytest

from mooring.law.loading import load
from mooring.law.parameters import Parameters
from mooring.law.refusals import BadPack, NotAnswered

INSTRUMENTS = """
[act]
name = "Some Act"
kind = "act"

[house]
name = "Rule of the house"
kind = "house_rule"
"""

GOOD = """
[days]
meaning = "Days."

[[days.values]]
value = 30
since = 2010-01-01
until = 2012-12-31
instrument = "act"
article = "s. 1"
checked_on = 2026-11-22
confirmed = true
source = "somewhere"

[[days.values]]
value = 45
since = 2013-01-01
since_earliest = 2012-12-01
since_latest = 2013-01-31
instrument = "act"
article = "s. 1"
checked_on = 2026-11-22
confirmed = true
source = "somewhere"
"""


def pack(folder: Path, text: str) -> Parameters:
    (folder / "instruments.toml").write_text(INSTRUMENTS, encoding="utf-8")
    (folder / "days.toml").write_text(text, encoding="utf-8")
    return load(folder)


def test_each_day_has_the_value_that_held_on_it(tmp_path: Path) -> None:
    parameters = pack(tmp_path, GOOD)
    assert parameters.on("days", date(2012, 12, 31)).value == 30
    assert parameters.on("days", date(2013, 1, 1)).value == 45
    assert parameters.on("days", date(2030, 1, 1)).value == 45


def test_a_day_before_the_first_value_is_not_answered(tmp_path: Path) -> None:
    with pytest.raises(NotAnswered, match="2009-12-31"):
        pack(tmp_path, GOOD).on("days", date(2009, 12, 31))


def test_a_parameter_the_pack_does_not_have_is_not_answered(tmp_path: Path) -> None:
    with pytest.raises(NotAnswered, match="weeks"):
        pack(tmp_path, GOOD).on("weeks", date(2012, 1, 1))


def test_days_around_an_unconfirmed_change_are_unconfirmed_on_both_sides(tmp_path: Path) -> None:
    parameters = pack(tmp_path, GOOD)
    confirmed = {
        day: parameters.on("days", day).provision.confirmed
        for day in (date(2012, 11, 30), date(2012, 12, 1), date(2013, 1, 31), date(2013, 2, 1))
    }
    assert list(confirmed.values()) == [True, False, False, True]


def test_a_value_that_is_not_confirmed_says_so(tmp_path: Path) -> None:
    provision = (
        pack(tmp_path, GOOD.replace("confirmed = true", "confirmed = false")).on("days", date(2010, 5, 1)).provision
    )
    assert not provision.confirmed
    assert provision.doubts


def test_a_rule_of_the_house_is_never_called_law(tmp_path: Path) -> None:
    parameters = pack(tmp_path, GOOD.replace('"act"', '"house"'))
    assert not parameters.on("days", date(2010, 5, 1)).provision.is_law


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ("until = 2012-12-31\n", "until = 2013-06-30\n", "has ended"),
        ("until = 2012-12-31\n", "", "has ended"),
        ("until = 2012-12-31\n", "until = 2012-11-30\n", "gap_before"),
        ("until = 2012-12-31\n", "until = 2009-12-31\n", "lies before the first"),
        ("since = 2010-01-01", 'since = "1 January 2010"', "year-month-day"),
        ("since = 2010-01-01", "since = 2010-01-01T12:00:00", "year-month-day"),
        ('source = "somewhere"', 'source = " "', "source"),
        ('source = "somewhere"\n', "", "source missing"),
        ('article = "s. 1"', 'article = ""', "article"),
        ('instrument = "act"', 'instrument = "hearsay"', "hearsay"),
        ("checked_on = 2026-11-22\n", "", "checked_on missing"),
        ("confirmed = true", 'confirmed = "yes"', "true or false"),
        ("value = 30", "value = 30.5", "whole number"),
        ("value = 30", "value = 30\nvlaue = 3", "vlaue"),
        ('meaning = "Days."', 'meaning = ""', "meaning"),
        ("since_earliest = 2012-12-01\n", "", "belong together"),
        ("since_latest = 2013-01-31", "since_latest = 2012-12-15", "must lie between"),
        ("[days]", "[days", "not readable"),
    ],
)
def test_a_pack_that_is_wrong_in_itself_does_not_open(tmp_path: Path, was: str, becomes: str, complaint: str) -> None:
    assert was in GOOD
    with pytest.raises(BadPack, match=complaint):
        pack(tmp_path, GOOD.replace(was, becomes, 1))


def test_a_gap_is_allowed_when_the_pack_says_why(tmp_path: Path) -> None:
    text = GOOD.replace("until = 2012-12-31", "until = 2011-12-31").replace(
        "since = 2013-01-01", 'since = 2013-01-01\ngap_before = "The section was repealed for a year."'
    )
    with pytest.raises(NotAnswered):
        pack(tmp_path, text).on("days", date(2012, 6, 1))


def test_an_instrument_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "instruments.toml").write_text('[rumour]\nname = "Rumour"\nkind = "rumour"\n', encoding="utf-8")
    with pytest.raises(BadPack, match="rumour"):
        load(tmp_path)


def test_reasoning_written_for_one_law_does_not_answer_under_another(tmp_path: Path) -> None:
    wording = pack(tmp_path, GOOD).on("days", date(2012, 1, 1))
    assert wording.expecting(30, 31) is wording
    with pytest.raises(NotAnswered, match="not written for that"):
        wording.expecting(45)
