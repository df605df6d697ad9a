"""When two persons' names, dates and numbers are alike enough to be worth a human's look: how, and how much. Pure.

The machine advises, a person decides: nothing is joined and nobody is told a name because of what stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.utils.translation import gettext_lazy as _


class Born(StrEnum):
    """How two dates of birth agree."""

    SAME_DAY = "same_day"
    SWAPPED = "swapped"
    SAME_YEAR = "same_year"
    OTHER = "other"
    NOT_KNOWN = "not_known"


class Strength(IntEnum):
    """How much speaks for one person, in three steps."""

    POSSIBLE = 1
    LIKELY = 2
    STRONG = 3


STRENGTHS = {
    Strength.STRONG: _("Much speaks for it"),
    Strength.LIKELY: _("Likely"),
    Strength.POSSIBLE: _("Possible"),
}

# From which likeness on (0 to 1) names count as written or as sounding alike, and both together as nearly the same.
WRITTEN_ALIKE, SOUNDS_ALIKE, NEARLY_THE_SAME, A_LITTLE = 0.55, 0.5, 0.7, 0.25


@dataclass(frozen=True)
class Likeness:
    """How alike two persons are: letters and sounds of their names (0 to 1), dates of birth, and whether a number is the same."""

    letters: float
    sounds: float
    born: Born
    same_number: bool

    @property
    def names_are_alike(self) -> bool:
        return self.letters >= WRITTEN_ALIKE or self.sounds >= SOUNDS_ALIKE

    @property
    def names_are_nearly_the_same(self) -> bool:
        return (self.letters + self.sounds) / 2 >= NEARLY_THE_SAME

    def strength(self) -> Strength | None:
        """How much speaks for one person; none when too little does to be worth a look."""
        if self.same_number:
            return Strength.STRONG
        a_little = self.letters >= A_LITTLE or self.sounds >= A_LITTLE
        if self.born is Born.SAME_DAY:
            return Strength.STRONG if self.names_are_alike else Strength.POSSIBLE if a_little else None
        if not self.names_are_alike:
            return None
        if self.born is Born.OTHER:
            return Strength.POSSIBLE
        if self.names_are_nearly_the_same or self.born is Born.SWAPPED:
            return Strength.LIKELY
        return Strength.POSSIBLE

    def reasons(self) -> list[object]:
        """In words, how they are alike and where they are not; the strongest first."""
        told: list[object] = []
        if self.same_number:
            told.append(_("the same number of a paper"))
        if self.letters >= WRITTEN_ALIKE:
            told.append(_("written almost the same") if self.names_are_nearly_the_same else _("written alike"))
        if self.sounds >= SOUNDS_ALIKE:
            told.append(_("sounds alike"))
        born = {
            Born.SAME_DAY: _("the same date of birth"),
            Born.SWAPPED: _("the same date of birth with day and month exchanged"),
            Born.SAME_YEAR: _("the same year of birth"),
            Born.OTHER: _("but another date of birth"),
        }
        return told + ([born[self.born]] if self.born in born else [])
