"""Two notices for one night: a gap in the roster is found and closed, the team is on the telephone, and the address is gone after."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from mooring.safeguards import clock
from tests.journeys import steps
from tests.journeys.conftest import Visitor
from tests.journeys.steps import OwnerConnection

QUAY, YARD = "Canary Quay 7, back door", "Canary Yard 3"


def tonight(hours: int) -> str:
    return (timezone.localtime(clock.now()) + timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%M")


def tell_ahead(page: Page, *, region: str, hours: int, people: int, address: str) -> str:
    """Tell of an action ahead from one's day; answers the address of its page."""
    page.goto("/")
    steps.follow(page, "Tell of an action ahead")
    steps.pick(page, "In which region?", region)
    steps.write(page, "When?", tonight(hours))
    steps.write(page, "How many people are expected?", str(people))
    steps.write(page, "Where exactly?", address)
    steps.send(page, "Tell the centre")
    expect(page.locator("main")).to_contain_text("Announced")
    return page.url


def put_on_roster(page: Page, notice: str, *names: str) -> None:
    page.goto(notice)
    steps.follow(page, "Put somebody on the roster")
    for name in names:
        page.get_by_label(name, exact=True).check()
    steps.send(page, "Put on the roster")


def fits_the_telephone(page: Page) -> None:
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{page.url} is {wider} pixels wider than the telephone"


def test_two_notices_and_a_gap(visitor: Visitor, owner_of_journeys: OwnerConnection) -> None:
    police, tax = visitor("police", phone=True), visitor("control", phone=True)
    first = tell_ahead(police, region="Capital Region", hours=5, people=5, address=QUAY)
    fits_the_telephone(police)
    second = tell_ahead(tax, region="Zealand", hours=7, people=4, address=YARD)
    assert police.goto(second).status == 404  # type: ignore[union-attr]

    # The same two are put on both: the page says that nobody is in two places.
    coordinator = visitor("coordinator")
    for notice in (first, second):
        coordinator.goto(notice)
        steps.send(coordinator, "I have read it")
        put_on_roster(coordinator, notice, "social worker Test", "colleague Test")
    coordinator.goto("/actions/")
    expect(coordinator.locator("main")).to_contain_text("2 actions in the same hours")
    expect(coordinator.locator("main")).to_contain_text("colleague Test is on another roster in the same hours")

    # The gap is closed, and whoever told of it hears that the centre comes.
    coordinator.goto(second)
    for name in ("social worker Test", "colleague Test"):
        line = coordinator.locator("#roster li").filter(has_text=name)
        steps.send(coordinator, "Take off", within=line)
    put_on_roster(coordinator, second, "hotline Test", "stranger Test")
    for notice in (first, second):
        coordinator.goto(notice)
        expect(coordinator.locator("main")).to_contain_text("The roster is full")
        steps.send(coordinator, "Confirm that we come")
    police.goto(first)
    expect(police.locator("main")).to_contain_text("Confirmed")

    # On the day, on the telephone.
    worker = visitor("social_worker", phone=True)
    worker.goto("/actions/")
    expect(worker.locator("main")).not_to_contain_text("Zealand")
    worker.goto(first)
    expect(worker.locator("main")).to_contain_text(QUAY)
    fits_the_telephone(worker)
    item = worker.locator("#list-of-the-day li").filter(has_text="A private room")
    with worker.expect_navigation():
        item.get_by_role("button").click()
    expect(worker.locator("#list-of-the-day li").filter(has_text="A private room")).to_contain_text("Done")
    steps.send(worker, "We are there: begin")
    signal = worker.url
    for number in range(1, 6):
        steps.note_person(worker, number, age="Adult", wish="Said no for now" if number < 4 else "Wishes to talk")
    steps.follow(worker, "Decision of the police", within=worker.locator("#person-4"))
    steps.choose(worker, "What did the police decide?", "Held in detention")
    steps.write(worker, "When did they decide?", steps.hours_ago(1))
    steps.send(worker, "Write it down")
    expect(worker.locator("#person-4")).to_contain_text("Held in detention")
    worker.goto(first)
    expect(worker.locator("main")).to_contain_text("Person 4: the detention must have ended")
    fits_the_telephone(worker)
    steps.send(worker, "It is over")

    # Afterwards: figures without faces, and nobody can read any more where it was.
    coordinator.goto(first)
    expect(coordinator.locator("#figures")).to_contain_text("People met")
    coordinator.once("dialog", lambda dialog: dialog.accept())
    coordinator.get_by_role("button", name="Close, and erase where it was").click()
    confirm = coordinator.locator("dialog[open] .button-primary, dialog[open] .button-warning")
    if confirm.count():
        confirm.first.click()
    expect(coordinator.locator("main")).to_contain_text("Closed, address erased")
    for page in (coordinator, police, worker):
        page.goto(first)
        assert QUAY not in page.content()
        expect(page.locator("main")).to_contain_text("(erased)")
    police.goto("/actions/figures/")
    expect(police.locator("main")).to_contain_text("too few to be told")
    assert police.goto(signal).status in (403, 404)  # type: ignore[union-attr]
    with owner_of_journeys() as session:
        left = session.execute(
            "select count(*) from safeguards_datakey k join hotline_actionnotice n on n.id = k.subject"
            " join hotline_actionstate s on s.notice_id = n.id and s.superseded_by_id is null where s.state = 'closed'"
        ).fetchone()
    assert left == (0,)
