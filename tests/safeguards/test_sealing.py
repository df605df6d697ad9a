"""Sealing: what is sealed for one place opens there and nowhere else, and never again once its key is erased."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker

from mooring.casework import actions
from mooring.casework.models import Note
from mooring.safeguards import keys
from mooring.safeguards.models import DataKey
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import NoSuchReference, key_of, reference
from tests.cast import Cast

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
a_key = st.binary(min_size=32, max_size=32)


@given(key=a_key, words=st.binary(max_size=500), place=st.text(max_size=40))
def test_what_is_sealed_opens_again_in_its_place(key: bytes, words: bytes, place: str) -> None:
    assert keys.unseal(key, keys.seal(key, words, place), place) == words


@given(key=a_key, words=st.binary(max_size=50), place=st.text(max_size=40), other=st.text(max_size=40))
def test_a_sealed_value_that_was_moved_does_not_open(key: bytes, words: bytes, place: str, other: str) -> None:
    assume(place != other)
    with pytest.raises(keys.CannotOpen):
        keys.unseal(key, keys.seal(key, words, place), other)


@given(key=a_key, other=a_key, words=st.binary(max_size=50))
def test_another_key_opens_nothing(key: bytes, other: bytes, words: bytes) -> None:
    assume(key != other)
    with pytest.raises(keys.CannotOpen):
        keys.unseal(other, keys.seal(key, words, "place"), "place")


@given(key=a_key, words=st.binary(max_size=50), data=st.data())
def test_one_changed_bit_is_noticed(key: bytes, words: bytes, data: st.DataObject) -> None:
    sealed = bytearray(keys.seal(key, words, "place"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(keys.CannotOpen):
        keys.unseal(key, bytes(sealed), "place")


@given(key=a_key, sealed=st.binary(max_size=40))
def test_what_was_never_sealed_does_not_open(key: bytes, sealed: bytes) -> None:
    with pytest.raises(keys.CannotOpen):
        keys.unseal(key, sealed, "place")


@given(key=a_key, words=st.binary(min_size=1, max_size=50))
def test_the_same_words_are_never_sealed_alike(key: bytes, words: bytes) -> None:
    assert keys.seal(key, words, "place") != keys.seal(key, words, "place")


@pytest.fixture(scope="module", autouse=True)
def _the_house_has_its_secret(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        keys.lay_house_secret()


def test_each_purpose_of_the_house_has_a_key_of_its_own() -> None:
    assert keys.house_key("wrap") == keys.house_key("wrap")
    assert keys.house_key("wrap") != keys.house_key("reference")
    assert keys.house_key("wrap") != keys.house_key("draft:1")


def test_erasing_the_key_of_a_case_erases_its_words(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    lead = officers.social_worker
    case = actions.open_case(by=lead)
    actions.write_note(by=lead, case=case, words="Gone with the key.")
    with acting_as(lead):
        assert Note.objects.get().words("words") == "Gone with the key."
    with as_owner() as session:
        session.execute("delete from safeguards_datakey where subject = %s", [case.pk])
    with acting_as(lead), pytest.raises(keys.CannotOpen):
        Note.objects.get().words("words")


def test_words_copied_to_another_row_do_not_open(officers: Cast) -> None:
    lead = officers.social_worker
    case = actions.open_case(by=lead)
    note = actions.write_note(by=lead, case=case, words="Only here.")
    with acting_as(lead):
        copied = Note(case=case, agency=lead.agency, recorded_by=lead, words_sealed=note.words_sealed)
        copied.save(force_insert=True)
        with pytest.raises(keys.CannotOpen):
            copied.words("words")


def test_the_key_of_a_case_lies_wrapped(officers: Cast) -> None:
    case = actions.open_case(by=officers.social_worker)
    with acting_as(officers.social_worker):
        (key,) = keys.data_key(case.pk).by_version.values()
        assert key not in bytes(DataKey.objects.get(subject=case.pk).wrapped)


@given(key=st.integers(1, 2**62))
def test_a_reference_leads_back_to_its_row_and_tells_nothing_of_it(key: int) -> None:
    given_out = reference("task", key)
    assert key_of("task", given_out) == key
    assert reference("task", key) == given_out
    assert given_out != reference("task", key + 1)
    assert len(given_out) == 32


@given(key=st.integers(1, 2**62))
def test_a_reference_of_one_kind_is_none_of_another(key: int) -> None:
    with pytest.raises(NoSuchReference):
        key_of("grant", reference("task", key))


@given(typed=st.text(max_size=40))
def test_an_invented_reference_is_refused_without_a_word(typed: str) -> None:
    with pytest.raises(NoSuchReference):
        key_of("task", typed)
