"""A referral that is declined, asked of somebody else, and done with feedback: by three desks, one of them on a telephone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from mooring.casework import actions as casework
from mooring.casework.models import Case
from mooring.identification import actions as identification
from mooring.safeguards.models import Desk
from tests.cast import Cast
from tests.identification.on_the_way import fresh
from tests.journeys import steps
from tests.journeys.conftest import Visitor
from tests.journeys.test_raid_night import fits_the_telephone

NEED = "Counselling and support"
ASKS = "Somebody to talk with, twice a week."
WHY_NOT = "In May we have room again."
CAME_OF_IT = "The talks go well and go on."


def agreed_case(*desks: str) -> Case:
    """A person who agreed that these desks' agencies are told of the languages spoken, and of nothing else."""
    by = Cast().social_worker
    case = casework.open_case(by=by)
    identification.record_person(by=by, case=fresh(case), gender="woman", age_years=24, languages=["ro"])
    for code in desks:
        casework.give_consent(
            by=by,
            case=fresh(case),
            kind="share",
            purpose="counselling",
            recipient=Desk.objects.select_related("agency").get(code=code).agency,
            parts=["languages"],
            explained_how="spoken",
            language="ro",
            given_how="spoken",
        )
    return case


def go_on(page: Page, button: str = "Next") -> None:
    steps.send(page, button)


def choose_whom_and_what(page: Page, desk: str) -> None:
    """From whom is asked to the preview."""
    steps.choose(page, "Who can take this up", "Somebody else, chosen below")
    steps.pick(page, "Somebody else", desk)
    go_on(page)
    page.locator("input[name=pieces][value=languages]").check()
    steps.write(page, "Message to the receiver", ASKS)
    fits_the_telephone(page)
    go_on(page)
    page.locator("input[name=ground]").first.check()
    go_on(page)
    package = page.locator("section[aria-labelledby=package-heading]")
    expect(package).to_contain_text("Romanian")
    expect(package).to_contain_text(ASKS)
    expect(page.locator("main")).to_contain_text("The person's consent")
    fits_the_telephone(page)
    go_on(page, "Send")


def test_a_referral_is_declined_asked_of_somebody_else_and_done(visitor: Visitor, behind_the_scenes: None) -> None:
    case = agreed_case("harbour-desk", "immigration-assessment")
    worker = visitor("social_worker", phone=True)
    window = steps.window(worker, case.pseudonym, "referrals")
    expect(window).to_contain_text("centre social")
    steps.follow(worker, "Hand on", within=window)
    steps.pick(worker, "What is needed", NEED)
    steps.choose(worker, "How soon", "Today: within eight hours")
    fits_the_telephone(worker)
    go_on(worker)

    # One goes back, and nothing is lost.
    go_on(worker, "Back")
    expect(worker.get_by_label("What is needed")).to_have_value("counselling")
    go_on(worker)
    choose_whom_and_what(worker, "Test organisation Harbour · harbour desk")
    first = worker.url
    expect(worker.locator("main")).to_contain_text("Whose turn: the agency that received it")
    fits_the_telephone(worker)

    # The other desk finds it on its day, opens it, and says no.
    harbour = visitor("stranger")
    steps.follow(harbour, NEED, within=harbour.locator("section").filter(has_text="Referrals that wait for your desk"))
    expect(harbour.locator("main")).not_to_contain_text("Romanian")
    steps.send(harbour, "Open it")
    expect(harbour.locator("main")).to_contain_text("Romanian")
    assert harbour.goto(f"/cases/{case}/").status == 404  # type: ignore[union-attr]
    harbour.goto(first)
    steps.follow(harbour, "Say no")
    steps.choose(harbour, "Why not", "No room at present")
    steps.write(harbour, "What the sender should know", WHY_NOT)
    steps.send(harbour, "Say no")
    expect(harbour.locator("main")).not_to_contain_text("Romanian")

    # The sender reads why, and asks somebody else; what was chosen before stands there still.
    worker.goto(first)
    expect(worker.locator("main")).to_contain_text("No room at present")
    expect(worker.locator("main")).to_contain_text(WHY_NOT)
    steps.follow(worker, "Ask somebody else")
    expect(worker.get_by_label("What is needed")).to_have_value("counselling")
    go_on(worker)
    choose_whom_and_what(worker, "Test immigration service · immigration assessment")
    second = worker.url
    assert second != first
    expect(worker.locator("main")).to_contain_text(first.rstrip("/").rsplit("/", 1)[1])

    receiver = visitor("caseworker")
    receiver.goto(second)
    steps.send(receiver, "Open it")
    steps.follow(receiver, "Accept")
    steps.write(receiver, "A word to the sender", "Tomorrow at ten.")
    steps.send(receiver, "Accept")
    steps.follow(receiver, "Say that it is done")
    steps.choose(receiver, "What came of it", "The need is met")
    steps.write(receiver, "Feedback to the sender", CAME_OF_IT)
    steps.send(receiver, "It is done")

    worker.goto(second)
    for words in ("Tomorrow at ten.", "The need is met", CAME_OF_IT, "It is over."):
        expect(worker.locator("main")).to_contain_text(words)
    fits_the_telephone(worker)
    worker.goto("/referrals/?list=over")
    expect(worker.locator("main table")).to_contain_text("Done")
    expect(worker.locator("main table")).to_contain_text("Declined")
    fits_the_telephone(worker)
