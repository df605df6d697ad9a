"""Keys of a subject in versions, and the secret of the house."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from mooring.casework import actions
from mooring.safeguards import keys, master_key, sealing
from mooring.safeguards.models import HouseSecret
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
KEY = st.binary(min_size=32, max_size=32)


@pytest.fixture
def another_master(settings: Any) -> Iterator[None]:
    """Somebody gave the wrong master key."""
    settings.MOORING_MASTER_KEYS = lambda: (bytes(32),)
    keys.forget_house_secret()
    yield
    keys.forget_house_secret()


@given(old=KEY, new=KEY, words=st.binary(max_size=200))
def test_new_words_take_the_newest_key_and_old_words_still_open(old: bytes, new: bytes, words: bytes) -> None:
    before, after = keys.Keyring({1: old}), keys.Keyring({1: old, 7: new})
    was, now = keys.seal(before, words, "place"), keys.seal(after, words, "place")
    assert now[:3] == b"\x02\x00\x07"
    assert keys.unseal(after, was, "place") == keys.unseal(after, now, "place") == words
    if old != new:
        with pytest.raises(keys.CannotOpen):
            keys.unseal(before, now, "place")


@given(key=KEY, words=st.binary(max_size=200))
def test_what_was_sealed_before_there_were_versions_opens_with_the_first(key: bytes, words: bytes) -> None:
    sealed = keys.seal(key, words, "place")
    assert sealed[:1] == sealing.PLAIN
    assert keys.unseal(keys.Keyring({1: key, 2: bytes(32)}), sealed, "place") == words


@given(key=KEY, sealed=st.binary(max_size=40))
def test_noise_is_refused_by_a_keyring_without_a_word(key: bytes, sealed: bytes) -> None:
    with pytest.raises(keys.CannotOpen):
        keys.unseal(keys.Keyring({1: key}), sealed, "place")


def test_a_key_is_not_printed() -> None:
    assert "aaaa" not in repr(keys.Keyring({1: b"a" * 32}))


def test_the_application_makes_first_keys_only(officers: Cast) -> None:
    lead = officers.social_worker
    case = actions.open_case(by=lead)
    row, _ = keys.new_data_key(case.pk, version=2)
    with acting_as(lead), pytest.raises(Exception, match="row-level security"):
        row.save(force_insert=True)


@pytest.mark.usefixtures("another_master")
def test_with_a_wrong_master_key_nothing_opens_and_nothing_new_is_made(officers: Cast) -> None:
    assert len(keys.refusals()) == 1
    assert "not the master key of this database" in keys.refusals()[0]
    with pytest.raises(keys.WrongMasterKey):
        keys.house_key("reference")
    with pytest.raises(keys.WrongMasterKey):
        keys.new_data_key(1)
    with pytest.raises(keys.WrongMasterKey):
        actions.open_case(by=officers.social_worker)


@pytest.mark.usefixtures("officers")
def test_the_secret_of_the_house_was_made_with_its_tables() -> None:
    assert HouseSecret.objects.count() == 1
    assert keys.refusals() == []


def test_processes_that_start_together_agree_on_one_secret(own_database: str, as_owner: Owner) -> None:
    with as_owner() as session:
        session.execute("delete from safeguards_housesecret")
    made: list[bytes] = []
    begin = threading.Barrier(4)

    def start() -> None:
        begin.wait()
        made.append(keys._read_or_make())

    settings_of_the_test = connection.settings_dict
    threads = [threading.Thread(target=_with(settings_of_the_test, start)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 4
    assert len(set(made)) == 1
    assert HouseSecret.objects.count() == 1


def _with(settings_dict: dict[str, Any], start: Callable[[], None]) -> Callable[[], None]:
    """Each thread has a connection of its own, which must look at the database of this test."""

    def run() -> None:
        connection.settings_dict.update(settings_dict)
        start()

    return run


def test_the_fingerprint_of_a_master_key_fits_and_tells_it_from_another() -> None:
    numbers = {sealing.fingerprint(secrets.token_bytes(32)) for _ in range(50)}
    assert len(numbers) == 50
    assert all(0 <= number < 2**32 for number in numbers)
    assert len(master_key.named(1)) == 8
