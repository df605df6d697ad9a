"""The notice of an action, from the first word of it until nobody can read any more where it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mooring.casework.house_rule import house_rule
from mooring.hotline import raid_states
from mooring.hotline.day_of_action import ITEMS
from mooring.hotline.models import (
    ActionNotice,
    ActionReader,
    ActionSignal,
    ActionSource,
    ActionState,
    ActionTelling,
    ActionTick,
    ReaderGround,
    Wanted,
)
from mooring.identification import actions as identification
from mooring.identification import regions
from mooring.identification.actions.appending import one_of
from mooring.identification.models import Signal
from mooring.safeguards import clock, erasure, keys, notices
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer


@deed("action.announce")
def announce_action(
    *,
    by: Officer,
    source: str,
    starts_at: datetime,
    coordinators: Sequence[Officer],
    colleagues: Sequence[Officer] = (),
    region: str = regions.UNKNOWN,
    address: str = "",
    words: str = "",
    expected_people: int | None = None,
    languages: Sequence[str] = (),
    wanted: Sequence[str] = (),
) -> ActionNotice:
    """Tell the coordinators one names, and colleagues at the same desk if one names any, of an action to come.

    `starts_at` (aware) must lie ahead. Address and words are sealed with a key of the notice's own.
    """
    verb = "action.announce"
    one_of(verb, by, None, [source], ActionSource)
    if not coordinators:
        raise house_rule(verb, by, None, _("Nobody at the centre was named."), _("Name at least one coordinator."))
    notice = ActionNotice(source=source, desk=by.desk, announced_by=by)
    row, key = keys.new_data_key(notice.pk)
    # The database asks at each step for the one before: the notice, who sees it, its key, what is told.
    notice.save(force_insert=True)
    open_to(notice, by, ReaderGround.TOLD, by)
    row.save(force_insert=True)
    telling = _telling(verb, notice, by, starts_at, region, expected_people, languages, wanted)
    _seal(telling, key, address=address, words=words)
    telling.save(force_insert=True)
    for officer in coordinators:
        open_to(notice, officer, ReaderGround.COORDINATES, by)
    for officer in colleagues:
        if officer.pk != by.pk:
            open_to(notice, officer, ReaderGround.SAME_DESK, by)
    ActionState(notice=notice, state=raid_states.ANNOUNCED, recorded_by=by).save(force_insert=True)
    _tell_of(notice, raid_states.ANNOUNCED, by)
    return notice


@deed("action.change", on="notice")
def change_action(
    *,
    by: Officer,
    notice: ActionNotice,
    starts_at: datetime,
    region: str = regions.UNKNOWN,
    address: str = "",
    words: str = "",
    expected_people: int | None = None,
    languages: Sequence[str] = (),
    wanted: Sequence[str] = (),
) -> ActionTelling:
    """Tell anew what has changed; the coordinator acknowledges and confirms once more."""
    verb = "action.change"
    _move(notice, raid_states.CHANGED, verb, by)
    telling = _telling(verb, notice, by, starts_at, region, expected_people, languages, wanted)
    _seal(telling, keys.data_key(notice.pk), address=address, words=words)
    notice.telling.supersede(telling)
    return telling


@deed("action.receive", on="notice")
def receive_action(*, by: Officer, notice: ActionNotice) -> None:
    """Acknowledge a notice, or its change: whoever told of it learns that it has been read."""
    _move(notice, raid_states.RECEIVED, "action.receive", by)


@deed("action.confirm", on="notice")
def confirm_action(*, by: Officer, notice: ActionNotice) -> None:
    """Confirm that the centre comes. Refused while nobody is on the roster; a shortage does not hinder, it is shown."""
    if not notice.team():
        raise house_rule(
            "action.confirm",
            by,
            None,
            _("No social worker is on the roster."),
            _("Put at least one on it; what is short beyond that is shown to whoever told of the action."),
        )
    _move(notice, raid_states.CONFIRMED, "action.confirm", by)


@deed("action.call_off", on="notice")
def call_off_action(*, by: Officer, notice: ActionNotice) -> None:
    """Call an action off: those who were to come are told, and where it was to be is erased at once."""
    _move(notice, raid_states.CALLED_OFF, "action.call_off", by)
    erasure.erase(notice.pk, ground="action.called_off", by=by)


@deed("action.begin", on="notice")
def begin_action(*, by: Officer, notice: ActionNotice) -> Signal:
    """Say that it has begun, and take up the signal of one's desk; a second desk of the team takes up its own, each once."""
    if notice.standing.state != raid_states.UNDER_WAY:
        _move(notice, raid_states.UNDER_WAY, "action.begin", by)
    taken = ActionSignal.objects.filter(notice=notice, desk=by.desk).select_related("signal").first()
    if taken is not None:
        return taken.signal
    telling = notice.telling
    signal = identification.receive_signal(
        by=by, source=notice.source, region=telling.region, expected_people=telling.expected_people
    )
    ActionSignal(notice=notice, signal=signal, desk=by.desk, recorded_by=by).save(force_insert=True)
    return signal


