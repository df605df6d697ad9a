"""The bare SQL a good hand would write to find the rows of a page, through the same grants, with no policies in between.

Parameters: `officer`, `desk`, and what the page was asked. A row is shown when a running grant of the officer or of her desk opens its
compartment; that is said once a table, as the policies say it.
"""

from __future__ import annotations

from typing import Any

import psycopg

RUNNING = "g.ended_at is null and (g.until is null or now() < g.until)"
HERS = f"(g.officer_id = %(officer)s or g.desk_id = %(desk)s) and {RUNNING}"


def shown(row: str, compartment: str) -> str:
    """SQL: a running grant of hers opens this row. `row`: its alias; `compartment`: an SQL expression."""
    return f"exists (select from casework_grant g where g.case_id = {row}.case_id and g.compartment = {compartment} and {HERS})"


def first_of_hers(filters: str = "true", limit: int = 51, order: str = "desc") -> str:
    """SQL: the first cases of the list by opening, once for herself and once for her desk, each by its index."""
    parts = [
        f"(select g.case_opened_at, g.case_id from casework_grant g where g.{holder}_id = %({holder})s and g.compartment = 'entry'"
        f" and {RUNNING} and {filters} order by g.case_opened_at {order}, g.case_id {order} limit {limit})"
        for holder in ("officer", "desk")
    ]
    return f"(select * from ({' union '.join(parts)}) both_of_them order by 1 {order}, 2 {order} limit {limit})"


ALL_OF_HERS = (
    "(select g.case_id from casework_grant g where g.officer_id = %(officer)s and g.compartment = 'entry' and "
    f"{RUNNING} union select g.case_id from casework_grant g where g.desk_id = %(desk)s"
    f" and g.compartment = 'entry' and {RUNNING})"
)

# What a line of the list shows, for the cases chosen by `mine`.
LINES = f"""
select c.pseudonym, c.opened_at, s.stage, last.happened_at, due.*
from {{mine}} mine join casework_case c on c.id = mine.case_id
left join casework_stagereached s on s.case_id = c.id and s.superseded_by_id is null
left join lateral (select e.happened_at from casework_event e where e.case_id = c.id and {shown("e", "e.compartment")}
  order by e.happened_at desc limit 1) last on true
left join lateral (select d.kind, d.due_at, p.name, a.name, o.name from casework_deadline d
  left join safeguards_desk p on p.id = d.pen_desk_id left join safeguards_agency a on a.id = p.agency_id
  left join safeguards_officer o on o.id = d.pen_officer_id
  where d.case_id = c.id and d.superseded_by_id is null and d.met_at is null and {shown("d", "d.compartment")}
  order by d.due_at, d.id limit 1) due on true
order by {{order}}
"""
IN_STAGE = "exists (select from casework_stagereached r where r.case_id = g.case_id and r.superseded_by_id is null and r.stage = %(stage)s)"
BEYOND = "g.case_opened_at <= %(moment)s and (g.case_opened_at < %(moment)s or g.case_opened_at = %(moment)s and g.case_id < %(case)s)"
BY_NEXT_DUE = f"""(select min(d.due_at) as first_due, d.case_id from {ALL_OF_HERS} hers
  join casework_deadline d on d.case_id = hers.case_id and d.superseded_by_id is null and d.met_at is null
  where {shown("d", "d.compartment")} group by d.case_id order by 1, 2 limit 51)"""

NEWEST = LINES.format(mine=first_of_hers(), order="mine.case_opened_at desc, mine.case_id desc")
LATER = LINES.format(mine=first_of_hers(BEYOND), order="mine.case_opened_at desc, mine.case_id desc")
OF_A_STAGE = LINES.format(mine=first_of_hers(IN_STAGE), order="mine.case_opened_at desc, mine.case_id desc")
NEXT_DUE = LINES.format(mine=BY_NEXT_DUE, order="mine.first_due, mine.case_id")
HUNDRED = LINES.format(mine=first_of_hers(limit=101), order="mine.case_opened_at desc, mine.case_id desc")

OPEN_DEADLINE = "d.superseded_by_id is null and d.met_at is null"
OPEN_TASK = "t.superseded_by_id is null and t.done_at is null"


