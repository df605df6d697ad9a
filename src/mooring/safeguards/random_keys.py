"""Keys that tell nothing: random, so that a clash or a foreign-key error cannot reveal that a row exists."""

from __future__ import annotations

import secrets


def random_key() -> int:
    """A random positive 62-bit number, for use as a primary key that never leaves the house."""
    return secrets.randbits(62) + 1