@deed("action.tick", on="notice", code="item")
def tick_item(*, by: Officer, notice: ActionNotice, item: str) -> ActionTick:
    """Tick one thing of the day's list. Ticking it twice changes nothing."""
    one_of("action.tick", by, None, [item], ITEMS)
    if notice.standing.state not in (raid_states.CONFIRMED, raid_states.UNDER_WAY):
        raise house_rule(
            "action.tick", by, None, _("The list is of the day itself."), _("It opens once the notice is confirmed.")
        )
    ticked = ActionTick.objects.filter(notice=notice, item=item).first()
    if ticked is None:
        ticked = ActionTick(notice=notice, item=item, recorded_by=by)
        ticked.save(force_insert=True)
    return ticked


@deed("action.end", on="notice")
def end_action(*, by: Officer, notice: ActionNotice) -> None:
    """Say that the action is over: the figures are there for whoever told of it."""
    _move(notice, raid_states.ENDED, "action.end", by)


@deed("action.close", on="notice")
def close_action(*, by: Officer, notice: ActionNotice) -> None:
    """Close a notice: address and words are erased for good, the figures remain."""
    _move(notice, raid_states.CLOSED, "action.close", by)
    erasure.erase(notice.pk, ground="action.closed", by=by)


@deed("action.name_reader", on="notice")
def name_reader(*, by: Officer, notice: ActionNotice, officer: Officer) -> ActionReader:
    """Open a notice to one more by name: a colleague at the desk that told of it, or another coordinator."""
    verb = "action.name_reader"
    if notice.desk_id in [desk.pk for desk in by.desks()] and notice.desk_id in [d.pk for d in officer.desks()]:
        ground = ReaderGround.SAME_DESK
    elif any(posting.role == "centre_coordinator" for posting in officer.running_postings()):
        ground = ReaderGround.COORDINATES
    else:
        raise house_rule(
            verb, by, None, _("This officer has no part in it."), _("Name a colleague at the desk, or a coordinator.")
        )
    reader = open_to(notice, officer, ground, by)
    notices.tell("action.named", to=[officer], address=address_of(notice))
    return reader


def address_of(notice: ActionNotice) -> str:
    """The page of a notice."""
    return reverse("action", args=[notice.reference])


def _move(notice: ActionNotice, state: str, verb: str, by: Officer) -> None:
    stands = ActionState.objects.standing().get(notice=notice)
    moves = raid_states.STATE_TABLE.moves_from(stands.state)
    if not any((move.target, move.verb) == (state, verb) for move in moves):
        raise house_rule(
            verb,
            by,
            None,
            _("The notice stands elsewhere: %(state)s.") % {"state": raid_states.STATE_TABLE.state(stands.state).label},
            _("Look at it again; somebody may have moved it on."),
        )
    stands.supersede(ActionState(notice=notice, state=state, recorded_by=by))
    notice.__dict__.pop("standing_states", None)
    _tell_of(notice, state, by)


def _tell_of(notice: ActionNotice, state: str, by: Officer) -> None:
    kind = raid_states.STATE_TABLE.state(state).notice
    sides = {
        raid_states.TELLER: (ReaderGround.TOLD, ReaderGround.SAME_DESK),
        raid_states.COORDINATOR: (ReaderGround.COORDINATES,),
        raid_states.TEAM: (ReaderGround.ROSTERED,),
    }
    grounds = [ground for side in raid_states.TOLD[state] for ground in sides[side]]
    to: Iterable[Officer] = [officer for officer in notice.readers(*grounds) if officer.pk != by.pk]
    if kind is not None:
        notices.tell(kind, to=to, address=address_of(notice), urgency=notices.Urgency.URGENT)


def open_to(notice: ActionNotice, officer: Officer, ground: ReaderGround, by: Officer) -> ActionReader:
    """Let an officer see a notice, within a deed. Whoever sees it already goes on doing so on the earlier ground."""
    standing: ActionReader | None = ActionReader.objects.standing().filter(notice=notice, officer=officer).first()
    reader = ActionReader(notice=notice, officer=officer, ground=ground, recorded_by=by)
    if standing is None:
        reader.save(force_insert=True)
    elif standing.may_read:
        return standing
    else:
        standing.supersede(reader)
    return reader


def _telling(
    verb: str,
    notice: ActionNotice,
    by: Officer,
    starts_at: datetime,
    region: str,
    expected_people: int | None,
    languages: Sequence[str],
    wanted: Sequence[str],
) -> ActionTelling:
    one_of(verb, by, None, [region], dict(regions.choices()))
    if starts_at <= clock.now():
        raise house_rule(verb, by, None, _("The action lies in the past."), _("Correct the day and the hour."))
    return ActionTelling(
        notice=notice,
        region=region,
        starts_at=starts_at,
        expected_people=expected_people,
        languages=list(dict.fromkeys(languages)),
        wanted=one_of(verb, by, None, wanted, Wanted),
        recorded_by=by,
    )


def _seal(telling: ActionTelling, key: keys.Keyring, **words: str) -> None:
    for name, text in words.items():
        column = f"{name}_sealed"
        setattr(telling, column, keys.seal(key, text.encode(), telling.place(column)) if text else None)
