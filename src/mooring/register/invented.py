"""An old register of people who never were, for trying out and for measuring: `python -m mooring.register.invented N > file.csv`.

The same N gives the same file. Nothing in it stands for anybody: codes and days drawn by lot, no name, no number, no place.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TextIO

MAPPING = Path(__file__).parent / "samples" / "invented" / "mapping.toml"
FIRST, LAST = date(2008, 1, 1), date(2025, 12, 31)
HEADING = (
    "Opened",
    "Decided",
    "Result",
    "Decided by",
    "Gender",
    "Age",
    "Nationality",
    "Forms",
    "Movement",
    "Residence",
    "Remarks",
)
RESULTS = (("Identified", 55), ("Not identified", 25), ("Did not wish an assessment", 14), ("Withdrawn", 6))
AUTHORITIES = (("National centre", 45), ("Immigration service", 50), ("", 5))
GENDERS = (("F", 62), ("M", 34), ("X", 2), ("", 2))
FORMS = (("Sexual", 55), ("Labour", 25), ("Crime", 9), ("Begging", 3), ("Other", 3), ("", 5))
NATIONALITIES = (
    ("NG", 30),
    ("RO", 14),
    ("TH", 10),
    ("VN", 8),
    ("MA", 7),
    ("UA", 6),
    ("PH", 6),
    ("PL", 5),
    ("DK", 3),
    ("", 11),
)
MOVEMENTS = (("Cross-border", 82), ("Internal", 8), ("", 10))
RESIDENCES = (("None", 38), ("EU", 22), ("Asylum", 20), ("Permit", 12), ("", 8))


def rows(persons: int) -> Iterator[tuple[str, ...]]:
    """The heading and one row for each invented person, the same each time."""
    lot = random.Random(20071)  # noqa: S311 (invented people need no secrets)

    def drawn(choices: tuple[tuple[str, int], ...]) -> str:
        return lot.choices([name for name, _weight in choices], [weight for _name, weight in choices])[0]

    yield HEADING
    for _ in range(persons):
        opened = FIRST + timedelta(days=lot.randrange((LAST - FIRST).days - 200))
        decided = opened + timedelta(days=lot.randrange(5, 180))
        form = drawn(FORMS)
        if form and lot.random() < 0.12:
            form = "/".join(sorted({form, drawn(FORMS[:3])}))
        age = str(min(max(int(lot.gauss(27, 8)), 9), 71)) if lot.random() < 0.93 else ""
        yield (
            f"{opened:%d-%m-%Y}",
            f"{decided:%d-%m-%Y}",
            drawn(RESULTS),
            drawn(AUTHORITIES),
            drawn(GENDERS),
            age,
            drawn(NATIONALITIES),
            form,
            drawn(MOVEMENTS),
            drawn(RESIDENCES),
            "invented",
        )


def write(persons: int, to: TextIO) -> None:
    """Write the whole file as CSV."""
    csv.writer(to, lineterminator="\n").writerows(rows(persons))


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        sys.exit("Usage: python -m mooring.register.invented N > file.csv")
    write(int(sys.argv[1]), sys.stdout)
