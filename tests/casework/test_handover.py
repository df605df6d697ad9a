"""Whoever leaves hands her cases over in one step; and whoever left without doing so leaves no case without a lead."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from mooring.casework import actions, handing_over, labels
from mooring.casework.models import Case, Event, Grant, Ground, Task
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from mooring.support.actions import contact_person as support
from tests.cast import Cast
from tests.visiting import page, visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]


@pytest.fixture
def case(officers: Cast) -> Case:
    return actions.open_case(by=officers.social_worker)


def leave(who: Officer, as_owner: Owner) -> None:
    """The officer's postings ended an hour ago."""
    with as_owner() as session:
        session.execute(
            "update safeguards_posting set until = now() - interval '1 hour', since = now() - interval '9 days'"
            " where officer_id = %s",
            [who.pk],
        )


def test_the_lead_her_tasks_and_her_deadlines_go_to_the_colleague(case: Case, officers: Cast) -> None:
    leaving, to = officers.social_worker, officers.colleague
    actions.set_task(by=leaving, case=case, words="Ring the interpreter.", officer=leaving)
    actions.set_task(by=leaving, case=case, words="For the desk.", desk=leaving.desk)
    with acting_as(leaving):
        actions.set_deadline(
            case, "contact_person_kept", timezone.now() + timedelta(days=3), by=leaving, finding={}, pen_officer=leaving
        )
    (moved,) = actions.hand_over_all([case], by=leaving, leaving=leaving, to=to)
    assert (moved.how, moved.parts, moved.tasks, moved.deadlines, moved.stay) == ("by_herself", 5, 1, 1, 0)
    with acting_as(to):
        assert actions.leads(to, case)
        assert [task.words("words") for task in handing_over.open_tasks(to)] == ["Ring the interpreter."]
        assert handing_over.open_deadlines(to).count() == 1
        event = Event.objects.get(kind="case.hand_over")
        assert (event.by, event.codes) == (leaving, {"how": "by_herself"})
        assert Task.objects.standing().filter(for_desk=leaving.desk).exists()
    with acting_as(leaving):
        assert not actions.leads(leaving, Case.objects.get())
        assert not Grant.objects.running().filter(officer=leaving).exists()


def test_the_receiver_of_a_contact_persons_case_is_asked_to_find_another(case: Case, officers: Cast) -> None:
    leaving, to = officers.social_worker, officers.colleague
    support.appoint(by=leaving, case=case, officer=leaving)
    assert "Contact person" in page(visit(leaving), "/handover/")
    actions.hand_over_all([case], by=leaving, leaving=leaving, to=to)
    with acting_as(to):
        (task,) = handing_over.open_tasks(to)
        assert task.kind == "contact_person_leaves"
        assert "introduce that officer" in str(labels.label(task.kind))


def test_cases_go_to_nobody_outside_the_desk(case: Case, officers: Cast) -> None:
    leaving = officers.social_worker
    for to in (officers.stranger, officers.assessor, officers.statistician, leaving):
        with pytest.raises(Refused):
            actions.hand_over_all([case], by=leaving, leaving=leaving, to=to)


def test_nobody_hands_over_for_a_colleague_who_serves(case: Case, officers: Cast) -> None:
    for by in (officers.colleague, officers.stranger):
        with pytest.raises(Refused):
            actions.hand_over_all([case], by=by, leaving=officers.social_worker, to=officers.colleague)
    with acting_as(officers.colleague):
        assert handing_over.who_left(officers.colleague) == []


