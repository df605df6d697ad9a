"""The ledger through the years: eras, anchors outside, checks that are kept, and lines whose time is over."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from pytest_django import Settings

from mooring.running.embedded_postgres import Cluster
from mooring.safeguards import clock, ledger
from mooring.safeguards.ledger import head_file
from mooring.safeguards.ledger.retirement import LedgerNotWhole, TimeNotOver, retire_whose_time_is_over
from mooring.safeguards.models import LedgerAnchor, LedgerCheck
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.conftest import use_database

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]


@pytest.fixture
def officers(own_database: str, tmp_path: Path, settings: Settings) -> Cast:
    """The cast in a database of this test's own, with a head outside and a first seal."""
    settings.MOORING_LEDGER_HEAD = tmp_path / "outside" / "head"
    officers = Cast()
    ledger.look(officers.stranger, "day.look")
    ledger.seal()
    return officers


@pytest.fixture
def as_the_owner(cluster: Cluster, own_database: str, officers: Cast) -> Iterator[None]:
    """The same database for Django's connection, as its owner."""
    use_database(cluster.url("mooring_owner", own_database))
    yield
    use_database(cluster.url("mooring_app", own_database))


def test_a_restored_database_begins_an_era_chained_to_the_one_before(officers: Cast, as_the_owner: None) -> None:
    lines = ledger.verify().lines
    ledger.look(officers.stranger, "day.look")
    assert ledger.begin_era("restore") == 2
    ledger.look(officers.stranger, "day.look")
    assert ledger.seal() == 1
    found = ledger.verify()
    assert (found.eras, found.seals, found.lines, found.whole) == (2, 3, lines + 2, True)


def test_an_era_that_takes_the_place_of_a_seal_is_seen(officers: Cast, as_the_owner: None, as_owner: Owner) -> None:
    ledger.begin_era("restore")
    with as_owner() as session:
        session.execute("delete from safeguards_ledgerline where era = 1")
        session.execute("delete from safeguards_ledgerseal where era = 1")
    found = ledger.verify()
    assert found.broken_eras == [2]
    assert not found.whole


def test_a_database_put_back_without_a_new_era_is_seen_from_outside(officers: Cast, as_owner: Owner) -> None:
    head_file.append(2, 0, b"\x01" * 32)
    assert ledger.verify().missing_tail


def test_lines_whose_time_is_over_go_and_the_chain_holds(officers: Cast, as_the_owner: None) -> None:
    lines = ledger.verify().lines
    assert ledger.retire(before=clock.now() + timedelta(days=1)) == lines
    ledger.look(officers.stranger, "day.look")
    ledger.seal()
    found = ledger.verify()
    assert (found.seals, found.retired_seals, found.whole) == (2, 1, True)


def test_lines_are_not_retired_before_their_time(officers: Cast, as_the_owner: None) -> None:
    with pytest.raises(TimeNotOver):
        retire_whose_time_is_over(before=clock.today())
    assert retire_whose_time_is_over(before=date(1990, 1, 1)) == 0
    assert ledger.verify().retired_seals == 0


def test_lines_removed_without_the_key_are_not_retired(officers: Cast, as_owner: Owner) -> None:
    with as_owner() as session:
        session.execute("delete from safeguards_ledgerline")
        session.execute(
            "update safeguards_ledgerseal set line_digests = null, retired_at = now(), retirement_signature = signature"
        )
    found = ledger.verify()
    assert found.broken_seals == [1]
    assert not found.whole


def test_nothing_is_retired_from_a_ledger_that_is_not_whole(
    officers: Cast, as_the_owner: None, as_owner: Owner
) -> None:
    with as_owner() as session:
        session.execute("update safeguards_ledgerline set verb = 'x'")
    with pytest.raises(LedgerNotWhole):
        ledger.retire(before=clock.now() + timedelta(days=1))


@pytest.fixture
def log_host(settings: Settings) -> Iterator[list[bytes]]:
    """A log host on this machine that takes one message. Answers what it has received."""
    received: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.MOORING_LEDGER_LOG_HOST = server.getsockname()

        def take() -> None:
            with server.accept()[0] as session:
                received.append(session.recv(4096))

        thread = threading.Thread(target=take, daemon=True)
        thread.start()
        yield received
        thread.join(timeout=5)


def test_the_head_goes_to_the_log_host(officers: Cast, log_host: list[bytes]) -> None:
    assert ledger.anchor("log_host")
    era, number, digest = head_file.newest() or (0, 0, b"")
    assert (era, number) == (1, 1)
    for _ in range(50):
        if log_host:
            break
        threading.Event().wait(0.05)
    assert f"ledger-head - {era} {number} {digest.hex()}".encode() in log_host[0]


def test_the_head_goes_by_mail_and_names_nobody(officers: Cast, settings: Settings) -> None:
    settings.MOORING_LEDGER_MAIL = ("keeper@elsewhere.invalid",)
    assert ledger.anchor("mail")
    (message,) = mail.outbox
    assert message.to == ["keeper@elsewhere.invalid"]
    assert (head_file.newest() or (0, 0, b""))[2].hex() in message.body
    assert officers.stranger.email not in message.body


def test_an_anchor_that_did_not_arrive_is_on_record(officers: Cast, settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        settings.MOORING_LEDGER_LOG_HOST = nobody.getsockname()
    assert not ledger.anchor("log_host")
    with acting_as(officers.administrator):
        (kept,) = LedgerAnchor.objects.all()
        assert (kept.way, kept.arrived, kept.code) == ("log_host", False, "ConnectionRefusedError")


def test_nothing_is_sent_to_places_that_nobody_named(officers: Cast) -> None:
    assert ledger.anchor("mail")
    assert ledger.anchor("log_host")
    assert mail.outbox == []
    with acting_as(officers.administrator):
        assert not LedgerAnchor.objects.exists()


def test_the_result_of_a_check_is_kept_for_those_who_watch(officers: Cast, as_owner: Owner) -> None:
    lines = ledger.check().lines
    with as_owner() as session:
        session.execute("update safeguards_ledgerline set verb = 'x'")
    ledger.check()
    with acting_as(officers.administrator):
        assert [(kept.whole, kept.changed) for kept in LedgerCheck.objects.order_by("at")] == [
            (True, 0),
            (False, lines),
        ]
    with acting_as(officers.social_worker):
        assert not LedgerCheck.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "insert into safeguards_ledgerera (number, began_at, reason, after_digest) values (2, now(), 'x', '')",
        "update safeguards_ledgerera set after_digest = ''",
        "insert into safeguards_ledgercheck select * from safeguards_ledgercheck",
        "set local role mooring_sealer; insert into safeguards_ledgerera values (2, now(), 'x', '')",
        "set local role mooring_sealer; update safeguards_ledgerseal set retired_at = now()",
        "set local role mooring_sealer; delete from safeguards_ledgercheck",
        "insert into safeguards_ledgerline (era, verb, outcome) values (1, 'case.look', 'looked')",
    ],
)
def test_the_application_begins_no_era_and_retires_nothing(statement: str, officers: Cast) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
