"""The plan is the person's: sealed, in versions, with the person's own words and assent."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from mooring.casework import actions as casework
from mooring.casework.models import Case, Deadline, Event
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support import turns
from mooring.support.actions.plan import standing_plan, write_plan
from mooring.support.models import Plan
from tests.cast import Cast
from tests.support.conftest import another_request

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
CANARY = "Kanariefugl"


def test_a_version_takes_the_place_of_the_one_before_and_both_stay_readable(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    write_plan(by=lead, case=case, needs={"health": "A dentist."}, goals="Sleep.", own_words="I want quiet.")
    write_plan(
        by=officers.colleague, case=case, needs={}, goals="Sleep, then a course.", services=["dentist"], assent="agreed"
    )
    with acting_as(lead):
        first, second = Plan.objects.order_by("version")
        assert (first.version, second.version, first.superseded_by) == (1, 2, second)
        assert first.needs() == {"health": "A dentist."}
        assert first.words("own_words") == "I want quiet."
        assert first.assent == "not_asked"
        assert standing_plan(case) == second
        assert (second.needs_in, second.services_agreed) == ([], ["dentist"])


def test_no_word_of_a_plan_lies_open_in_the_database(own_database: str, as_owner: Owner) -> None:
    lead = Cast().social_worker
    case = casework.open_case(by=lead)
    write_plan(
        by=lead,
        case=case,
        needs={"safety": CANARY, "children": CANARY},
        goals=CANARY,
        services=["doctor"],
        services_words=CANARY,
        own_words=CANARY,
        assent="in_part",
        disagreement=CANARY,
    )
    with as_owner() as session:
        tables = [name for (name,) in session.execute("select tablename from pg_tables where schemaname = 'public'")]
        for table in tables:
            for (row,) in session.execute(f'select row_to_json(t)::text from "{table}" t'):
                assert CANARY not in row, table
                assert CANARY.encode().hex() not in row, table
        lines = session.execute("select count(*) from safeguards_ledgerline where verb = 'plan.write'").fetchone()
    assert lines == (1,)
    with acting_as(lead):
        assert Event.objects.get(kind="plan.write").codes == {
            "version": 1,
            "assent": "in_part",
            "review_on": (clock.today() + timedelta(days=30)).isoformat(),
        }


def test_the_day_on_which_it_is_looked_at_again_is_a_deadline_of_the_team(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    write_plan(by=lead, case=case, needs={}, talked_on=date(2026, 11, 22), review_on=date(2026, 12, 1))
    write_plan(by=lead, case=case, needs={}, talked_on=date(2026, 11, 22), review_on=date(2027, 1, 31))
    with acting_as(lead):
        deadline = Deadline.objects.open().get(case=case, kind=turns.PLAN_REVIEW)
        assert deadline.due_at == clock.end_of(date(2027, 1, 31))
        assert deadline.pen_desk == officers.social_worker.desk
    with acting_as(officers.caseworker):
        assert not Deadline.objects.filter(kind=turns.PLAN_REVIEW).exists(), "that there is a plan is support's alone"


@pytest.mark.parametrize("assent", ["disagreed", "in_part"])
def test_disagreement_without_a_word_of_the_person_is_refused(assent: str, case: Case, officers: Cast) -> None:
    with pytest.raises(Refused):
        write_plan(by=officers.social_worker, case=case, needs={}, assent=assent)


def test_a_review_before_the_talk_is_refused(case: Case, officers: Cast) -> None:
    with pytest.raises(Refused):
        write_plan(
            by=officers.social_worker, case=case, needs={}, talked_on=date(2026, 11, 2), review_on=date(2026, 11, 1)
        )


@pytest.mark.parametrize("who", ["stranger", "caseworker", "assessor", "police", "unposted"])
def test_only_the_team_writes(who: str, case: Case, officers: Cast) -> None:
    with pytest.raises(Refused):
        write_plan(by=getattr(officers, who), case=another_request(case), needs={})


def test_who_holds_only_the_core_sees_no_plan(case: Case, officers: Cast) -> None:
    write_plan(by=officers.social_worker, case=case, needs={"work": "Wages owed."})
    for who, seen in [
        ("stranger", False),
        ("caseworker", False),
        ("police", False),
        ("assessor", True),
        ("colleague", True),
    ]:
        with acting_as(getattr(officers, who)):
            assert Plan.objects.exists() is seen, who


def test_a_plan_is_never_changed_or_erased(case: Case, officers: Cast) -> None:
    write_plan(by=officers.social_worker, case=case, needs={"work": "Wages owed."})
    with acting_as(officers.social_worker):
        for statement in (
            "update support_plan set assent = 'agreed'",
            "delete from support_plan",
            "truncate support_plan",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
