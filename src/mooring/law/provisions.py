"""A provision: the article of an instrument on which a reason rests, in the wording of a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mooring.law.words import N_, Translate

UNCONFIRMED = N_("This has not been confirmed in a published text.")
FIRST_DAY_IN_DOUBT = N_("The day on which this began is not confirmed.")
MAY_HAVE_CHANGED = N_("This may already have changed by this day; the day of the change is not confirmed.")

HOUSE = N_("Rule of the house (not law)")
RULES_SINCE = date(2026, 11, 22)

LAW = frozenset({"act", "order", "convention"})


@dataclass(frozen=True)
class Instrument:
    """An act, order or convention; or, said plainly, a practice, a report or a rule of the house, which are not law."""

    key: str
    name: str
    kind: str
    native: str = ""


@dataclass(frozen=True)
class Provision:
    """What a reason rests on: an article of an instrument, since when, and whether that has been confirmed.

    `doubts` are sentences that say what is not confirmed; empty means confirmed. `checked_on` is the day somebody last
    looked. `kind` is act, order, convention, practice, report or house_rule; only the first three are law.
    """

    instrument: str
    article: str
    kind: str
    since: date
    checked_on: date
    until: date | None = None
    source: str = ""
    note: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def confirmed(self) -> bool:
        """Whether the text and its days were found in a published text."""
        return not self.doubts

    @property
    def is_law(self) -> bool:
        """Whether this is law at all; a rule of the house or a practice is cited as such."""
        return self.kind in LAW

    def label(self, translate: Translate = str) -> str:
        """The citation as a reader writes it: “Aliens Act, s. 33(14)”."""
        name = translate(self.instrument)
        return f"{name}, {translate(self.article)}" if self.article else name

    def record(self) -> dict[str, object]:
        """The provision as plain data for storing beside a decision."""
        return {
            "instrument": self.instrument,
            "article": self.article,
            "kind": self.kind,
            "since": self.since.isoformat(),
            "until": self.until.isoformat() if self.until else None,
            "checked_on": self.checked_on.isoformat(),
            "source": self.source,
            "note": self.note,
            "doubts": list(self.doubts),
        }

    @classmethod
    def from_record(cls, record: Mapping[str, object]) -> "Provision":
        """The provision again, from what `record` stored. Raises `KeyError` when a part is missing."""
        until, doubts = record["until"], record["doubts"]
        if not isinstance(doubts, list | tuple):
            raise TypeError("A stored provision must list its doubts.")
        return cls(
            instrument=str(record["instrument"]),
            article=str(record["article"]),
            kind=str(record["kind"]),
            since=date.fromisoformat(str(record["since"])),
            until=date.fromisoformat(str(until)) if until else None,
            checked_on=date.fromisoformat(str(record["checked_on"])),
            source=str(record["source"]),
            note=str(record["note"]),
            doubts=tuple(str(doubt) for doubt in doubts),
        )


def rule_of_the_house(article: str, since: date = RULES_SINCE) -> Provision:
    """A rule that the house follows where no law says anything, cited as what it is."""
    return Provision(instrument=HOUSE, article=article, kind="house_rule", since=since, checked_on=since)
