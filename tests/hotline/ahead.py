"""Short ways to a point in the life of a notice, for arranging tests: each step is a deed of the cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from mooring.hotline import actions
from mooring.hotline.models import ActionNotice, Interpreter
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast

ADDRESS = "Canary Quay 7, back door"
WORDS = "Canary: two vans, a dog"
ALIAS, TELEPHONE, TOWN = "Canary Lark", "+00 00 00 00 99", "Canaryville"


def tonight(hours: int = 6) -> datetime:
    return clock.now() + timedelta(hours=hours)


def announced(officers: Cast, by: str = "police", **more: Any) -> ActionNotice:
    """A notice that the police liaison has entered, naming the coordinator."""
    given: dict[str, Any] = {
        "source": "police_action",
        "starts_at": tonight(),
        "coordinators": [officers.coordinator],
        "region": "DK-84",
        "address": ADDRESS,
        "words": WORDS,
        "expected_people": 4,
        "languages": ["ro"],
        "wanted": ["social_workers", "interpreters"],
    }
    return actions.announce_action(by=getattr(officers, by), **(given | more))


def again(officer: Officer, notice: ActionNotice) -> ActionNotice:
    """The same notice as a new request of this officer would have it."""
    with acting_as(officer):
        return ActionNotice.objects.with_all().get(pk=notice.pk)


def received(officers: Cast) -> ActionNotice:
    notice = announced(officers)
    with acting_as(officers.coordinator):
        actions.receive_action(by=officers.coordinator, notice=notice)
    return notice


def confirmed(officers: Cast) -> ActionNotice:
    notice = received(officers)
    by = officers.coordinator
    with acting_as(by):
        actions.put_on_roster(by=by, notice=notice, officers=[officers.social_worker])
        actions.confirm_action(by=by, notice=notice)
    return notice


def under_way(officers: Cast) -> ActionNotice:
    notice = confirmed(officers)
    with acting_as(officers.social_worker):
        actions.begin_action(by=officers.social_worker, notice=again(officers.social_worker, notice))
    return again(officers.social_worker, notice)


def ended(officers: Cast) -> ActionNotice:
    notice = under_way(officers)
    with acting_as(officers.social_worker):
        actions.end_action(by=officers.social_worker, notice=notice)
    return notice


def changed(officers: Cast) -> ActionNotice:
    notice = announced(officers)
    with acting_as(officers.police):
        actions.change_action(by=officers.police, notice=notice, starts_at=tonight(9), address=ADDRESS)
    return notice


def closed(officers: Cast) -> ActionNotice:
    notice = ended(officers)
    with acting_as(officers.coordinator):
        actions.close_action(by=officers.coordinator, notice=again(officers.coordinator, notice))
    return notice


def called_off(officers: Cast) -> ActionNotice:
    notice = announced(officers)
    with acting_as(officers.police):
        actions.call_off_action(by=officers.police, notice=notice)
    return notice


STANDS: dict[str, Callable[[Cast], ActionNotice]] = {
    "announced": announced,
    "changed": changed,
    "received": received,
    "confirmed": confirmed,
    "under_way": under_way,
    "ended": ended,
    "closed": closed,
    "called_off": called_off,
}


def interpreter(officers: Cast, *, on_call: bool = True, **more: Any) -> Interpreter:
    """An interpreter on the list, on call for the next hours unless not."""
    by = officers.coordinator
    given: dict[str, Any] = {
        "alias": ALIAS,
        "telephone": TELEPHONE,
        "languages": ["ro", "en"],
        "gender": "woman",
        "promised_on": clock.today(),
        "region": "DK-84",
        "comes_from": TOWN,
    }
    with acting_as(by):
        entered = actions.enter_interpreter(by=by, **(given | more))
        if on_call:
            actions.put_on_call(
                by=by, interpreter=entered, begins_at=clock.now() - timedelta(hours=1), ends_at=tonight(12)
            )
    return entered
