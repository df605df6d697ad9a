"""Anchoring: the head of the ledger goes to places that whoever holds the database does not hold.

The file outside is written with every seal. On a schedule the head also goes to a log host (RFC 5424, over TCP) and by mail. It names
an era, a number and a digest: nothing of any person or officer.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import UTC
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import connection

from mooring.safeguards import clock
from mooring.safeguards.ledger import head_file
from mooring.safeguards.ledger.sealing import Head, as_sealer, head

LOG_HOST_SECONDS = 10
# Facility 13 (log audit), severity 5 (notice), as RFC 5424 counts them.
PRIORITY = 13 * 8 + 5


def anchor(way: str) -> bool:
    """Send the newest head by one of `WAYS`, and keep whether it arrived. Answers that; true as well when there is nowhere to send."""
    send = WAYS[way]
    with as_sealer():
        newest = head()
    try:
        if not send(newest):
            return True
        arrived, code = True, ""
    except (OSError, SMTPException) as error:
        arrived, code = False, type(error).__name__
    with as_sealer(), connection.cursor() as cursor:
        cursor.execute(
            "insert into safeguards_ledgeranchor (at, way, era, number, arrived, code) values (now(), %s, %s, %s, %s, %s)",
            [way, newest.era, newest.number, arrived, code],
        )
    return arrived


def words_of(newest: Head) -> str:
    """The head as it is written outside: `era number digest`."""
    return f"{newest.era} {newest.number} {newest.digest.hex()}"


def _to_file(newest: Head) -> bool:
    if settings.MOORING_LEDGER_HEAD is None:
        return False
    head_file.append(newest.era, newest.number, newest.digest)
    return True


def _to_log_host(newest: Head) -> bool:
    if settings.MOORING_LEDGER_LOG_HOST is None:
        return False
    moment = clock.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    line = f"<{PRIORITY}>1 {moment} - mooring - ledger-head - {words_of(newest)}".encode()
    with socket.create_connection(settings.MOORING_LEDGER_LOG_HOST, timeout=LOG_HOST_SECONDS) as session:
        session.sendall(f"{len(line)} ".encode() + line)  # counted octets, RFC 6587
    return True


def _by_mail(newest: Head) -> bool:
    if not settings.MOORING_LEDGER_MAIL:
        return False
    send_mail(
        "Mooring: head of the ledger",
        f"{words_of(newest)}\n\nKeep this message. It proves later that nothing before it was changed.\n",
        None,
        list(settings.MOORING_LEDGER_MAIL),
    )
    return True


WAYS: dict[str, Callable[[Head], bool]] = {"file": _to_file, "log_host": _to_log_host, "mail": _by_mail}
