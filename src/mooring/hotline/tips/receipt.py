"""The receipt: twenty digits, the only way back to a tip. Whoever holds it reads the answers; the house keeps no more than a hash of it.

The same form sent twice gives the same receipt, because it is worked out of the form's own random key. A pair of keys is worked out
of the receipt in turn (X25519), to whose public half the answers are sealed. All of it hangs on secrets of the house, so that nobody
can try out digits on a copy of the database alone.
"""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mooring.safeguards import keys

DIGITS = 20  # 66 bits
GROUP = 5
FORM_KEY = re.compile(r"[0-9a-f]{32}\Z")


class NotAReceipt(ValueError):
    """What was typed does not hold twenty digits."""


def new_form_key() -> str:
    """The random key of one form, 32 hexadecimal digits, by which the same form sent twice is known."""
    return secrets.token_hex(16)


@dataclass(frozen=True)
class Receipt:
    """Twenty digits, and what is worked out of them. Never stored, never logged."""

    digits: str = field(repr=False)

    @classmethod
    def of_form(cls, form_key: str) -> Receipt:
        """The receipt for what is sent with this form. Raises `ValueError` when no form of ours has such a key."""
        if not FORM_KEY.match(form_key):
            raise ValueError("not the key of a form")
        number = int.from_bytes(hmac.digest(keys.house_key("tip-receipt"), form_key.encode(), sha256), "big")
        return cls(str(number % 10**DIGITS).zfill(DIGITS))

    @classmethod
    def typed(cls, words: str) -> Receipt:
        """The receipt as somebody typed it, with spaces, hyphens or the digits of another script. Raises `NotAReceipt`."""
        digits = "".join(str(int(letter)) for letter in words if letter.isdecimal())
        if len(digits) != DIGITS or any(letter.isalpha() for letter in words):
            raise NotAReceipt
        return cls(digits)

    @property
    def written(self) -> str:
        """As it is shown: four groups of five digits."""
        return " ".join(self.digits[at : at + GROUP] for at in range(0, DIGITS, GROUP))

    @property
    def hashed(self) -> bytes:
        """The keyed hash under which the tip lies, 32 bytes."""
        return hmac.digest(keys.house_key("tip-receipt-hash"), self.digits.encode(), sha256)

    def key(self) -> X25519PrivateKey:
        """The key that opens the answers."""
        seed = HKDF(hashes.SHA256(), 32, salt=keys.house_key("tip-answers"), info=b"mooring:tip answers")
        return X25519PrivateKey.from_private_bytes(seed.derive(self.digits.encode()))

    def public(self) -> bytes:
        """The key to which answers are sealed, 32 bytes; nothing of the receipt can be worked out of it."""
        return self.key().public_key().public_bytes_raw()

    def digest(self, *parts: bytes) -> bytes:
        """A hash of something that was sent, by which the same thing sent twice is known; worth nothing without the receipt."""
        secret = hmac.digest(keys.house_key("tip-digest"), self.digits.encode(), sha256)
        return hmac.digest(secret, b"".join(len(part).to_bytes(8, "big") + part for part in parts), sha256)
