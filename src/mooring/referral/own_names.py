"""Whether words in a text are those by which the person of a case is known, in any spelling: compared, and never shown.

Only for an officer to whom the part with the name is open: whoever could try names against a case that is closed to her would learn
the name by guessing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

import jellyfish
from anyascii import anyascii

from mooring.casework.models import Case
from mooring.names.models import Identity
from mooring.names.spelling import Birth, birth, folded, number, skeleton, words_of

LETTERS_FOR_SIGNS = str.maketrans("430157@$!", "aeoistasi")
SHORTEST_NUMBER = 4


class Alike(IntEnum):
    """How sure it is that a word is one of the names."""

    NOT = 0
    PERHAPS = 1
    SURELY = 2


@dataclass(frozen=True)
class Known:
    """What a case knows of who the person is: words of names, small and Latin; numbers of papers; births; the pseudonym."""

    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    births: frozenset[Birth] = frozenset()
    pseudonym: str = ""

    @classmethod
    def of(cls, case: Case) -> Known:
        """What is known of a case, earlier names too. Asks row security: nothing of a part that is closed to the officer."""
        fields: list[dict[str, str]] = []
        for identity in Identity.objects.filter(case=case):
            identity.case = case
            fields.append(identity.fields())
        return cls.from_fields(fields, case.pseudonym)

    @classmethod
    def from_fields(cls, identities: Iterable[dict[str, str]], pseudonym: str) -> Known:
        """The same out of plain fields."""
        names: set[str] = set()
        numbers: set[str] = set()
        births: set[Birth] = set()
        for fields in identities:
            for name in ("given_names", "family_name", "known_as"):
                words = words_of(fields.get(name, ""))
                names |= {word for word in words if len(word) > 1} | {"".join(words)} - {""}
            numbers |= {number(fields.get(name, "")) for name in ("document_number", "alien_number")}
            births.add(birth(fields.get("date_of_birth", "")))
        return cls(
            frozenset(name for name in names if len(name) > 1),
            frozenset(one for one in numbers if len(one) >= SHORTEST_NUMBER),
            frozenset(births - {Birth()}),
            pseudonym,
        )

    def likeness(self, written: str) -> Alike:
        """How sure it is that what was written is one of the names; `SURELY` in any script, case and usual spelling."""
        latin = anyascii(written)
        foreign = not written.isascii() and latin.lower() != written.lower() and not _is_latin(written)
        spellings = {word for form in (latin, latin.lower().translate(LETTERS_FOR_SIGNS)) for word in words_of(form)}
        spellings |= {"".join(words_of(latin))} - {""}
        return max(
            (_alike(word, name, foreign) for word in spellings for name in self.names),
            default=Alike.NOT,
        )

    def days(self) -> frozenset[str]:
        """The dates of birth as runs of digits, as they are written here and there."""
        shapes = ("%d%m%Y", "%Y%m%d", "%m%d%Y", "%d%m%y", "%y%m%d")
        return frozenset(born.day.strftime(shape) for born in self.births if born.day for shape in shapes)

    def years(self) -> frozenset[str]:
        return frozenset(str(born.year) for born in self.births if born.year)


def _alike(word: str, name: str, foreign: bool) -> Alike:
    one, other = folded(word), folded(name)
    if (
        word == name
        or one == other
        or word.removesuffix("s") == name
        or (len(one) > 3 and one.removesuffix("s") == other)
    ):
        return Alike.SURELY
    if len(name) >= (3 if foreign else 5) and (name in word or (other in one and len(other) >= (3 if foreign else 5))):
        return Alike.SURELY
    slips = 2 if len(other) >= 7 else 1 if len(other) >= 4 else 0
    if slips and jellyfish.damerau_levenshtein_distance(one, other) <= slips:
        return Alike.PERHAPS
    bones = skeleton(name)
    if len(bones) >= 3 and skeleton(word) == bones:
        return Alike.PERHAPS
    heard = jellyfish.metaphone(other)
    return Alike.PERHAPS if len(heard) >= 3 and jellyfish.metaphone(one) == heard else Alike.NOT


def _is_latin(written: str) -> bool:
    """Whether every letter lies among the Latin ones, with whatever sign above it."""
    return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 for letter in written if letter.isalpha())