def due(side: str, order: str) -> str:
    """SQL: what is due by her pen or her desk's, on one `side` of now, in one `order`."""
    first = " union all ".join(
        f"(select d.* from casework_deadline d where d.pen_{holder}_id = %({holder})s and {OPEN_DEADLINE} and d.due_at {side} now()"
        f" and {shown('d', 'd.compartment')} order by d.due_at {order}, d.id {order} limit 21)"
        for holder in ("officer", "desk")
    )
    return (
        f"select c.pseudonym, d.kind, d.due_at, d.finding, p.name, a.name, o.name from ({first}) d"
        " join casework_case c on c.id = d.case_id left join safeguards_desk p on p.id = d.pen_desk_id"
        " left join safeguards_agency a on a.id = p.agency_id left join safeguards_officer o on o.id = d.pen_officer_id"
        f" order by d.due_at {order}, d.id {order} limit 21"
    )


DAY = (
    due(">=", "asc"),
    due("<", "desc"),
    f"""select c.pseudonym, t.due_on, t.words_sealed, k.wrapped, p.name, f.name, b.name from (
      (select t.* from casework_task t where t.for_officer_id = %(officer)s and {OPEN_TASK} and {shown("t", "t.compartment")}
        order by due_on nulls last, id limit 21)
      union all
      (select t.* from casework_task t where t.for_desk_id = %(desk)s and {OPEN_TASK} and {shown("t", "t.compartment")}
        order by due_on nulls last, id limit 21)) t
    join casework_case c on c.id = t.case_id join safeguards_datakey k on k.subject = t.case_id
    left join safeguards_desk p on p.id = t.for_desk_id left join safeguards_officer f on f.id = t.for_officer_id
    join safeguards_officer b on b.id = t.recorded_by_id order by t.due_on nulls last, t.id limit 21""",
    f"""select c.pseudonym, e.kind, e.happened_at, o.name, a.name from {ALL_OF_HERS} hers
    join casework_event e on e.case_id = hers.case_id and e.happened_at > now() - interval '7 days' and e.by_id <> %(officer)s
      and {shown("e", "e.compartment")}
    join casework_case c on c.id = e.case_id join safeguards_officer o on o.id = e.by_id join safeguards_agency a on a.id = e.agency_id
    order by e.happened_at desc, e.id desc limit 30""",
)

ONE_CASE = (
    f"""select c.*, s.stage, s.since, (select jsonb_object_agg(g.compartment, g.may_write) from casework_grant g
      where g.case_id = c.id and {HERS}) from casework_case c
    left join casework_stagereached s on s.case_id = c.id and s.superseded_by_id is null
    where c.pseudonym = %(pseudonym)s and exists
      (select from casework_grant g where g.case_id = c.id and g.compartment = 'entry' and {HERS})""",
    f"""select s.stage, s.since, s.superseded_by_id from casework_stagereached s
    where s.case_id = %(case)s and {shown("s", "'entry'")} order by s.since, s.recorded_at""",
    f"""select d.kind, d.due_at, d.met_at, d.finding, p.name, a.name, o.name from casework_deadline d
    left join safeguards_desk p on p.id = d.pen_desk_id left join safeguards_agency a on a.id = p.agency_id
    left join safeguards_officer o on o.id = d.pen_officer_id
    where d.case_id = %(case)s and d.superseded_by_id is null and {shown("d", "d.compartment")} order by d.due_at, d.id""",
    f"""select t.*, p.name, f.name, b.name, k.wrapped from casework_task t join safeguards_datakey k on k.subject = t.case_id
    left join safeguards_desk p on p.id = t.for_desk_id left join safeguards_officer f on f.id = t.for_officer_id
    join safeguards_officer b on b.id = t.recorded_by_id
    where t.case_id = %(case)s and t.superseded_by_id is null and {shown("t", "t.compartment")}
    order by t.due_on nulls last, t.recorded_at""",
    f"""select r.*, (select sum(x.days) from support_extension x where x.period_id = r.id and x.superseded_by_id is null)
    from support_reflectionperiod r where r.case_id = %(case)s and r.superseded_by_id is null and {shown("r", "'core'")}""",
    f"""select o.name, p.name, a.name from support_contactperson r join safeguards_officer o on o.id = r.officer_id
    join safeguards_desk p on p.id = r.desk_id join safeguards_agency a on a.id = p.agency_id
    where r.case_id = %(case)s and r.superseded_by_id is null and {shown("r", "'core'")}""",
)


def rows(session: psycopg.Connection, sql: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Run one of these, as the owner, planned anew like everything that Django sends."""
    return session.execute(sql, asked, prepare=False).fetchall()
