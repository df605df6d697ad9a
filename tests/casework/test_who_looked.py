"""Who looked at a case, and why: told to its leads, and to nobody else."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from mooring.casework import actions, who_looked
from mooring.casework.models import Case
from mooring.names import actions as names
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.web.guard import CASE
from tests.cast import Cast
from tests.visiting import page, visit


@pytest.fixture
def case(officers: Cast) -> Case:
    return actions.open_case(by=officers.social_worker)


def told(lead: Officer, case: Case, **asked: object) -> list[tuple[str, str, str, str]]:
    """Who, what, what came of it and why, the newest first; as codes."""
    with acting_as(lead):
        lines = who_looked.lines(case, most=1000, **asked)  # type: ignore[arg-type]
    return [(line.officer.name if line.officer else "", line.verb, line.outcome, line.code) for line in lines]


def test_a_look_a_deed_and_a_reveal_with_its_reason_are_told_to_the_lead(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    names.write_identity(by=lead, case=case, fields={"family_name": "Inventedname"})
    client = visit(officers.colleague)
    client.get(f"/cases/{case}/")
    client.post(f"/cases/{case}/who/", {"reason": "health", "words": "For the doctor."})
    lines = told(lead, case)
    assert ("colleague Test", "case.look", "looked", "") in lines
    assert ("colleague Test", "identity.reveal", "done", "health") in lines
    assert ("social worker Test", "case.open", "done", "") in lines
    shown = page(visit(lead), f"/cases/{case}/who-looked/")
    for words in ("Treatment or medicine", "Identity looked at", "Test national centre", "Look at a case"):
        assert words in shown
    assert "For the doctor." not in shown
    assert "Inventedname" not in shown


def test_an_emergency_and_its_kind_are_told(case: Case, officers: Cast) -> None:
    actions.open_in_emergency(
        by=officers.stranger, pseudonym=case.pseudonym, kind="child_missing", words="She did not come home."
    )
    assert ("stranger Test", "break_glass.open", "done", "child_missing") in told(officers.social_worker, case)
    assert "A child is missing" in page(visit(officers.social_worker), f"/cases/{case}/who-looked/")


def test_whoever_tried_and_was_refused_is_told(case: Case, officers: Cast) -> None:
    actions.give_access(by=officers.social_worker, case=case, compartment="entry", desk=officers.caseworker.desk)
    assert visit(officers.caseworker).get(f"/cases/{case}/who/").status_code == 403
    lines = told(officers.social_worker, case)
    assert ("caseworker Test", "identity.reveal", "refused", "not_granted") in lines


def test_a_stranger_who_typed_the_pseudonym_is_told_to_the_lead_and_learns_nothing(case: Case, officers: Cast) -> None:
    assert visit(officers.stranger).get(f"/cases/{case}/").status_code == 404
    lead = officers.social_worker
    assert ("stranger Test", "case.look", "refused", "unseen") in told(lead, case)
    assert "the case is not open to the officer" in page(visit(lead), f"/cases/{case}/who-looked/")
    assert told(officers.stranger, case) == []


def test_only_a_lead_of_the_case_sees_it(case: Case, officers: Cast) -> None:
    address = f"/cases/{case}/who-looked/"
    assert visit(officers.social_worker).get(address).status_code == 200
    assert visit(officers.colleague).get(address).status_code == 403
    for who in ("stranger", "police", "administrator", "statistician", "assessor"):
        assert visit(getattr(officers, who)).get(address).status_code == 404
        assert told(getattr(officers, who), case) == []


def test_the_ledger_itself_stays_shut_to_the_application(case: Case, officers: Cast) -> None:
    with acting_as(officers.social_worker), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute("select * from safeguards_ledgerline")


def test_opening_the_page_is_a_look_as_well(case: Case, officers: Cast) -> None:
    page(visit(officers.social_worker), f"/cases/{case}/who-looked/")
    assert ("social worker Test", "case.who_looked", "looked", "") in told(officers.social_worker, case)


def test_lines_are_found_by_officer_and_by_day(case: Case, officers: Cast) -> None:
    visit(officers.colleague).get(f"/cases/{case}/")
    lead = officers.social_worker
    assert {line[0] for line in told(lead, case, officer=officers.colleague)} == {"colleague Test"}
    client = visit(lead)
    assert "Nothing stands in the ledger" in page(client, f"/cases/{case}/who-looked/?until=2020-01-01")
    assert "Case opened" in page(client, f"/cases/{case}/who-looked/?since=2020-01-01")
    assert client.get(f"/cases/{case}/who-looked/?since=nonsense&officer=nobody").status_code == 200


def test_the_pages_follow_each_other_without_gap_or_repetition(
    case: Case, officers: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mooring.casework.views.who_looked.PAGE", 3)
    client = visit(officers.colleague)
    for _time in range(4):
        client.get(f"/cases/{case}/")
    lead = officers.social_worker
    all_lines = told(lead, case)
    client, seen, address = visit(lead), [], f"/cases/{case}/who-looked/"
    while address:
        context = client.get(address).context
        seen += [(line.at, line.key) for line in context["lines"]]
        address = context["older"]
    assert len(seen) == len(set(seen))
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(all_lines)
    assert CASE not in address
