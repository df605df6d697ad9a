"""Sealing bytes with a key for one place: the one shape in which anything sealed lies in the database or the storage.

AES-256-GCM with associated data that names the place (`table.column:row`), so that a sealed value moved to another row or column
does not open. What is sealed with the keys of a subject also says with which version, so that those keys can be renewed.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PLAIN, VERSIONED = b"\x01", b"\x02"
FIRST_VERSION = 1  # what was sealed before keys had versions was sealed with the first
VERSION_BYTES = 2
NONCE_BYTES = 12
KEY_BYTES = 32
FINGERPRINT_BYTES = 4


class CannotOpen(Exception):
    """A sealed value does not open: it was erased, moved, or changed. Says nothing about what it held."""


class NoMasterKey(Exception):
    """The master key cannot be had from where it should come from."""


@dataclass(frozen=True)
class Keyring:
    """All keys of one subject, by version: the newest seals, every one opens."""

    by_version: Mapping[int, bytes] = field(repr=False)

    @property
    def newest(self) -> int:
        """The version with which new words are sealed."""
        return max(self.by_version)

    def __contains__(self, version: int) -> bool:
        return version in self.by_version


def seal(key: bytes | Keyring, words: bytes, place: str) -> bytes:
    """Seal bytes for one place, with a key of 32 bytes or the newest of a keyring.

    Answers format byte ‖ (of a keyring: version, 2 bytes) ‖ nonce (12 bytes) ‖ ciphertext and tag.
    """
    nonce = os.urandom(NONCE_BYTES)
    if isinstance(key, Keyring):
        head, secret = VERSIONED + key.newest.to_bytes(VERSION_BYTES, "big"), key.by_version[key.newest]
    else:
        head, secret = PLAIN, key
    return head + nonce + AESGCM(secret).encrypt(nonce, words, place.encode())


def unseal(key: bytes | Keyring, sealed: bytes | memoryview, place: str) -> bytes:
    """Open what `seal` made for the same place. Raises `CannotOpen`."""
    sealed = bytes(sealed)  # the database driver hands out memory views
    secret, rest = _opening(key, sealed)
    nonce, ciphertext = rest[:NONCE_BYTES], rest[NONCE_BYTES:]
    try:
        return AESGCM(secret).decrypt(nonce, ciphertext, place.encode())
    except (InvalidTag, ValueError):  # a value cut short has too small a nonce
        raise CannotOpen from None


def _opening(key: bytes | Keyring, sealed: bytes) -> tuple[bytes, bytes]:
    """The key that opens this value, and the value without its head."""
    if isinstance(key, Keyring):
        version, head = FIRST_VERSION, 1
        if sealed[:1] == VERSIONED:
            version, head = int.from_bytes(sealed[1 : 1 + VERSION_BYTES], "big"), 1 + VERSION_BYTES
        if sealed[:1] in (PLAIN, VERSIONED) and version in key:
            return key.by_version[version], sealed[head:]
    elif sealed[:1] == PLAIN:
        return key, sealed[1:]
    raise CannotOpen


@cache
def derived(secret: bytes, purpose: str) -> bytes:
    """A key for one purpose, derived from a secret of 32 bytes (HKDF-SHA256). Never stored."""
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=f"mooring:{purpose}".encode()).derive(
        secret
    )


def fingerprint(master: bytes) -> int:
    """A number of 32 bits by which a master key is known, and from which nothing of it can be worked out."""
    return int.from_bytes(derived(master, "fingerprint of a master key")[:FINGERPRINT_BYTES], "big")
