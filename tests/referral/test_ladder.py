"""A referral that nobody answers climbs: the desk, the agency's lead, the national centre; then it lapses. Each is told once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from mooring.casework.actions import open_case
from mooring.casework.models import Task
from mooring.referral import actions, ladder
from mooring.referral.due import RUNG_AFTER, TIME_TO_ANSWER
from mooring.referral.models import ReferralReminder, responsible_for
from mooring.referral.tasks import climb_referrals
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.models.notices import Notice, Urgency
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.referral.handed_on import lapse, sent, sent_at, state_of


def told(officer: Officer) -> list[str]:
    with acting_as(officer):
        found = Notice.objects.filter(officer=officer, kind__startswith="referral.").exclude(kind="referral.sent")
        return list(found.order_by("told_at").values_list("kind", flat=True))


def test_it_climbs_rung_by_rung_and_then_is_the_senders_again(officers: Cast) -> None:
    case = open_case(by=officers.social_worker)
    referral = sent(officers, case, kind="hand_over")
    begun, time = sent_at(referral), TIME_TO_ANSWER["ordinary"]
    steps = [
        (0.49, [], [], [], "sent"),
        (0.51, ["referral.reminder"], [], [], "sent"),
        (1.01, ["referral.reminder"], ["referral.late"], [], "sent"),
        (2.01, ["referral.reminder"], ["referral.late"], ["referral.late"], "sent"),
        (3.01, ["referral.reminder"], ["referral.late"], ["referral.late"], "lapsed"),
    ]
    for times, desk, lead, centre, state in steps:
        with clock.at(begun + time * times):
            climb_referrals(timestamp=0)
            assert told(officers.stranger) == desk
            assert told(officers.harbour_lead) == lead
            assert told(officers.coordinator) == centre
            assert state_of(officers.social_worker, referral) == state
    with acting_as(officers.social_worker):
        assert responsible_for(case) == officers.social_worker.desk
        assert referral.look_again().recorded_by is None
        assert Task.objects.filter(case=case, kind="referral.lapsed").exists()
    assert told(officers.social_worker)[-1] == "referral.lapsed"
    with acting_as(officers.harbour_lead):
        escalation = Notice.objects.get(officer=officers.harbour_lead)
        assert escalation.urgency == Urgency.ESCALATION
        assert referral.reference not in escalation.address


def test_a_task_that_runs_twice_tells_once(officers: Cast) -> None:
    referral = sent(officers)
    with clock.at(sent_at(referral) + TIME_TO_ANSWER["ordinary"] * 0.6):
        assert [ladder.climb(), ladder.climb(), ladder.climb()] == [1, 0, 0]
        assert told(officers.stranger) == ["referral.reminder"]


def test_a_worker_killed_in_between_leaves_neither_a_rung_nor_a_notice(officers: Cast) -> None:
    referral = sent(officers)
    with clock.at(sent_at(referral) + TIME_TO_ANSWER["ordinary"] * 0.6):
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            ladder.climb()
            raise KeyboardInterrupt
        assert told(officers.stranger) == []
        with acting_as(officers.social_worker):
            assert not ReferralReminder.objects.exists()
        assert ladder.climb() == 1
        assert told(officers.stranger) == ["referral.reminder"]


def test_two_workers_at_once_tell_once(own_database: str) -> None:
    officers = Cast()
    referral = sent(officers, urgency="now")
    at, ready = sent_at(referral) + timedelta(minutes=40), threading.Barrier(2)
    here = dict(connection.settings_dict)

    def climb() -> int:
        connection.settings_dict.update(here)
        try:
            ready.wait(10)
            with clock.at(at):
                return ladder.climb()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        counts = sorted(each.result() for each in [threads.submit(climb), threads.submit(climb)])
    assert counts == [0, 1]
    assert told(officers.stranger) == ["referral.reminder"]


def test_after_a_long_standstill_nobody_is_passed_over(officers: Cast) -> None:
    referral = sent(officers)
    with clock.at(sent_at(referral) + TIME_TO_ANSWER["ordinary"] * 9):
        for _run in range(5):
            ladder.climb()
        assert told(officers.stranger) == ["referral.reminder"]
        assert told(officers.coordinator) == ["referral.late"]
        assert (
            state_of(officers.social_worker, referral) == "sent"
        )  # the centre has just been told, and has time to act


def test_an_answer_ends_the_climb_and_a_second_sending_begins_anew(officers: Cast) -> None:
    referral = sent(officers)
    begun, time = sent_at(referral), TIME_TO_ANSWER["ordinary"]
    with clock.at(begun + time * 0.6):
        ladder.climb()
        actions.give_back(by=officers.stranger, referral=referral, reason="more_is_needed")
    with clock.at(begun + time * 5):
        assert ladder.climb() == 0
        actions.send(by=officers.social_worker, referral=referral)
        assert ladder.climb() == 0
    with clock.at(begun + time * 5.6):
        assert ladder.climb() == 1
    assert told(officers.stranger).count("referral.reminder") == 2


def test_who_leads_or_coordinates_sees_what_is_late_and_nobody_else(officers: Cast) -> None:
    referral = sent(officers)
    with clock.at(sent_at(referral) + TIME_TO_ANSWER["ordinary"] * 1.1):
        ladder.climb()
        ladder.climb()
        for who in (officers.harbour_lead, officers.coordinator):
            with acting_as(who):
                late = ladder.late_referrals()
            assert [(one.reference, one.state, one.rung) for one in late] == [(referral.reference, "sent", 2)]
            assert late[0].to_agency == officers.stranger.agency
            assert late[0].rung_label
        for who in (officers.social_worker, officers.stranger, officers.police, officers.administrator):
            with acting_as(who):
                assert ladder.late_referrals() == []


def test_every_rung_comes_before_the_next(officers: Cast) -> None:
    assert list(RUNG_AFTER.values()) == sorted(RUNG_AFTER.values())
    referral = sent(officers)
    lapse(referral)
    assert state_of(officers.social_worker, referral) == "lapsed"
