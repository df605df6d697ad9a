"""How a row is named in a page without its key leaving the house: a sealed reference, the same each time, good for one kind only."""

from __future__ import annotations

import base64
import binascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from mooring.safeguards import keys


class NoSuchReference(ValueError):
    """A reference that the house never gave out."""


def reference(kind: str, key: int) -> str:
    """The reference of a row of a kind (`task`, `grant`…), 32 characters that fit in a URL."""
    sealed = AESSIV(keys.house_key("reference")).encrypt(key.to_bytes(8, "big"), [kind.encode()])
    return base64.urlsafe_b64encode(sealed).decode()


def key_of(kind: str, given: str) -> int:
    """The key behind a reference. Raises `NoSuchReference`, without saying whether the row exists."""
    try:
        opened = AESSIV(keys.house_key("reference")).decrypt(base64.urlsafe_b64decode(given.encode()), [kind.encode()])
    except (InvalidTag, binascii.Error, ValueError):
        raise NoSuchReference from None
    return int.from_bytes(opened, "big")
