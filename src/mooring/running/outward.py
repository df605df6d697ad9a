"""What leaves the house by itself: mail, and the head of the ledger to places outside. Nothing leaves unless it is named."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .environment import is_loopback

PORTS = {"smtp": 587, "smtps": 465, "smtp+local": 25}


class BadAddress(ValueError):
    """An address outside cannot be read; the message says which and what it may be."""


@dataclass(frozen=True)
class Outward:
    """The mail server, and where the head of the ledger is anchored.

    `log_host`: host and port that take lines of RFC 5424. `anchor_mail`: who receives the head by mail each day.
    """

    mail: dict[str, object]
    mail_from: str
    log_host: tuple[str, int] | None
    anchor_mail: tuple[str, ...]

    @property
    def mail_configured(self) -> bool:
        """Whether mail can be sent at all."""
        return bool(self.mail)


def read(environ: Mapping[str, str] = os.environ) -> Outward:
    """Read the settings. Raises `BadAddress` for a value that cannot be understood, or mail without a sender."""
    mail = _mail(environ)
    sender = environ.get("MOORING_MAIL_FROM", "")
    anchors = tuple(address.strip() for address in environ.get("MOORING_LEDGER_MAIL", "").split(",") if address.strip())
    if mail and not sender:
        raise BadAddress("MOORING_MAIL is set and MOORING_MAIL_FROM is not: name the address that mail comes from.")
    if anchors and not mail:
        raise BadAddress("MOORING_LEDGER_MAIL names addresses, but MOORING_MAIL names no mail server.")
    return Outward(mail, sender, _log_host(environ.get("MOORING_LEDGER_LOG_HOST", "")), anchors)


def _mail(environ: Mapping[str, str]) -> dict[str, object]:
    """Django's settings of mail, out of smtp://user@host:587 (STARTTLS) or smtps://user@host:465.

    Also smtp+local://host:port, unencrypted, for a mail server on this machine alone.
    """
    url = environ.get("MOORING_MAIL", "")
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.password:
        raise BadAddress(
            "MOORING_MAIL is smtp://user@host:587 or smtps://user@host:465; the password stands in the file that "
            "MOORING_MAIL_PASSWORD_FILE names."
        )
    if parts.scheme == "smtp+local" and not is_loopback(parts.hostname):
        raise BadAddress(
            "MOORING_MAIL smtp+local:// is for a mail server on this machine; use smtp:// or smtps:// for another."
        )
    file = environ.get("MOORING_MAIL_PASSWORD_FILE", "")
    try:
        password = Path(file).read_text(encoding="utf-8").strip() if file else ""
    except OSError as error:
        raise BadAddress(f"MOORING_MAIL_PASSWORD_FILE names {file}, which cannot be read: {error.strerror}.") from error
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_TIMEOUT": 20,
    }


def _log_host(text: str) -> tuple[str, int] | None:
    if not text:
        return None
    host, separator, port = text.rpartition(":")
    if not separator or not host or not port.isdigit():
        raise BadAddress("MOORING_LEDGER_LOG_HOST is a host and a port, such as logs.example.org:6514.")
    return host.strip("[]"), int(port)
