"""Without scripts, because a telephone is old or a house has shut them off: the night's work is done all the same."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.conftest import Visitor

WORDS = "Written where no script runs."


def test_the_work_of_a_night_needs_no_scripts(visitor: Visitor) -> None:
    page = visitor("social_worker", phone=True, scripts=False)

    # A signal, a person met, a case.
    signal = steps.take_up_signal(page, "Hotline", words=WORDS)
    card = steps.note_person(page, 1, age="Adult", wish="Wishes to talk")
    expect(card).to_contain_text("No file is open.")
    steps.follow(page, "Open a case", within=card)
    steps.choose(page, "Why is a file opened?", "A provision for the protection of children")
    steps.send(page, "Open the case")
    expect(page.locator("main")).to_contain_text("The person is not noted as perhaps a child.")
    pseudonym = steps.open_case(page, signal, 1, "The person wishes it")
    expect(page.get_by_role("heading", level=1)).to_contain_text(pseudonym)

    # A note: the window is a page of its own, behind a link.
    page.locator("details#notes > summary").click()
    steps.follow(page, "Open Notes of my agency", within=page.locator("details#notes"))
    expect(page.get_by_role("heading", level=2, name="Notes of my agency")).to_be_visible()
    steps.follow(page, "Write a note")
    steps.write(page, "Note", WORDS)
    steps.send(page, "Keep the note")
    page.goto(f"/cases/{pseudonym}/panels/notes/")
    expect(page.locator("main")).to_contain_text(WORDS)

    # The name: written, then shown once for a reason.
    page.goto(f"/cases/{pseudonym}/who/write/")
    steps.write(page, "Given names", "Synthetia")
    steps.write(page, "Family name", "Withoutscript")
    steps.send(page, "Keep, sealed")
    assert "Withoutscript" not in page.content()
    page.goto(f"/cases/{pseudonym}/who/")
    steps.choose(page, "Why do you need to see it?", "To contact or meet the person")
    steps.send(page, "Show the name")
    expect(page.locator("main")).to_contain_text("Withoutscript")
    page.goto(f"/cases/{pseudonym}/panels/timeline/")
    expect(page.locator("main")).not_to_contain_text("Withoutscript")
