"""Two at once: one wins, the other is told who was quicker; and whoever comes late to a page is told the same."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from mooring.casework.models import Grant
from mooring.referral import actions
from mooring.referral.models import ReferralStep, SomebodyWasQuicker, responsible_for
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast, post
from tests.referral.handed_on import sent


def beside(settings_dict: dict[str, object], work: Callable[[], object]) -> object:
    """Work on a connection of this thread's own to the database of the test; answers what came of it, or what was raised."""
    connection.settings_dict.update(settings_dict)
    try:
        return work()
    except SomebodyWasQuicker as told:
        return told
    finally:
        connection.close()


@pytest.mark.parametrize("kind", ["take_up", "hand_over"])
@pytest.mark.parametrize("second", ["accept", "decline", "withdraw"])
def test_two_officers_answer_the_same_referral_at_once_and_one_is_told_who_was_quicker(
    kind: str, second: str, own_database: str
) -> None:
    officers = Cast()
    post(officers.unposted, officers.stranger.desk, "social_worker")
    referral = sent(officers, kind=kind)
    ready = threading.Barrier(2)

    def accept() -> object:
        by = Officer.objects.get(email="stranger@test.invalid")
        ready.wait(10)
        return actions.accept(by=by, referral=type(referral).objects.model(**whole), words="Gladly.")

    def other() -> object:
        it = type(referral).objects.model(**whole)
        if second == "withdraw":
            by = Officer.objects.get(email="social_worker@test.invalid")
            ready.wait(10)
            return actions.withdraw(by=by, referral=it, reason="person_wishes")
        by = Officer.objects.get(email="unposted@test.invalid")
        ready.wait(10)
        if second == "accept":
            return actions.accept(by=by, referral=it)
        return actions.decline(by=by, referral=it, reason="no_capacity", words="No room, and this is why.")

    whole = {field.attname: getattr(referral, field.attname) for field in referral._meta.concrete_fields}
    here = dict(connection.settings_dict)
    with ThreadPoolExecutor(2) as threads:
        results = [each.result() for each in [threads.submit(beside, here, work) for work in (accept, other)]]
    won = [each for each in results if isinstance(each, ReferralStep)]
    lost = [each for each in results if isinstance(each, SomebodyWasQuicker)]
    assert (len(won), len(lost)) == (1, 1), results
    if lost[0].step is None:  # taken back before it was seen, it is as if it had never been sent
        assert won[0].state == "withdrawn"
        assert lost[0].who
    else:
        assert lost[0].step.pk == won[0].pk
        assert lost[0].who == str(won[0].recorded_by)
    with acting_as(officers.social_worker):
        assert referral.steps.filter(superseded_by=None).count() == 1
        accepted = referral.look_again().state == "accepted"
        opened = (
            Grant.objects.running().filter(case=referral.case, ground="referral").values_list("compartment", flat=True)
        )
        assert (sorted(opened) != []) is accepted
        assert len(set(opened)) == len(opened)
        moved = responsible_for(referral.case) == officers.stranger.desk
        assert moved is (accepted and kind == "hand_over")


def test_who_answers_on_a_page_that_has_grown_old_is_told_who_was_quicker(own_database: str) -> None:
    officers = Cast()
    post(officers.unposted, officers.stranger.desk, "social_worker")
    referral = sent(officers)
    actions.decline(by=officers.stranger, referral=referral, reason="no_capacity")
    with pytest.raises(SomebodyWasQuicker) as told:
        actions.accept(by=officers.unposted, referral=referral)
    assert told.value.who == "stranger Test"
    assert told.value.step is not None
    assert told.value.step.state == "declined"
