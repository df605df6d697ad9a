"""The page of a case: each sees the parts that are hers, and each look is in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mooring.casework import actions, panels
from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Grant, Task
from mooring.casework.stages import STAGES, Stage
from mooring.safeguards.officer_in_charge import acting_as
from mooring.web.views.case_page import where
from tests.cast import Cast
from tests.web.conftest import Visit

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]


def test_the_police_see_that_there_is_a_case_and_none_of_its_other_parts(
    case: Case, officers: Cast, visit: Visit
) -> None:
    police = officers.police
    actions.set_task(
        by=officers.social_worker, case=case, words="Ring the interpreter.", desk=officers.social_worker.desk
    )
    actions.give_access(by=officers.social_worker, case=case, compartment=Compartment.POLICE, desk=police.desk)
    client = visit(police)
    page = client.get(f"/cases/{case}/")
    shown = {entry["panel"].code for entry in page.context["panels"]}
    assert {"timeline", "notes"} <= shown
    assert not shown & {"tasks", "deadlines", "who"}
    assert "Ring the interpreter." not in page.content.decode()
    assert client.get(f"/cases/{case}/panels/tasks/").status_code == 404
    assert "Task set" not in client.get(f"/cases/{case}/panels/timeline/").content.decode()


def test_every_panel_opens_for_the_founder_as_a_piece_and_as_a_page(case: Case, officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    with acting_as(officers.social_worker):
        codes = [panel.code for panel in panels.panels_for(officers.social_worker, case)]
    assert {"who", "deadlines", "tasks", "notes", "timeline", "team"} <= set(codes)
    for code in codes:
        piece = client.get(f"/cases/{case}/panels/{code}/", headers={"HX-Request": "true"})
        assert piece.status_code == 200
        assert "<html" not in piece.content.decode()
        assert "<html" in client.get(f"/cases/{case}/panels/{code}/").content.decode()


def test_the_page_needs_thirteen_queries_and_two_a_panel(case: Case, officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    client.get("/")
    counts = []
    for _round in range(2):
        for _number in range(3):
            actions.set_task(by=officers.social_worker, case=case, words="Something.", desk=officers.social_worker.desk)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(f"/cases/{case}/")
        inline = sum("body" in entry for entry in page.context["panels"])
        counts.append(sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 13 + 2 * inline, (counts, inline)


def test_each_compartment_that_was_shown_is_a_look_in_the_ledger(
    own_database: str, visit: Visit, as_owner: Owner
) -> None:
    officers = Cast()
    case = actions.open_case(by=officers.social_worker)
    client = visit(officers.social_worker)
    client.get(f"/cases/{case}/")
    client.get(f"/cases/{case}/panels/who/")
    client.get(f"/cases/{case}/panels/nothing/")
    visit(officers.stranger).get(f"/cases/{case}/")
    with as_owner() as owner:
        lines = owner.execute(
            "select verb, outcome, compartment from safeguards_ledgerline where outcome <> 'done' order by id"
        ).fetchall()
    assert ("case.look", "looked", "entry") in lines
    assert ("case.look", "looked", "core") in lines
    assert lines.count(("identity.look", "looked", "identity")) == 1
    assert lines[-1] == ("case.look", "refused", "")


def test_a_task_is_set_done_and_done_only_once(case: Case, officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    form = client.get(f"/cases/{case}/tasks/new/").context["form"]
    me = form.fields["holder"].choices[0][1][0][0]
    client.post(f"/cases/{case}/tasks/new/", {"words": "Ring the interpreter.", "holder": me, "due_on": ""})
    page = client.get(f"/cases/{case}/").content.decode()
    assert "Ring the interpreter." in page
    address = page.split("/done/")[0].rsplit('"', 1)[1] + "/done/"
    for _twice in range(2):
        assert client.post(address).status_code == 302
    with acting_as(officers.social_worker):
        assert Task.objects.standing().filter(done_at__isnull=False).count() == 1


def test_a_lead_gives_access_and_ends_it_and_nobody_else_does(case: Case, officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    choices = client.get(f"/cases/{case}/team/new/").context["form"].fields["holder"].choices
    desk = next(value for _agency, group in choices[1:] for value, words in group if words == "Desk: police liaison")
    given = {"holder": desk, "compartment": "police", "may_write": "on"}
    assert visit(officers.colleague).post(f"/cases/{case}/team/new/", given).status_code == 403
    assert client.post(f"/cases/{case}/team/new/", given).status_code == 302
    assert visit(officers.police).get(f"/cases/{case}/").status_code == 200
    with acting_as(officers.social_worker):
        grants = list(Grant.objects.running().filter(case=case, desk=officers.police.desk))
    from mooring.safeguards.references import reference

    for grant in grants:
        assert client.post(f"/cases/{case}/team/{reference('grant', grant.pk)}/end/").status_code == 302
    assert visit(officers.police).get(f"/cases/{case}/").status_code == 404


def test_a_note_stays_with_its_agency_on_the_page_too(case: Case, officers: Cast, visit: Visit) -> None:
    visit(officers.social_worker).post(f"/cases/{case}/notes/new/", {"words": "Only for us."})
    caseworker = officers.caseworker
    actions.give_access(by=officers.social_worker, case=case, compartment=Compartment.CORE, desk=caseworker.desk)
    assert "Only for us." in visit(officers.colleague).get(f"/cases/{case}/panels/notes/").content.decode()
    assert "Only for us." not in visit(caseworker).get(f"/cases/{case}/panels/notes/").content.decode()


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_says_where_and_whose_turn(stage: Stage, officers: Cast) -> None:
    officer = officers.social_worker
    case = actions.open_case(by=officer, stage=stage)
    with acting_as(officer):
        told = where(case)
    assert told["turn"]
    assert [step["name"] for step in told["steps"] if step.get("current")] == [STAGES[stage].name["en"]]
