"""A day of the administrators: two let somebody in, one sees her out, and neither learns of any case."""

from __future__ import annotations

import re
import time

from playwright.sync_api import Page, expect

from mooring.casework import actions
from tests.cast import Cast
from tests.journeys import signing_in, steps
from tests.journeys.conftest import Site, Visitor
from tests.journeys.learning_nothing import answer, learns_nothing

EMAIL, PASSWORD = "newcomer@test.invalid", "the harbour is quiet tonight"
WORDS = "Half a sentence by somebody whose posting ends"
NOT_HERS = (
    "/cases/",
    "/cases/export/",
    "/emergency/",
    "/known/",
    "/matching/",
    "/joinings/",
    "/retention/",
    "/figures/",
)
HERS = ("/", "/people/", "/agencies/", "/confirm/", "/ledger/", "/what-i-may/", "/account/sessions/")


def test_two_administrators_let_an_officer_in_and_one_sees_her_out(
    visitor: Visitor, behind_the_scenes: None, site: Site
) -> None:
    case = actions.open_case(by=Cast().social_worker)
    first, second, newcomer = visitor("administrator"), visitor("second administrator"), visitor(None)

    link = somebody_is_invited(first)
    assert letters_with(site, link) == [EMAIL], "the link went to somebody else as well"
    signing_in.come_in_by_link(newcomer, link, PASSWORD)
    newcomer.goto(link)
    expect(newcomer.get_by_label("New password")).to_have_count(0)
    signing_in.for_the_first_time(newcomer, EMAIL, PASSWORD)
    assert answer(newcomer, "/cases/")[0] == 403, "she serves nowhere yet"
    newcomer.goto("/my-code/")
    code = newcomer.locator(".figure-number").inner_text()

    posting_is_proposed(first)
    confirmation = who_is_to_be_confirmed(second)
    first.goto(confirmation)
    expect(first.locator("main")).to_contain_text("You proposed this yourself")
    expect(first.get_by_label("Confirmation code")).to_have_count(0)
    assert answer(newcomer, "/cases/")[0] == 403, "one hand posted her"
    second.goto(confirmation)
    wrong = code[::-1] if code != code[::-1] else "0" * len(code)
    steps.write(second, "Confirmation code", wrong)
    steps.send(second, "Confirm: works here")
    expect(second.locator("main")).to_contain_text("This is not the code on the person's page")
    steps.write(second, "Confirmation code", code)
    steps.send(second, "Confirm: works here")
    expect(second.locator("main, [role=status]").first).to_be_visible()

    newcomer.goto(f"/cases/{case.pseudonym}/notes/new/")
    steps.write(newcomer, "Note", WORDS)
    expect(newcomer.locator("main form [role=status]").first).to_contain_text("Saved", timeout=20_000)
    her_posting_is_ended(first)
    assert newcomer.request.get("/", max_redirects=0).status == 302, "her session outlives her posting"
    newcomer.goto(f"/cases/{case.pseudonym}/")
    assert "/account/login/" in newcomer.url
    assert case.pseudonym not in newcomer.locator("body").inner_text()

    the_ledger_is_checked(second)
    for administrator in (first, second):
        no_page_of_hers_knows_the_case(administrator, case.pseudonym)
    learns_nothing(first, case.pseudonym, "made-up")


def somebody_is_invited(page: Page) -> str:
    """Invite somebody; answers the link, which is shown once."""
    page.goto("/people/")
    steps.follow(page, "Invite somebody")
    steps.write(page, "Name", "Newcomer Test")
    steps.write(page, "Work address", EMAIL)
    steps.send(page, "Make the link")
    link = page.get_by_label("Link").input_value()
    assert "/invitation/" in link
    page.reload()
    assert link not in page.content(), "the link is shown twice"
    return link


def letters_with(site: Site, link: str) -> list[str]:
    """To whom letters with this link were written."""
    letters = [path.read_text() for path in site.letters.iterdir()]
    return [to for letter in letters if link in letter for to in re.findall(r"^To: (.+)$", letter, re.MULTILINE)]


def page_of_the_newcomer(page: Page) -> None:
    page.goto("/people/")
    steps.write(page, "Name or work address", EMAIL)
    steps.send(page, "Show")
    steps.follow(page, "Newcomer Test", within=page.locator("main table"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Newcomer Test")


def posting_is_proposed(page: Page) -> None:
    page_of_the_newcomer(page)
    steps.follow(page, "Propose a posting")
    desk = page.get_by_label("Desk")
    desk.select_option(label=next(words for words in desk.locator("option").all_inner_texts() if "social" in words))
    steps.pick(page, "Role", "Social worker")
    steps.send(page, "Propose")
    expect(page.locator("main")).to_contain_text("Waits for a second hand")


def who_is_to_be_confirmed(page: Page) -> str:
    """The address where the other administrator answers."""
    page.goto("/confirm/")
    expect(page.locator("main")).to_contain_text("Newcomer Test")
    with page.expect_navigation():
        page.locator("main li").filter(has_text="Newcomer Test").get_by_role("link").click()
    expect(page.locator("main")).to_contain_text(EMAIL)
    return page.url


def her_posting_is_ended(page: Page) -> None:
    page_of_the_newcomer(page)
    page.get_by_role("button", name="End now").click()
    asked = page.locator("dialog.confirm")
    expect(asked).to_contain_text("End this posting now?")
    with page.expect_navigation():
        asked.locator("button").last.click()
    expect(page.locator("main")).to_contain_text("Ended")


def the_ledger_is_checked(page: Page) -> None:
    page.goto("/ledger/")
    steps.send(page, "Check the ledger now")
    until = time.monotonic() + 40
    while "The ledger is whole" not in page.locator("main").inner_text():
        assert time.monotonic() < until, page.locator("main").inner_text()
        time.sleep(0.5)
        page.reload()
    expect(page.locator("main")).not_to_contain_text("not whole")


def no_page_of_hers_knows_the_case(page: Page, pseudonym: str) -> None:
    for address in HERS:
        status, body = answer(page, address)
        assert status == 200, address
        assert pseudonym not in body, address
    for address in NOT_HERS:
        status, body = answer(page, address)
        assert status == 403, address
        assert pseudonym not in body, address
