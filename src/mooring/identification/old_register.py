"""A row of a country's old register for one person, as it is brought in: codes and days only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class OldRegisterRow:
    """One person in an old register. Codes are those of this room's models; an empty list means not known."""

    outcome: str
    decided_on: date
    opened_on: date | None = None
    authority: str = ""
    legal_test: str = ""
    gender: str = "not_known"
    age_years: int | None = None
    age_status: str = "not_known"
    citizenships: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    crossing: str = "not_known"
    countries: list[str] = field(default_factory=list)
    residence_basis: str = ""
