"""A need is handed on: who sees what of it and when, what opens on acceptance, what stays of it, and who hears of it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, transaction

from mooring.casework.actions import close, end_access, open_case
from mooring.casework.models import Case, Event, Grant
from mooring.casework.own_file import sections
from mooring.referral import actions
from mooring.referral.models import Referral, ReferralPiece, ReferralStep, Responsibility, responsible_for
from mooring.safeguards import clock
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.models import Officer
from mooring.safeguards.models.notices import Notice
from mooring.safeguards.officer_in_charge import acting_as
from tests.casework.reviewed import YEARS, erase
from tests.cast import Cast
from tests.identification.on_the_way import fresh
from tests.referral.handed_on import NEED, SECRET, agreed, drafted, in_state, seen_by, sent, state_of

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]


@pytest.fixture
def case(officers: Cast) -> Case:
    return open_case(by=officers.social_worker)


def package(officer: Officer, referral: Referral) -> dict[str, list[tuple[str, str]]]:
    """What an officer reads of what was shared, by piece."""
    found = seen_by(officer, referral)
    if found is None:
        return {}
    with acting_as(officer):
        return {piece.code: piece.lines for piece in found.package()}


def parts(officer: Officer, case: Case) -> dict[str, bool]:
    with acting_as(officer):
        held: dict[str, bool] = {}
        for part, write in (
            Grant.objects.running().held_by(officer).filter(case=case).values_list("compartment", "may_write")
        ):
            held[part] = held.get(part, False) or write
        return held


def told(officer: Officer) -> set[str]:
    with acting_as(officer):
        return set(Notice.objects.filter(officer=officer).values_list("kind", flat=True))


def test_the_receiver_sees_nothing_before_it_is_sent(officers: Cast, case: Case) -> None:
    referral = drafted(officers, case)
    assert seen_by(officers.stranger, referral) is None
    with pytest.raises(Refused) as refused:
        actions.accept(by=officers.stranger, referral=referral)
    assert refused.value.refusal.why is Why.UNSEEN
    assert told(officers.stranger) == set()


def test_the_receiver_sees_the_package_as_it_was_when_it_was_sent_and_nothing_else_of_the_case(
    officers: Cast, case: Case
) -> None:
    referral = sent(officers, case)
    before = package(officers.stranger, referral)
    assert set(before) == {"languages", "stage", "plan_needs"}
    assert before["stage"]
    close(by=officers.social_worker, case=case)
    assert package(officers.stranger, referral) == before
    with acting_as(officers.stranger):
        assert not Case.objects.exists()
        assert Referral.objects.get().message == SECRET
    assert told(officers.stranger) == {"referral.sent"}


@pytest.mark.parametrize("who", ["assessor", "caseworker", "police", "harbour_lead", "coordinator", "administrator"])
def test_who_is_on_neither_side_cannot_tell_that_there_is_a_referral(who: str, officers: Cast, case: Case) -> None:
    referral = sent(officers, case)
    officer = getattr(officers, who)
    assert seen_by(officer, referral) is None
    with acting_as(officer):
        assert not ReferralStep.objects.exists()
        assert not ReferralPiece.objects.exists()
        assert not Responsibility.objects.exists()


def test_a_role_that_takes_nothing_up_is_refused_though_it_serves_at_the_desk(officers: Cast, case: Case) -> None:
    referral = sent(officers, case, to=officers.departure.desk)
    with pytest.raises(Refused) as refused:
        actions.accept(by=officers.departure, referral=referral)
    assert refused.value.refusal.why is Why.NOT_IN_ROLE


def test_a_referral_taken_back_before_it_was_seen_is_as_if_it_had_never_been(officers: Cast, case: Case) -> None:
    referral = sent(officers, case)
    actions.withdraw(by=officers.social_worker, referral=referral, reason="by_mistake")
    assert seen_by(officers.stranger, referral) is None


@pytest.mark.parametrize("state", ["declined", "lapsed"])
def test_who_said_no_reads_no_more_what_was_shared(state: str, officers: Cast, case: Case) -> None:
    referral = in_state(officers, state, case)
    assert seen_by(officers.stranger, referral) is not None
    assert package(officers.stranger, referral) == {}
    with acting_as(officers.stranger):
        assert SECRET not in Referral.objects.get().message
    assert package(officers.social_worker, referral) != {}


def test_taking_up_a_need_opens_a_place_to_write_and_not_the_core(officers: Cast, case: Case) -> None:
    in_state(officers, "accepted", case)
    assert parts(officers.stranger, case) == {"entry": True, "support": True}
    with acting_as(officers.social_worker):
        assert responsible_for(case) == officers.social_worker.desk
    assert "referral.accepted" in told(officers.social_worker)


def test_what_opened_for_one_need_ends_when_it_is_done_and_the_package_stays(officers: Cast, case: Case) -> None:
    referral = in_state(officers, "done", case)
    assert parts(officers.stranger, case) == {}
    assert package(officers.stranger, referral) != {}
    with acting_as(officers.social_worker):
        assert referral.look_again().reason == "need_met"
        assert referral.look_again().words == SECRET
    assert "referral.done" in told(officers.social_worker)


def test_a_hand_over_opens_the_core_with_the_lead_and_moves_the_responsibility(officers: Cast, case: Case) -> None:
    in_state(officers, "accepted", case, kind="hand_over")
    assert parts(officers.stranger, case) == {"entry": True, "core": True, "support": True}
    with acting_as(officers.stranger):
        assert responsible_for(case) == officers.stranger.desk
        assert Grant.objects.running().filter(case=case, desk=officers.stranger.desk, as_lead=True).exists()


def test_a_colleague_who_does_not_lead_hands_nobody_over(officers: Cast, case: Case) -> None:
    consent = agreed(officers, case, officers.stranger.agency)
    with pytest.raises(Refused) as refused:
        actions.draft(
            by=officers.colleague,
            case=case,
            need=NEED,
            urgency="now",
            ground="consent",
            pieces=["stage"],
            to_desk=officers.stranger.desk,
            consent=consent,
            kind="hand_over",
        )
    assert refused.value.refusal.why is Why.HOUSE_RULE


def test_a_consent_that_ends_by_itself_hands_nobody_over(officers: Cast, case: Case) -> None:
    consent = agreed(officers, case, officers.stranger.agency, until=clock.today())
    with pytest.raises(Refused):
        drafted(officers, case, consent=consent, kind="hand_over")


def test_of_two_hand_overs_only_the_first_to_be_accepted_moves_the_responsibility(officers: Cast, case: Case) -> None:
    first = sent(officers, case, kind="hand_over")
    second = sent(officers, case, kind="hand_over", to=officers.caseworker.desk)
    actions.accept(by=officers.stranger, referral=first)
    with pytest.raises(Refused) as refused:
        actions.accept(by=officers.caseworker, referral=second)
    assert refused.value.refusal.why is Why.HOUSE_RULE
    assert state_of(officers.caseworker, second) == "sent"
    with acting_as(officers.social_worker):
        assert responsible_for(case) == officers.stranger.desk


def test_nobody_writes_who_is_responsible(officers: Cast, case: Case) -> None:
    with acting_as(officers.social_worker), pytest.raises(DatabaseError), transaction.atomic():
        Responsibility(case=case, desk=officers.stranger.desk, recorded_by=officers.social_worker).save()


def test_what_was_shared_stays_readable_for_the_sending_desk_when_the_case_is_not_open_to_it_any_more(
    officers: Cast, case: Case
) -> None:
    referral = in_state(officers, "done", case, kind="hand_over")
    lead = officers.stranger
    with acting_as(lead):
        theirs = list(Grant.objects.running().filter(case=case).exclude(desk=lead.desk))
    for grant in theirs:
        end_access(by=lead, case=fresh(case), grant=grant)
    for who in (officers.social_worker, officers.colleague):
        assert parts(who, case) == {}
        assert set(package(who, referral)) == {"languages", "stage", "plan_needs"}
    with pytest.raises(Refused):
        actions.reroute(by=officers.colleague, referral=referral)


def test_a_returned_referral_is_sent_again_with_more(officers: Cast, case: Case) -> None:
    consent = agreed(officers, case, officers.stranger.agency, parts=["stage", "languages"])
    referral = in_state(officers, "returned", case, consent=consent, pieces=["stage"])
    assert set(package(officers.stranger, referral)) == {"stage"}
    with clock.at(clock.now() + timedelta(hours=1)):
        actions.send(by=officers.social_worker, referral=referral, pieces=["stage", "languages"])
    assert set(package(officers.stranger, referral)) == {"stage", "languages"}


def test_more_than_the_person_agreed_to_is_not_sent_even_when_the_draft_was_right(officers: Cast, case: Case) -> None:
    referral = drafted(officers, case)
    with pytest.raises(Refused) as refused:
        actions.send(by=officers.social_worker, referral=referral, pieces=["stage", "name"])
    assert refused.value.refusal.instead
    assert state_of(officers.social_worker, referral) == "draft"


def test_a_draft_is_written_anew_and_the_old_one_is_gone_from_the_list(officers: Cast, case: Case) -> None:
    old = drafted(officers, case)
    new = actions.redraft(by=officers.social_worker, referral=old, urgency="now", message="Anew")
    with acting_as(officers.social_worker):
        assert list(Referral.objects.from_desks_of(officers.social_worker)) == [new]
        assert (new.urgency, new.message, new.chosen) == ("now", "Anew", old.chosen)


def test_rerouting_keeps_the_chain(officers: Cast, case: Case) -> None:
    first = in_state(officers, "declined", case)
    second = actions.reroute(
        by=officers.social_worker,
        referral=first,
        to_desk=officers.caseworker.desk,
        consent=agreed(officers, case, officers.caseworker.agency),
    )
    actions.send(by=officers.social_worker, referral=second)
    third = actions.reroute(
        by=officers.social_worker, referral=second, to_desk=officers.stranger.desk, consent=first.consent
    )
    with acting_as(officers.social_worker):
        assert [each.pk for each in third.chain()] == [first.pk, second.pk, third.pk]
        assert second.look_again().reason == "rerouted"
    with acting_as(officers.caseworker):
        assert not Referral.objects.exists()


def test_both_sides_write_to_each_other_and_each_hears_of_it(officers: Cast, case: Case) -> None:
    referral = sent(officers, case)
    actions.feedback(by=officers.stranger, referral=referral, words=SECRET)
    actions.feedback(by=officers.social_worker, referral=referral, words="Thank you")
    with acting_as(officers.stranger):
        assert [(one.side, one.words) for one in Referral.objects.get().messages.order_by("recorded_at")] == [
            ("receiver", SECRET),
            ("sender", "Thank you"),
        ]
    assert "referral.feedback" in told(officers.social_worker) & told(officers.stranger)


def test_the_police_receive_no_support_matter_with_a_consent(officers: Cast, case: Case) -> None:
    with pytest.raises(Refused) as refused:
        sent(officers, case, to=officers.police.desk)
    assert refused.value.refusal.instead


def test_each_deed_is_one_line_of_the_ledger_and_one_of_the_timeline(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    case = open_case(by=officers.social_worker)
    referral = sent(officers, case)
    actions.receive(by=officers.stranger, referral=referral)
    actions.accept(by=officers.stranger, referral=referral)
    actions.feedback(by=officers.stranger, referral=referral, words=SECRET)
    actions.finish(by=officers.stranger, referral=referral, outcome="need_met")
    expected = [f"referral.{verb}" for verb in ("draft", "send", "receive", "accept", "feedback", "finish")]
    with as_owner() as session:
        lines = session.execute(
            "select verb, case_key from safeguards_ledgerline where verb like 'referral.%' order by id"
        ).fetchall()
    assert lines == [(verb, case.pk) for verb in expected]
    with acting_as(officers.social_worker):
        events = Event.objects.filter(case=case, kind__startswith="referral.").order_by("happened_at")
        assert [event.kind for event in events] == expected
        assert SECRET not in str([event.codes for event in events])


def test_with_its_case_a_referral_forgets_what_it_shared(officers: Cast, case: Case) -> None:
    referral = in_state(officers, "done", case)
    close(by=officers.social_worker, case=case)
    assert package(officers.stranger, referral)["stage"]
    with clock.at((clock.now() + YEARS).replace(hour=12)):
        erase(officers, case)
    for who in (officers.stranger, officers.social_worker):
        with acting_as(who):
            found = Referral.objects.get(pk=referral.pk)
            assert SECRET not in found.message
            assert "Presumed" not in str([piece.lines for piece in found.package()])


def test_what_was_told_and_to_whom_stands_in_the_persons_own_file(officers: Cast, case: Case) -> None:
    in_state(officers, "done", case)
    with acting_as(officers.social_worker):
        file = {section.code: section for section in sections(officers.social_worker, case)}
    words = str(file["told"])
    assert officers.stranger.agency.name in words
    assert SECRET in words
    assert "Presumed victim" in words
    assert officers.social_worker.agency.name in str(file["responsible"])


def test_a_piece_of_which_nothing_is_known_is_shared_as_a_title_without_lines(officers: Cast, case: Case) -> None:
    assert package(officers.stranger, sent(officers, case))["plan_needs"] == []
