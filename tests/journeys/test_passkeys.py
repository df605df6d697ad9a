"""Passkeys: made and shown in a real browser, and the lock that closes by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from mooring.casework import actions
from tests.cast import PASSWORD, Cast
from tests.journeys.conftest import DESK, Site, Visitor

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
WORDS = "Half a sentence when the telephone rang"


@pytest.fixture
def device(site: Site, browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    """A window under a name (no number), on a device that keeps passkeys."""
    port = site.address.rpartition(":")[2]
    context = browser.new_context(viewport=DESK, locale="en-GB", base_url=f"http://localhost:{port}")  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(15_000)
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page, session
    context.close()


def with_password(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_an_officer_makes_a_passkey_and_signs_in_with_nothing_else(device: tuple[Page, CDPSession]) -> None:
    page, _session = device
    with_password(page, "departure@test.invalid")
    page.wait_for_url("**/account/codes/totp/activate/**")
    page.get_by_role("link", name="Use a passkey instead").click()
    page.get_by_label("Name of this passkey").fill("My work telephone")
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url("**/account/codes/recovery-codes/**")
    page.goto("/cases/")
    assert page.url.endswith("/cases/"), "a passkey is a second factor"
    page.goto("/account/codes/webauthn/")
    expect(page.get_by_text("My work telephone")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/account/login/?next=/cases/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile(r":\d+/cases/$"))

    page.context.clear_cookies()
    with_password(page, "departure@test.invalid")
    page.wait_for_url("**/account/codes/authenticate/**")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(re.compile(r":\d+/$"))

    page.goto("/account/sessions/")
    expect(page.get_by_text("This one")).to_be_visible()
    page.locator(".account-menu summary").click()
    page.get_by_role("button", name="Lock now").click()
    page.wait_for_url("**/account/locked/**")
    page.goto("/cases/")
    page.get_by_role("button", name="Unlock with a passkey").click()
    page.wait_for_url(re.compile(r":\d+/cases/$"))


def test_on_an_address_that_is_a_number_the_page_says_why_there_are_no_passkeys(visitor: Visitor) -> None:
    page = visitor("police")
    page.goto("/account/codes/")
    expect(page.get_by_text("this address is a number")).to_be_visible()
    stranger = visitor(None)
    stranger.goto("/account/login/")
    expect(stranger.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)


def test_a_page_that_nobody_touches_is_covered_and_what_was_typed_is_there_afterwards(
    visitor: Visitor, behind_the_scenes: None
) -> None:
    case = actions.open_case(by=Cast().social_worker)
    page = visitor("social_worker", phone=True)
    page.clock.install()
    page.goto(f"/cases/{case.pseudonym}/notes/new/")
    page.get_by_label("Note").fill(WORDS)
    page.clock.run_for(16 * 60 * 1000)
    expect(page.get_by_role("alertdialog", name="Locked")).to_be_visible()
    expect(page.get_by_label("Note")).to_be_hidden()
    expect(page.get_by_role("link", name="Unlock")).to_be_focused()
    page.get_by_role("link", name="Unlock").click()
    page.wait_for_url("**/account/locked/**")
    page.get_by_role("button", name="It is me").click()
    page.wait_for_url(f"**/cases/{case.pseudonym}/notes/new/")
    expect(page.get_by_label("Note")).to_have_value(WORDS)
