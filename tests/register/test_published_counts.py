"""Published counts come in as counted cells, never as cases; the sample of the United Kingdom proves it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.resources import files
from pathlib import Path

import psycopg
import pytest

from mooring.register.load import Report, load_as, load_file
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from mooring.statistics.models import CountedCell, CountedLoad
from tests.cast import Cast

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
SAMPLE = Path(str(files("mooring.register"))) / "samples" / "uk_nrm"
CELLS, MAPPING = SAMPLE / "cells_2022q2_2023q4.csv", SAMPLE / "mapping.toml"


def changed(tmp_path: Path, find: str, put: str) -> Path:
    """A copy of the sample in which something is written otherwise, once."""
    text = CELLS.read_text(encoding="utf-8")
    assert find in text
    copy = tmp_path / "changed.csv"
    copy.write_text(text.replace(find, put, 1), encoding="utf-8")
    return copy


def bring_in(officers: Cast, path: Path = CELLS) -> Report:
    return load_file(path, MAPPING, officer=officers.statistician)


def cells_seen_by(officers: Cast) -> int:
    with acting_as(officers.statistician):
        return CountedCell.objects.count()


def test_the_published_file_comes_in_whole(officers: Cast) -> None:
    report = bring_in(officers)
    assert report.accepted, str(report)
    assert (report.cells, report.people) == (11_277, 30_197)
    quarters = [4171, 4586, 4417, 4746, 3998, 4138, 4141]
    assert [int(line.rpartition(" ")[2]) for line in report.sentences[1:]] == quarters
    assert cells_seen_by(officers) == 11_277


def test_what_was_made_to_fit_is_reported_row_by_row(officers: Cast) -> None:
    report = bring_in(officers)
    trimmed = [remark for remark in report.coercions if remark.column == "Nationality"]
    assert {remark.found for remark in trimmed} == {"“Congolese Drc ”", "“Congolese Congo ”"}
    assert [remark.outcome for remark in report.coercions if remark.column == "Gender"] == ["“Unknown”"]
    assert all(remark.row > 1 for remark in report.coercions)


def test_a_second_time_changes_nothing(officers: Cast) -> None:
    bring_in(officers)
    again = bring_in(officers)
    assert again.accepted and again.already
    assert cells_seen_by(officers) == 11_277


def test_a_changed_file_of_the_same_source_takes_the_place_and_says_so(officers: Cast, tmp_path: Path) -> None:
    bring_in(officers)
    report = bring_in(officers, changed(tmp_path, "Albanian,71", "Albanian,72"))
    assert report.accepted
    assert "a different one (11277 cells, 30197 people)" in str(report)
    with acting_as(officers.statistician):
        assert [load.people for load in CountedLoad.objects.standing()] == [30_198]
        assert CountedLoad.objects.count() == 2


def test_a_file_with_some_of_the_periods_only_is_refused(officers: Cast, tmp_path: Path) -> None:
    bring_in(officers)
    part = tmp_path / "part.csv"
    lines = CELLS.read_text(encoding="utf-8").splitlines(keepends=True)
    part.write_text(lines[0] + "".join(line for line in lines if line.startswith("2023_q4")), encoding="utf-8")
    report = bring_in(officers, part)
    assert not report.accepted and "some of these periods" in str(report)
    assert cells_seen_by(officers) == 11_277


@pytest.mark.parametrize(
    ("find", "put", "column", "why"),
    [
        ("Albanian,71", "Albanian,-71", "People", "not a whole number"),
        ("Albanian,71", "Albanian,7.1", "People", "not a whole number"),
        ("Albanian,71", "Albanian,", "People", "nothing is written"),
        ("Male,Albanian,71", "Albanian,Male,71", "Nationality", "columns have shifted"),
        ("Male,Albanian,71", "Male,,71", "Nationality", "nothing is written"),
        ("Male,Albanian,71", "Male,Albanian,71,3", "row", "columns have shifted"),
        (
            "Criminal,Adult (18 or over),Male,Albanian,71",
            "Piracy,Adult (18 or over),Male,Albanian,71",
            "Exploitation type",
            "not one",
        ),
        ("2022_q2,Government", "2022_q5,Government", "Quarter", "not a period"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_row_and_nothing_comes_in(
    officers: Cast, tmp_path: Path, find: str, put: str, column: str, why: str
) -> None:
    report = bring_in(officers, changed(tmp_path, find, put))
    assert not report.accepted
    assert any(remark.column == column and why in remark.outcome and remark.row > 1 for remark in report.refusals), str(
        report
    )
    assert cells_seen_by(officers) == 0


def test_the_same_categories_twice_are_refused(officers: Cast, tmp_path: Path) -> None:
    text = CELLS.read_text(encoding="utf-8")
    twice = tmp_path / "twice.csv"
    twice.write_text(text + text.splitlines()[1] + "\n", encoding="utf-8")
    report = bring_in(officers, twice)
    assert not report.accepted
    assert [remark.row for remark in report.refusals] == [11_279]


def test_a_heading_that_is_not_known_is_refused_and_not_repeated(officers: Cast, tmp_path: Path) -> None:
    report = bring_in(officers, changed(tmp_path, "Gender", "Invented Surname"))
    assert not report.accepted
    assert "Surname" not in str(report)


def test_the_load_is_one_line_in_the_ledger_and_no_case(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    assert bring_in(officers).accepted
    with as_owner() as session:
        lines = session.execute(
            "select verb, outcome, case_key from safeguards_ledgerline where verb like 'register%'"
        ).fetchall()
        assert lines == [("register.load_counts", "done", None)]
        for table in ("casework_case", "casework_event", "safeguards_datakey"):
            assert session.execute(f"select count(*) from {table}").fetchone() == (0,)


@pytest.mark.parametrize("who", ["stranger", "social_worker", "assessor", "police", "administrator", "unposted"])
def test_other_roles_may_not_bring_a_register_in(officers: Cast, who: str) -> None:
    with pytest.raises(Refused):
        load_file(CELLS, MAPPING, officer=getattr(officers, who))
    assert cells_seen_by(officers) == 0


def test_the_command_line_asks_in_whose_name(officers: Cast) -> None:
    assert "in whose name" in str(load_as(CELLS, MAPPING, email=None))  # two may
    assert not load_as(CELLS, MAPPING, email="nobody@test.invalid").accepted
    assert not load_as(CELLS, MAPPING, email="stranger@test.invalid").accepted
    assert load_as(CELLS, MAPPING, email="keeper@test.invalid").accepted


@pytest.mark.parametrize(
    ("find", "put", "says"),
    [
        ('are = "counts"', 'are = "people"', "must say whether"),
        ('publisher = "Home Office"', "", "publisher"),
        ('"Child (17 or under)" = "child"', '"Child (17 or under)" = "minor"', "minor"),
        ("[columns.people]", "[columns.persons]", "[columns.people] is missing"),
        ('from = "Gender"', "", "either the column it comes from or a constant"),
        ('from = "Gender"', 'from = "Gender"\nsort = 1', "not known: sort"),
        ("[source]", "[source", "not readable TOML"),
    ],
)
def test_a_mapping_with_a_fault_is_told_in_a_sentence(
    officers: Cast, tmp_path: Path, find: str, put: str, says: str
) -> None:
    mapping = tmp_path / "mapping.toml"
    text = MAPPING.read_text(encoding="utf-8")
    assert find in text
    mapping.write_text(text.replace(find, put, 1), encoding="utf-8")
    report = load_file(CELLS, mapping, officer=officers.statistician)
    assert not report.accepted
    assert says in str(report)
