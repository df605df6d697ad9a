"""The person's own file: each room says what it holds, an officer looks at every part, and it is handed over in person.

    own_file.register("plan", _("The plan"), parts_of_plan, order=50)      # from a room's `apps.ready()`

A room's function is asked in the officer's transaction, so it holds what is open to her and nothing else. Nothing of the file is kept:
the document and the data are made anew, in memory, each time they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.utils import timezone

from mooring.casework.models import Case
from mooring.safeguards.models import Officer, Posting
from mooring.safeguards.references import reference


@dataclass(frozen=True)
class Line:
    """One thing said: a code that stays the same, its label in the language of the file, and the words as they were written."""

    code: str
    label: str
    words: str


@dataclass(frozen=True)
class Part:
    """One part of the file, put in or withheld as a whole. `about_others`: it may tell about somebody else."""

    kind: str
    row: int
    day: date
    title: str
    lines: tuple[Line, ...]
    agency: str = ""
    from_elsewhere: bool = False
    about_others: bool = False

    @property
    def key(self) -> str:
        """How a page names this part; the same each time."""
        return reference(f"own_file.{self.kind}", self.row)


@dataclass(frozen=True)
class Section:
    """What one room holds, under a heading."""

    code: str
    title: str
    parts: tuple[Part, ...]


Holder = Callable[[Officer, Case], Iterable[Part]]
_holders: dict[str, tuple[int, Any, Holder]] = {}


class SectionTakenTwice(RuntimeError):
    """Two rooms claim the same section of the own file."""


def register(code: str, title: Any, holder: Holder, *, order: int) -> None:
    """Have a room asked what it holds; called once from its `apps.ready()`. Raises `SectionTakenTwice`."""
    if _holders.setdefault(code, (order, title, holder))[2] is not holder:
        raise SectionTakenTwice(code)


def sections(officer: Officer, case: Case) -> list[Section]:
    """Everything on the case that is open to the officer, in the language now in use."""
    asked = sorted(_holders.items(), key=lambda entry: entry[1][0])
    found = [Section(code, str(title), tuple(holder(officer, case))) for code, (_order, title, holder) in asked]
    return [section for section in found if section.parts]


class Recorded(Protocol):
    """A row that says when it was recorded and by whom: a fact, or a step of what hangs on a case."""

    @property
    def pk(self) -> Any: ...
    @property
    def recorded_at(self) -> Any: ...
    @property
    def recorded_by_id(self) -> Any: ...


def part_of(
    officer: Officer,
    fact: Recorded,
    kind: str,
    title: object,
    *lines: tuple[str, object, object],
    about_others: bool = False,
) -> Part:
    """A part made of a fact, or of another row: its lines are code, label and words; empty ones are left out."""
    said = tuple(Line(code, str(label), str(words)) for code, label, words in lines if words not in ("", None))
    own = {agency.pk for agency in _agencies(officer.pk)}
    theirs = _agencies(fact.recorded_by_id)
    return Part(
        kind,
        fact.pk,
        timezone.localdate(fact.recorded_at),
        str(title),
        said,
        agency=theirs[0].name if theirs else "",
        from_elsewhere=bool(theirs) and not any(agency.pk in own for agency in theirs),
        about_others=about_others,
    )


def _agencies(officer_key: int) -> list[Any]:
    """The agencies at which an officer serves or last served."""
    postings = list(
        Posting.objects.filter(officer_id=officer_key).select_related("desk__agency").order_by("-since")[:8]
    )
    running = [posting for posting in postings if posting.until is None]
    return [posting.desk.agency for posting in running or postings[:1]]
