"""From the offer to six months home: told, thought over, accepted, risks, plan, journey, and asked after at the months of the law.

The team writes it down late, with the days on which it happened.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from mooring.casework import actions as casework
from mooring.casework.compartments import Compartment
from mooring.law.days import months_after
from mooring.safeguards import clock
from tests.cast import Cast
from tests.identification.on_the_way import fresh
from tests.journeys import steps
from tests.journeys.conftest import Visitor
from tests.journeys.steps import OwnerConnection
from tests.journeys.test_raid_night import fits_the_telephone


def offer(page: Page, pseudonym: str, day: date, *, asked: str = "") -> None:
    page.goto(f"/cases/{pseudonym}/return/offer/")
    steps.write(page, "Told on", day.isoformat())
    steps.pick(page, "In which language", "English")
    steps.choose(page, "How", "Spoken, in plain words")
    page.locator("input[name=told]").first.check()
    steps.tick(page, "That nothing is owed for it")
    steps.choose(page, "Was it understood?", "Understood")
    steps.write(page, "What the person asked, or wishes to know", asked)
    steps.send(page, "Record the offer")
    expect(page.locator("main")).to_contain_text("Offered")


def ask_how_it_is(page: Page, pseudonym: str, month: int, day: date, words: str) -> None:
    page.goto(f"/cases/{pseudonym}/return/how-is-the-person/")
    steps.choose(page, "When", f"{month} month{'s' if month > 1 else ''} after arrival")
    steps.write(page, "Asked on", day.isoformat())
    steps.choose(page, "Did somebody speak with the person?", "Spoke with the person")
    steps.pick(page, "Housing", "Good")
    steps.pick(page, "Was the person exploited again?", "No sign of it")
    steps.write(page, "What the person said", words)
    steps.send(page, "Save")
    expect(page.locator("main")).to_contain_text(words)


def test_from_the_offer_to_six_months_home(
    visitor: Visitor, behind_the_scenes: None, owner_of_journeys: OwnerConnection
) -> None:
    steps.have_served_for_long(owner_of_journeys)
    today = clock.today()
    arrived = months_after(today, -6) - timedelta(days=2)
    offered = arrived - timedelta(days=60)
    case = steps.decided_earlier(steps.noon(offered - timedelta(days=10)), gender="woman", forms=["sexual"])
    for part in (Compartment.CORE, Compartment.SUPPORT):
        casework.give_access(by=Cast().social_worker, case=fresh(case), compartment=part, desk=Cast().planner.desk)

    worker = visitor("social_worker", phone=True)
    window = steps.window(worker, case.pseudonym, "return")
    expect(window).to_contain_text("Not offered yet.")
    offer(worker, case.pseudonym, offered, asked="May my sister meet me?")
    fits_the_telephone(worker)
    steps.follow(worker, "The person thinks it over")
    steps.write(worker, "Said on", (offered + timedelta(days=1)).isoformat())
    steps.send(worker, "Save")
    steps.follow(worker, "Write down the answer: yes")
    steps.write(worker, "Answered on", (offered + timedelta(days=7)).isoformat())
    steps.send(worker, "Record the yes")
    steps.follow(worker, "Look at the risks")
    steps.write(worker, "Talked through on", (offered + timedelta(days=14)).isoformat())
    debt = worker.locator("fieldset").filter(has_text="A debt is claimed").first
    steps.pick(debt, "How grave", "Grave")
    debt.locator("summary").click()
    debt.get_by_label("Parents").check()
    steps.write(debt, "What is done about it", "A lawyer writes to whoever claims it.")
    steps.choose(worker, "Advice", "Only with what is written here done first")
    steps.choose(worker, "What does the person say?", "Wishes to go on")
    steps.send(worker, "Save")
    expect(worker.locator("main")).to_contain_text("A lawyer writes to whoever claims it.")
    fits_the_telephone(worker)

    # Who plans the return goes on from here, at another desk.
    planner = visitor("planner")
    planner.goto(f"/cases/{case}/return/")
    steps.follow(planner, "Write the plan")
    steps.write(planner, "Talked through on", (offered + timedelta(days=30)).isoformat())
    steps.choose(planner, "To where", "The country the person calls home")
    steps.pick(planner, "Country", "Nigeria")
    planner.get_by_label("Desk that plans with the person").select_option(value="return-planning")
    steps.choose(planner, "Who receives the person", "The partner over there")
    steps.tick(planner, "Income: work, or a small business")
    steps.send(planner, "Save the plan")
    expect(planner.locator("main")).to_contain_text("Nigeria")
    steps.follow(planner, "Promise money")
    steps.choose(planner, "How", "Money")
    steps.write(planner, "Sum in all", "10000")
    expect(planner.get_by_label("In how many parts, one a month")).to_have_value("5")
    steps.write(planner, "The first is paid on", arrived.isoformat())
    steps.send(planner, "Save")
    expect(planner.locator("main")).to_contain_text(re.compile(r"2[.,]?000[.,]00 DKK"))
    steps.follow(planner, "The person sets out")
    steps.write(planner, "Set out on", (arrived - timedelta(days=1)).isoformat())
    steps.send(planner, "Save")
    steps.follow(planner, "The person has arrived")
    steps.write(planner, "Arrived on", arrived.isoformat())
    steps.choose(planner, "Who says so?", "The person")
    steps.send(planner, "Record the arrival")
    for month, words in ((1, "The shop is open."), (3, "My sister helps."), (6, "I sleep well.")):
        ask_how_it_is(planner, case.pseudonym, month, months_after(arrived, month), words)
    steps.follow(planner, "Close the return")
    steps.choose(planner, "What came of it", "Settled: a home, and something to live on")
    steps.send(planner, "Close it")
    expect(planner.locator("main")).to_contain_text("Closed")

    # The team reads how it went; the departure authority finds nothing.
    worker.goto(f"/cases/{case}/return/")
    expect(worker.locator("main")).to_contain_text("I sleep well.")
    expect(worker.locator("main")).to_contain_text("Settled: a home, and something to live on")
    fits_the_telephone(worker)
    assert visitor("departure").goto(f"/cases/{case}/return/").status in (403, 404)  # type: ignore[union-attr]