def test_all_or_nothing(case: Case, officers: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    leaving, to = officers.social_worker, officers.colleague
    second = actions.open_case(by=leaving)
    actions.give_access(by=leaving, case=second, compartment="core", officer=to, as_lead=True)
    with acting_as(to):
        foreign = actions.open_case(by=to)
    with pytest.raises(Refused):
        actions.hand_over_all([case, foreign], by=leaving, leaving=leaving, to=to)
    with acting_as(leaving):
        assert actions.leads(leaving, Case.objects.get(pk=case.pk))
        assert not Event.objects.filter(kind="case.hand_over").exists()


@pytest.mark.usefixtures("own_database")
def test_a_case_whose_lead_has_left_is_taken_up_by_a_colleague_at_her_desk(as_owner: Owner) -> None:
    officers = Cast()
    leaving, by = officers.social_worker, officers.colleague
    case = actions.open_case(by=leaving)
    actions.set_task(by=leaving, case=case, words="Ring the interpreter.", officer=leaving)
    leave(leaving, as_owner)
    leaving = officers.social_worker
    with acting_as(by):
        assert [(who, count) for who, count in handing_over.who_left(by)] == [(leaving, 1)]
        (led,) = handing_over.cases_of(by, leaving)
        assert (led.case, led.tasks) == (case, 1)
    with acting_as(by):
        (moved,) = actions.hand_over_all([led.case], by=by, leaving=leaving, to=by)
    assert (moved.how, moved.parts, moved.tasks) == ("taken_up", 5, 1)
    fresh = officers.colleague
    with acting_as(fresh):
        assert actions.leads(fresh, Case.objects.get())
        assert handing_over.open_tasks(fresh).count() == 1
        assert handing_over.who_left(fresh) == []
        assert Event.objects.get(kind="case.hand_over").codes == {"how": "taken_up"}
    with as_owner() as session:
        alive = session.execute(
            "select count(*) from casework_grant where officer_id = %s and ended_at is null", [leaving.pk]
        ).fetchone()
    assert alive == (0,)


@pytest.mark.usefixtures("own_database")
def test_nobody_of_another_desk_or_role_takes_up_a_case(as_owner: Owner) -> None:
    officers = Cast()
    case = actions.open_case(by=officers.social_worker)
    leave(officers.social_worker, as_owner)
    for who in ("stranger", "assessor", "police", "administrator", "statistician", "colleague"):
        officer = getattr(officers, who)
        with acting_as(officer):
            assert bool(handing_over.who_left(officer)) == (who == "colleague")
            grant = Grant(
                case_id=case.pk, compartment="core", officer=officer, ground=Ground.HANDED_OVER, given_by=officer,
                as_lead=True, case_opened_at=clock.now(),
            )  # fmt: skip
            if who != "colleague":
                with pytest.raises(DatabaseError), transaction.atomic():
                    grant.save(force_insert=True)


def test_a_case_that_is_led_cannot_be_taken_up_by_a_statement_either(case: Case, officers: Cast) -> None:
    colleague = officers.colleague
    with acting_as(colleague), pytest.raises(DatabaseError), transaction.atomic():
        Grant(
            case_id=case.pk, compartment="core", officer=colleague, ground=Ground.HANDED_OVER, given_by=colleague,
            as_lead=True, case_opened_at=clock.now(),
        ).save(force_insert=True)  # fmt: skip


def test_an_administrator_is_told_a_number_and_nobody_else_is(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    with acting_as(officers.administrator):
        assert handing_over.leads_without_posting(lead) == 1
        assert handing_over.leads_without_posting() == 0
        assert not Case.objects.exists()
    with acting_as(officers.stranger):
        assert handing_over.leads_without_posting(lead) == 0


def test_the_page_hands_over_what_is_ticked_and_says_what_went(case: Case, officers: Cast) -> None:
    leaving, to = officers.social_worker, officers.colleague
    other = actions.open_case(by=leaving)
    client = visit(leaving)
    shown = page(client, "/handover/")
    assert case.pseudonym in shown
    assert to.name in shown
    chosen = {"to": reference("to", to.pk), "cases": [reference("case", case.pk)]}
    assert client.post("/handover/", {"to": chosen["to"]}).status_code == 422
    answer = client.post("/handover/", chosen, follow=True)
    assert "1 case is now led by colleague Test" in answer.content.decode()
    with acting_as(to):
        assert actions.leads(to, Case.objects.get(pk=case.pk))
        assert not actions.leads(to, Case.objects.get(pk=other.pk))


def test_what_was_ticked_comes_back_when_it_is_refused(case: Case, officers: Cast) -> None:
    client = visit(officers.social_worker)
    answer = client.post("/handover/", {"cases": [reference("case", case.pk)], "to": "nobody"})
    assert answer.status_code == 422
    assert f'value="{reference("case", case.pk)}" checked' in answer.content.decode()


def test_a_name_that_was_never_given_out_leads_nowhere(case: Case, officers: Cast) -> None:
    client = visit(officers.colleague)
    assert client.get(f"/handover/{reference('left', officers.social_worker.pk)}/").status_code == 404
    assert client.get("/handover/nonsense/").status_code == 404


def test_a_lead_and_a_colleague_do_not_open_to_each_other_what_neither_has(case: Case, officers: Cast) -> None:
    lead, colleague = officers.social_worker, officers.colleague
    actions.give_access(by=lead, case=case, compartment="core", officer=colleague, as_lead=True)
    for by, to in ((lead, colleague), (colleague, lead), (lead, officers.stranger)):
        for part in ("police", "immigration", "shelter_address"):
            with pytest.raises(Refused) as refused:
                actions.give_access(by=by, case=case, compartment=part, officer=to)
            assert "properly belongs" in refused.value.refusal.reason
            with acting_as(by), pytest.raises(DatabaseError), transaction.atomic():
                Grant.objects.create(
                    case=case, compartment=part, officer=to, ground=Ground.GIVEN_BY_LEAD, given_by=by,
                    case_opened_at=case.opened_at,
                )  # fmt: skip


def test_what_the_police_know_is_opened_to_the_police_and_read_by_the_immigration_service(
    case: Case, officers: Cast
) -> None:
    lead = officers.social_worker
    actions.give_access(by=lead, case=case, compartment="police", desk=officers.police.desk)
    actions.give_access(by=lead, case=case, compartment="immigration", desk=officers.caseworker.desk)
    actions.give_access(by=lead, case=case, compartment="police", desk=officers.caseworker.desk, may_write=False)
    with pytest.raises(Refused):
        actions.give_access(by=lead, case=case, compartment="police", officer=officers.caseworker)
