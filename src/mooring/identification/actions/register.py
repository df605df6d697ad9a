"""Taking over the closed cases of an old register in bulk: one deed, one ledger line, no timeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from mooring.casework.pseudonym import new_pseudonym
from mooring.identification.old_register import OldRegisterRow
from mooring.safeguards import clock, keys
from mooring.safeguards.deeds import deed
from mooring.safeguards.models import Officer
from mooring.safeguards.random_keys import random_key

BATCH = 5_000

# One statement for each table and batch, because an object for each of a quarter of a million rows takes a minute. The order matters
# to the database's policies: grants by founding, then keys, then cases and what hangs on them. Every policy and trigger applies here
# too; `recorded_at` is stamped by the database. Lists of codes come as one text, parted by commas.
GRANTS = """
insert into casework_grant (id, case_id, compartment, desk_id, may_write, as_lead, ground, given_by_id, since, case_opened_at, recorded_at)
select g.id, g.case_id, %(part)s, %(desk)s, true, true, 'founding', %(by)s, %(now)s, g.opened_at, %(now)s
from unnest(%(ids)s::bigint[], %(cases)s::bigint[], %(opened)s::timestamptz[]) g (id, case_id, opened_at)"""

KEYS = """
insert into safeguards_datakey (id, subject, wrapped, master_version, made_at)
select k.id, k.subject, k.wrapped, k.version, %(now)s
from unnest(%(ids)s::bigint[], %(cases)s::bigint[], %(wrapped)s::bytea[], %(versions)s::bigint[]) k (id, subject, wrapped, version)"""

CASES = """
insert into casework_case (id, pseudonym, opened_at, opened_by_id, recorded_at)
select c.id, c.pseudonym, c.opened_at, %(by)s, %(now)s
from unnest(%(cases)s::bigint[], %(pseudonyms)s::text[], %(opened)s::timestamptz[]) c (id, pseudonym, opened_at)"""

STAGES = """
insert into casework_stagereached (id, case_id, recorded_at, recorded_by_id, stage, since)
select s.id, s.case_id, %(now)s, %(by)s, 'closed', s.since
from unnest(%(ids)s::bigint[], %(cases)s::bigint[], %(opened)s::timestamptz[]) s (id, case_id, since)"""

PERSONS = """
insert into identification_personfacts (id, case_id, recorded_at, recorded_by_id, gender, age_years, age_in_doubt, age_status,
  age_assessment, citizenships, languages, known_how)
select p.id, p.case_id, %(now)s, %(by)s, p.gender, p.age, false, p.status, 'none', string_to_array(p.citizenships, ','), '{}', 'authority'
from unnest(%(ids)s::bigint[], %(cases)s::bigint[], %(genders)s::text[], %(ages)s::smallint[], %(statuses)s::text[],
  %(citizenships)s::text[]) p (id, case_id, gender, age, status, citizenships)"""

EXPLOITATIONS = """
insert into identification_exploitation (id, case_id, recorded_at, recorded_by_id, forms, crossing, countries)
select e.id, e.case_id, %(now)s, %(by)s, string_to_array(e.forms, ','), e.crossing, string_to_array(e.countries, ',')
from unnest(%(ids)s::bigint[], %(cases)s::bigint[], %(forms)s::text[], %(crossings)s::text[], %(countries)s::text[])
  e (id, case_id, forms, crossing, countries)"""

BASES = """
insert into identification_residencebasis (id, case_id, recorded_at, recorded_by_id, basis, known_how)
select b.id, b.case_id, %(now)s, %(by)s, b.basis, 'authority'
from unnest(%(ids)s::bigint[], %(cases)s::bigint[], %(bases)s::text[]) b (id, case_id, basis) where b.basis <> ''"""

OUTCOMES = """
insert into identification_outcome (id, case_id, recorded_at, recorded_by_id, outcome, decided_on, authority, legal_test, ground_codes,
  correction_reason, before_opening)
select o.id, o.case_id, %(now)s, %(by)s, o.outcome, o.decided_on, o.authority, o.legal_test, '{}', '', false
from unnest(%(ids)s::bigint[], %(cases)s::bigint[], %(outcomes)s::text[], %(days)s::date[], %(authorities)s::text[], %(tests)s::text[])
  o (id, case_id, outcome, decided_on, authority, legal_test)"""

ORDER = (KEYS, CASES, STAGES, PERSONS, EXPLOITATIONS, BASES, OUTCOMES)


@deed("register.load")
def take_over_closed_cases(*, by: Officer, rows: Iterable[OldRegisterRow]) -> int:
    """Bring persons of an old register in as closed cases, which the keeper's desk leads. Answers how many; all or nothing.

    The codes of the rows are those of this room's models; whoever reads the register has checked them row by row.
    """
    remaining, loaded = iter(rows), 0
    with connection.cursor() as cursor:
        while batch := list(islice(remaining, BATCH)):
            values: dict[str, Any] = {**_columns(batch), "by": by.pk, "desk": by.desk.pk, "now": clock.now()}
            for part in ("entry", "core"):
                cursor.execute(GRANTS, values | {"part": part, "ids": _keys(len(batch))})
            for statement in ORDER:
                cursor.execute(statement, values | {"ids": _keys(len(batch))})
            loaded += len(batch)
    return loaded


def _keys(number: int) -> list[int]:
    return [random_key() for _ in range(number)]


def _columns(batch: Sequence[OldRegisterRow]) -> dict[str, list[Any]]:
    """The batch by columns, as the statements take it, with a fresh case, key and pseudonym for each person."""
    prefix = settings.MOORING_PSEUDONYM_PREFIX
    cases = _keys(len(batch))
    data_keys = [keys.new_data_key(case)[0] for case in cases]
    return {
        "cases": cases,
        "wrapped": [row.wrapped for row in data_keys],
        "versions": [row.master_version for row in data_keys],
        "pseudonyms": [new_pseudonym(prefix) for _ in batch],
        "opened": [timezone.make_aware(datetime.combine(row.opened_on or row.decided_on, time(12))) for row in batch],
        "genders": [row.gender for row in batch],
        "ages": [row.age_years for row in batch],
        "statuses": [row.age_status for row in batch],
        "citizenships": [",".join(row.citizenships) for row in batch],
        "forms": [",".join(row.forms) or "not_known" for row in batch],
        "crossings": [row.crossing for row in batch],
        "countries": [",".join(row.countries) for row in batch],
        "bases": [row.residence_basis for row in batch],
        "outcomes": [row.outcome for row in batch],
        "days": [row.decided_on for row in batch],
        "authorities": [row.authority for row in batch],
        "tests": [row.legal_test for row in batch],
    }
