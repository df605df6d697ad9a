"""Parameters: what the law says in numbers and lists, each dated and each with its citation, kept in TOML.

A file holds one table per parameter:

    [reflection_total_days]
    meaning = "Days in all, the extensions included."
    unit = "days"

    [[reflection_total_days.values]]
    value = 100
    since = 2007-08-01              # first day
    until = 2013-05-01              # last day; left out: still in force
    instrument = "aliens_act"       # a key of instruments.toml
    article = "s. 33(14)"
    checked_on = 2026-11-22         # the day somebody last looked
    confirmed = true                # found in a published text
    source = "Where it was found"
    note = "What a reader must know"

The rows of a parameter may not overlap, and may leave no gap unless the later row says `gap_before = "why"`. Where a
value is confirmed and only its first day is not, the row says between which days the first day lies
(`since_earliest`, `since_latest`): answers for those days are unconfirmed.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from mooring.law.provisions import FIRST_DAY_IN_DOUBT, LAW, MAY_HAVE_CHANGED, UNCONFIRMED, Instrument, Provision
from mooring.law.refusals import BadPack, NotAnswered

Held = bool | int | str | tuple[str, ...]
KINDS = LAW | {"practice", "report", "house_rule"}
INSTRUMENTS_FILE = "instruments.toml"
NEEDED = {"value", "since", "instrument", "article", "checked_on", "confirmed", "source"}
ALLOWED = NEEDED | {"until", "note", "gap_before", "since_earliest", "since_latest"}


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

    def on(self, day: date) -> Wording:
        """What held on a day. Raises `NotAnswered` for a day the pack has no value for: it never guesses one."""
        for place, row in enumerate(self.values):
            if row.holds_on(day):
                later = self.values[place + 1] if place + 1 < len(self.values) else None
                return Wording(row.value, self._provision(row, later, day))
        raise NotAnswered(
            f"The pack has no value for “{self.name}” on {day.isoformat()}; it begins with "
            f"{self.values[0].since.isoformat()}. Ask a lawyer what held on that day, and add it to the pack."
        )

    def _provision(self, row: DatedValue, later: DatedValue | None, day: date) -> Provision:
        doubts = [] if row.confirmed else [UNCONFIRMED]
        if row.first_day_in_doubt(day):
            doubts.append(FIRST_DAY_IN_DOUBT)
        if later is not None and later.first_day_in_doubt(day):
            doubts.append(MAY_HAVE_CHANGED)
        return Provision(
            instrument=row.instrument.name,
            article=row.article,
            kind=row.instrument.kind,
            since=row.since,
            until=row.until,
            checked_on=row.checked_on,
            source=row.source,
            note=row.note,
            doubts=tuple(doubts),
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


def load(folder: Path) -> Parameters:
    """Read every TOML file of a folder into parameters.

    Raises `BadPack` naming the file, the parameter and the row when a citation is missing, a day is no day, rows
    overlap, or a gap is not explained.
    """
    instruments = load_instruments(folder / INSTRUMENTS_FILE)
    found: dict[str, Parameter] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == INSTRUMENTS_FILE:
            continue
        for name, table in _read(path).items():
            where = f"{path.name}, {name}"
            if name in found:
                raise BadPack(f"{where}: this parameter is already in another file.")
            found[name] = parameter(name, table, instruments, where)
    return Parameters(found)


def load_instruments(path: Path) -> Mapping[str, Instrument]:
    """Read the list of what the parameters cite. Raises `BadPack` on an unknown kind."""
    listed: dict[str, Instrument] = {}
    for key, table in _read(path).items():
        if not isinstance(table, Mapping) or not table.get("name") or table.get("kind") not in KINDS:
            raise BadPack(
                f"{path.name}, {key}: an instrument needs a name and a kind out of {', '.join(sorted(KINDS))}."
            )
        listed[key] = Instrument(key, str(table["name"]), str(table["kind"]), str(table.get("native", "")))
    return listed


def parameter(name: str, table: object, instruments: Mapping[str, Instrument], where: str) -> Parameter:
    """One parameter out of its TOML table, checked. Raises `BadPack` saying what is wrong and where."""
    if not isinstance(table, Mapping) or not table.get("meaning") or not table.get("values"):
        raise BadPack(f"{where}: a parameter needs a meaning and at least one value.")
    rows = [_row(row, instruments, f"{where}, value {place}") for place, row in enumerate(table["values"], start=1)]
    rows.sort(key=lambda row: row.since)
    for earlier, later in pairwise(rows):
        if earlier.until is None or earlier.until >= later.since:
            raise BadPack(
                f"{where}: the value since {later.since} begins before the one since {earlier.since} has ended."
            )
        if earlier.until + timedelta(days=1) != later.since and not later.gap_before:
            raise BadPack(f"{where}: nothing holds between {earlier.until} and {later.since}; say why in gap_before.")
    return Parameter(name, str(table["meaning"]), str(table.get("unit", "")), tuple(rows))


def _row(row: object, instruments: Mapping[str, Instrument], where: str) -> DatedValue:
    if not isinstance(row, Mapping):
        raise BadPack(f"{where}: a value is a table.")
    if missing := sorted(NEEDED - set(row)):
        raise BadPack(f"{where}: {', '.join(missing)} missing; every value is dated and cited.")
    if unknown := sorted(set(row) - ALLOWED):
        raise BadPack(f"{where}: {', '.join(unknown)} not known here.")
    if row["instrument"] not in instruments:
        raise BadPack(f"{where}: “{row['instrument']}” is not in {INSTRUMENTS_FILE}.")
    if not isinstance(row["confirmed"], bool):
        raise BadPack(f"{where}: confirmed is true or false.")
    if not str(row["source"]).strip():
        raise BadPack(f"{where}: say in source where this was found.")
    if instruments[row["instrument"]].kind in LAW and not str(row["article"]).strip():
        raise BadPack(f"{where}: an act, order or convention is cited with its article.")
    dated = DatedValue(
        value=_held(row["value"], where),
        since=_needed_day(row, "since", where),
        until=_day(row, "until", where),
        instrument=instruments[row["instrument"]],
        article=str(row["article"]),
        checked_on=_needed_day(row, "checked_on", where),
        confirmed=row["confirmed"],
        source=str(row["source"]),
        note=str(row.get("note", "")),
        gap_before=str(row.get("gap_before", "")),
        since_earliest=_day(row, "since_earliest", where),
        since_latest=_day(row, "since_latest", where),
    )
    if dated.until is not None and dated.until < dated.since:
        raise BadPack(f"{where}: the last day {dated.until} lies before the first, {dated.since}.")
    _check_doubt(dated, where)
    return dated


def _check_doubt(row: DatedValue, where: str) -> None:
    if (row.since_earliest is None) != (row.since_latest is None):
        raise BadPack(f"{where}: since_earliest and since_latest belong together.")
    if row.since_earliest and row.since_latest and not row.since_earliest <= row.since <= row.since_latest:
        raise BadPack(f"{where}: the first day {row.since} must lie between since_earliest and since_latest.")


def _held(value: object, where: str) -> Held:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(str(part) for part in value)
    if isinstance(value, bool | int | str):
        return value
    raise BadPack(f"{where}: a value is a whole number, a word, true or false, or a list of words.")


def _day(row: Mapping[str, object], name: str, where: str) -> date | None:
    stated = row.get(name)
    if stated is None:
        return None
    if isinstance(stated, str):
        try:
            return date.fromisoformat(stated)
        except ValueError as wrong:
            raise BadPack(f"{where}: {name} must be a day written year-month-day, not “{stated}”.") from wrong
    if isinstance(stated, date) and not isinstance(stated, datetime):
        return stated
    raise BadPack(f"{where}: {name} must be a day written year-month-day.")


def _needed_day(row: Mapping[str, object], name: str, where: str) -> date:
    day = _day(row, name, where)
    if day is None:
        raise BadPack(f"{where}: {name} missing.")
    return day


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise BadPack(f"{path.name}: this file is missing from the pack.") from missing
    except tomllib.TOMLDecodeError as wrong:
        raise BadPack(f"{path.name}: not readable as TOML: {wrong}") from wrong
