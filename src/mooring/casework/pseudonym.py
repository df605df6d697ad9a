"""Pseudonyms of cases, such as `DK-7Q4M-9T2X-K`: random, without year or order, with a check character.

The check character is ISO 7064 MOD 37,36, so that a slip of the pen on a phone at night is noticed and not another case opened.
"""

from __future__ import annotations

import re
import secrets

from stdnum.iso7064 import mod_37_36

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0, 1, I and O, which are misread
LENGTH = 8


class NotAPseudonym(ValueError):
    """What was typed is not a pseudonym, or a character of it is wrong."""


def new_pseudonym(prefix: str) -> str:
    """A fresh pseudonym for a country's prefix: 40 random bits."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return _written(prefix, body + mod_37_36.calc_check_digit(body))


def random_reference(letter: str) -> str:
    """A reference such as `S-7Q4M-9T2X` of something that hangs on a case or on none: 40 random bits, without year or order."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letter}-{body[:4]}-{body[4:]}"


def normalised(typed: str, prefix: str) -> str:
    """What was typed, as a pseudonym is written. Raises `NotAPseudonym` when a character is missing or wrong."""
    letters = re.sub(r"[^0-9A-Z]", "", typed.upper())
    body = letters[len(prefix) :] if letters.startswith(prefix) and len(letters) > LENGTH + 1 else letters
    if len(body) != LENGTH + 1 or not mod_37_36.is_valid(body):
        raise NotAPseudonym
    return _written(prefix, body)


def _written(prefix: str, body: str) -> str:
    return f"{prefix}-{body[:4]}-{body[4:8]}-{body[8]}"
