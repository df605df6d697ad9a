"""The timeline, and how rooms hear of each other's deeds without knowing each other.

    events.on("identification.decide", start_the_clock)

The handler is called in the same transaction, with what was done; so a decision starts a clock in a room that the deciding room
has never heard of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from mooring.casework.models import Event
from mooring.safeguards import clock
from mooring.safeguards.deeds import Done
from mooring.safeguards.models import Officer

Handler = Callable[[Done], None]
_handlers: dict[str, list[Handler]] = defaultdict(list)


def on(deed: str, handler: Handler) -> None:
    """Have `handler` called in the same transaction whenever this deed is done."""
    if handler not in _handlers[deed]:
        _handlers[deed].append(handler)


def append(
    *, by: Officer, case_key: int, compartment: str, kind: str, codes: dict[str, str | int | None] | None = None
) -> None:
    """Append one line to the timeline of a case."""
    Event(
        case_id=case_key,
        compartment=compartment,
        kind=kind,
        happened_at=clock.now(),
        by=by,
        agency=by.agency,
        codes=codes or {},
    ).save(force_insert=True)


def after_deed(done: Done) -> None:
    """Append the timeline event of a deed that touched a case, then tell the rooms that listen."""
    case_key = getattr(done.thing, "case_key", None)
    if case_key is not None and not getattr(done.result, "is_on_the_timeline", False):
        codes = getattr(done.result, "event_codes", None)
        append(
            by=done.by,
            case_key=case_key,
            compartment=done.compartment,
            kind=done.deed.name,
            codes=codes() if callable(codes) else None,
        )
    for handler in _handlers[done.deed.name]:
        handler(done)
