"""A person who stays: needs and goals, a plan looked at again, steps of her own, and a copy that may be found."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page, expect

from mooring.casework import actions
from mooring.identification import actions as identification
from mooring.safeguards import clock
from tests.cast import Cast
from tests.journeys import steps
from tests.journeys.conftest import Visitor
from tests.journeys.test_raid_night import fits_the_telephone

GOAL = "To read the letters that come for me."
SECRET = "To tell the police about the flat."


def test_somebody_stays_and_takes_steps_of_her_own(visitor: Visitor, behind_the_scenes: None) -> None:
    worker = Cast().social_worker
    case = actions.open_case(by=worker)
    identification.record_person(by=worker, case=case, gender="woman", age_years=29, languages=["da"])
    identification.record_residence(by=worker, case=case, basis="eu_right_of_residence", known_how="said_by_person")
    page = visitor("social_worker", phone=True)

    the_plan_is_written(page, str(case))
    for goal in (GOAL, SECRET):
        a_goal_is_chosen(page, str(case), goal)
    the_plan_is_looked_at_again(page, str(case))

    page.goto(f"/cases/{case}/plan/progress/")
    expect(page.locator("main")).to_contain_text("Health of the body: Urgent → No need")
    expect(page.locator("main")).to_contain_text("of 2 goals reached")
    assert page.locator("figure img").evaluate("picture => picture.naturalWidth") > 0
    fits_the_telephone(page)

    steps_are_taken(page, str(case))
    the_copy_holds_no_word_that_endangers(page, str(case))


def the_plan_is_written(page: Page, case: str) -> None:
    page.goto(f"/cases/{case}/plan/write/")
    steps.write(page, "Health of the body", "A tooth that hurts at night.")
    steps.choose(page, "How great is the need? Health of the body", "Urgent")
    steps.choose(page, "How great is the need? Work", "Some need")
    steps.choose(page, "What may harm the person", "Nobody to turn to")
    steps.choose(page, "Help agreed on", "Language course")
    steps.choose(page, "What does the person say to this plan?", "Agrees")
    fits_the_telephone(page)
    steps.send(page, "Save as a new version")


def a_goal_is_chosen(page: Page, case: str, goal: str) -> None:
    page.goto(f"/cases/{case}/plan/")
    steps.follow(page, "Write down a goal")
    steps.write(page, "What the person wants to reach", goal)
    steps.pick(page, "Part of life", "Language and education")
    steps.send(page, "Save")
    expect(page.locator("main")).to_contain_text(goal)


def the_plan_is_looked_at_again(page: Page, case: str) -> None:
    page.goto(f"/cases/{case}/plan/")
    steps.follow(page, "Look at the plan again")
    expect(page.locator("main")).to_contain_text("A tooth that hurts at night.")
    steps.choose(page, "Why now?", "The person asked for it")
    steps.write(page, "What has changed since the last talk", "The tooth is out.")
    steps.choose(page, "Goal 1: where does it stand?", "Reached")
    steps.choose(page, "How great is the need? Health of the body", "No need")
    steps.pick(page, "Who explained the plan to the person", "The officer who writes this")
    steps.choose(page, "What does the person say to this plan?", "Agrees")
    fits_the_telephone(page)
    steps.send(page, "Save as a new version")
    expect(page.locator("main")).to_contain_text("The tooth is out.")


def steps_are_taken(page: Page, case: str) -> None:
    window = steps.window(page, case, "milestones")
    expect(window).to_contain_text("The residence basis lets the person stay.")
    steps.follow(page, "What the person says of staying", within=window)
    steps.choose(page, "Does the person wish to stay, and to plan for it?", "Yes")
    steps.send(page, "Save")
    for step, days in (("Health card received", None), ("First job of one's own choice", 40)):
        steps.follow(page, "Write down a step")
        steps.pick(page, "Step", step)
        if days:
            steps.write(page, "Hoped for on", (clock.today() + timedelta(days=days)).isoformat())
        else:
            steps.write(page, "Reached on", clock.today().isoformat())
        steps.send(page, "Save")
    expect(page.locator("main")).to_contain_text("of 2 steps reached")
    fits_the_telephone(page)


def the_copy_holds_no_word_that_endangers(page: Page, case: str) -> None:
    page.goto(f"/cases/{case}/plan/copy/")
    copy = page.get_by_label("The copy as it will be printed")
    expect(copy).not_to_contain_text(SECRET)
    expect(copy).not_to_contain_text(case)
    expect(copy).to_have_attribute("lang", "da")
    steps.tick(page, "I have read every line, and talked with the person about who may find it and where it is kept")
    fits_the_telephone(page)
    steps.send(page, "Make this copy")
    with page.expect_download() as fetched:
        page.get_by_role("link", name="Fetch it (PDF)").click()
    assert fetched.value.suggested_filename == "notes.pdf"
    assert fetched.value.path().read_bytes().startswith(b"%PDF")
    # What the person sees on the timeline of the case is what was done, never what stands in the plan.
    timeline = steps.window(page, case, "timeline")
    expect(timeline).to_contain_text("Copy of the plan made for the person")
    expect(timeline).not_to_contain_text(SECRET)
