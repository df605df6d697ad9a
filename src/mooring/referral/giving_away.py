"""What may give a person away in a text: the kinds of it, why each matters, what nobody can confirm, and why the rest may stay. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What was found."""

    OWN_NAME = "own_name"
    OWN_NUMBER = "own_number"
    OWN_BIRTH = "own_birth"
    REFERENCE = "reference"
    EXACT_DATE = "exact_date"
    ADDRESS = "address"
    LONG_NUMBER = "long_number"
    ELECTRONIC = "electronic"
    LIKE_OWN_NAME = "like_own_name"
    NAME = "name"
    PLACE = "place"
    TIME = "time"
    AGE = "age"
    NUMBER = "number"
    ORIGIN = "origin"


WHY: dict[str, Any] = {
    Kind.OWN_NAME: _("It is, or sounds like, a name of the person of this case."),
    Kind.OWN_NUMBER: _("It is a number of the person's papers."),
    Kind.OWN_BIRTH: _("It is when the person was born."),
    Kind.REFERENCE: _("It is a pseudonym or a reference: it leads to the file."),
    Kind.EXACT_DATE: _("A whole date. Say the season or the year."),
    Kind.ADDRESS: _("An address. Say no more than the region."),
    Kind.LONG_NUMBER: _("A telephone number, or another long number."),
    Kind.ELECTRONIC: _("An e-mail address, a page or a user name."),
    Kind.LIKE_OWN_NAME: _("It resembles a name of the person of this case."),
    Kind.NAME: _("It may be a name."),
    Kind.PLACE: _("A place."),
    Kind.TIME: _("A time."),
    Kind.AGE: _("An age."),
    Kind.NUMBER: _("A number."),
    Kind.ORIGIN: _("It says from where somebody comes; where they are few, it tells who."),
}
# Nobody can confirm these: they are changed.
REFUSED = frozenset(
    {
        Kind.OWN_NAME,
        Kind.OWN_NUMBER,
        Kind.OWN_BIRTH,
        Kind.REFERENCE,
        Kind.EXACT_DATE,
        Kind.ADDRESS,
        Kind.LONG_NUMBER,
        Kind.ELECTRONIC,
    }
)
# In an answer of a group whole days are its own: from when something holds.
REFUSED_IN_AN_ANSWER = REFUSED - {Kind.EXACT_DATE}


class Reason(StrEnum):
    """Why something that was found may stay."""

    NO_NAME = "no_name"
    PUBLIC = "public"
    MANY = "many"
    NEEDED = "needed"


REASONS: dict[str, Any] = {
    Reason.NO_NAME: _("An ordinary word, a law or an agency"),
    Reason.PUBLIC: _("Publicly known, and about nobody in particular"),
    Reason.MANY: _("True of so many that it tells of nobody"),
    Reason.NEEDED: _("The matter cannot be understood without it, and it tells of nobody"),
}


@dataclass(frozen=True)
class Found:
    """Something in a text: of which kind, from where to where, and why it matters."""

    kind: Kind
    start: int
    end: int
    why: Any = field(compare=False)

    @property
    def is_refused(self) -> bool:
        return self.kind in REFUSED

    def words(self, text: str) -> str:
        return text[self.start : self.end]

    def key(self, text: str) -> str:
        """By what the writer's confirmation is known: the same word of the same kind is confirmed once."""
        same = f"{self.kind}:{' '.join(self.words(text).lower().split())}"
        return hashlib.sha256(same.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Judged:
    """What came of a check: what must be changed, what is still to be confirmed, and what was confirmed (codes only)."""

    refused: tuple[Found, ...]
    unconfirmed: tuple[Found, ...]
    confirmed: tuple[dict[str, str], ...]

    @property
    def passes(self) -> bool:
        return not (self.refused or self.unconfirmed)


def judge(text: str, found: list[Found], confirmed: Mapping[str, str]) -> Judged:
    """What of it passes. `confirmed`: a reason for each key of what was found; unknown reasons count as none."""
    refused = tuple(one for one in found if one.is_refused)
    rest = [one for one in found if not one.is_refused]
    open_ones = tuple(one for one in rest if confirmed.get(one.key(text)) not in REASONS)
    by_key = {one.key(text): one for one in rest if one not in open_ones}
    return Judged(
        refused, open_ones, tuple({"kind": one.kind, "reason": confirmed[key]} for key, one in by_key.items())
    )


def marked(text: str, found: list[Found]) -> list[tuple[str, Found | None]]:
    """The text in pieces, each with what was found in it, for showing."""
    pieces: list[tuple[str, Found | None]] = []
    at = 0
    for one in found:
        pieces += [(text[at : one.start], None), (one.words(text), one)]
        at = one.end
    return [piece for piece in [*pieces, (text[at:], None)] if piece[0]]
