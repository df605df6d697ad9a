"""Calls to the hotline: open to the desk that took them, a case only by the person's wish, and numbers that are forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mooring.casework.models import Case, Event
from mooring.hotline import actions, forgetting
from mooring.hotline.handing_on import CALL_BACK
from mooring.hotline.models import Call, CallBack, CallOutcome, Tried
from mooring.identification.models import Encounter, Signal
from mooring.names.models import SafeContact
from mooring.safeguards import clock, erasure
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

HER_WORDS = "Synthetic words of a caller"


def a_call(officers: Cast, **more: object) -> Call:
    given = {"caller": "person", "language": "ro", "region": "DK-84", "words": HER_WORDS, "danger_now": "no"}
    return actions.take_call(by=officers.hotline, **(given | more))  # type: ignore[arg-type]


def a_call_back(officers: Cast, call: Call) -> CallBack:
    return actions.agree_call_back(
        by=officers.hotline,
        call=call,
        number="+45 00 00 00 00",
        due_at=clock.now() + timedelta(hours=2),
        code_word="lighthouse",
    )


def test_a_call_is_read_by_the_desk_that_took_it_and_by_nobody_else(officers: Cast) -> None:
    call = a_call(officers)
    with acting_as(officers.night_hotline):
        assert Call.objects.get().words() == HER_WORDS
    for who in ("stranger", "social_worker", "coordinator", "police", "assessor", "statistician", "unposted"):
        with acting_as(getattr(officers, who)):
            assert not Call.objects.exists(), who
            with pytest.raises(CannotOpen):
                call.words()


def test_the_words_of_a_call_lie_sealed(officers: Cast) -> None:
    call = a_call(officers)
    assert call.words_sealed is not None
    assert HER_WORDS.encode() not in bytes(call.words_sealed)


def test_who_does_not_answer_the_hotline_takes_no_call(officers: Cast) -> None:
    for who in ("social_worker", "coordinator", "stranger", "police"):
        with pytest.raises(Refused) as refused:
            actions.take_call(by=getattr(officers, who))
        assert refused.value.refusal.why is Why.NOT_IN_ROLE


def test_a_stranger_cannot_tell_whether_there_was_a_call(officers: Cast) -> None:
    call = a_call(officers)
    assert call.refusal_to(officers.stranger, "call.look", "core", writing=False).why is Why.UNSEEN  # type: ignore[union-attr]


def test_a_call_becomes_a_signal_with_its_words(officers: Cast) -> None:
    actions.conclude(by=officers.hotline, call=a_call(officers, caller="citizen"), became="signal")
    with acting_as(officers.hotline):
        signal = Signal.objects.get()
        assert (signal.source, signal.region, signal.words()) == ("hotline", "DK-84", HER_WORDS)


def test_nothing_more_comes_of_a_call_only_with_a_reason(officers: Cast) -> None:
    call = a_call(officers)
    with pytest.raises(Refused):
        actions.conclude(by=officers.hotline, call=call, became="nothing")
    assert actions.conclude(by=officers.hotline, call=call, became="nothing", reason="advised").reason == "advised"
    assert actions.conclude(by=officers.hotline, call=call, became="signal").became == "signal"
    with pytest.raises(Refused):
        actions.conclude(by=officers.hotline, call=call, became="nothing", reason="advised")
    with acting_as(officers.hotline):
        assert CallOutcome.objects.count() == 2
        assert CallOutcome.objects.standing().get().became == "signal"


def test_a_case_comes_of_a_call_by_the_wish_of_the_person_with_the_rule_for_ringing_back(officers: Cast) -> None:
    call = a_call(officers, health_needs=["pep"], health_happened_at=clock.now() - timedelta(hours=3))
    a_call_back(officers, call)
    case = actions.become_case(by=officers.hotline, call=call)
    with acting_as(officers.hotline):
        person = Encounter.objects.standing().get()
        assert (person.asked_to_talk, person.health_needs, person.became_case) == ("yes", ["pep"], True)
        contact = SafeContact.objects.standing().get()
        contact.case = Case.objects.get(pk=case.pk)
        assert contact.words("detail") == "+45 00 00 00 00"
        assert contact.words("code_word") == "lighthouse"
        assert Signal.objects.get().words() == "", "what was said on the telephone stays in the call"


def test_nobody_has_a_file_opened_on_another(officers: Cast) -> None:
    with pytest.raises(Refused) as refused:
        actions.become_case(by=officers.hotline, call=a_call(officers, caller="family"))
    assert refused.value.refusal.why is Why.HOUSE_RULE


def test_a_call_about_a_case_stands_on_its_timeline_and_the_call_does_not_say_which(officers: Cast) -> None:
    case = actions.become_case(by=officers.hotline, call=a_call(officers))
    call = a_call(officers)
    with acting_as(officers.hotline):
        outcome = actions.belongs_to_case(by=officers.hotline, case=Case.objects.get(pk=case.pk), call=call)
        assert Event.objects.filter(case=case, kind="call.belongs_to_case").count() == 1
    assert outcome.became == "known_case"
    assert case.pk not in vars(outcome).values()


def test_a_number_is_forgotten_when_the_caller_was_reached(officers: Cast) -> None:
    call_back = a_call_back(officers, a_call(officers))
    assert actions.show_number(by=officers.night_hotline, call_back=call_back) == "+45 00 00 00 00"
    for how in ("not_reached", "not_safe"):
        actions.try_call_back(by=officers.hotline, call_back=call_back, how=how)
    actions.try_call_back(by=officers.hotline, call_back=call_back, how="reached")
    assert erasure.erased(call_back.pk)
    with acting_as(officers.hotline):
        with pytest.raises(CannotOpen):
            call_back.number()
        assert not CallBack.objects.open().exists()
    for deed in (
        lambda: actions.show_number(by=officers.hotline, call_back=call_back),
        lambda: actions.try_call_back(by=officers.hotline, call_back=call_back, how="reached"),
    ):
        with pytest.raises(Refused):
            deed()


@pytest.mark.parametrize("how", Tried.values)
def test_every_attempt_to_ring_back_leads_where_the_table_says(officers: Cast, how: str) -> None:
    call_back = a_call_back(officers, a_call(officers))
    actions.try_call_back(by=officers.hotline, call_back=call_back, how=how)
    target = how if how in {state.code for state in CALL_BACK.states} else "due"
    assert CALL_BACK.may("due", target)
    assert erasure.erased(call_back.pk) is CALL_BACK.state(target).final


def test_a_stranger_sees_no_number(officers: Cast) -> None:
    call_back = a_call_back(officers, a_call(officers))
    for who in ("stranger", "coordinator", "social_worker"):
        with pytest.raises(Refused):
            actions.show_number(by=getattr(officers, who), call_back=call_back)


def test_what_nobody_needs_any_more_is_forgotten_by_the_clock(officers: Cast) -> None:
    call = a_call(officers)
    call_back = a_call_back(officers, call)
    assert forgetting.forget() == 0
    with clock.at(clock.now() + timedelta(days=9)):
        assert forgetting.forget() == 1
        assert erasure.erased(call_back.pk)
        assert not erasure.erased(call.pk)
    with clock.at(clock.now() + timedelta(days=366)):
        assert forgetting.forget() == 1
        assert forgetting.forget() == 0
        with acting_as(officers.hotline):
            assert call.words() == "(erased)"
