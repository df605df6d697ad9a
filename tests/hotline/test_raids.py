"""Notices of actions: who sees them, where they can stand, and that nobody can read any more where an action was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from mooring.hotline import actions, forgetting_actions, raid_states
from mooring.hotline.models import (
    ActionNotice,
    ActionReader,
    ActionRostered,
    ActionSignal,
    ActionState,
    ActionTelling,
    ActionTick,
)
from mooring.identification import actions as identification
from mooring.safeguards import actions as safeguards
from mooring.safeguards import clock, keys
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.models import DataKey, Desk, Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests import cast
from tests.cast import Cast
from tests.hotline import ahead
from tests.hotline.ahead import ADDRESS, STANDS, WORDS

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
TABLES = (ActionNotice, ActionTelling, ActionState, ActionReader, ActionRostered, ActionTick, ActionSignal)


def second_liaison(officers: Cast) -> Officer:
    """A colleague at the police desk whom nobody named."""
    administrator = officers.administrator
    officer = safeguards.add_officer(by=administrator, email="curious@test.invalid", name="curious Test")
    cast.post(officer, Desk.objects.get(code="police-liaison"), "police_liaison", since=clock.now() - timedelta(days=1))
    return Officer.objects.get(pk=officer.pk)


def test_whoever_told_and_the_coordinator_named_read_it(officers: Cast) -> None:
    notice = ahead.announced(officers)
    for officer in (officers.police, officers.coordinator):
        seen = ahead.again(officer, notice)
        with acting_as(officer):
            assert (seen.telling.words("address"), seen.telling.words("words")) == (ADDRESS, WORDS)
            assert seen.state.code == "announced"


@pytest.mark.parametrize(
    "who",
    ["curious", "hotline", "social_worker", "colleague", "stranger", "control", "statistician", "administrator"],
)
def test_nobody_who_is_not_named_finds_a_trace_of_it(officers: Cast, who: str) -> None:
    curious = second_liaison(officers)
    notice = ahead.under_way(officers) if who not in ("social_worker",) else ahead.received(officers)
    officer = curious if who == "curious" else getattr(officers, who)
    with acting_as(officer):
        with connection.cursor() as cursor:
            cursor.execute("select mooring_posted_officer()")
            assert cursor.fetchone() == (officer.pk,), "whoever serves nowhere would prove nothing"
        for table in TABLES:
            assert list(table.objects.all()) == [], table
        assert not DataKey.objects.filter(subject=notice.pk).exists()
        with pytest.raises(keys.CannotOpen):
            keys.data_key(notice.pk)
        with connection.cursor() as cursor:
            cursor.execute("select * from mooring_action_counts(%s)", [notice.pk])
            assert cursor.fetchall() == []


def test_who_was_not_named_can_name_nobody_herself_included(officers: Cast) -> None:
    curious = second_liaison(officers)
    notice = ahead.announced(officers)
    for ground in ("told", "same_desk", "coordinates", "rostered"):
        with pytest.raises(ProgrammingError), acting_as(curious):
            ActionReader(notice_id=notice.pk, officer=curious, ground=ground, recorded_by=curious).save(
                force_insert=True
            )
    with acting_as(curious), pytest.raises(Refused) as refused:
        actions.name_reader(by=curious, notice=notice, officer=curious)
    assert refused.value.refusal.why == Why.UNSEEN


def test_a_colleague_sees_it_once_she_is_named(officers: Cast) -> None:
    curious = second_liaison(officers)
    notice = ahead.announced(officers, colleagues=[curious])
    with acting_as(curious):
        assert ahead.again(curious, notice).telling.words("address") == ADDRESS


def test_an_officer_of_another_agency_cannot_be_named_by_the_police(officers: Cast) -> None:
    notice = ahead.announced(officers)
    with acting_as(officers.police), pytest.raises(Refused):
        actions.name_reader(by=officers.police, notice=notice, officer=officers.control)
    with pytest.raises(ProgrammingError), acting_as(officers.police):
        ActionReader(
            notice_id=notice.pk, officer=officers.stranger, ground="rostered", recorded_by=officers.police
        ).save(force_insert=True)


def test_only_police_and_control_tell_ahead(officers: Cast) -> None:
    for who in ("social_worker", "hotline", "coordinator", "statistician", "stranger"):
        with pytest.raises(Refused):
            ahead.announced(officers, by=who)
    assert ahead.announced(officers, by="control", source="tax_control").source == "tax_control"


def test_a_notice_needs_a_coordinator_and_a_time_ahead(officers: Cast) -> None:
    with pytest.raises(Refused):
        ahead.announced(officers, coordinators=[])
    with pytest.raises(Refused):
        ahead.announced(officers, starts_at=clock.now() - timedelta(minutes=1))


def test_address_and_words_lie_sealed(officers: Cast) -> None:
    ahead.announced(officers)
    with acting_as(officers.police):
        telling = ActionTelling.objects.get()
    for column in (telling.address_sealed, telling.words_sealed):
        assert column is not None
        assert b"Canary" not in bytes(column)


# Every move of the table is made here by a deed; every other is refused.

DEEDS: dict[str, tuple[str, Callable[[Officer, ActionNotice], object]]] = {
    "action.change": ("police", lambda by, n: actions.change_action(by=by, notice=n, starts_at=ahead.tonight(9))),
    "action.receive": ("coordinator", lambda by, n: actions.receive_action(by=by, notice=n)),
    "action.confirm": ("coordinator", lambda by, n: actions.confirm_action(by=by, notice=n)),
    "action.begin": ("social_worker", lambda by, n: actions.begin_action(by=by, notice=n)),
    "action.end": ("social_worker", lambda by, n: actions.end_action(by=by, notice=n)),
    "action.close": ("coordinator", lambda by, n: actions.close_action(by=by, notice=n)),
    "action.call_off": ("police", lambda by, n: actions.call_off_action(by=by, notice=n)),
}
PAIRS = [(state, verb) for state in STANDS for verb in DEEDS]


def on_the_roster(officers: Cast, notice: ActionNotice) -> None:
    """Have the social worker see a notice, however early it stands, so that the state alone can refuse."""
    by = officers.coordinator
    with acting_as(by):
        if not ActionReader.objects.filter(notice=notice.pk, officer=officers.social_worker).exists():
            ActionRostered(notice_id=notice.pk, officer=officers.social_worker, recorded_by=by).save(force_insert=True)
            ActionReader(notice_id=notice.pk, officer=officers.social_worker, ground="rostered", recorded_by=by).save(
                force_insert=True
            )


def test_the_table_is_whole() -> None:
    assert raid_states.STATE_TABLE.faults() == []
    assert {state.code for state in raid_states.STATE_TABLE.states} == set(STANDS) == set(raid_states.TOLD)
    assert {move.verb for move in raid_states.STATE_TABLE.moves} == {*DEEDS, "action.announce", "action.forget"}
    assert {state.notice for state in raid_states.STATE_TABLE.states} <= set(raid_states.NOTICES)


@pytest.mark.parametrize(("state", "verb"), PAIRS)
def test_a_move_is_made_where_the_table_has_it_and_refused_elsewhere(officers: Cast, state: str, verb: str) -> None:
    notice = STANDS[state](officers)
    on_the_roster(officers, notice)
    who, deed = DEEDS[verb]
    by = getattr(officers, who)
    mine = ahead.again(by, notice)
    assert mine.standing.state == state
    targets = [move.target for move in raid_states.STATE_TABLE.moves if (move.source, move.verb) == (state, verb)]
    if targets:
        deed(by, mine)
        assert ahead.again(by, notice).standing.state == targets[0]
    elif (state, verb) == ("under_way", "action.begin"):
        deed(by, mine)  # a button pressed twice: the signal that is there is answered
        assert ahead.again(by, notice).standing.state == state
    else:
        with pytest.raises(Refused) as refused, acting_as(by):
            deed(by, mine)
        assert refused.value.refusal.why == Why.HOUSE_RULE


@pytest.mark.parametrize("verb", DEEDS)
def test_who_stands_on_another_side_does_not_move_it(officers: Cast, verb: str) -> None:
    notice = ahead.received(officers)
    who, deed = DEEDS[verb]
    for other in {"police", "coordinator", "social_worker", "stranger"} - {who}:
        if other == "coordinator" and verb == "action.end":
            continue  # a coordinator may end what the team forgot to
        with pytest.raises(Refused), acting_as(getattr(officers, other)):
            deed(getattr(officers, other), notice)


def test_it_is_not_confirmed_while_nobody_comes(officers: Cast) -> None:
    notice = ahead.received(officers)
    with acting_as(officers.coordinator), pytest.raises(Refused) as refused:
        actions.confirm_action(by=officers.coordinator, notice=notice)
    assert refused.value.refusal.why == Why.HOUSE_RULE


def test_who_is_taken_off_the_roster_sees_it_no_more(officers: Cast) -> None:
    notice = ahead.confirmed(officers)
    by = officers.coordinator
    with acting_as(by):
        line = ActionRostered.objects.on_the_roster().get(notice=notice)
        actions.take_off_roster(by=by, line=line)
    with acting_as(officers.social_worker):
        assert not ActionNotice.objects.exists()
    with acting_as(by):
        assert ahead.again(by, notice).team() == []
        actions.put_on_roster(by=by, notice=notice, officers=[officers.social_worker])
    with acting_as(officers.social_worker):
        assert ActionNotice.objects.exists()


def test_an_officer_who_does_not_go_to_actions_is_not_put_on_the_roster(officers: Cast) -> None:
    notice = ahead.received(officers)
    with acting_as(officers.coordinator), pytest.raises(Refused):
        actions.put_on_roster(by=officers.coordinator, notice=notice, officers=[officers.statistician])


def test_the_team_takes_up_one_signal_of_its_desk_with_the_source_of_the_action(officers: Cast) -> None:
    notice = ahead.announced(officers, by="control", source="tax_control")
    by, worker = officers.coordinator, officers.social_worker
    with acting_as(by):
        actions.receive_action(by=by, notice=notice)
        actions.put_on_roster(by=by, notice=notice, officers=[worker, officers.colleague])
        actions.confirm_action(by=by, notice=notice)
    first = actions.begin_action(by=worker, notice=ahead.again(worker, notice))
    second = actions.begin_action(by=officers.colleague, notice=ahead.again(officers.colleague, notice))
    assert first.pk == second.pk
    assert (first.source, first.region, first.expected_people) == ("tax_control", "DK-84", 4)
    assert first.words_sealed is None, "where it was does not travel into the signal"


# What nobody can read any more.


@pytest.mark.parametrize("state", ["closed", "called_off"])
def test_when_it_is_done_nobody_can_read_where_it_was(officers: Cast, as_owner: Owner, state: str) -> None:
    notice = STANDS[state](officers)
    for officer in (officers.police, officers.coordinator):
        seen = ahead.again(officer, notice)
        with acting_as(officer):
            assert seen.telling.words("address") == seen.telling.words("words") == "(erased)"
            assert not DataKey.objects.filter(subject=notice.pk).exists()


def test_what_nobody_closed_is_forgotten_after_a_week_and_no_sooner(officers: Cast) -> None:
    forgotten, coming = ahead.received(officers), ahead.announced(officers, starts_at=ahead.tonight(24 * 12))
    assert forgetting_actions.forget() == 0
    with clock.at(clock.now() + timedelta(days=8)):
        assert forgetting_actions.forget() == 1
        assert forgetting_actions.forget() == 0
    by = officers.coordinator
    gone, kept = ahead.again(by, forgotten), ahead.again(by, coming)
    with acting_as(by):
        assert (gone.standing.state, gone.standing.recorded_by) == ("closed", None)
        assert gone.telling.words("address") == "(erased)"
        assert kept.telling.words("address") == ADDRESS


def met(officers: Cast, notice: ActionNotice, people: int, **codes: object) -> None:
    by = officers.social_worker
    with acting_as(by):
        signal = ActionSignal.objects.select_related("signal").get(notice=notice).signal
        for _each in range(people):
            one = identification.note_encounter(by=by, signal=signal, **codes)  # type: ignore[arg-type]
            identification.record_placement_decision(
                by=by, encounter=one, decision="crisis_centre", decided_at=clock.now() - timedelta(minutes=1)
            )


def counts(officer: Officer, notice: ActionNotice) -> tuple[object, ...] | None:
    with acting_as(officer), connection.cursor() as cursor:
        cursor.execute("select * from mooring_action_counts(%s)", [notice.pk])
        found: tuple[object, ...] | None = cursor.fetchone()
        return found


def test_who_told_learns_counts_when_it_is_over_and_no_small_ones(officers: Cast) -> None:
    notice = ahead.under_way(officers)
    met(officers, notice, 5, informed=True, asked_to_talk="no")
    met(officers, notice, 2, informed=True, asked_to_talk="yes")
    assert counts(officers.police, notice) is None
    assert counts(officers.coordinator, notice) == (7, 7, 2, 0, 0, 7, 0, False)
    with acting_as(officers.social_worker):
        actions.end_action(by=officers.social_worker, notice=notice)
    assert counts(officers.police, notice) == (7, 7, None, 0, 0, 7, 0, True)


def test_a_number_that_leaves_a_small_rest_is_hidden_as_well(officers: Cast) -> None:
    notice = ahead.under_way(officers)
    met(officers, notice, 5, informed=True)
    met(officers, notice, 1)
    with acting_as(officers.social_worker):
        actions.end_action(by=officers.social_worker, notice=notice)
    assert counts(officers.police, notice) == (6, None, 0, 0, 0, 6, 0, True)


def test_of_one_or_two_people_nothing_is_told(officers: Cast) -> None:
    notice = ahead.under_way(officers)
    met(officers, notice, 2, informed=True)
    with acting_as(officers.social_worker):
        actions.end_action(by=officers.social_worker, notice=notice)
    assert counts(officers.police, notice) == (None,) * 7 + (True,)


def test_the_list_of_the_day_opens_when_it_is_confirmed(officers: Cast) -> None:
    early = ahead.received(officers)
    on_the_roster(officers, early)
    worker = officers.social_worker
    with acting_as(worker), pytest.raises(Refused):
        actions.tick_item(by=worker, notice=early, item="arrive")
    notice = ahead.confirmed(officers)
    with acting_as(worker):
        actions.tick_item(by=worker, notice=notice, item="arrive")
        actions.tick_item(by=worker, notice=notice, item="arrive")
        assert ActionTick.objects.filter(notice=notice).count() == 1
        with pytest.raises(Refused):
            actions.tick_item(by=worker, notice=notice, item="something else")
