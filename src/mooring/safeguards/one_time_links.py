"""Links that work once: the token is shown and forgotten, only its hash is stored.

Between the act that makes a link and the page that shows it, the token lies sealed in the session of the one it is shown to.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.db import connection

from mooring.safeguards import keys
from mooring.safeguards.models import Officer

TOKEN_BYTES = 32
LONGEST_TOKEN = 100


@dataclass(frozen=True)
class Link:
    """A link that has just been made: whose, and the token that nobody can ask for a second time."""

    officer: Officer
    token: str

    def __repr__(self) -> str:
        return "Link(…)"


def new_token() -> str:
    """A token of 256 random bits, fit for an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> bytes:
    """What is stored in its place: SHA-256, 32 bytes. The token is random and long, so no salt and no slow hash are needed."""
    return hashlib.sha256(token.encode()).digest()


def whose(token: str) -> Officer | None:
    """The officer whom a link that still works lets in, or none."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select mooring_invited_by(%s)", [hash_of(token)])
        key = cursor.fetchone()[0]
    return Officer.objects.filter(pk=key).first() if key is not None else None


def lay_by(session: SessionBase, name: str, words: str) -> None:
    """Put a token into a session, sealed, until the next page."""
    sealed = keys.seal(keys.house_key("one-time-link"), words.encode(), name)
    session[name] = base64.b64encode(sealed).decode()


def laid_by(session: SessionBase, name: str) -> str:
    """What was put into the session under this name; empty when nothing was."""
    try:
        sealed = base64.b64decode(session.get(name, ""))
        return keys.unseal(keys.house_key("one-time-link"), sealed, name).decode()
    except (keys.CannotOpen, binascii.Error, ValueError):
        return ""
