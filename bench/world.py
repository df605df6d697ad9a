"""A million synthetic cases on two hundred agencies, written by the owner in bulk, so that speed can be measured on a country's scale."""

from __future__ import annotations

import time
from dataclasses import dataclass

import psycopg

from mooring.casework.compartments import FOUNDERS

AGENCIES = 200
OFFICERS = 1_000
CASES = 1_000_000
FEW, MANY = 2_000, 15_000

# One desk an agency and five officers a desk. Desk 1 sees 2,000 cases, desk 2 sees 15,000; the others share the rest.
STAFF = """
insert into safeguards_agency (id, code, name, kind)
  select n, 'agency-' || n, 'Synthetic agency ' || n, 'ngo' from generate_series(1, %(agencies)s) n;
insert into safeguards_desk (id, agency_id, code, name)
  select n, n, 'desk-' || n, 'Desk ' || n from generate_series(1, %(agencies)s) n;
insert into safeguards_officer (id, email, name, language, is_active, password)
  select n, 'officer-' || n || '@bench.invalid', 'Officer ' || n, 'en', true, '!' from generate_series(1, %(officers)s) n;
insert into safeguards_posting (id, officer_id, desk_id, role, since)
  select n, n, 1 + (n - 1) %% %(agencies)s, 'social_worker', now() - interval '10 years' from generate_series(1, %(officers)s) n;
"""

CASES_OF_THE_COUNTRY = """
create temporary table made as
select n, (hashint8extended(n, 7) & 4611686018427387903) as id, timestamptz '2016-01-01' + n * interval '5 minutes' as opened_at,
  case when n %% 500 = 0 then 1 when n %% 66 = 1 then 2 else 3 + (n %% (%(agencies)s - 2)) end as desk
from generate_series(1, %(cases)s) n;
insert into casework_case (id, pseudonym, opened_at, opened_by_id, recorded_at)
  select id, 'DK-' || substr(body, 1, 4) || '-' || substr(body, 5, 4) || '-X', opened_at, desk, opened_at
  from (select *, upper(lpad(to_hex((n::bigint * 2654435761) %% 4294967296), 8, '0')) as body from made) spelled;
insert into casework_stagereached (id, case_id, recorded_at, recorded_by_id, stage, since)
  select hashint8extended(n, 11) & 4611686018427387903, id, opened_at, desk,
    (array['presumed', 'assessment', 'identified', 'not_identified', 'closed'])[1 + n %% 5], opened_at from made;
insert into casework_event (id, case_id, compartment, kind, happened_at, by_id, agency_id, codes, recorded_at)
  select (hashint8extended(n * 10 + k, 13) & 4611686018427387903), id, 'core',
    'case.open', opened_at + k * interval '1 day', desk, desk, '{}',
    opened_at + k * interval '1 day' from made, generate_series(1, 3) k;
insert into casework_deadline (id, case_id, recorded_at, recorded_by_id, compartment, kind, due_at, pen_desk_id, finding)
  select (hashint8extended(n, 17) & 4611686018427387903), id, opened_at, desk, 'core', 'contact_person',
    opened_at + interval '30 days', desk, '{}'
  from made where n %% 4 = 0;
"""

GRANTS = """
insert into casework_grant (id, case_id, compartment, desk_id, may_write, as_lead, ground, given_by_id, since, case_opened_at, recorded_at)
  select (hashint8extended(n * 10 + part.ordinality, 19) & 4611686018427387903), id, part.compartment, desk, true, false, 'founding', desk,
    opened_at, opened_at, opened_at
  from made, unnest(%(parts)s::text[]) with ordinality as part(compartment, ordinality);
"""


@dataclass(frozen=True)
class Made:
    """What was written, and how long it took in seconds."""

    cases: int
    seconds: float
    few: int
    many: int


def make(superuser_url: str, *, cases: int = CASES) -> Made:
    """Write the whole world, without triggers and foreign-key checks; the database must be migrated and empty."""
    began = time.perf_counter()
    with psycopg.connect(superuser_url, autocommit=False) as session:
        session.execute("set local session_replication_role = replica")
        session.execute("set local work_mem = '256MB'")
        session.execute("set local maintenance_work_mem = '1GB'")
        values = {"agencies": AGENCIES, "officers": OFFICERS, "cases": cases, "parts": [str(part) for part in FOUNDERS]}
        for block in (STAFF, CASES_OF_THE_COUNTRY, GRANTS):
            for statement in block.strip().rstrip(";").split(";\n"):
                session.execute(statement, values)  # type: ignore[arg-type]
        few = session.execute("select count(*) from made where desk = 1").fetchone()
        many = session.execute("select count(*) from made where desk = 2").fetchone()
    with psycopg.connect(superuser_url, autocommit=True) as session:
        session.execute("analyze")
    assert few and many
    return Made(cases, time.perf_counter() - began, int(few[0]), int(many[0]))
