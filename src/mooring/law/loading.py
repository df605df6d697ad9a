"""Loading: how the parameters of a country pack are written in TOML, and what is refused.

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
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from mooring.law.parameters import DatedValue, Held, Parameter, Parameters
from mooring.law.provisions import LAW, Instrument
from mooring.law.refusals import BadPack

KINDS = LAW | {"practice", "report", "house_rule"}
INSTRUMENTS_FILE = "instruments.toml"
NEEDED = {"value", "since", "instrument", "article", "checked_on", "confirmed", "source"}
ALLOWED = NEEDED | {"until", "note", "gap_before", "since_earliest", "since_latest"}


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
            found[name] = replace(parameter(name, table, instruments, where), topic=path.stem)
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
