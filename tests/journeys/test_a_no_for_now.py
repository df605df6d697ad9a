"""A no for now: why, in codes and in the person's own words; departure is somebody else's matter, and help goes on."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from mooring.safeguards import clock
from tests.journeys import steps
from tests.journeys.conftest import Visitor
from tests.journeys.steps import OwnerConnection
from tests.journeys.test_six_months_home import offer


def test_a_no_for_now_and_later_a_yes(
    visitor: Visitor, behind_the_scenes: None, owner_of_journeys: OwnerConnection
) -> None:
    steps.have_served_for_long(owner_of_journeys)
    today = clock.today()
    case = steps.decided_earlier(steps.noon(today - timedelta(days=20)), gender="man", forms=["forced_labour"])
    worker = visitor("social_worker")
    offer(worker, case.pseudonym, today)
    steps.follow(worker, "No for now")
    expect(worker.locator("main")).to_contain_text("A no for now ends nothing")
    steps.tick(worker, "A debt that would be asked for over there")
    steps.tick(worker, "Nothing to live on over there")
    steps.write(worker, "In the person's own words", "They would come to my father.")
    steps.send(worker, "Record the no")
    main = worker.locator("main")
    expect(main).to_contain_text("Said no for now")
    expect(main).to_contain_text("They would come to my father.")
    expect(main).to_contain_text("All help goes on.")
    held = visitor("departure")
    held.goto("/holds/")
    expect(held.locator("main")).not_to_contain_text("Said no")
    expect(held.locator("main")).not_to_contain_text(case.pseudonym)
    steps.follow(worker, "Offer it again")
    offer(worker, case.pseudonym, today)
    steps.follow(worker, "Write down the answer: yes")
    steps.send(worker, "Record the yes")
    expect(worker.locator("main")).to_contain_text("Accepted")
