"""Breaks: days on which a change of law makes the figures before and after not comparable without a note."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mooring.law.findings import NOTHING
from mooring.law.provisions import Provision
from mooring.law.words import Translate, Value, said


@dataclass(frozen=True)
class Break:
    """A day from which a table counts something else than before, and the note that says so beside the table."""

    day: date
    code: str
    template: str
    provisions: tuple[Provision, ...]
    params: Mapping[str, Value] = field(default_factory=lambda: NOTHING)

    @property
    def confirmed(self) -> bool:
        """Whether the change and its day were found in a published text."""
        return all(provision.confirmed for provision in self.provisions)

    def sentence(self, translate: Translate = str) -> str:
        """The note beside the table, in the reader's language."""
        return said(self.template, self.params, translate)
