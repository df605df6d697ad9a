"""The extension that the law of 2012 refuses, and that of 2014 grants: the law of the day of the decision decides."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect

from tests.cast import Cast
from tests.identification.on_the_way import decided
from tests.journeys import steps
from tests.journeys.conftest import Visitor

GROUND = "Illness in the family; the appointment was moved twice."


def test_an_extension_beyond_100_days_is_refused_in_2012_and_granted_in_2014(
    visitor: Visitor, behind_the_scenes: None
) -> None:
    in_2012, _outcome = decided(Cast())
    in_2014, _outcome = decided(Cast())
    page = visitor("caseworker")

    # Thirty days at first, and sixty more.
    for case, granted_on, extended_on in (
        (in_2012, date(2012, 2, 15), date(2012, 3, 12)),
        (in_2014, date(2014, 2, 15), date(2014, 3, 12)),
    ):
        steps.grant_period(page, case.pseudonym, decided_on=granted_on)
        steps.extend_period(page, case.pseudonym, days=60, decided_on=extended_on, ground="Still in treatment.")
        expect(steps.window(page, case.pseudonym, "reflection")).to_contain_text("90 of at most")

    # Fifteen more: the law of 2012 has a hundred days in all. The page says so, and keeps what was typed.
    steps.extend_period(page, in_2012.pseudonym, days=15, decided_on=date(2012, 5, 10), ground=GROUND)
    law = page.get_by_role("region", name="What the law says")
    expect(law).to_contain_text("No: with these the period would be 105 days, 100 are the most.")
    expect(law).to_contain_text("It may last 100 days in all; 90 were granted, 10 are left.")
    expect(law).to_contain_text("Under the law as it stood on 10 May 2012")
    expect(law.locator(".finding-law")).to_contain_text(["Aliens Act, s. 33(14)"])
    expect(law).to_contain_text("10 days can still be given.")
    expect(page.get_by_label("Days to add")).to_have_value("15")
    expect(page.get_by_label("Decided on")).to_have_value("2012-05-10")
    expect(page.get_by_label("The authority's ground")).to_have_value(GROUND)
    expect(page.get_by_label("Special reasons", exact=True)).to_be_checked()

    # What is typed is sent once more with the days that are left.
    steps.write(page, "Days to add", "10")
    steps.send(page, "Record the extension")
    period = steps.window(page, in_2012.pseudonym, "reflection")
    expect(period).to_contain_text("It ended on 24 May 2012.")

    # The same fifteen days two years later: the law has a hundred and twenty in all.
    steps.extend_period(page, in_2014.pseudonym, days=15, decided_on=date(2014, 5, 10), ground=GROUND)
    period = steps.window(page, in_2014.pseudonym, "reflection")
    expect(period).to_contain_text("105 of at most 120")
    expect(period).to_contain_text("It ended on 30 May 2014.")
    page.goto(f"/cases/{in_2014.pseudonym}/period/")
    expect(page.locator("main")).to_contain_text("Yes: by 15 days, to 105 days in all.")
    expect(page.locator("main")).to_contain_text("bill L 129 (2012-13)")
