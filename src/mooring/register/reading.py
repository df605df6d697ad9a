"""Reading the file of an old register row by row: what is understood, what was made to fit, and what is refused, each with its row."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mooring.register.mapping import Column, Mapping, Unreadable

MOST_REFUSALS = 200


@dataclass(frozen=True)
class Remark:
    """What was found in a row and what was made of it, or why it was refused. Row 1 is the heading, as a spreadsheet counts."""

    row: int
    column: str
    found: str
    outcome: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.column}: {self.found} → {self.outcome}"


@dataclass
class Read:
    """A file as it was read: one dictionary of meanings a row, in the order of the file, and the remarks."""

    fingerprint: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    row_numbers: list[int] = field(default_factory=list)
    coercions: list[Remark] = field(default_factory=list)
    refusals: list[Remark] = field(default_factory=list)
    left_out: int = 0


def read_file(path: Path, mapping: Mapping) -> Read:
    """Read a whole file. Nothing raises for what stands in it: what does not fit is among the refusals."""
    raw = path.read_bytes()
    read = Read(hashlib.sha256(raw).hexdigest())
    try:
        text = raw.decode(mapping.encoding)
    except UnicodeDecodeError:
        read.refusals.append(Remark(1, "file", "letters that cannot be read", f"refused: not {mapping.encoding}"))
        return read
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=mapping.delimiter, strict=True)
    try:
        _read_lines(lines, mapping, read)
    except csv.Error:
        read.refusals.append(Remark(lines.line_num, "row", "quotation marks that do not close", "refused"))
    return read


def _read_lines(lines: Any, mapping: Mapping, read: Read) -> None:
    heading = [header.strip() for header in next(lines, [])]
    if not _heading_fits(heading, mapping, read):
        return
    places = {header: place for place, header in enumerate(heading)}
    readers = [_Reader(column, places.get(column.header), mapping) for column in mapping.columns]
    _look_at_each_other(readers)
    only = {places[header]: values for header, values in mapping.keep_rows_where.items()}
    for number, fields in enumerate(lines, start=2):
        if not fields:
            continue
        if len(fields) != len(heading):
            found, wanted = len(fields), len(heading)
            _refuse(
                read,
                Remark(number, "row", f"{found} fields", f"refused: the heading has {wanted}, so columns have shifted"),
            )
            continue
        if any(fields[place].strip() not in values for place, values in only.items()):
            read.left_out += 1
            continue
        row = {reader.column.name: reader.read(fields, number, read) for reader in readers}
        read.rows.append(row)
        read.row_numbers.append(number)


def _heading_fits(heading: list[str], mapping: Mapping, read: Read) -> bool:
    mapped = {column.header for column in mapping.columns if column.header}
    known = mapped | mapping.ignored | set(mapping.keep_rows_where)
    twice = {header for header in heading if heading.count(header) > 1}
    for header in sorted(known - mapping.ignored - set(heading)):
        read.refusals.append(Remark(1, header, "no such column", "refused: the mapping needs it"))
    for place, header in enumerate(heading, start=1):
        if header in twice:
            read.refusals.append(Remark(1, f"column {place}", "a heading that stands twice", "refused"))
        elif header not in known:
            # A file whose heading is missing begins with its first person: what is not known is never repeated.
            read.refusals.append(
                Remark(
                    1,
                    f"column {place}",
                    "a heading the mapping does not know",
                    "refused: map it, or name it under ignore",
                )
            )
    return not read.refusals


class _Reader:
    """Reads one column, and remembers what each spelling meant, so that a large file is read quickly."""

    def __init__(self, column: Column, place: int | None, mapping: Mapping) -> None:
        self.column, self.place = column, place
        self.quotes = not mapping.of_persons
        self.foreign: frozenset[str] = frozenset()
        self._known: dict[str, tuple[Any, str, str]] = {}

    def read(self, fields: list[str], number: int, read: Read) -> Any:
        raw = self.column.constant or "" if self.place is None else fields[self.place]
        if raw not in self._known:
            self._known[raw] = self._meaning(raw)
        meaning, coerced, refused = self._known[raw]
        name = self.column.header or self.column.name
        if refused:
            _refuse(read, Remark(number, name, self._shown(raw), f"refused: {refused}"))
        elif coerced:
            read.coercions.append(Remark(number, name, self._shown(raw, known=True), coerced))
        return meaning

    def _meaning(self, raw: str) -> tuple[Any, str, str]:
        text = " ".join(raw.split())
        text = self.column.same_as.get(text, text)
        try:
            if text in self.foreign and text not in self.column.also:
                raise Unreadable("this belongs into another column, so columns have shifted")
            meaning = self.column.read(text)
        except Unreadable as error:
            return None, "", str(error)
        return meaning, f"“{text}”" if text != raw else "", ""

    def _shown(self, raw: str, *, known: bool = False) -> str:
        """The value as it was found. Of persons an unknown value is described, never repeated: it might be a name."""
        if self.quotes or (known and self.column.values):
            return f"“{raw}”"
        return f"a value of {len(raw)} characters"


def _look_at_each_other(readers: list[_Reader]) -> None:
    """A column of free words refuses what is a value of another column: so rows that have shifted are found."""
    for reader in readers:
        if not reader.column.values:
            reader.foreign = frozenset(
                value for other in readers if other is not reader for value in other.column.values
            ) - _shared(readers)


def _shared(readers: list[_Reader]) -> frozenset[str]:
    """Values that two columns share on purpose (*Unknown*) tell nothing about a shift."""
    seen: set[str] = set()
    shared: set[str] = set()
    for reader in readers:
        shared |= seen & set(reader.column.values)
        seen |= set(reader.column.values)
    return frozenset(shared)


def _refuse(read: Read, remark: Remark) -> None:
    if len(read.refusals) < MOST_REFUSALS:
        read.refusals.append(remark)
