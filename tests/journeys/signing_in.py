"""Signing in as it is done outside a demo: a password, and a second factor that is set up the first time."""

from __future__ import annotations

import time

from playwright.sync_api import Page

from tests.cast import PASSWORD
from tests.journeys import steps
from tests.journeys.test_first_sign_in import one_time_code


def with_password(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/account/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in", exact=True).click()


def for_the_first_time(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in and set up one-time codes."""
    with_password(page, email, password)
    page.wait_for_url("**/account/codes/totp/activate/**")
    secret = page.locator("code.secret").text_content() or ""
    page.locator("input[name=code]").fill(one_time_code(secret, time.time()))
    with page.expect_navigation():
        page.locator("main form .button-primary").first.click()
    page.wait_for_url("**/account/codes/recovery-codes/**")


def come_in_by_link(page: Page, link: str, password: str) -> None:
    """Take up an invitation: a password of one's own."""
    page.goto(link)
    page.wait_for_url("**/invitation/")
    steps.write(page, "New password", password)
    steps.write(page, "Once more", password)
    steps.send(page, "Set my password")
    page.wait_for_url("**/account/login/**")
