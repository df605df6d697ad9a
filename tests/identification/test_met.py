"""Signals and encounters: nobody becomes a file because she was met."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, transaction

from mooring.casework.models import AlreadySuperseded, Case, Deadline
from mooring.identification import actions
from mooring.identification.models import CaseOrigin, Encounter, PersonFacts, ResidenceBasis, Signal
from mooring.identification.reading import health_windows_of
from mooring.safeguards import clock
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.models import DataKey
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.identification.on_the_way import SECRET, met, opened

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]


def test_the_desk_that_received_a_signal_reads_it_and_nobody_else(officers: Cast) -> None:
    signal = actions.receive_signal(by=officers.social_worker, source="hotline", words=SECRET, expected_people=4)
    with acting_as(officers.colleague):
        assert Signal.objects.get().words() == SECRET
    for who in ("stranger", "police", "caseworker", "assessor", "administrator", "statistician", "unposted"):
        with acting_as(getattr(officers, who)):
            assert not Signal.objects.exists(), who
            assert not DataKey.objects.filter(subject=signal.pk).exists(), who


def test_a_signal_cannot_be_put_at_another_desk(officers: Cast) -> None:
    worker, stranger = officers.social_worker, officers.stranger
    with acting_as(worker), pytest.raises(DatabaseError), transaction.atomic():
        Signal(source="hotline", desk=stranger.desk, recorded_by=worker).save(force_insert=True)


def test_a_signal_cannot_take_the_key_of_a_case_to_open_it(officers: Cast) -> None:
    case, stranger = opened(officers), officers.stranger
    with acting_as(stranger), pytest.raises(DatabaseError), transaction.atomic():
        Signal(id=case.pk, source="hotline", desk=stranger.desk, recorded_by=stranger).save(force_insert=True)


def test_a_stranger_cannot_note_or_open_anything_at_a_signal_that_is_not_hers(officers: Cast) -> None:
    encounter = met(officers)
    with acting_as(officers.social_worker):
        signal = Signal.objects.get()
    for attempt in (
        lambda: actions.note_encounter(by=officers.stranger, signal=signal),
        lambda: actions.become_case(by=officers.stranger, encounter=encounter, ground="her_wish"),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.refusal.why is Why.UNSEEN


def test_police_do_not_note_whom_they_met(officers: Cast) -> None:
    with pytest.raises(Refused) as refused:
        actions.receive_signal(by=officers.police, source="police_action")
    assert refused.value.refusal.why is Why.NOT_IN_ROLE


def test_meeting_people_opens_no_file_and_they_are_counted_apart(officers: Cast) -> None:
    by = officers.social_worker
    signal = actions.receive_signal(by=by, source="police_action")
    actions.note_encounter(by=by, signal=signal, informed=True, informed_language="ro", asked_to_talk="yes")
    second = actions.note_encounter(by=by, signal=signal)
    actions.note_encounter(by=by, signal=signal, number=second.number, informed=True, asked_to_talk="no")
    with acting_as(by):
        counts = signal.counts()
        assert not Case.objects.exists()
    assert (counts.met, counts.informed, counts.asked_to_talk, counts.became_case) == (2, 2, 1, 0)


def test_a_note_of_a_person_met_is_superseded_and_not_overwritten(officers: Cast) -> None:
    by, first = officers.social_worker, met(officers, asked_to_talk="not_yet")
    actions.note_encounter(by=by, signal=first.signal, number=1, asked_to_talk="yes")
    with acting_as(by):
        assert [one.asked_to_talk for one in Encounter.objects.order_by("recorded_at")] == ["not_yet", "yes"]
        assert Encounter.objects.standing().get().asked_to_talk == "yes"
        with pytest.raises(DatabaseError), transaction.atomic():
            Encounter.objects.update(asked_to_talk="no")


def test_by_her_wish_a_case_is_opened_with_its_origin_and_without_the_words(officers: Cast, as_owner: Owner) -> None:
    encounter = met(officers)
    case = actions.become_case(by=officers.social_worker, encounter=encounter, ground="her_wish")
    with acting_as(officers.social_worker):
        origin = CaseOrigin.objects.get(case=case)
        assert (origin.source, origin.ground, origin.person_number) == ("police_action", "her_wish", 1)
        assert ResidenceBasis.objects.get(case=case).basis == "not_known_yet"
        assert not PersonFacts.objects.exists()
        assert encounter.signal.counts().became_case == 1


@pytest.mark.parametrize("ground", ["met_in_police_action", "", "useful"])
def test_no_file_is_opened_on_any_other_ground(ground: str, officers: Cast) -> None:
    encounter = met(officers)
    with pytest.raises(Refused) as refused:
        actions.become_case(by=officers.social_worker, encounter=encounter, ground=ground)
    assert refused.value.refusal.why is Why.HOUSE_RULE
    assert refused.value.refusal.instead
    with acting_as(officers.social_worker):
        assert not Case.objects.exists()


def test_who_said_no_for_now_gets_no_file(officers: Cast) -> None:
    with pytest.raises(Refused):
        actions.become_case(by=officers.social_worker, encounter=met(officers, asked_to_talk="no"), ground="her_wish")
    with acting_as(officers.social_worker):
        assert not Case.objects.exists()


def test_a_child_in_doubt_is_presumed_a_child_and_an_adult_is_no_ground(officers: Cast) -> None:
    by = officers.social_worker
    with pytest.raises(Refused):
        actions.become_case(by=by, encounter=met(officers, age_impression="adult"), ground="child_provision")
    doubtful = met(officers, age_impression="child_or_in_doubt", asked_to_talk="no")
    case = actions.become_case(by=by, encounter=doubtful, ground="child_provision")
    with acting_as(by):
        assert PersonFacts.objects.get(case=case).age_status == "presumed_child"


def test_detention_starts_a_clock_of_72_hours(officers: Cast) -> None:
    by, since = officers.social_worker, clock.now() - timedelta(hours=5)
    with pytest.raises(Refused):
        actions.become_case(by=by, encounter=met(officers), ground="detained")
    case = actions.become_case(
        by=by, encounter=met(officers, asked_to_talk="no"), ground="detained", detained_since=since
    )
    with acting_as(by):
        assert Deadline.objects.get(case=case, kind="detention_clock").due_at == since + timedelta(hours=72)
    actions.end_detention(by=by, case=case)
    with acting_as(by):
        assert not Deadline.objects.open().filter(kind="detention_clock").exists()
    with pytest.raises(Refused):
        actions.end_detention(by=by, case=case)


def test_one_person_becomes_one_case(officers: Cast) -> None:
    encounter = met(officers)
    actions.become_case(by=officers.social_worker, encounter=encounter, ground="her_wish")
    with pytest.raises(AlreadySuperseded):
        actions.become_case(by=officers.social_worker, encounter=encounter, ground="her_wish")
    with acting_as(officers.social_worker):
        assert Case.objects.count() == 1


def test_urgent_help_for_health_has_its_hours(officers: Cast) -> None:
    by, happened = officers.social_worker, clock.now() - timedelta(hours=10)
    signal = actions.receive_signal(by=by, source="health_service")
    encounter = actions.note_encounter(by=by, signal=signal, health_needs=["pep"], health_happened_at=happened)
    finding = health_windows_of(encounter)
    assert finding is not None
    assert finding.moment("pep_ends") == happened + timedelta(hours=finding.days("pep_hours"))
    with acting_as(by):
        assert health_windows_of(actions.note_encounter(by=by, signal=signal)) is None
