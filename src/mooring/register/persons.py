"""Rows for one person each become closed cases, through the room of identification. The whole file or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.conf import settings

from mooring.identification.actions import take_over_closed_cases
from mooring.identification.models import AgeStatus, Crossing, Form, Gender, OutcomeCode
from mooring.identification.old_register import OldRegisterRow
from mooring.law import NotAnswered, ResidenceBasis
from mooring.register.mapping import Column, Mapping
from mooring.register.models import PersonsLoad
from mooring.register.reading import MOST_REFUSALS, Read, Remark
from mooring.safeguards import clock
from mooring.safeguards.models import AgencyKind, Officer

NEEDED = ("outcome", "decided_on")
LISTS = ("citizenships", "forms", "countries")
CODES: dict[str, frozenset[str]] = {
    "outcome": frozenset(OutcomeCode.values),
    "authority": frozenset(AgencyKind.values),
    "gender": frozenset(Gender.values),
    "age_status": frozenset(AgeStatus.values),
    "forms": frozenset(Form.values),
    "crossing": frozenset(Crossing.values),
    "residence_basis": frozenset(basis.value for basis in ResidenceBasis),
}
NOT_CODED = ("decided_on", "opened_on", "legal_test", "age_years", "citizenships", "countries")
OLDEST = 120


def faults(mapping: Mapping) -> list[str]:
    """What a mapping of persons lacks or gets wrong, in sentences."""
    named = {column.name for column in mapping.columns}
    found = [f"[columns.{name}] is missing: a closed case needs it." for name in NEEDED if name not in named]
    found += [
        f"[columns.{name}] is nothing that is kept of a person in an old register."
        for name in sorted(named - CODES.keys() - set(NOT_CODED))
    ]
    for column in mapping.columns:
        codes = CODES.get(column.name)
        if codes is None:
            continue
        wrong = sorted({part for value in _possible(column) for part in value.split("+")} - codes - {""})
        if wrong:
            found.append(f"[columns.{column.name}] maps to {', '.join(wrong)}; it may be {', '.join(sorted(codes))}.")
        if not column.values and column.constant is None:
            found.append(f"[columns.{column.name}] needs a list of values: it is kept as a code.")
    return found


def examine(read: Read, mapping: Mapping) -> None:
    """Refuse what no person's row can be; adds to the refusals."""
    today = clock.today()
    for row, number in zip(read.rows, read.row_numbers, strict=True):
        if len(read.refusals) >= MOST_REFUSALS:
            return
        age = row.get("age_years")
        if isinstance(age, int) and age > OLDEST:
            read.refusals.append(Remark(number, "age_years", "an age of more than 120 years", "refused"))
        if not row["decided_on"] or row["decided_on"] > today:
            read.refusals.append(Remark(number, "decided_on", "no day, or one that is yet to come", "refused"))


def earlier(mapping: Mapping, read: Read) -> PersonsLoad | None:
    """The load of this very file, if there is one."""
    return PersonsLoad.objects.filter(fingerprint=read.fingerprint).first()


def of_the_same_source(mapping: Mapping) -> PersonsLoad | None:
    """The last load of another file of this source: its persons would be counted twice."""
    return PersonsLoad.objects.filter(source_key=mapping.source["key"]).order_by("-loaded_at").first()


def bring_in(mapping: Mapping, read: Read, *, by: Officer) -> int:
    """Make the closed cases, and remember the file. Within the transaction of the register; answers how many."""
    cases = take_over_closed_cases(by=by, rows=list(rows(read)))
    PersonsLoad(
        source_key=mapping.source["key"],
        title=mapping.source["title"],
        fingerprint=read.fingerprint,
        cases=cases,
        loaded_by=by,
    ).save(force_insert=True)
    return cases


def rows(read: Read) -> Iterator[OldRegisterRow]:
    """The rows of the file in the terms of identification. What a column left empty is not known."""
    for row in read.rows:
        given: dict[str, Any] = {name: value for name, value in row.items() if value not in ("", None)}
        for name in LISTS:
            if name in given:
                given[name] = [part for part in given[name].split("+") if part != "not_known"]
        if "age_status" not in given and "age_years" in given:
            given["age_status"] = _age_status(given["age_years"])
        yield OldRegisterRow(**given)


def _possible(column: Column) -> set[str]:
    values = set(column.values.values())
    values |= {column.constant} if column.constant and not column.values else set()
    return values | ({column.blank} if column.blank and column.blank != "not_collected" else set())


@cache
def _age_status(age: int) -> str:
    """Child or adult, as the law of today presumes for a stated age without doubt."""
    try:
        answer = settings.MOORING_COUNTRY.law.age_presumption(age, False, clock.today()).answer
    except NotAnswered:
        return str(AgeStatus.NOT_KNOWN)
    return answer if answer in CODES["age_status"] else str(AgeStatus.NOT_KNOWN)
