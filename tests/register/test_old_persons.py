"""A row for one person of an old register becomes a closed case: whole, once, without a name, and only by who may."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import psycopg
import pytest

from mooring.casework.models import Case, Event, StageReached
from mooring.identification.models import Exploitation, Outcome, PersonFacts
from mooring.register import invented
from mooring.register.load import Report, load_file
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]


def old_register(tmp_path: Path, persons: int = 60, find: str = "", put: str = "") -> Path:
    text = io.StringIO()
    invented.write(persons, text)
    assert find in text.getvalue()
    path = tmp_path / "old.csv"
    path.write_text(text.getvalue().replace(find, put, 1) if find else text.getvalue(), encoding="utf-8")
    return path


def bring_in(officers: Cast, path: Path) -> Report:
    return load_file(path, invented.MAPPING, officer=officers.keeper)


def cases_seen_by(officers: Cast, who: str) -> int:
    with acting_as(getattr(officers, who)):
        return Case.objects.count()


def test_each_person_becomes_one_closed_case(officers: Cast, tmp_path: Path) -> None:
    report = bring_in(officers, old_register(tmp_path))
    assert report.accepted, str(report)
    assert report.cases == 60
    with acting_as(officers.keeper):
        assert set(StageReached.objects.standing().values_list("stage", flat=True)) == {"closed"}
        assert Outcome.objects.standing().count() == PersonFacts.objects.standing().count() == 60
        assert not Event.objects.exists()


def test_several_forms_and_a_known_age_are_understood(officers: Cast, tmp_path: Path) -> None:
    head = ",".join(invented.HEADING)
    path = tmp_path / "one.csv"
    path.write_text(
        f"{head}\n01-02-2014,03-04-2014,Identified,National centre,F,17,NG/RO,Sexual/Crime,Internal,None,x\n"
    )
    assert bring_in(officers, path).accepted
    with acting_as(officers.keeper):
        facts, exploitation = PersonFacts.objects.get(), Exploitation.objects.get()
    assert (facts.age_years, facts.age_status, facts.gender) == (17, "child", "woman")
    assert sorted(facts.citizenships) == ["NG", "RO"]
    assert sorted(exploitation.forms) == ["forced_criminality", "sexual"]


@pytest.mark.parametrize("who", ["stranger", "statistician", "assessor", "police", "administrator"])
def test_other_desks_see_none_of_these_cases(officers: Cast, tmp_path: Path, who: str) -> None:
    bring_in(officers, old_register(tmp_path))
    assert cases_seen_by(officers, who) == 0


def test_the_same_file_comes_in_once(officers: Cast, tmp_path: Path) -> None:
    path = old_register(tmp_path)
    bring_in(officers, path)
    again = bring_in(officers, path)
    assert again.accepted and again.already
    assert cases_seen_by(officers, "keeper") == 60


def test_a_changed_file_of_the_same_register_would_count_people_twice_and_is_refused(
    officers: Cast, tmp_path: Path
) -> None:
    bring_in(officers, old_register(tmp_path))
    report = bring_in(officers, old_register(tmp_path, 61))
    assert not report.accepted
    assert "counted twice" in str(report)
    assert cases_seen_by(officers, "keeper") == 60


def test_what_might_be_a_name_is_never_repeated(officers: Cast, tmp_path: Path) -> None:
    path = old_register(tmp_path, 5, "Identified", "Invented Surname")
    report = bring_in(officers, path)
    assert not report.accepted
    assert "Surname" not in str(report)
    assert "a value of 16 characters" in str(report)
    assert cases_seen_by(officers, "keeper") == 0


def test_a_decision_that_is_yet_to_come_is_refused(officers: Cast, tmp_path: Path) -> None:
    head = ",".join(invented.HEADING)
    path = tmp_path / "one.csv"
    path.write_text(f"{head}\n01-02-2014,03-04-2914,Identified,National centre,F,17,NG,Sexual,Internal,None,x\n")
    report = bring_in(officers, path)
    assert [remark.row for remark in report.refusals] == [2]


@pytest.mark.parametrize("who", ["stranger", "statistician", "assessor", "unposted"])
def test_who_may_not_bring_it_in_is_refused_and_it_is_on_record(
    own_database: str, as_owner: Owner, tmp_path: Path, who: str
) -> None:
    officers = Cast()
    with pytest.raises(Refused):
        load_file(old_register(tmp_path), invented.MAPPING, officer=getattr(officers, who))
    with as_owner() as session:
        lines = session.execute("select outcome from safeguards_ledgerline where verb = 'register.load'").fetchall()
        assert lines == [("refused",)]
        assert session.execute("select count(*) from casework_case").fetchone() == (0,)


def test_a_load_of_persons_is_one_line_in_the_ledger(own_database: str, as_owner: Owner, tmp_path: Path) -> None:
    bring_in(Cast(), old_register(tmp_path))
    with as_owner() as session:
        lines = session.execute(
            "select verb, outcome from safeguards_ledgerline where verb like 'register%'"
        ).fetchall()
    assert lines == [("register.load", "done")]
