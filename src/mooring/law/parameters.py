"""Parameters: what the law fixes in numbers and lists, each value dated, each with its citation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from mooring.law.provisions import FIRST_DAY_IN_DOUBT, MAY_HAVE_CHANGED, UNCONFIRMED, Instrument, Provision
from mooring.law.refusals import BadPack, NotAnswered

Held = bool | int | str | tuple[str, ...]


@dataclass(frozen=True)
class DatedValue:
    """What held from a first day to a last day (both included), with its citation."""

    value: Held
    since: date
    until: date | None
    instrument: Instrument
    article: str
    checked_on: date
    confirmed: bool
    source: str
    note: str = ""
    gap_before: str = ""
    since_earliest: date | None = None
    since_latest: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this was the value on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def first_day_in_doubt(self, day: date) -> bool:
        """Whether the day lies where nobody has confirmed if this had begun."""
        return bool(self.since_earliest and self.since_latest and self.since_earliest <= day <= self.since_latest)


@dataclass(frozen=True)
class Wording:
    """What held on one day: the value, and the provision it stands under."""

    value: Held
    provision: Provision

    def expecting(self, *known: Held) -> "Wording":
        """This wording, when the reasoning of the pack was written for it.

        Raises `NotAnswered` for any other value: then the law has changed, and the reasoning must be written anew.
        """
        if self.value not in known:
            raise NotAnswered(
                f"{self.provision.label()} says “{self.value}” since {self.provision.since.isoformat()}; the pack's "
                "reasoning was not written for that. Ask a lawyer, and let the pack be extended."
            )
        return self

    @property
    def number(self) -> int:
        """The value as a whole number. Raises `BadPack` when the pack keeps something else here."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise BadPack(f"{self.provision.label()} should be a whole number.")
        return self.value

    @property
    def code(self) -> str:
        """The value as one code. Raises `BadPack` when the pack keeps something else here."""
        if not isinstance(self.value, str):
            raise BadPack(f"{self.provision.label()} should be a single word.")
        return self.value

    @property
    def codes(self) -> tuple[str, ...]:
        """The value as a list of codes. Raises `BadPack` when the pack keeps something else here."""
        if not isinstance(self.value, tuple):
            raise BadPack(f"{self.provision.label()} should be a list.")
        return self.value


@dataclass(frozen=True)
class Parameter:
    """One thing the law fixes, with all the values it has had, oldest first."""

    name: str
    meaning: str
    unit: str
    values: tuple[DatedValue, ...]
    topic: str = ""
    """The file of the pack in which it stands, by its name."""
    _worded: dict[tuple[int, tuple[str, ...]], Wording] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What was answered before, by value and doubts: a sheet asks the same thing a thousand times."""

    def on(self, day: date) -> Wording:
        """What held on a day. Raises `NotAnswered` for a day the pack has no value for: it never guesses one."""
        for place, row in enumerate(self.values):
            if row.holds_on(day):
                doubts = self._doubts(place, day)
                if (place, doubts) not in self._worded:
                    self._worded[place, doubts] = Wording(row.value, _provision(row, doubts))
                return self._worded[place, doubts]
        raise NotAnswered(
            f"The pack has no value for “{self.name}” on {day.isoformat()}; it begins with "
            f"{self.values[0].since.isoformat()}. Ask a lawyer what held on that day, and add it to the pack."
        )

    def _doubts(self, place: int, day: date) -> tuple[str, ...]:
        """What nobody has confirmed of the value at a place in the list, on a day."""
        row, later = self.values[place], self.values[place + 1 : place + 2]
        doubts = [] if row.confirmed else [UNCONFIRMED]
        if row.first_day_in_doubt(day):
            doubts.append(FIRST_DAY_IN_DOUBT)
        if later and later[0].first_day_in_doubt(day):
            doubts.append(MAY_HAVE_CHANGED)
        return tuple(doubts)


def _provision(row: DatedValue, doubts: tuple[str, ...]) -> Provision:
    return Provision(
        instrument=row.instrument.name,
        article=row.article,
        kind=row.instrument.kind,
        since=row.since,
        until=row.until,
        checked_on=row.checked_on,
        source=row.source,
        note=row.note,
        doubts=doubts,
    )


@dataclass(frozen=True)
class Parameters:
    """All parameters of a country pack, by name."""

    by_name: Mapping[str, Parameter]

    def on(self, name: str, day: date) -> Wording:
        """What a parameter was on a day. Raises `NotAnswered` when the pack has no such parameter, or no value then."""
        if name not in self.by_name:
            raise NotAnswered(f"The pack has no parameter “{name}”. Add it with its citation, or ask another question.")
        return self.by_name[name].on(day)

    def has(self, name: str) -> bool:
        """Whether the pack has a parameter of this name, on whatever day."""
        return name in self.by_name

    def every_code(self, name: str) -> frozenset[str]:
        """All codes a parameter has ever listed, in any wording."""
        rows = self.by_name[name].values
        return frozenset(code for row in rows if isinstance(row.value, tuple) for code in row.value)

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self.by_name.values())
