"""The officer's day: what waits for whom."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mooring.casework import actions
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.safeguards import clock
from tests.cast import CAST, Cast
from tests.web.conftest import Visit
from tests.web.test_cases import put_a_clock


@pytest.mark.parametrize("who", [*CAST, "administrator"])
def test_every_role_has_a_day(who: str, officers: Cast, visit: Visit) -> None:
    assert visit(getattr(officers, who)).get("/").status_code == 200


def test_a_clock_that_runs_out_soon_stands_above_what_is_overdue_and_what_comes_later(
    case: Case, officers: Cast, visit: Visit
) -> None:
    officer = officers.social_worker
    put_a_clock(officer, case, clock.now() - timedelta(hours=3), kind="late")
    put_a_clock(officer, case, clock.now() + timedelta(hours=60), kind="soon")
    put_a_clock(officer, case, clock.now() + timedelta(days=5), kind="later")
    for holder in (officer, officers.colleague):
        answer = visit(holder).get("/")
        assert [deadline.kind for deadline in answer.context["overdue"]] == ["late"]
        assert "soon" in [deadline.kind for deadline in answer.context["soon"]]
        assert [deadline.kind for deadline in answer.context["later"]] == ["later"]
        page = answer.content.decode()
        assert page.index("In the next three days") < page.index("Overdue</h2>") < page.index("Later</h2>")
        assert case.pseudonym in page
    assert case.pseudonym not in visit(officers.stranger).get("/").content.decode()


def test_a_clock_of_another_desk_does_not_wait_for_me(case: Case, officers: Cast, visit: Visit) -> None:
    caseworker = officers.caseworker
    actions.give_access(by=officers.social_worker, case=case, compartment=Compartment.CORE, desk=caseworker.desk)
    put_a_clock(caseworker, case, clock.now() + timedelta(days=1), kind="theirs")
    assert "theirs" not in [deadline.kind for deadline in visit(officers.social_worker).get("/").context["soon"]]
    assert [deadline.kind for deadline in visit(caseworker).get("/").context["soon"]] == ["theirs"]


def test_a_task_waits_for_whom_it_was_set(case: Case, officers: Cast, visit: Visit) -> None:
    colleague = officers.colleague
    actions.set_task(by=officers.social_worker, case=case, words="Ring the interpreter.", officer=colleague)
    assert "Ring the interpreter." in visit(colleague).get("/").content.decode()
    assert "Ring the interpreter." not in visit(officers.social_worker).get("/").content.decode()


def test_what_others_did_in_my_cases_is_told_and_nothing_else(case: Case, officers: Cast, visit: Visit) -> None:
    actions.write_note(by=officers.colleague, case=case, words="Only for us.")
    page = visit(officers.social_worker).get("/")
    assert [entry["newest"].kind for entry in page.context["changed"]] == ["note.write"]
    assert not visit(officers.stranger).get("/").context["changed"]


def test_what_one_officer_did_in_one_case_is_told_once(case: Case, officers: Cast, visit: Visit) -> None:
    for words in ("First.", "Second.", "Third."):
        actions.write_note(by=officers.colleague, case=case, words=words)
    page = visit(officers.social_worker).get("/")
    [entry] = page.context["changed"]
    assert [(str(deed), times) for deed, times in entry["deeds"]] == [("Note written", 3)]


def test_the_day_needs_no_more_queries_for_more_work(officers: Cast, visit: Visit) -> None:
    officer, colleague = officers.social_worker, officers.colleague
    client = visit(officer)
    counts = []
    for _round in range(2):
        for number in range(3):
            # One of three is her own, in which she is the one to tell the person what the law wants told.
            case = actions.open_case(by=colleague if number else officer)
            put_a_clock(colleague, case, clock.now() + timedelta(days=number))
            actions.set_task(by=colleague, case=case, words="Something.", desk=colleague.desk)
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in queries))
    assert counts[0] == counts[1]
    # One of them asks how the session stands, one what waits for a second hand, five what waits in referrals, groups and actions ahead,
    # eleven what waits in support, houses, at court and for children, however many cases there are.
    assert counts[0] <= 30, [query["sql"][:120] for query in queries]
