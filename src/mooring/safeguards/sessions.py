"""Where an officer is signed in: begun, seen, locked when nobody is there, and ended by herself or with her posting.

Every session lies in the database under a keyed hash of the key that the browser holds, so whoever reads the table can enter none.
"""

from __future__ import annotations

import hmac
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from mooring.safeguards import keys
from mooring.safeguards.models import Officer, SharedCount, SignedIn


class Standing(StrEnum):
    """How a session stands: it may go on, it waits for its officer to show that it is her, or it is over."""

    OPEN = "open"
    LOCKED = "locked"
    OVER = "over"


def hashed(session_key: str) -> str:
    """Under what a session lies in the database: 40 hexadecimal digits, of no use without the house's key."""
    return hmac.digest(keys.house_key("session-keys"), session_key.encode(), sha256).hex()[:40]


def begin(officer: Officer, session_key: str, device: str) -> None:
    """Note that a session begins, with the device in a few words."""
    _call("select mooring_session_begins(%s, %s, %s)", hashed(session_key), officer.pk, device)


def see(officer: Officer, session_key: str, device: str, *, idle: timedelta, longest: timedelta) -> Standing:
    """Note that the officer is there, and say how the session stands after `idle` time at most and `longest` altogether."""
    return Standing(
        _call("select mooring_session_seen(%s, %s, %s, %s, %s)", hashed(session_key), officer.pk, device, idle, longest)
    )


def lock(session_key: str) -> None:
    """Lock a session: nothing is shown until its officer has shown that it is her."""
    _call("select mooring_session_locks(%s)", hashed(session_key))


def unlock(officer: Officer, session_key: str) -> None:
    """Open a locked session again, after its officer has shown that it is her."""
    _call("select mooring_session_opens(%s, %s)", hashed(session_key), officer.pk)


def end_sessions(officer: Officer, *, but: str = "") -> int:
    """End every session of an officer, but the one with the key `but`. Answers how many were ended.

    An officer ends her own, an administrator anybody's; the database refuses everybody else (`ProgrammingError`).
    """
    ended: int = _call("select mooring_end_sessions(%s, %s)", officer.pk, hashed(but) if but else "")
    return ended


def signed_in(officer: Officer) -> list[SignedIn]:
    """Where the officer is signed in, the latest first. Only she herself sees them."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    return list(SignedIn.objects.filter(officer=officer, session_key__in=alive.values("session_key")))


def end(session: SignedIn) -> None:
    """End one session."""
    Session.objects.filter(session_key=session.session_key).delete()


def drop_old() -> None:
    """Erase sessions and shared counts whose time is over."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    SharedCount.objects.filter(until__lt=timezone.now()).delete()


def _call(statement: str, *arguments: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(arguments))
        row = cursor.fetchone()
    return row[0] if row else None
