"""Coming back with the receipt: the answers, which open with it alone. What was written oneself is not shown again.

Whoever finds or forces the receipt reads the hotline's answers, but not what was told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from mooring.hotline.tips import sealing_to_the_hotline as sealing
from mooring.hotline.tips.limits import GUESSING
from mooring.hotline.tips.receipt import Receipt


class NothingThere(Exception):
    """There is no tip under this receipt: a digit is wrong, or its time is over."""


class TooManyTries(Exception):
    """Too many wrong receipts came from this network: for a while none is looked up, the right one neither."""


@dataclass(frozen=True)
class Shown:
    """One message as whoever wrote sees it: when, and the words only of an answer."""

    at: datetime
    from_hotline: bool
    words: str


def thread(receipt: Receipt, network: bytes) -> list[Shown]:
    """The messages under a receipt, the oldest first. Raises `NothingThere`, `TooManyTries`."""
    hashed = receipt.hashed
    with connection.cursor() as cursor:
        cursor.execute("select mooring_find_tip(%s, %s, %s, %s)", [hashed, network, GUESSING.most, GUESSING.seconds])
        if (found := cursor.fetchone()[0]) != "found":
            raise TooManyTries if found == "too_many" else NothingThere
        cursor.execute("select message, from_hotline, at, answer from mooring_tip_answers(%s)", [hashed])
        rows = cursor.fetchall()
    key = receipt.key()
    return [
        Shown(at, True, sealing.opened_with(key, answer, sealing.place(hashed, row, sealing.TO_TIP)).decode())
        if from_hotline
        else Shown(at, False, "")
        for row, from_hotline, at, answer in rows
    ]
