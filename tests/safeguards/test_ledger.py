"""The ledger: nobody changes the past unseen, and nobody waits for that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from mooring.casework import actions
from mooring.running.embedded_postgres import Cluster
from mooring.safeguards import ledger
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
Lines = list[dict[str, Any]]


@pytest.fixture
def head(tmp_path: Path, settings: Settings) -> Path:
    """The file outside the database that knows the newest seal."""
    settings.MOORING_LEDGER_HEAD = tmp_path / "outside" / "head"
    return tmp_path / "outside" / "head"


@pytest.fixture
def officers(own_database: str, head: Path) -> Cast:
    """The cast in a database of this test's own: sealing needs transactions that really end."""
    return Cast()


def lines(as_owner: Owner, after: int = 0) -> Lines:
    with as_owner() as session, session.cursor(row_factory=psycopg.rows.dict_row) as cursor:
        cursor.execute("select * from safeguards_ledgerline where id > %s order by id", [after])
        return list(cursor.fetchall())


def last(as_owner: Owner) -> int:
    return max((line["id"] for line in lines(as_owner)), default=0)


@pytest.fixture
def sealed(officers: Cast, as_owner: Owner) -> Iterator[Lines]:
    """A ledger of two seals. Answers its lines."""
    actions.open_case(by=officers.social_worker)
    ledger.seal()
    actions.open_case(by=officers.social_worker)
    ledger.look(officers.stranger, "case.list", count=0)
    ledger.seal()
    assert ledger.verify().whole
    yield lines(as_owner)


def test_a_ledger_that_nobody_touched_is_whole(sealed: Lines) -> None:
    found = ledger.verify()
    assert (found.seals, found.lines, found.not_yet_sealed, found.whole) == (2, len(sealed), 0, True)
    assert ledger.seal() == 0


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "'case.look'"),
        ("officer_key", "1"),
        ("at", "at - interval '1 day'"),
        ("case_key", "77"),
        ("outcome", "'refused'"),
        ("count", "9"),
    ],
)
def test_a_changed_line_is_named(column: str, value: str, sealed: Lines, as_owner: Owner) -> None:
    line = sealed[-1]["id"]
    with as_owner() as session:
        session.execute(f"update safeguards_ledgerline set {column} = {value} where id = {line}")
    found = ledger.verify()
    assert (found.changed, found.removed, found.slipped_in, found.whole) == ([line], [], [], False)


def test_a_removed_line_is_named(sealed: Lines, as_owner: Owner) -> None:
    with as_owner() as session:
        session.execute("delete from safeguards_ledgerline where id = %s", [sealed[0]["id"]])
    found = ledger.verify()
    assert (found.changed, found.removed, found.whole) == ([], [sealed[0]["id"]], False)


def test_a_line_slipped_in_under_a_seal_is_named(sealed: Lines, as_owner: Owner) -> None:
    with as_owner() as session:
        session.execute(
            "insert into safeguards_ledgerline (tx, verb, outcome) values (%s::text::xid8, 'case.look', 'looked')",
            [sealed[0]["tx"]],
        )
    found = ledger.verify()
    assert found.slipped_in == [last(as_owner)]
    assert not found.whole


@pytest.mark.parametrize("column", ["digest", "previous", "signature", "line_digests"])
def test_a_broken_seal_is_named(column: str, sealed: Lines, as_owner: Owner) -> None:
    first, second = (f"{column} = overlay({column} placing '\\x{byte}'::bytea from {byte})" for byte in ("01", "02"))
    with as_owner() as session:
        for change in (first, second):
            session.execute(f"update safeguards_ledgerseal set {change} where number = 2")
    found = ledger.verify()
    assert 2 in found.broken_seals
    assert not found.whole


def test_who_changes_a_line_and_seals_it_anew_lacks_the_key(sealed: Lines, settings: Settings) -> None:
    settings.MOORING_LEDGER_KEY = lambda: b"another key, of thirty-two bytes"
    assert ledger.verify().broken_seals == [1, 2]


def test_a_missing_tail_is_seen_against_the_head_kept_outside(sealed: Lines, as_owner: Owner) -> None:
    with as_owner() as session:
        session.execute(
            "delete from safeguards_ledgerline"
            " where tx >= (select below_tx::text::xid8 from safeguards_ledgerseal where number = 1)"
        )
        session.execute("delete from safeguards_ledgerseal where number = 2")
    found = ledger.verify()
    assert found.missing_tail
    assert not found.whole


