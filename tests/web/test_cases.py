"""The list of cases: who finds what, how it is searched, and that its pages stay in place."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mooring.casework import actions
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case
from mooring.casework.pseudonym import new_pseudonym
from mooring.casework.visible_cases import ORDERS, Wanted, page_of_cases
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from mooring.web.views.cases import PLACE, _no_formula, understood
from tests.cast import Cast
from tests.web.conftest import Visit

# After the cast was posted: nobody acts before her posting.
START = datetime.now(UTC).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=2)
NO_LAW = {
    "question": "q",
    "answer": "a",
    "says": "By nobody's law.",
    "particulars": {},
    "because": [],
    "on": "2026-03-01",
    "provides": True,
    "facts": {},
}


def put_a_clock(by: Officer, case: Case, due_at: datetime, kind: str = "to_do") -> None:
    with acting_as(by):
        actions.set_deadline(case, kind, due_at, by=by, finding=NO_LAW, pen_desk=by.desk)


def opened_on(officer: Officer, moment: datetime) -> Case:
    with clock.at(moment):
        return actions.open_case(by=officer)


def day(number: int) -> str:
    return (START + timedelta(days=number)).date().isoformat()


def shown(client_page: str, cases: list[Case]) -> list[str]:
    return [case.pseudonym for case in cases if f">{case.pseudonym}<" in client_page]


@pytest.fixture
def five(officers: Cast) -> list[Case]:
    return [opened_on(officers.social_worker, START + timedelta(days=day)) for day in range(5)]


def test_the_team_finds_its_cases_and_others_find_none(five: list[Case], officers: Cast, visit: Visit) -> None:
    for officer in (officers.social_worker, officers.colleague):
        assert len(shown(visit(officer).get("/cases/").content.decode(), five)) == 5
    for officer in (officers.stranger, officers.caseworker, officers.police):
        page = visit(officer).get("/cases/").content.decode()
        assert not shown(page, five)
        assert "No case is open to you yet" in page


@pytest.mark.parametrize("who", ["departure", "statistician", "administrator"])
def test_who_works_on_no_case_has_no_list(who: str, officers: Cast, visit: Visit) -> None:
    assert visit(getattr(officers, who)).get("/cases/").status_code == 403


def test_each_case_stands_once_though_officer_and_desk_both_hold_it(
    five: list[Case], officers: Cast, visit: Visit
) -> None:
    page = visit(officers.social_worker).get("/cases/").content.decode()
    assert page.count(five[0].pseudonym) == 2  # the address and the words of one link


def test_only_what_was_given_to_a_desk_or_to_an_officer_herself(five: list[Case], officers: Cast, visit: Visit) -> None:
    client = visit(officers.colleague)
    assert shown(client.get("/cases/?whose=mine").content.decode(), five) == []
    assert len(shown(client.get("/cases/?whose=desk").content.decode(), five)) == 5


def test_by_stage_and_by_day_of_opening(five: list[Case], officers: Cast, visit: Visit) -> None:
    actions.close(by=officers.social_worker, case=five[2])
    client = visit(officers.social_worker)
    assert shown(client.get("/cases/?stage=closed").content.decode(), five) == [five[2].pseudonym]
    between = client.get(f"/cases/?opened_from={day(1)}&opened_to={day(3)}").content.decode()
    assert shown(between, five) == [case.pseudonym for case in five[1:4]]


def test_only_what_is_overdue_and_sorted_by_what_is_due_next(five: list[Case], officers: Cast, visit: Visit) -> None:
    officer = officers.social_worker
    put_a_clock(officer, five[1], clock.now() - timedelta(days=1))
    put_a_clock(officer, five[3], clock.now() + timedelta(hours=1))
    client = visit(officer)
    assert shown(client.get("/cases/?overdue=on").content.decode(), five) == [five[1].pseudonym]
    page = client.get("/cases/?order=next_due").content.decode()
    others = [page.index(case.pseudonym) for case in five if case not in (five[1], five[3]) and case.pseudonym in page]
    assert page.index(five[1].pseudonym) < page.index(five[3].pseudonym) < min(others, default=len(page))


def test_a_whole_pseudonym_in_any_spelling_leads_to_the_case(five: list[Case], officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    for spelling in (
        five[0].pseudonym,
        five[0].pseudonym.lower().replace("-", " "),
        five[0].pseudonym[3:].replace("-", ""),
    ):
        assert client.get("/cases/", {"q": spelling})["Location"] == f"/cases/{five[0].pseudonym}/"


def test_a_case_of_others_is_not_found_just_like_none(five: list[Case], officers: Cast, visit: Visit) -> None:
    client = visit(officers.stranger)
    pages = []
    for pseudonym in (five[0].pseudonym, new_pseudonym("DK")):
        answer = client.get("/cases/", {"q": pseudonym})
        assert answer.status_code == 200
        pages.append(answer.content.decode().replace(pseudonym, "").split('id="main"')[1])
    assert "No case that is open to you has this pseudonym" in pages[0]
    assert len(pages[0]) == len(pages[1])


def test_the_beginning_of_a_pseudonym_finds_what_begins_so(five: list[Case], officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    typed = five[0].pseudonym[3:9]
    expected = [case.pseudonym for case in five if case.pseudonym[3:9] == typed]
    assert shown(client.get("/cases/", {"q": typed.lower()}).content.decode(), five) == expected


def test_a_slip_of_the_pen_is_noticed() -> None:
    pseudonym = new_pseudonym("DK")
    slip = "2" if pseudonym[4] != "2" else "3"
    assert "does not fit" in understood(pseudonym[:4] + slip + pseudonym[5:]).problem
    assert understood(pseudonym).whole == pseudonym
    assert "0, 1, I or O" in understood("DK-7O").problem
    assert understood("  ").beginnings == ()


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(size=st.integers(1, 6), order=st.sampled_from(ORDERS), same_moment=st.booleans())
def test_turning_pages_shows_each_case_once_while_others_open_new_ones(
    size: int, order: str, same_moment: bool
) -> None:
    officer = Cast().social_worker
    began = [opened_on(officer, START + timedelta(minutes=0 if same_moment else number)) for number in range(7)]
    for number, case in enumerate(began):
        put_a_clock(officer, case, START + timedelta(days=0 if same_moment else -number))
    wanted = Wanted(opened_from=START.date())
    seen: list[str] = []
    with acting_as(officer):
        first = page = page_of_cases(officer, wanted, order=order, size=size)
        while True:
            seen += [row.pseudonym for row in page.rows]
            if not page.more_after:
                break
            actions.open_case(by=officer)
            page = page_of_cases(officer, wanted, order=order, size=size, after=page.rows[-1].position)
        ours = [pseudonym for pseudonym in seen if pseudonym in {case.pseudonym for case in began}]
        assert sorted(ours) == sorted(case.pseudonym for case in began)
        assert len(seen) == len(set(seen))
        if first.more_after:
            second = page_of_cases(officer, wanted, order=order, size=size, after=first.rows[-1].position)
            back = page_of_cases(officer, wanted, order=order, size=size, before=second.rows[0].position)
            assert [row.pseudonym for row in back.rows] == [row.pseudonym for row in first.rows]
            assert not back.more_before


def test_a_place_in_the_list_that_we_did_not_write_begins_at_the_start(
    five: list[Case], officers: Cast, visit: Visit
) -> None:
    client = visit(officers.social_worker)
    assert len(shown(client.get("/cases/?after=nonsense.2026-03-01").content.decode(), five)) == 5


def test_no_list_needs_more_queries_for_more_cases(officers: Cast, visit: Visit) -> None:
    officer = officers.social_worker
    client = visit(officer)
    counts = []
    for _round in range(2):
        for number in range(4):
            case = opened_on(officer, START + timedelta(days=number))
            put_a_clock(officer, case, clock.now() + timedelta(days=number))
        for order in ORDERS:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/cases/?order={order}").status_code == 200
            counts.append(sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in queries))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 12, counts


def test_an_export_is_for_who_may_and_leaves_one_line_with_its_count(
    own_database: str, visit: Visit, as_owner: object
) -> None:
    officers = Cast()
    cases = [actions.open_case(by=officers.social_worker) for _number in range(3)]
    police = officers.police
    actions.give_access(by=officers.social_worker, case=cases[0], compartment=Compartment.ENTRY, desk=police.desk)
    assert visit(police).get("/cases/export/").status_code == 403
    answer = visit(officers.social_worker).get("/cases/export/")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row[0] for row in rows[1:]} == {case.pseudonym for case in cases}
    assert not any(case.pseudonym in answer["Content-Disposition"] for case in cases)
    with as_owner() as owner:  # type: ignore[operator]
        lines = owner.execute(
            "select outcome, count from safeguards_ledgerline where verb = 'case.export' order by id"
        ).fetchall()
    assert lines == [("refused", None), ("looked", 3)]


def test_an_export_whose_filter_is_not_understood_takes_nothing_along(
    five: list[Case], officers: Cast, visit: Visit
) -> None:
    client = visit(officers.social_worker)
    for asked in (
        "?stage=nonsense",
        "?opened_to=9999-12-31",
        "?opened_from=yesterday",
        "?q=%00",
        "?q=ZZZZZZZZZZZZZZZZ",
    ):
        answer = client.get(f"/cases/export/{asked}")
        assert answer.status_code == 302, asked
        page = client.get(answer["Location"])
        assert page.status_code == 200, asked
        assert shown(page.content.decode(), five) == [], asked


def test_a_place_in_the_list_with_a_moment_of_nowhere_is_none(five: list[Case], officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    ours = reference(PLACE, five[0].pk)
    for moment in ("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-01-01T00:00:00+20:00"):
        answer = client.get("/cases/", {"after": f"{ours}.{moment}"})
        assert answer.status_code == 200, moment


def test_a_name_in_an_export_is_no_formula() -> None:
    assert _no_formula("=1+1 · Desk") == "'=1+1 · Desk"
    assert _no_formula("Night desk") == "Night desk"
