"""A consent withdrawn while a referral is open: given on a telephone, used, taken back; and the other agency sees nothing more."""

from __future__ import annotations

from playwright.sync_api import expect

from mooring.casework import actions
from mooring.casework.models import Case, Consent
from mooring.identification import actions as identification
from mooring.referral.actions import draft, send
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.journeys import steps
from tests.journeys.conftest import Visitor

SAID = "They may know it, but nobody else."


def test_what_was_agreed_to_on_a_telephone_is_used_and_taken_back(visitor: Visitor, behind_the_scenes: None) -> None:
    cast = Cast()
    worker = cast.social_worker
    case = actions.open_case(by=worker)
    identification.record_person(by=worker, case=case, gender="woman", age_years=24, languages=["ro"])

    page = visitor("social_worker", phone=True)
    page.goto(f"/cases/{case}/consent/share/")
    expect(page.locator("main")).to_contain_text("If you say no, you still get help from us.")
    steps.pick(page, "Who may be told", "Test organisation Harbour")
    steps.pick(page, "For what", "Protected housing")
    steps.tick(page, "Languages")
    steps.tick(page, "Gender and age")
    steps.choose(page, "How it was explained", "Spoken, through an interpreter")
    page.get_by_label("In which language").select_option("ro")
    steps.choose(page, "Who answered, and how", "The person said so")
    steps.write(page, "What the person said", SAID)
    steps.send(page, "Save")
    panel = page.locator("details#consent")
    expect(panel).to_contain_text("Test organisation Harbour may be told something, for this: Protected housing.")
    expect(panel).to_contain_text(SAID)

    referral = _sent(cast, case)
    receiver = visitor("stranger")
    receiver.goto(f"/referrals/{referral}/")
    with receiver.expect_navigation():
        receiver.locator("main .button-primary").click()  # opened: the sender is told
    expect(receiver.locator("main")).to_contain_text("Romanian")

    page.goto(f"/cases/{case}/panels/consent/")
    with page.expect_navigation():
        page.locator("main a[href$='/withdraw/']").click()
    expect(page.locator("main")).to_contain_text(referral)
    expect(page.locator("main")).to_contain_text("The file is not erased by this")
    steps.send(page, "Withdraw it")
    expect(page.locator("details#consent")).to_contain_text("Withdrawn")

    receiver.goto(f"/referrals/{referral}/")
    expect(receiver.locator("body")).not_to_contain_text("Romanian")


def _sent(cast: Cast, case: Case) -> str:
    """A referral under the consent that stands, sent to the other agency's desk; answers its reference."""
    worker = cast.social_worker
    with acting_as(worker):
        fresh = Case.objects.get(pk=case.pk)
        consent: Consent = Consent.objects.running(fresh).get()
    desk = cast.stranger.desk
    referral = draft(
        by=worker,
        case=fresh,
        need="housing",
        urgency="week",
        ground="consent",
        consent=consent,
        pieces=["languages", "person"],
        to_desk=desk,
    )
    send(by=worker, referral=referral)
    return str(referral.reference)
