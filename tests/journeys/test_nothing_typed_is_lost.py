"""What a person typed is not lost: not with the network, not with the session."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
from playwright.sync_api import expect

from mooring.casework import actions
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.journeys.conftest import Visitor

WORDS = "Half a note, typed where the network comes and goes."
OwnerConnection = Callable[[], AbstractContextManager[psycopg.Connection]]


def _notes_of(case_key: int, owner: OwnerConnection) -> int:
    with owner() as session:
        row = session.execute("select count(*) from casework_note where case_id = %s", [case_key]).fetchone()
    assert row is not None
    return int(row[0])


def test_a_half_filled_form_survives_a_lost_network(
    visitor: Visitor, behind_the_scenes: None, owner_of_journeys: OwnerConnection
) -> None:
    case = actions.open_case(by=Cast().social_worker)
    page = visitor("social_worker", phone=True)
    page.goto(f"/cases/{case.pseudonym}/notes/new/")
    page.context.set_offline(True)
    page.get_by_label("Note").fill(WORDS)
    expect(page.locator("main form [role=status]").first).to_contain_text("No network", timeout=10_000)
    page.locator(".form-actions .button-primary").click()
    expect(page.locator("main form [role=status]").first).to_contain_text("has not been sent", timeout=10_000)
    assert page.get_by_label("Note").input_value() == WORDS
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    assert _notes_of(case.pk, owner_of_journeys) == 0

    page.context.set_offline(False)  # it sends by itself; "Try again now" stands there for the impatient
    page.wait_for_url(f"**/cases/{case.pseudonym}/?open=notes*")
    expect(page.get_by_text(WORDS)).to_be_visible()
    assert _notes_of(case.pk, owner_of_journeys) == 1


def test_a_form_sent_after_the_session_ended_is_finished_after_signing_in_again(
    visitor: Visitor, behind_the_scenes: None, owner_of_journeys: OwnerConnection
) -> None:
    case = actions.open_case(by=Cast().social_worker)
    page = visitor("social_worker")
    page.goto(f"/cases/{case.pseudonym}/notes/new/")
    page.get_by_label("Note").fill(WORDS)
    expect(page.locator("main form [role=status]").first).to_contain_text("Saved", timeout=10_000)
    with owner_of_journeys() as session:
        session.execute("delete from django_session")
        drafts = session.execute("select sealed from safeguards_draft").fetchall()
    assert drafts
    assert all(WORDS.encode() not in bytes(row[0]) for row in drafts)

    longer = WORDS + " And more."
    page.get_by_label("Note").fill(longer)
    page.evaluate(
        "document.querySelector('form[data-kept-form]').submit()"
    )  # as without JavaScript: the whole form goes out
    page.wait_for_url("**/account/login/**")
    assert _notes_of(case.pk, owner_of_journeys) == 0

    page.goto(f"/demo/?next=/cases/{case.pseudonym}/notes/new/")
    page.get_by_role("button", name="social worker Test").first.click()
    page.goto(f"/cases/{case.pseudonym}/notes/new/")
    expect(page.get_by_label("Note")).to_have_value(longer)
    page.locator(".form-actions .button-primary").click()
    page.wait_for_url(f"**/cases/{case.pseudonym}/?open=notes*")
    assert _notes_of(case.pk, owner_of_journeys) == 1
    with acting_as(Cast().social_worker):
        assert case.notes.get().words("words") == longer


def test_somebody_else_who_signs_in_meanwhile_does_not_get_what_was_typed(
    visitor: Visitor, behind_the_scenes: None
) -> None:
    case = actions.open_case(by=Cast().social_worker)
    page = visitor("social_worker")
    address = f"/cases/{case.pseudonym}/notes/new/"
    page.goto(address)
    page.get_by_label("Note").fill(WORDS)
    expect(page.locator("main form [role=status]").first).to_contain_text("Saved", timeout=10_000)
    other = visitor("colleague")
    other.goto(address)
    assert other.get_by_label("Note").input_value() == ""
