"""A matter: raised from a case at a regional group, up to the nation, up to the ministries, decided with an action, and home again."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from mooring.casework import actions as casework
from mooring.names.actions import write_identity
from tests.cast import Cast
from tests.journeys.conftest import Visitor
from tests.journeys.steps import OwnerConnection, follow, have_served_for_long, pick, send, write
from tests.referral.in_groups import QUESTION, laid_out

NAMED = "Ioana waits for a bed. Nobody is sure who pays for the first night in Southern Denmark."
CHECKED = "Somebody waits for a bed. Nobody is sure who pays for the first night in Southern Denmark."


def meet(page: Page, group: str, day: str) -> None:
    """Call a meeting of a group."""
    page.goto(f"/groups/{group}/")
    follow(page, "Call a meeting")
    write(page, "Begins", f"{day}T10:00")
    write(page, "Ends", f"{day}T12:00")
    write(page, "Where", "The blue room")
    send(page, "Call the meeting")


def take_up(page: Page, matter: str) -> None:
    """Put the matter on the agenda of the meeting to come."""
    page.goto(matter)
    follow(page, "Put on the agenda")
    page.get_by_label("At which meeting").select_option(index=0)
    send(page, "Put on the agenda")


def test_a_matter_goes_up_to_the_ministries_and_its_answer_comes_home(
    visitor: Visitor, behind_the_scenes: None, owner_of_journeys: OwnerConnection
) -> None:
    have_served_for_long(owner_of_journeys)
    officers = Cast()
    laid_out(officers)
    case = casework.open_case(by=officers.social_worker)
    write_identity(by=officers.social_worker, case=case, fields={"given_names": "Ioana"})

    worker = visitor("social_worker", phone=True)
    worker.goto(f"/cases/{case}/matter/")
    pick(worker, "To which group", "Invented region")
    pick(worker, "What is it about?", "Housing")
    write(worker, "The question, in one line", QUESTION)
    write(worker, "What should the group know?", NAMED)
    send(worker, "Raise the matter")
    expect(worker.locator("mark strong")).to_have_text("Ioana")
    write(worker, "What should the group know?", CHECKED)
    pick(worker, "“Southern Denmark” may stay because", "True of so many that it tells of nobody")
    send(worker, "Raise the matter")
    expect(worker.get_by_role("heading", level=1)).to_have_text(QUESTION)
    matter = re.sub(r"^https?://[^/]+", "", worker.url)
    assert "Ioana" not in worker.content() and case.pseudonym not in worker.locator("main").inner_text()

    keeper = visitor("coordinator")
    for group in ("regional-test", "national"):
        meet(keeper, group, "2027-03-01")
        take_up(keeper, matter)
        follow(keeper, "Raise to the group above")
        write(keeper, "What the group says", "This cannot be decided here.")
        send(keeper, "Raise to the group above")

    ministry = visitor("ministry")
    meet(ministry, "interdepartmental", "2027-04-01")
    meeting = ministry.url
    take_up(ministry, matter)
    follow(ministry, "Answer the matter")
    write(ministry, "What the group says", "The national centre pays, and is paid back.")
    send(ministry, "Answer the matter")
    ministry.goto(meeting)
    follow(ministry, "Agree on an action")
    write(ministry, "What is to be done", "Write it into the agreement.")
    pick(ministry, "By which agency", "Test ministry")
    write(ministry, "By when", "2027-05-01")
    send(ministry, "Save")
    expect(ministry.locator("main")).to_contain_text("Write it into the agreement.")
    expect(ministry.locator("main")).to_contain_text("The national centre pays")

    worker.goto(matter)
    expect(worker.locator("main")).to_contain_text("Waits for: Invented ministries")
    for page in (ministry, keeper, keeper):
        page.goto(matter)
        follow(page, "Carry the answer down")
        send(page, "Carry the answer down")

    worker.goto("/")
    follow(worker, "The answer to a matter has come home")
    expect(worker.locator("main")).to_contain_text("The national centre pays, and is paid back.")
    follow(worker, "Close the matter")
    send(worker, "Close the matter")
    expect(worker.locator("main")).to_contain_text("Closed")
    expect(visitor("stranger").locator("main")).not_to_contain_text("M-")
