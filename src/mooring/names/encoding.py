"""A name as it may be compared without being read: keyed positions among 512 bits, and keyed tokens for dates and numbers.

Each trait of a name (a pair of letters, a way of sounding) sets two bits whose places are told by HMAC-SHA-256 under a key of the house.
Two encodings are as alike as the bits they share: |a ∧ b| / |a ∨ b| (Jaccard). Without the key nothing can be tried against them.
Source: Schnell, Bachteler and Reiher, Privacy-preserving record linkage using Bloom filters, BMC Medical Informatics 9:41 (2009).

Pure: knows no database.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from mooring.names.spelling import birth, letters_of, number, sounds_of, words_of

BITS = 512
PLACES = 2  # bits that one trait sets
TOKEN_BYTES = 16
NUMBERS = ("document_number", "alien_number")


@dataclass(frozen=True)
class Named:
    """One way in which a person is named: its letters and its sounds, each as a number of 512 bits."""

    way: str
    letters: int
    sounds: int


@dataclass(frozen=True)
class Encoding:
    """What may be compared of a person: ways of being named, tokens of the date of birth and of papers' numbers (hexadecimal).

    `born_swapped` is the day with day and month exchanged: it is asked with, never kept.
    """

    names: tuple[Named, ...] = ()
    born_day: str = ""
    born_swapped: str = ""
    born_year: str = ""
    numbers: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.names or self.born_day or self.born_year or self.numbers)

    def as_data(self) -> dict[str, Any]:
        """The encoding as plain data, for keeping it sealed."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Encoding:
        """The encoding again, out of `as_data`."""
        names = tuple(Named(**one) for one in data["names"])
        return cls(names, data["born_day"], data["born_swapped"], data["born_year"], tuple(data["numbers"]))


def encode(fields: Mapping[str, str], key: bytes) -> Encoding:
    """Encode the fields of an identity (given_names, family_name, known_as, date_of_birth and numbers) under a 32-byte key.

    A person is encoded as named in papers (given names and family name) and as called (what she is known as, with the family name). The
    order of words, and which of them is the family name, make no difference.
    """
    given, family, called = (words_of(fields.get(name, "")) for name in ("given_names", "family_name", "known_as"))
    ways = {"papers": given + family, "called": called + family if called else []}
    born = birth(fields.get("date_of_birth", ""))

    def token(kind: str, what: object) -> str:
        return _digest(key, f"{kind}:{what}")[:TOKEN_BYTES].hex() if what else ""

    numbers = {number(fields.get(name, "")) for name in NUMBERS} - {""}
    return Encoding(
        names=tuple(
            Named(way, _places(letters_of(words), key, "letters"), _places(sounds_of(words), key, "sounds"))
            for way, words in ways.items()
            if words
        ),
        born_day=token("born", born.day),
        born_swapped=token("born", born.swapped),
        born_year=token("year", born.year),
        numbers=tuple(sorted(token("number", one) for one in numbers)),
    )


def alike(one: int, other: int) -> float:
    """How alike two encodings are, from 0 to 1; two empty ones are not alike."""
    either = (one | other).bit_count()
    return (one & other).bit_count() / either if either else 0.0


def bits(encoded: int) -> str:
    """An encoding as the database writes it: 512 zeros and ones."""
    return format(encoded, f"0{BITS}b")


def _places(traits: Iterable[str], key: bytes, kind: str) -> int:
    encoded = 0
    for trait in traits:
        digest = _digest(key, f"{kind}:{trait}")
        for place in range(PLACES):
            encoded |= 1 << int.from_bytes(digest[4 * place : 4 * place + 4], "big") % BITS
    return encoded


def _digest(key: bytes, what: str) -> bytes:
    return hmac.new(key, what.encode(), hashlib.sha256).digest()
