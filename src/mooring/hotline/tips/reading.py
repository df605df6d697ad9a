"""What the hotline reads of a tip: words and files, opened with its private keys, as an officer of the hotline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from mooring.casework.documents.kinds import MEDIA_WORDS
from mooring.casework.documents.media import ALLOWED, Media
from mooring.hotline.models.tips import Tip, TipFigure, TipFile, TipStep
from mooring.hotline.tips import sealing_to_the_hotline as sealing
from mooring.hotline.tips.states import STATE_TABLE
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.models import Officer
from mooring.safeguards.references import reference

Private = dict[int, X25519PrivateKey]


@dataclass(frozen=True)
class ReadFile:
    """A file as it stands on the page."""

    name: str
    what: Any
    size: int
    has_preview: bool


@dataclass(frozen=True)
class Entry:
    """One thing that happened to a tip: a message of either side, or a step of the hotline."""

    at: datetime
    from_hotline: bool
    words: str
    files: list[ReadFile]
    by: Officer | None = None
    step: TipStep | None = None


def entries(tip: Tip) -> list[Entry]:
    """Everything that happened to a tip, in its order."""
    keys, told = sealing.private_keys(), []
    for message in tip.messages.select_related("recorded_by").prefetch_related("files"):
        words = _opened(keys, tip, message.key_id, message.sealed, message.pk)
        files = [_read(file) for file in message.files.all()]
        told.append(Entry(message.recorded_at, message.from_hotline, words, files, message.recorded_by))
    for step in tip.steps.select_related("recorded_by", "signal"):
        words = _opened(keys, tip, step.key_id, step.words_sealed, step.pk) if step.words_sealed else ""
        told.append(Entry(step.recorded_at, True, words, [], step.recorded_by, step))
    return sorted(told, key=lambda entry: entry.at)


def words_of(tip: Tip) -> str:
    """All that was written by whoever sent the tip, to begin the words of a signal with."""
    return "\n\n".join(entry.words for entry in entries(tip) if not entry.from_hotline and entry.words)


def content_of(file: TipFile, *, preview: bool) -> bytes:
    """The copy of a file, or the picture of its first page. Raises `CannotOpen`."""
    sealed = file.preview_sealed if preview else file.sealed
    key = sealing.private_keys().get(file.key_id)
    if key is None or sealed is None:
        raise CannotOpen
    at = sealing.place(file.tip.receipt_hash, file.pk, sealing.TO_HOTLINE) + (b":preview" if preview else b"")
    return sealing.opened_with(key, sealed, at)


def ending_of(file: TipFile) -> str:
    return ALLOWED[Media(file.media_type)].ending


def figures() -> list[tuple[date, str, int]]:
    """How many tips came in each month, and how they stand or ended; erased ones are in the count."""
    found: dict[tuple[date, str], int] = {}
    live = Tip.objects.annotate(month=TruncMonth("received_at")).values_list("month", "state").annotate(n=Count("id"))
    for month, state, number in live.order_by():
        found[month.date(), state] = number
    for month, state, number in TipFigure.objects.values_list("month", "outcome", "number"):
        found[month, state] = found.get((month, state), 0) + number
    order = [state.code for state in STATE_TABLE.states]
    rows = sorted(found.items(), key=lambda row: (-row[0][0].toordinal(), order.index(row[0][1])))
    return [(month, str(STATE_TABLE.state(state).label), number) for (month, state), number in rows]


def _opened(keys: Private, tip: Tip, key: int | None, sealed: sealing.Bytes, row: int) -> str:
    private = keys.get(key or 0)
    if private is None:
        return _("(cannot be opened)")
    try:
        return sealing.opened_with(private, sealed, sealing.place(tip.receipt_hash, row, sealing.TO_HOTLINE)).decode()
    except CannotOpen:
        return _("(cannot be opened)")


def _read(file: TipFile) -> ReadFile:
    what = MEDIA_WORDS[Media(file.media_type)]
    return ReadFile(reference("tip_file", file.pk), what, file.size, file.preview_sealed is not None)
