"""A mapping says, in a small TOML file, what each column of an old register is. What it does not name is refused, not guessed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any


class MappingFault(ValueError):
    """The mapping itself cannot be used; says which entry and why."""


class Unreadable(ValueError):
    """A value that the mapping does not allow in its column."""


class Reading(StrEnum):
    """How the values of a column are read."""

    WORDS = "words"
    NUMBER = "number"
    DATE = "date"
    YEAR = "year"
    QUARTER = "quarter"


SOURCE = ("key", "title", "publisher", "licence", "counts", "by_date")
OPTIONAL_SOURCE = ("rights", "licence_id", "address", "age_when")


@dataclass(frozen=True)
class Column:
    """How one thing we keep is read from a column of the file, or is the same for all its rows."""

    name: str
    header: str = ""
    constant: str | None = None
    reading: Reading = Reading.WORDS
    written: str = ""
    values: Table[str, str] = field(default_factory=dict)
    same_as: Table[str, str] = field(default_factory=dict)
    separators: tuple[str, ...] = ()
    may_be: str = ""
    blank: str | None = None
    longest: int = 160
    also: frozenset[str] = frozenset()

    @property
    def is_list(self) -> bool:
        return bool(self.separators)

    def read(self, text: str) -> str | int | date | tuple[date, date]:
        """What a trimmed value means. Raises `Unreadable` for one that has no meaning here."""
        if not text:
            if self.blank is None:
                raise Unreadable("nothing is written here, and the mapping does not say what an empty field means")
            return "" if self.blank == "not_collected" else self.blank
        if self.reading is Reading.NUMBER:
            if not re.fullmatch(r"[0-9]{1,9}", text):
                raise Unreadable("not a whole number of people")
            return int(text)
        if self.reading is Reading.DATE:
            try:
                return datetime.strptime(text, self.written or "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no zone)
            except ValueError:
                raise Unreadable("not a date as the mapping says it is written") from None
        if self.reading in (Reading.YEAR, Reading.QUARTER):
            return self._period(text)
        return self._words(text)

    def _words(self, text: str) -> str:
        if self.is_list and text not in self.values:
            parts = [part.strip() for part in re.split("|".join(map(re.escape, self.separators)), text)]
            return "+".join(sorted({self._word(part) for part in parts}))
        return self._word(text)

    def _word(self, text: str) -> str:
        if self.values:
            if text not in self.values:
                raise Unreadable("not one of the values that the mapping knows")
            return self.values[text]
        if len(text) > self.longest or (self.may_be and not re.fullmatch(self.may_be, text)):
            raise Unreadable("not of the shape that the mapping gives this column")
        return text

    def _period(self, text: str) -> tuple[date, date]:
        default = "{year}" if self.reading is Reading.YEAR else "{year}_q{quarter}"
        shape = re.escape(self.written or default).replace(r"\{year\}", r"(?P<year>[12][0-9]{3})")
        found = re.fullmatch(shape.replace(r"\{quarter\}", r"(?P<quarter>[1-4])"), text)
        if found is None:
            raise Unreadable("not a period as the mapping says it is written")
        year = int(found["year"])
        if self.reading is Reading.YEAR:
            return date(year, 1, 1), date(year, 12, 31)
        first = date(year, 3 * int(found["quarter"]) - 2, 1)
        return first, (first + timedelta(days=100)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True)
class Mapping:
    """A whole mapping: the source, whether a row is a person or a count, and the columns."""

    source: Table[str, str]
    of_persons: bool
    confirmed: bool
    columns: tuple[Column, ...]
    ignored: frozenset[str]
    encoding: str
    delimiter: str
    keep_rows_where: Table[str, tuple[str, ...]]

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file. Raises `MappingFault` with a sentence about what is missing or not understood."""
    try:
        text = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MappingFault(f"The mapping is not readable TOML: {error}") from error
    if unknown := set(text) - {"source", "file", "rows", "columns"}:
        raise MappingFault(f"The mapping has parts that are not known: {', '.join(sorted(unknown))}.")
    source, rows = text.get("source", {}), text.get("rows", {})
    if missing := [name for name in SOURCE if not str(source.get(name, "")).strip()]:
        raise MappingFault(f"[source] must say: {', '.join(missing)}.")
    if rows.get("are") not in ("counts", "persons"):
        raise MappingFault('[rows] must say whether they are = "counts" or "persons".')
    file = text.get("file", {})
    columns = tuple(_column(name, given) for name, given in text.get("columns", {}).items())
    return Mapping(
        source={name: str(source.get(name, "")) for name in (*SOURCE, *OPTIONAL_SOURCE)},
        of_persons=rows["are"] == "persons",
        confirmed=bool(source.get("confirmed", True)),
        columns=columns,
        ignored=frozenset(rows.get("ignore", ())),
        encoding=str(file.get("encoding", "utf-8-sig")),
        delimiter=str(file.get("delimiter", ",")),
        keep_rows_where={key: tuple(values) for key, values in rows.get("only_where", {}).items()},
    )


def _column(name: str, given: dict[str, Any]) -> Column:
    known = {
        "from",
        "constant",
        "read",
        "written",
        "values",
        "same_as",
        "separators",
        "may_be",
        "blank",
        "longest",
        "also",
    }
    if unknown := set(given) - known:
        raise MappingFault(f"[columns.{name}] says something that is not known: {', '.join(sorted(unknown))}.")
    if ("from" in given) == ("constant" in given):
        raise MappingFault(f"[columns.{name}] must name either the column it comes from or a constant.")
    try:
        reading = Reading(given.get("read", "words"))
        re.compile(given.get("may_be", ""))
    except (ValueError, re.error) as error:
        raise MappingFault(f"[columns.{name}]: {error}.") from error
    return Column(
        name,
        header=given.get("from", ""),
        constant=given.get("constant"),
        reading=reading,
        written=given.get("written", ""),
        values=given.get("values", {}),
        same_as=given.get("same_as", {}),
        separators=tuple(given.get("separators", ())),
        may_be=given.get("may_be", ""),
        blank=given.get("blank"),
        longest=int(given.get("longest", 160)),
        also=frozenset(given.get("also", ())),
    )