def test_a_ledger_emptied_whole_is_seen_against_the_head_kept_outside(sealed: Lines, as_owner: Owner) -> None:
    with as_owner() as session:
        session.execute("truncate safeguards_ledgerline, safeguards_ledgerseal")
    assert ledger.verify().missing_tail


def test_a_transaction_still_open_is_sealed_when_it_has_ended(
    officers: Cast, own_database: str, cluster: Cluster, as_owner: Owner
) -> None:
    ledger.seal()
    with psycopg.connect(cluster.url("mooring_app", own_database)) as slow:
        slow.execute("insert into safeguards_ledgerline (verb, outcome) values ('case.look', 'looked')")
        ledger.look(officers.stranger, "day.look")
        assert ledger.seal() == 0
        assert ledger.verify().whole
        slow.commit()
    assert ledger.seal() == 2
    assert ledger.verify().whole
    assert ledger.verify().not_yet_sealed == 0


def test_lines_not_yet_sealed_are_counted_and_are_no_fault(officers: Cast) -> None:
    ledger.seal()
    ledger.look(officers.stranger, "day.look")
    found = ledger.verify()
    assert found.not_yet_sealed == 1
    assert found.whole


@pytest.mark.parametrize(
    "statement",
    [
        "select * from safeguards_ledgerline",
        "update safeguards_ledgerline set verb = 'x'",
        "delete from safeguards_ledgerline",
        "truncate safeguards_ledgerline",
        "insert into safeguards_ledgerline (at, verb, outcome) values ('2020-01-01', 'case.look', 'looked')",
        "insert into safeguards_ledgerline (tx, verb, outcome) values ('1', 'case.look', 'looked')",
        "select * from safeguards_ledgerseal",
        "delete from safeguards_ledgerseal",
        "set local role mooring_sealer; update safeguards_ledgerline set verb = 'x'",
        "set local role mooring_sealer; update safeguards_ledgerseal set digest = ''",
        "set local role mooring_sealer; delete from safeguards_ledgerseal",
    ],
)
def test_the_application_writes_lines_and_can_neither_read_nor_alter_nor_backdate_them(
    statement: str, officers: Cast
) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_refusal_stays_in_the_ledger_after_the_rollback_with_the_case_that_was_meant(
    officers: Cast, as_owner: Owner
) -> None:
    case = actions.open_case(by=officers.social_worker)
    before = last(as_owner)
    stranger = officers.stranger
    with pytest.raises(Refused):
        actions.write_note(by=stranger, case=as_another_request_holds(case), words="Nothing of this may stay.")
    (line,) = lines(as_owner, before)
    assert (line["outcome"], line["verb"], line["case_key"]) == ("refused", "note.write", case.pk)
    assert (line["officer_key"], line["code"]) == (stranger.pk, "unseen")


def as_another_request_holds(case: Any) -> Any:
    """The same case as another request would hold it, with nothing remembered of who asked before."""
    return type(case)(id=case.pk, pseudonym=case.pseudonym, opened_at=case.opened_at, opened_by_id=case.opened_by_id)


def test_a_deed_writes_exactly_one_line_and_a_failed_one_none(officers: Cast, as_owner: Owner) -> None:
    lead = officers.social_worker
    before = last(as_owner)
    case = actions.open_case(by=lead)
    (line,) = lines(as_owner, before)
    assert (line["verb"], line["outcome"], line["case_key"], line["desk_key"]) == (
        "case.open",
        "done",
        case.pk,
        lead.desk.pk,
    )
    before = last(as_owner)
    with pytest.raises(DatabaseError):
        actions.set_task(by=lead, case=case, words="For nobody.")
    assert lines(as_owner, before) == []


def test_a_line_holds_no_name_and_no_free_text(officers: Cast, as_owner: Owner) -> None:
    lead = officers.social_worker
    case = actions.open_case(by=lead)
    actions.write_note(by=lead, case=case, words="Canary Lastname")
    written = str(lines(as_owner))
    assert "Canary" not in written
    assert case.pseudonym not in written
    assert lead.name not in written


def test_a_list_is_one_line_with_its_count(officers: Cast, as_owner: Owner) -> None:
    before = last(as_owner)
    with acting_as(officers.social_worker):
        ledger.look(officers.social_worker, "case.list", count=50)
    (line,) = lines(as_owner, before)
    assert (line["outcome"], line["count"]) == ("looked", 50)
