"""The code by which a colleague knows that the account she confirms is the one of the person before her.

An officer sees her code once she has signed in herself. Whoever holds an account under somebody else's name would have to
say it face to face. It changes with her password.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from mooring.safeguards import keys
from mooring.safeguards.models import Officer

LETTERS = 8


def code_of(officer: Officer) -> str:
    """The code of an officer, as `ABCD-EFGH` (40 bits)."""
    told = f"{officer.pk}:{officer.password}".encode()
    digest = hmac.new(keys.house_key("confirmation-code"), told, hashlib.sha256).digest()
    letters = base64.b32encode(digest).decode()[:LETTERS]
    return f"{letters[:4]}-{letters[4:]}"


def is_code_of(officer: Officer, typed: str) -> bool:
    """Whether this is what the officer reads on her page. Spaces, hyphens and case do not matter."""
    given = "".join(letter for letter in typed.upper() if letter.isalnum())
    return hmac.compare_digest(given.encode(), code_of(officer).replace("-", "").encode())
