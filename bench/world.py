"""A million synthetic cases on two hundred agencies, written by the superuser in bulk: speed at the scale of a country."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from mooring.casework.compartments import FOUNDERS

AGENCIES = 200
OFFICERS = 1_000
CASES = 1_000_000
FEW_OF_A_MILLION, MANY_OF_A_MILLION = 2_000, 15_000
TABLES = ("casework_case", "casework_stagereached", "casework_event", "casework_deadline", "casework_grant")

# One desk an agency and five officers a desk: officer n serves at desk 1 + (n - 1) % 200. Desk 1 and desk 2 are the measured ones.
STAFF = """
insert into safeguards_agency (id, code, name, kind)
  select n, 'agency-' || n, 'Synthetic agency ' || n, 'ngo' from generate_series(1, %(agencies)s) n;
insert into safeguards_desk (id, agency_id, code, name)
  select n, n, 'desk-' || n, 'Desk ' || n from generate_series(1, %(agencies)s) n;
insert into safeguards_officer (id, email, name, language, is_active, password)
  select n, 'officer-' || n || '@bench.invalid', 'Officer ' || n, 'en', true, '!' from generate_series(1, %(officers)s) n;
insert into safeguards_posting (id, officer_id, desk_id, role, since)
  select n, n, 1 + (n - 1) %% %(agencies)s, 'social_worker', now() - interval '11 years' from generate_series(1, %(officers)s) n;
"""

# Ten years of cases, evenly, up to an hour ago. `chance` is a number from 0 to 999 that follows nothing else.
MADE = """
create temporary table made as
select n, (hashint8extended(n, 7) & 4611686018427387903) as id, (hashint8extended(n, 29) & 1048575) %% 1000 as chance,
  now() - interval '1 hour' - (%(cases)s - n) * (interval '10 years' / %(cases)s) as opened_at, desk,
  desk + %(agencies)s * (hashint8extended(n, 31) & 1048575) %% %(officers)s as founder
from (select n, case when n %% 500 = 0 then 1 when n %% 66 = 1 then 2 else 3 + n %% (%(agencies)s - 2) end as desk
  from generate_series(1, %(cases)s) n) numbered;
analyze made;
"""

CASES_OF_THE_COUNTRY = """
insert into casework_case (id, pseudonym, opened_at, opened_by_id, recorded_at)
  select id, 'DK-' || substr(body, 1, 4) || '-' || substr(body, 5, 4) || '-X', opened_at, founder, opened_at
  from (select *, upper(lpad(to_hex((n::bigint * 2654435761) %% 4294967296), 8, '0')) as body from made) spelled;
insert into casework_stagereached (id, case_id, recorded_at, recorded_by_id, stage, since, superseded_by_id)
  select hashint8extended(n, 11) & 4611686018427387903, id, opened_at, founder, 'presumed', opened_at,
    hashint8extended(n, 12) & 4611686018427387903 from made
  union all
  select hashint8extended(n, 12) & 4611686018427387903, id, opened_at + interval '30 minutes', founder,
    case when opened_at > now() - interval '1 year' then (array['presumed', 'assessment', 'identified'])[1 + chance %% 3]
      else (array['identified', 'not_identified', 'closed', 'closed'])[1 + chance %% 4] end, opened_at + interval '30 minutes', null
  from made;
insert into casework_event (id, case_id, compartment, kind, happened_at, by_id, agency_id, codes, recorded_at)
  select (hashint8extended(n * 10 + k, 13) & 4611686018427387903), id, 'core',
    (array['case.open', 'task.set', 'task.finish'])[1 + k], opened_at + k * interval '15 minutes', founder, desk, '{}'::jsonb,
    opened_at + k * interval '15 minutes' from made, generate_series(0, 2) k
  union all
  select (hashint8extended(n * 10 + 4, 13) & 4611686018427387903), id, 'core', 'task.finish', moment, founder, desk, '{}'::jsonb, moment
  from (select *, greatest(opened_at, now() - chance * interval '1 hour') as moment from made where n %% 7 = 0) late;
insert into casework_deadline (id, case_id, recorded_at, recorded_by_id, compartment, kind, due_at, pen_desk_id, met_at, finding)
  select (hashint8extended(n, 17) & 4611686018427387903), id, opened_at, founder, 'core',
    (array['reflection_ask', 'plan_review'])[1 + chance %% 2],
    case when waits then now() + (chance - 100) * interval '3 hours' else opened_at + interval '30 days' end, desk,
    case when not waits then opened_at + interval '20 days' end, '{}'::jsonb
  from (select *, opened_at > now() - interval '1 year' or chance < 30 as waits from made) said where chance %% 2 = 0 or waits;
"""

# By founding: the desk every part of each case, and at the measured desks the founder as well. A tenth is shared with another desk.
GRANTS = """
insert into casework_grant (id, case_id, compartment, officer_id, desk_id, may_write, as_lead, ground, given_by_id,
    since, case_opened_at, recorded_at)
  select (hashint8extended(n * 100 + part.ordinality, 19) & 4611686018427387903), id, part.compartment, null::bigint, desk,
    true, false, 'founding', founder, opened_at, opened_at, opened_at
  from made, unnest(%(parts)s::text[]) with ordinality as part(compartment, ordinality)
  union all
  select (hashint8extended(n * 100 + 20 + part.ordinality, 19) & 4611686018427387903), id, part.compartment, founder, null::bigint,
    true, true, 'founding', founder, opened_at, opened_at, opened_at
  from made, unnest(%(parts)s::text[]) with ordinality as part(compartment, ordinality) where desk <= 2
  union all
  select (hashint8extended(n * 100 + 40 + part.ordinality, 19) & 4611686018427387903), id, part.compartment, null::bigint,
    3 + (n + 5) %% (%(agencies)s - 2), false, false, 'given_by_lead', founder, opened_at, opened_at, opened_at
  from made, unnest(array['entry', 'core']) with ordinality as part(compartment, ordinality) where chance >= 900;
"""

BLOCKS = (STAFF, MADE, CASES_OF_THE_COUNTRY, GRANTS)


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
    values = {"agencies": AGENCIES, "officers": OFFICERS, "cases": cases, "parts": [str(part) for part in FOUNDERS]}
    with psycopg.connect(superuser_url, autocommit=False) as session:
        session.execute("set local session_replication_role = replica")
        session.execute("set local work_mem = '256MB'")
        session.execute("set local maintenance_work_mem = '1GB'")
        with _indexes_built_afterwards(session):
            for block in BLOCKS:
                for statement in block.strip().rstrip(";").split(";\n"):
                    session.execute(statement, values)
    with psycopg.connect(superuser_url, autocommit=True) as session:
        session.execute("vacuum (analyze)")
        seen = {
            desk: session.execute(
                "select count(distinct case_id) from casework_grant where compartment = 'entry' and (desk_id = %s or officer_id = %s)",
                [desk, desk],
            ).fetchone()
            for desk in (1, 2)
        }
    assert seen[1] and seen[2]
    return Made(cases, time.perf_counter() - began, int(seen[1][0]), int(seen[2][0]))


@contextmanager
def _indexes_built_afterwards(session: psycopg.Connection) -> Iterator[None]:
    """Leave the indexes of the big tables out while rows are written; all but those that hold a constraint."""
    found = session.execute(
        "select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i"
        " where i.indrelid = any (%s::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)",
        [list(TABLES)],
    ).fetchall()
    for name, _definition in found:
        session.execute(f"drop index {name}")
    yield
    for _name, definition in found:
        session.execute(definition)
