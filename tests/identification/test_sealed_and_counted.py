"""Every word lies sealed; who counts reads codes and days, and can never see a face."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date

import psycopg
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from mooring.casework.models import Case, Event, Grant, StageReached
from mooring.identification import actions
from mooring.identification.models import Exploitation, Outcome, PersonFacts
from mooring.identification.old_register import OldRegisterRow
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.identification.on_the_way import SECRET, decided, fresh

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]


@contextmanager
def as_counter() -> Iterator[None]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local role mooring_counter")
        yield
        cursor.execute("reset role")


def whole_story(officers: Cast) -> Case:
    case, _ = decided(officers)
    worker = officers.social_worker
    actions.record_person(
        by=worker, case=fresh(case), gender="other", own_word=SECRET, age_years=24, citizenships=["ro"]
    )
    actions.record_exploitation(by=worker, case=fresh(case), forms=["sexual", "begging", "not_known"], countries=["DK"])
    actions.observe_indicator(by=worker, case=fresh(case), indicator="ilo-labour-1-01", observed=True, evidence=SECRET)
    actions.tell_outcome(
        by=worker, case=fresh(case), language="ro", channel="in_person", told_reconsideration=True, words=SECRET
    )
    return case


def test_no_word_lies_open_in_any_table(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    whole_story(officers)
    sealed = 0
    with as_owner() as session:
        for model in apps.get_app_config("identification").get_models():
            for row in session.execute(f'select row_to_json(t)::text from "{model._meta.db_table}" t'):
                assert SECRET not in row[0]
                assert SECRET.encode().hex() not in row[0]
            for field in model._meta.get_fields():
                if isinstance(field, models.BinaryField):
                    found = session.execute(f'select count({field.column}) from "{model._meta.db_table}"').fetchone()
                    sealed += found[0] if found else 0
    assert sealed >= 5


def test_there_is_no_open_field_for_free_text() -> None:
    for model in apps.get_app_config("identification").get_models():
        assert not [field.name for field in model._meta.get_fields() if isinstance(field, models.TextField)], model


def test_who_counts_reads_codes_and_days(officers: Cast) -> None:
    whole_story(officers)
    with as_counter(), connection.cursor() as cursor:
        cursor.execute(
            "select o.outcome, o.authority, p.gender, p.age_years, p.citizenships, e.forms from identification_outcome o"
            " join identification_personfacts p using (case_id) join identification_exploitation e using (case_id)"
            " where o.superseded_by_id is null"
        )
        assert cursor.fetchall() == [("identified", "immigration_service", "other", 24, ["RO"], ["sexual", "begging"])]
        cursor.execute(
            "select count(*), count(*) filter (where became_case) from identification_encounter where superseded_by_id is null"
        )
        assert cursor.fetchone() == (1, 1)


@pytest.mark.parametrize(
    "forbidden",
    [
        "ground_sealed from identification_outcome",
        "recorded_by_id from identification_outcome",
        "own_word_sealed from identification_personfacts",
        "words_sealed from identification_signal",
        "reference from identification_signal",
        "desk_id from identification_signal",
        "* from identification_answer",
        "* from identification_removalhold",
        "* from identification_policeinformation",
        "signal_id from identification_caseorigin",
        "pseudonym from casework_case",
    ],
)
def test_who_counts_reads_no_word_and_no_name(forbidden: str, officers: Cast) -> None:
    with pytest.raises(DatabaseError), as_counter(), connection.cursor() as cursor:
        cursor.execute(f"select {forbidden}")


def rows(number: int) -> list[OldRegisterRow]:
    row = OldRegisterRow(
        "identified",
        date(2015, 3, 1),
        authority="national_centre",
        gender="woman",
        age_years=30,
        forms=["sexual"],
        citizenships=["NG"],
    )
    return [row] * number


def test_an_old_register_becomes_closed_cases_of_the_keepers_desk(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    keeper = officers.keeper
    assert actions.take_over_closed_cases(by=keeper, rows=rows(3)) == 3
    with acting_as(keeper):
        assert Case.objects.count() == 3 == len(set(Case.objects.values_list("pseudonym", flat=True)))
        assert set(StageReached.objects.values_list("stage", flat=True)) == {"closed"}
        assert Outcome.objects.count() == PersonFacts.objects.count() == Exploitation.objects.count() == 3
        assert not Event.objects.exists()
        case = Case.objects.first()
        assert case is not None and case.unseal(case.seal("x", "here:1"), "here:1") == "x"
    for who in ("stranger", "social_worker", "assessor"):
        with acting_as(getattr(officers, who)):
            assert not Case.objects.exists()
            assert not Grant.objects.exists()
    with as_owner() as session:
        lines = session.execute("select count(*) from safeguards_ledgerline where verb = 'register.load'").fetchone()
    assert lines == (1,)


def test_a_social_worker_does_not_load_a_register(officers: Cast) -> None:
    with pytest.raises(Refused):
        actions.take_over_closed_cases(by=officers.social_worker, rows=rows(1))


def test_a_large_register_is_taken_over_in_seconds(own_database: str) -> None:
    keeper = Cast().keeper
    before = time.perf_counter()
    assert actions.take_over_closed_cases(by=keeper, rows=rows(3_000)) == 3_000
    assert time.perf_counter() - before < 20  # about one second on a machine with nothing else to do
