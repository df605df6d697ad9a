"""Keys and sealing: what is written about a person lies sealed with a key of that case, wrapped by a master key.

Sealing is AES-256-GCM with associated data that names the place (`table.column:row`), so that a sealed value moved to another
row or column does not open. The master key comes from a file or the environment, never from the database.
"""

from __future__ import annotations

import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from mooring.safeguards.models import DataKey

SEALED_FORMAT = b"\x01"
NONCE_BYTES = 12
KEY_BYTES = 32


class CannotOpen(Exception):
    """A sealed value does not open: it was erased, moved, or changed. Says nothing about what it held."""


def seal(key: bytes, words: bytes, place: str) -> bytes:
    """Seal bytes with a 32-byte key for one place. Answers format byte ‖ nonce (12 bytes) ‖ ciphertext and tag."""
    nonce = os.urandom(NONCE_BYTES)
    return SEALED_FORMAT + nonce + AESGCM(key).encrypt(nonce, words, place.encode())


def unseal(key: bytes, sealed: bytes | memoryview, place: str) -> bytes:
    """Open what `seal` made for the same place. Raises `CannotOpen`."""
    sealed = bytes(sealed)  # the database driver hands out memory views
    if sealed[:1] != SEALED_FORMAT or len(sealed) <= 1 + NONCE_BYTES:
        raise CannotOpen
    nonce, ciphertext = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, place.encode())
    except InvalidTag:
        raise CannotOpen from None


@cache
def _derived(master: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=f"mooring:{purpose}".encode()).derive(
        master
    )


def house_key(purpose: str) -> bytes:
    """A key of the house for one purpose, derived from the master key (HKDF-SHA256). Never stored."""
    return _derived(settings.MOORING_MASTER_KEY(), purpose)


def new_data_key(subject: int) -> tuple[DataKey, bytes]:
    """A fresh key for a subject, with its row (not yet saved)."""
    key = os.urandom(KEY_BYTES)
    return DataKey(subject=subject, wrapped=seal(house_key("wrap"), key, f"data-key:{subject}"), master_version=1), key


def make_data_key(subject: int) -> bytes:
    """Make and save the key of a subject. Answers the key itself, 32 bytes."""
    row, key = new_data_key(subject)
    row.save(force_insert=True)
    return key


def data_key(subject: int) -> bytes:
    """The key of a subject, 32 bytes. Raises `CannotOpen` when it was erased or is not this officer's to use."""
    wrapped = DataKey.objects.filter(subject=subject).values_list("wrapped", flat=True).first()
    if wrapped is None:
        raise CannotOpen
    return unseal(house_key("wrap"), wrapped, f"data-key:{subject}")
