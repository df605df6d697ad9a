"""What somebody outside does with a link and a code: opens the page, answers. No officer is set; the database opens only this."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from mooring.referral.outside.sealing import LinkAndCode
from mooring.safeguards import keys
from mooring.safeguards.random_keys import random_key

ANSWERS = ("accepted", "declined", "returned", "done")


@dataclass(frozen=True)
class Opened:
    """A page that opened: what stands on it, and where the referral stands."""

    told: dict[str, Any]
    state: str

    def may(self, answer: str) -> bool:
        """Whether this answer can still be given."""
        after = {"sent": ANSWERS[:3], "received": ANSWERS[:3], "accepted": ("done",)}
        return answer in after.get(self.state, ())

    def attachment(self) -> bytes:
        """The attachment, as a file of JSON."""
        return json.dumps(self.told["attachment"], ensure_ascii=False, indent=2).encode()


def open_page(way_in: LinkAndCode) -> Opened | None:
    """What stands behind a link and a code; none when they are wrong or their time is over, without saying which.

    Each try is written down; the first that opens tells the sender that the referral was received.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select sealed, state from mooring_open_sealed_page(%s, %s)", [way_in.known_by, way_in.proof])
        found = cursor.fetchone()
    if found is None:
        return None
    sealed, state = found
    return Opened(way_in.unseal(bytes(sealed)), state)


def answer(way_in: LinkAndCode, opened: Opened, target: str, *, reason: str = "", words: str = "") -> bool | None:
    """Answer the sender. False when it can no longer be answered so, none when the page no longer opens."""
    step = random_key()
    ring = keys.Keyring({int(opened.told["version"]): base64.b64decode(opened.told["key"])})
    sealed = keys.seal(ring, words.encode(), f"referral_referralstep.words_sealed:{step}") if words else None
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "select mooring_answer_sealed_page(%s, %s, %s, %s, %s, %s)",
            [way_in.known_by, way_in.proof, target, step, reason, sealed],
        )
        done: bool | None = cursor.fetchone()[0]
    return done
