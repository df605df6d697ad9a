"""Sealing to a public key (HPKE, RFC 9180): whoever takes a tip in cannot read it any more; the hotline can, and nobody else.

The hotline's private keys lie in a table whose rows only officers of the hotline see, sealed with a secret of the house besides.
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from django.db import connection

from mooring.hotline.models.tips import TipKey
from mooring.safeguards import keys
from mooring.safeguards.keys import CannotOpen
from mooring.safeguards.random_keys import random_key

SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
TO_HOTLINE, TO_TIP = "hotline", "tip"
Bytes = bytes | memoryview  # the database driver hands out memory views


@dataclass(frozen=True)
class HotlineKey:
    """The newest public key of the hotline, and under which number its private half lies."""

    number: int
    public: bytes


def place(receipt_hash: Bytes, row: int, reader: str) -> bytes:
    """For whom, in which tip and in which row something is sealed: moved elsewhere, it does not open."""
    return f"mooring:tip:{bytes(receipt_hash).hex()}:{row}:{reader}".encode()


def sealed_to(public: Bytes, words: bytes, at: bytes) -> bytes:
    """Seal bytes to a public key of 32 bytes, for one place."""
    return SUITE.encrypt(words, X25519PublicKey.from_public_bytes(bytes(public)), at)


def opened_with(private: X25519PrivateKey, sealed: Bytes, at: bytes) -> bytes:
    """Open what was sealed for the same place. Raises `CannotOpen`."""
    try:
        return SUITE.decrypt(bytes(sealed), private, at)
    except (InvalidTag, ValueError):
        raise CannotOpen from None


def hotline_key() -> HotlineKey:
    """The key to which the hotline's post is sealed now; the first time one is made."""
    with connection.cursor() as cursor:
        cursor.execute("select number, public from mooring_tip_key()")
        row = cursor.fetchone()
    return HotlineKey(row[0], bytes(row[1])) if row else lay_key(anew=False)


def lay_key(*, anew: bool) -> HotlineKey:
    """Make a pair of keys. `anew`: beside the older ones, by an administrator only; else only when there is none.

    Answers the newest there is: of two that make the first one together, both answer the same.
    """
    private, number = X25519PrivateKey.generate(), random_key()
    wrapped = keys.seal(keys.house_key("tip-key"), private.private_bytes_raw(), _place_of_key(number))
    with connection.cursor() as cursor:
        cursor.execute(
            "select number, public from mooring_lay_tip_key(%s, %s, %s, %s)",
            [number, private.public_key().public_bytes_raw(), wrapped, anew],
        )
        laid, public = cursor.fetchone()
    return HotlineKey(laid, bytes(public))


def private_keys() -> dict[int, X25519PrivateKey]:
    """The private keys of the hotline that the acting officer may use: all of them, or none."""
    return {
        row.pk: X25519PrivateKey.from_private_bytes(
            keys.unseal(keys.house_key("tip-key"), row.private_sealed, _place_of_key(row.pk))
        )
        for row in TipKey.objects.all()
    }


def _place_of_key(number: int) -> str:
    return f"hotline_tipkey.private_sealed:{number}"
