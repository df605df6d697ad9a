"""Files that nobody needs any more are swept out of the storage at night, and no others."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from mooring.casework import actions
from mooring.casework.documents import storage, sweeping
from mooring.casework.documents.framing import Made
from mooring.casework.documents.media import Media
from mooring.casework.documents.receiving import Received
from mooring.casework.models import Case, KeptFile
from mooring.names.actions import keep_paper
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from tests.casework.reviewed import YEARS, erase
from tests.cast import Cast

TWO_DAYS_AGO = time.time() - 2 * 86400
ORPHAN = "ab/ab" + "0" * 38 + ".original"


@pytest.fixture(autouse=True)
def own_storage(settings: Settings, tmp_path: Path) -> Path:
    """A storage of this test's own."""
    folder = tmp_path / "documents"
    kept = {**settings.STORAGES}
    kept["default"] = {**kept["default"], "OPTIONS": {**kept["default"]["OPTIONS"], "location": folder}}
    settings.STORAGES = kept
    return folder


def case_with_files(officers: Cast) -> Case:
    """A case with a document and a paper of the person: two files and three parts each."""
    lead = officers.social_worker
    case = actions.open_case(by=lead)
    received = Received(b"As it came in.", Media.JPEG, Made(copy=b"A copy.", pages=[b"A page."], pages_in_all=1))
    actions.keep_document(by=lead, case=case, compartment="core", kind="letter", title="A letter", received=received)
    keep_paper(by=lead, case=case, kind="passport", title="A passport", received=received)
    return case


def put(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"sealed")
    return path


def grown_old(folder: Path) -> list[str]:
    """Everything in the storage, two days old."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    for path in files:
        os.utime(path, (TWO_DAYS_AGO, TWO_DAYS_AGO))
    return sorted(str(path.relative_to(folder)) for path in files)


def test_what_a_rolled_back_deed_left_behind_is_swept_and_what_rows_stand_for_stays(
    officers: Cast, own_storage: Path
) -> None:
    case = case_with_files(officers)
    with pytest.raises(ZeroDivisionError), acting_as(officers.social_worker):
        received = Received(b"Never kept.", Media.JPEG, Made())
        actions.keep_document(
            by=officers.social_worker, case=case, compartment="core", kind="letter", title="", received=received
        )
        raise ZeroDivisionError
    assert len(grown_old(own_storage)) == 7
    assert sweeping.sweep() == 1
    assert sweeping.sweep() == 0
    with acting_as(officers.social_worker):
        assert grown_old(own_storage) == sorted(storage.storage_names_of(case.pk))


def test_what_was_written_within_a_day_and_what_is_not_ours_stays(officers: Cast, own_storage: Path) -> None:
    fresh = put(own_storage, ORPHAN)
    foreign = put(own_storage, "ab/readme.txt")
    os.utime(foreign, (TWO_DAYS_AGO, TWO_DAYS_AGO))
    assert sweeping.sweep() == 0
    os.utime(fresh, (TWO_DAYS_AGO, TWO_DAYS_AGO))
    assert sweeping.sweep() == 1
    assert not fresh.exists()
    assert foreign.exists()


def test_the_files_of_who_was_erased_are_swept_and_those_of_others_stay(officers: Cast, own_storage: Path) -> None:
    gone, stays = case_with_files(officers), case_with_files(officers)
    actions.close(by=officers.social_worker, case=gone)
    grown_old(own_storage)
    assert sweeping.sweep() == 0
    with clock.at(clock.now() + YEARS):
        erase(officers, gone)
    assert sweeping.sweep() == 6
    with acting_as(officers.social_worker):
        assert grown_old(own_storage) == sorted(storage.storage_names_of(stays.pk))


def test_in_front_of_a_database_that_knows_nothing_of_them_no_files_are_swept(
    officers: Cast, own_storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "FEW", 0)
    put(own_storage, ORPHAN)
    grown_old(own_storage)
    with pytest.raises(sweeping.TooMuch):
        sweeping.sweep()
    assert (own_storage / ORPHAN).exists()


def test_no_officer_and_no_application_asks_which_files_there_are(officers: Cast) -> None:
    asking = "select mooring_files_needed(array['0'])"
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(asking)
    with (
        acting_as(officers.social_worker),
        pytest.raises(DatabaseError, match="only the machine"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("set local role mooring_clock")
        cursor.execute(asking)


def test_every_kind_of_kept_file_says_of_which_case_it_is() -> None:
    """The database finds the tables by these two columns; a kind without them would be swept away."""
    kinds = [model for model in apps.get_models() if issubclass(model, KeptFile)]
    assert len(kinds) >= 2
    for model in kinds:
        columns = {field.column for field in model._meta.concrete_fields}
        assert {"storage_name", "case_id"} <= columns, model
