"""A referral that nobody answers climbs the ladder: the desk, its lead, the national centre; and comes back to the sender."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from mooring.casework import actions as casework
from mooring.casework.models import Case, Consent
from mooring.referral import actions, ladder
from mooring.safeguards import clock
from mooring.safeguards.models import Desk
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.identification.on_the_way import fresh
from tests.journeys import steps
from tests.journeys.conftest import Visitor
from tests.journeys.steps import OwnerConnection
from tests.journeys.test_raid_night import fits_the_telephone


def test_what_nobody_answers_climbs_and_comes_back(
    visitor: Visitor, behind_the_scenes: None, owner_of_journeys: OwnerConnection
) -> None:
    steps.have_served_for_long(owner_of_journeys)
    begun = clock.now() - timedelta(hours=5)
    with clock.at(begun):
        case, reference = asked_within_the_hour()

    lead, centre = visitor("harbour_lead"), visitor("coordinator", phone=True)
    told: dict[float, set[str]] = {0.6: set(), 1.1: {"lead"}, 2.1: {"lead", "centre"}}
    for hours, who in told.items():
        with clock.at(begun + timedelta(hours=hours)):
            ladder.climb()
            assert ladder.climb() == 0, "each rung is climbed once"
        for name, page in (("lead", lead), ("centre", centre)):
            page.goto("/notices/")
            words = page.locator("main").inner_text()
            assert ("late" in words.lower()) is (name in who), (hours, name, words)

    # They see which one is late, for whom it waits, and nothing of a person.
    for page in (lead, centre):
        page.goto("/referrals/late/")
        line = page.get_by_role("row").filter(has_text=reference)
        expect(line).to_contain_text("harbour desk")
        assert case.pseudonym not in page.content()
        assert page.goto(f"/referrals/{reference}/").status in (403, 404)  # type: ignore[union-attr]
    centre.goto("/referrals/late/")
    fits_the_telephone(centre)

    with clock.at(begun + timedelta(hours=3.1)):
        ladder.climb()
    worker = visitor("social_worker")
    worker.goto(f"/referrals/{reference}/")
    expect(worker.locator("main")).to_contain_text(re.compile("nobody answered in time", re.IGNORECASE))
    expect(steps.window(worker, case.pseudonym, "referrals")).to_contain_text("centre social")
    worker.goto(f"/referrals/{reference}/")
    expect(worker.get_by_role("link", name="Ask somebody else")).to_be_visible()


def asked_within_the_hour() -> tuple[Case, str]:
    """A referral that must be answered within the hour; answers its case and its reference."""
    by = Cast().social_worker
    case = casework.open_case(by=by)
    desk = Desk.objects.select_related("agency").get(code="harbour-desk")
    consent: Consent = casework.give_consent(
        by=by,
        case=fresh(case),
        kind="share",
        purpose="counselling",
        recipient=desk.agency,
        parts=["languages"],
        explained_how="spoken",
        language="en",
        given_how="spoken",
    )
    with acting_as(by):
        referral = actions.draft(
            by=by,
            case=fresh(case),
            need="counselling",
            urgency="now",
            ground="consent",
            consent=consent,
            pieces=["languages"],
            to_desk=desk,
        )
        actions.send(by=by, referral=referral)
    return case, referral.reference
