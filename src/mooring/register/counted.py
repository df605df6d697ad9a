"""Rows with a count become counted cells: no case, no pseudonym, no event. The whole file or nothing."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db import connection
from django.db.models import Q

from mooring.register.mapping import Mapping
from mooring.register.reading import MOST_REFUSALS, Read, Remark
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key
from mooring.statistics.models import AgeGroup, CountedLoad

CATEGORIES = ("body_kind", "body", "form", "age_group", "sex", "citizenship")
COLUMNS = ("period", "people", *CATEGORIES)
CELLS = (
    "insert into statistics_countedcell"
    " (id, load_id, period_start, period_end, body_kind, body, form, age_group, sex, citizenship, people)"
    " select c.id, %(load)s, c.period_start, c.period_end, c.body_kind, c.body, c.form, c.age_group, c.sex, c.citizenship, c.people"
    " from unnest(%(id)s::bigint[], %(period_start)s::date[], %(period_end)s::date[], %(body_kind)s::text[], %(body)s::text[],"
    " %(form)s::text[], %(age_group)s::text[], %(sex)s::text[], %(citizenship)s::text[], %(people)s::int[])"
    " c (id, period_start, period_end, body_kind, body, form, age_group, sex, citizenship, people)"
)


def faults(mapping: Mapping) -> list[str]:
    """What a mapping of counts lacks, in sentences."""
    named = {column.name for column in mapping.columns}
    found = [f"[columns.{name}] is missing: counts need it." for name in ("period", "people") if name not in named]
    found += [f"[columns.{name}] is nothing that counts are kept by." for name in sorted(named - set(COLUMNS))]
    age = mapping.column("age_group")
    if age and (wrong := set(age.values.values()) - set(AgeGroup.values)):
        found.append(f"[columns.age_group] maps to {', '.join(sorted(wrong))}; it may be child, adult or not_known.")
    return found


def examine(read: Read, mapping: Mapping) -> None:
    """Refuse what is counted twice within the file; adds to the refusals."""
    first_seen: dict[tuple[Any, ...], int] = {}
    for row, number in zip(read.rows, read.row_numbers, strict=True):
        key = tuple(row.get(name) for name in COLUMNS if name != "people")
        before = first_seen.setdefault(key, number)
        if before != number and len(read.refusals) < MOST_REFUSALS:
            read.refusals.append(
                Remark(number, "row", f"the same categories as row {before}", "refused: counted twice")
            )


def earlier(mapping: Mapping, read: Read) -> CountedLoad | None:
    """The load of this very file, if there is one."""
    return CountedLoad.objects.filter(source_key=mapping.source["key"], fingerprint=read.fingerprint).first()


class OverlapsInPart(ValueError):
    """The file holds some of the periods of an earlier one of the same source, and lacks others."""


def to_be_replaced(mapping: Mapping, read: Read) -> CountedLoad | None:
    """The standing load of the same source whose periods this file holds too. Raises `OverlapsInPart`."""
    first, last = _span(read)
    overlapping = CountedLoad.objects.standing().filter(
        Q(source_key=mapping.source["key"], first_day__lte=last, last_day__gte=first)
    )
    found = list(overlapping[:2])
    if not found:
        return None
    if len(found) > 1 or found[0].first_day < first or found[0].last_day > last:
        raise OverlapsInPart
    return found[0]


def bring_in(mapping: Mapping, read: Read, *, by: Officer, replaces: CountedLoad | None) -> CountedLoad:
    """Write the load and its cells, within the deed of the register."""
    first, last = _span(read)
    load = CountedLoad(
        **{("source_key" if name == "key" else name): value for name, value in mapping.source.items()},
        confirmed=mapping.confirmed,
        forms_may_be_several=any("+" in str(row.get("form") or "") for row in read.rows),
        fingerprint=read.fingerprint,
        cell_count=len(read.rows),
        people=sum(row["people"] for row in read.rows),
        first_day=first,
        last_day=last,
        replaces=replaces,
        loaded_by=by,
    )
    load.save(force_insert=True)
    # One statement for all cells: an object for each of ten thousand rows takes seconds.
    columns: dict[str, list[Any]] = {name: [row.get(name) or "" for row in read.rows] for name in CATEGORIES}
    columns |= {
        "id": [random_key() for _ in read.rows],
        "period_start": [row["period"][0] for row in read.rows],
        "period_end": [row["period"][1] for row in read.rows],
        "people": [row["people"] for row in read.rows],
    }
    with connection.cursor() as cursor:
        cursor.execute(CELLS, {**columns, "load": load.pk})
    return load


def totals(read: Read) -> list[tuple[str, int]]:
    """The people counted in each period, in order, for the report."""
    counted: Counter[Any] = Counter()
    for row in read.rows:
        counted[row["period"]] += row["people"]
    return [(f"{first} to {last}", people) for (first, last), people in sorted(counted.items())]


def _span(read: Read) -> tuple[Any, Any]:
    return min(row["period"][0] for row in read.rows), max(row["period"][1] for row in read.rows)
