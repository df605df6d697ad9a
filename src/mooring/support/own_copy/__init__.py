"""The copy of the plan that the person takes along, in the person's language: the whole plan, or one that is safe if it is found.

A copy is read by an officer with the person before it is made, and what was read is what is printed: it is kept, sealed, with the case.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from mooring.support.persons_words import mark_of


@dataclass(frozen=True)
class Line:
    """One thing said: a label, or none, and words."""

    label: str
    words: str


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Content:
    """What stands in a copy, in the language in which it is printed; and what was left out of it, which is never printed."""

    title: str
    language: str
    introduction: tuple[str, ...]
    sections: tuple[Section, ...]
    left_out: tuple[str, ...] = field(default=(), compare=False)

    def printed(self) -> dict[str, Any]:
        """What is printed, as plain data."""
        return {
            "title": self.title,
            "language": self.language,
            "unchecked": mark_of(self.language),
            "introduction": list(self.introduction),
            "sections": [
                {"title": one.title, "lines": [{"label": line.label, "words": line.words} for line in one.lines]}
                for one in self.sections
            ],
        }

    def sealed_text(self) -> str:
        """What is printed, as the text that is sealed with the case."""
        return json.dumps(self.printed(), ensure_ascii=False, sort_keys=True)

    def as_read(self) -> str:
        """A fingerprint of what is printed: that the copy made is the one that was read."""
        return sha256(self.sealed_text().encode()).hexdigest()
