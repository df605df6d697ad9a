"""The seal of a page for outside: a key out of the link's token and the code together, neither of which is kept.

The token travels behind `#` in the link, which no browser sends and no mail scanner can spend; the code travels by telephone.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from typing import Any

from mooring.safeguards.one_time_links import LONGEST_TOKEN, hash_of, new_token
from mooring.safeguards.sealing import CannotOpen, derived, seal, unseal

CODE_DIGITS = 8
PLACE = "referral_sealedpage.sealed"


@dataclass(frozen=True)
class LinkAndCode:
    """The two halves of the way in. Shown once to who hands them over; neither opens anything alone."""

    token: str
    code: str

    def __repr__(self) -> str:
        return "LinkAndCode(…)"

    @property
    def known_by(self) -> bytes:
        """What is stored of the token: its hash."""
        return hash_of(self.token)

    @property
    def proof(self) -> bytes:
        """What shows that both halves are right, and from which neither can be worked out: 32 bytes."""
        return self._derived("proof")

    def seal(self, words: dict[str, Any]) -> bytes:
        """Seal what the page holds."""
        return seal(self._derived("page"), json.dumps(words, ensure_ascii=False).encode(), self._place())

    def unseal(self, sealed: bytes) -> dict[str, Any]:
        """Open it. Raises `CannotOpen`."""
        opened: dict[str, Any] = json.loads(unseal(self._derived("page"), sealed, self._place()))
        return opened

    def _derived(self, purpose: str) -> bytes:
        # The token is random and long: together with it even a short code needs no slow hash.
        secret = hmac.digest(self.token.encode(), self.code.encode(), hashlib.sha256)
        return derived(secret, f"sealed page: {purpose}")

    def _place(self) -> str:
        return f"{PLACE}:{base64.b16encode(self.known_by).decode()}"


def new_link_and_code() -> LinkAndCode:
    """A token of 256 random bits and a code of eight digits."""
    return LinkAndCode(new_token(), "".join(secrets.choice("0123456789") for _digit in range(CODE_DIGITS)))


def given(token: str, code: str) -> LinkAndCode | None:
    """What somebody typed, with its spaces taken away; none when it cannot be a token and a code."""
    token, digits = token.strip().lstrip("#"), "".join(code.split())
    if not token or len(token) > LONGEST_TOKEN or not token.isascii() or not digits.isascii() or not digits.isdigit():
        return None
    return LinkAndCode(token, digits) if len(digits) == CODE_DIGITS else None


__all__ = ["CODE_DIGITS", "CannotOpen", "LinkAndCode", "given", "new_link_and_code"]
