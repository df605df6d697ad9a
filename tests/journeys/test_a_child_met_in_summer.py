"""A child met in street work in July: representative, municipality, school, the plan for coming of age; and missing one evening."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from mooring.safeguards import clock
from tests.cast import Cast
from tests.journeys import steps
from tests.journeys.conftest import Visitor

SHEET = "Green cap, a scar on the left hand. Speaks Romanian."
WANTS = "I want to learn to swim."


def test_a_child_met_in_the_street_gets_somebody_who_answers_a_school_and_a_plan(
    visitor: Visitor, behind_the_scenes: None
) -> None:
    worker = visitor("social_worker", phone=True)
    signal = steps.take_up_signal(worker, "Outreach", words="A boy alone by the canal, in the evenings.")
    steps.note_person(worker, 1, age="Child, or in doubt", wish="Wishes to talk")
    child = steps.open_case(worker, signal, 1, "A provision for the protection of children")
    steps.record_person(worker, child, gender="Man", age=16, citizenship="Romania")

    # The same day: how he came, whom it is told, and what would be known if he were gone.
    panel = steps.window(worker, child, "child")
    expect(panel).to_contain_text("it is not said whether she or he came alone")
    steps.follow(worker, "Say how the child came", within=panel)
    steps.choose(worker, "How did the child come?", "Alone, or with somebody who has no custody")
    steps.send(worker, "Save")
    expect(worker.locator("main")).to_contain_text("none is appointed")
    steps.follow(worker, "Ask for a representative")
    steps.send(worker, "Save")
    steps.follow(worker, "Record the representative")
    steps.pick(worker, "Somebody who signs in here", Cast().representative.name)
    steps.send(worker, "Save")
    steps.follow(worker, "Tell the municipality")
    steps.pick(worker, "Which municipality?", "Odense")
    worker.locator("select[name=desk]").select_option("municipality-children")
    steps.choose(worker, "How?", "By telephone, then in writing")
    steps.send(worker, "Save")
    steps.follow(worker, "Safety plan")
    steps.write(worker, "The sheet: what somebody needs who looks for the child", SHEET)
    steps.write(worker, "The adult whom the child trusts, and the word agreed on", "The woman at the kiosk.")
    steps.send(worker, "Save")

    # In August: school, what he wants, and what the representative says to it.
    worker.goto(f"/cases/{child}/child/days/")
    steps.pick(worker, "At what kind of place does the child live?", "A centre or home of the municipality")
    steps.choose(worker, "School", "Enrolled")
    steps.choose(worker, "Health check", "Booked")
    steps.send(worker, "Save")
    worker.goto(f"/cases/{child}/child/plan/")
    steps.write(worker, "What the child wants", WANTS)
    steps.send(worker, "Save")
    stands_beside = visitor("representative")
    stands_beside.goto(f"/cases/{child}/child/")
    expect(stands_beside.locator("main")).to_contain_text(WANTS)
    steps.follow(stands_beside, "Record what the representative says")
    steps.choose(stands_beside, "In what?", "The plan")
    steps.write(stands_beside, "What the child says to it", "Yes. And swimming.")
    steps.choose(stands_beside, "Does the representative agree?", "Yes")
    steps.send(stands_beside, "Save")
    expect(stands_beside.locator("main")).not_to_contain_text("Nothing is decided yet")

    # He comes of age; it is foreseen.
    worker.goto(f"/cases/{child}/child/coming-of-age/")
    birthday = clock.today() + timedelta(days=500)
    steps.write(worker, "Day on which the child comes of age", birthday.isoformat())
    steps.tick(worker, "School or work goes on")
    steps.send(worker, "Save")
    expect(worker.locator("main")).to_contain_text("A home that does not end that day")

    # One evening he is not back: one press.
    steps.follow(worker, "The child is missing")
    steps.send(worker, "Tell the three now")
    expect(worker.locator("main")).to_contain_text("minutes since the alarm")
    police = visitor("police")
    police.goto("/missing-children/")
    with police.expect_navigation():
        police.locator("main .rows a").first.click()
    expect(police.locator("main")).to_contain_text(SHEET)
    expect(police.locator("body")).not_to_contain_text(child)
    expect(police.locator("body")).not_to_contain_text("kiosk")
    steps.follow(worker, "Found, or ended")
    steps.choose(worker, "How did it end?", "Came back")
    steps.send(worker, "Save")
    police.goto("/missing-children/")
    expect(police.locator("main")).to_contain_text("No child is missing")
