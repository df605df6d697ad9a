"""A corrected decision: last month's table as it was known then, and as it is known now, and why they differ."""

from __future__ import annotations

from datetime import date, timedelta

from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.conftest import Visitor
from tests.journeys.steps import OwnerConnection


def test_last_months_table_differs_by_the_correction_and_the_page_says_why(
    visitor: Visitor, behind_the_scenes: None, owner_of_journeys: OwnerConnection
) -> None:
    end_of_month, yesterday = steps.a_month_that_was_over()
    steps.have_served_for_long(owner_of_journeys)
    met_on = end_of_month - timedelta(days=5)
    decided_on = met_on + timedelta(days=1)
    one_day = (decided_on, decided_on)  # nobody else of these stories was decided for on that day
    page = visitor("statistician")

    def table_as_known_on(day: date) -> steps.Figures:
        return steps.figures(page, rows="Outcome", columns="Authority", known_on=day, only=one_day)

    case = steps.decided_earlier(steps.noon(met_on), gender="woman", forms=["begging"])
    then = table_as_known_on(end_of_month)
    assert then["Identified", "Immigration service"] == 1
    assert then == table_as_known_on(yesterday), "nothing was corrected yet"

    steps.corrected(steps.noon(yesterday), case, "not_identified")
    now = table_as_known_on(yesterday)
    assert now["Not identified", "Immigration service"] == 1
    assert now.get(("Identified", "Immigration service"), 0) == 0
    assert now["All", "All"] == 1, "the person is counted once, before and after"
    assert table_as_known_on(end_of_month) == then, "what was known then stays what was known then"

    page.goto("/figures/revisions/")
    steps.pick(page, "Rows", "Outcome")
    steps.pick(page, "Columns", "Authority")
    steps.write(page, "Compared with", end_of_month.isoformat())
    steps.write(page, "As known on", yesterday.isoformat())
    steps.narrow_to(page, one_day)
    steps.send(page, "Show")
    why = page.locator("section").filter(has=page.get_by_role("heading", name="Why the figures differ"))
    expect(why.locator("div").filter(has_text="Corrected outcome").locator(".figure-number")).to_have_text("1")
    expect(why.locator("div").filter(has_text="Recorded later").locator(".figure-number")).to_have_text("0")
    expect(why.locator("div").filter(has_text="Corrected facts").locator(".figure-number")).to_have_text("0")
    lines = page.get_by_role("row")
    expect(lines.filter(has=page.get_by_role("rowheader", name="Identified", exact=True))).to_contain_text("1 → 0")
    expect(lines.filter(has=page.get_by_role("rowheader", name="Not identified", exact=True))).to_contain_text("0 → 1")

    # Whoever decided sees on the case what stands now, and that it was corrected.
    caseworker = visitor("caseworker")
    identification = steps.window(caseworker, case.pseudonym, "identification")
    expect(identification).to_contain_text("Not identified")
    expect(identification).to_contain_text("Corrected: New information")
