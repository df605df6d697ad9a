"""What the two measured desks have before them: tasks with sealed words, clocks with the law under them, periods, contact persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import psycopg
from psycopg.types.json import Jsonb

from mooring.safeguards import keys
from mooring.safeguards.random_keys import random_key

TASKS = 30
WORDS = "Call the interpreter for the talk about the plan, and ask whether the afternoon suits the person better."

CHOSEN = """
select c.id from casework_grant g join casework_case c on c.id = g.case_id
join casework_stagereached s on s.case_id = c.id and s.superseded_by_id is null and s.stage = 'identified'
where g.desk_id = %s and g.compartment = 'entry' and g.ended_at is null order by g.case_opened_at desc limit %s
"""
TASK = """
insert into casework_task (id, case_id, recorded_at, recorded_by_id, compartment, kind, words_sealed, for_desk_id, for_officer_id, due_on)
values (%s, %s, now(), %s, 'core', 'task', %s, %s, %s, %s)
"""
PERIOD = """
insert into support_reflectionperiod (id, case_id, recorded_at, recorded_by_id, kind, begins, initial_days, last_day, starts,
  requested_on, decided_on, finding) values (%s, %s, now(), %s, 'reflection', %s, 30, %s, 'request', %s, %s, %s)
"""
CONTACT = """
insert into support_contactperson (id, case_id, recorded_at, recorded_by_id, officer_id, desk_id, since)
values (%s, %s, now(), %s, %s, %s, %s)
"""
CLOCK = """
insert into casework_deadline (id, case_id, recorded_at, recorded_by_id, compartment, kind, due_at, pen_desk_id, finding)
values (%s, %s, now(), %s, 'core', 'reflection_end', %s, %s, %s)
"""


@dataclass(frozen=True)
class Measured:
    """An officer who is measured, her desk, and in words how much she sees."""

    officer: int
    desk: int
    sees: str


def furnish(superuser: psycopg.Connection, officers: list[Measured]) -> None:
    """Give each measured desk its newest identified cases to work on; does nothing the second time."""
    if superuser.execute("select exists (select from casework_task)").fetchone() == (True,):
        return
    from django.conf import settings

    today = datetime.now(UTC).date()
    finding = settings.MOORING_COUNTRY.law.reflection_period(
        today, ordered_to_leave=True, legal_resident=False, identified=True, public_order=False
    ).record()
    with superuser.transaction():
        superuser.execute("set local session_replication_role = replica")
        for who in officers:
            superuser.execute(
                "update casework_deadline set finding = %s where pen_desk_id = %s", [Jsonb(finding), who.desk]
            )
            cases = [int(row[0]) for row in superuser.execute(CHOSEN, [who.desk, TASKS]).fetchall()]
            for number, case in enumerate(cases):
                data_key, key = keys.new_data_key(case)
                superuser.execute(
                    "insert into safeguards_datakey (id, subject, version, wrapped, master_version, made_at)"
                    " values (%s, %s, %s, %s, %s, now())",
                    [data_key.pk, case, data_key.version, data_key.wrapped, data_key.master_version],
                )
                task = random_key()
                sealed = keys.seal(key, WORDS.encode(), f"casework_task.words_sealed:{task}")
                holder = (who.desk, None) if number % 5 else (None, who.officer)
                superuser.execute(TASK, [task, case, who.officer, sealed, *holder, today + timedelta(days=number % 9)])
                begins, last = today - timedelta(days=number % 20), today + timedelta(days=29 - number % 20)
                superuser.execute(
                    PERIOD, [random_key(), case, who.officer, begins, last, begins, begins, Jsonb(finding)]
                )
                superuser.execute(CONTACT, [random_key(), case, who.officer, who.officer, who.desk, begins])
                due = datetime(last.year, last.month, last.day, 22, tzinfo=UTC)
                superuser.execute(CLOCK, [random_key(), case, who.officer, due, who.desk, Jsonb(finding)])
    superuser.execute("vacuum (analyze) casework_deadline")
    superuser.execute("analyze")
