"""The first sign-in of an officer: a password is not enough, and the secret of the one-time codes lies sealed."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg

from tests.cast import PASSWORD
from tests.journeys.conftest import Visitor

OwnerConnection = Callable[[], AbstractContextManager[psycopg.Connection]]


def one_time_code(secret: str, moment: float) -> str:
    """The code an officer's telephone would show (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(moment // 30)), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


def test_an_officer_sets_up_one_time_codes_before_any_other_door_opens(
    visitor: Visitor, owner_of_journeys: OwnerConnection
) -> None:
    page = visitor(None)
    page.goto("/account/login/")
    page.locator("input[name=login]").fill("second_caseworker@test.invalid")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("button[type=submit], .button-primary").first.click()
    page.wait_for_url("**/account/codes/totp/activate/**")
    for door in ("/", "/cases/"):
        page.goto(door)
        assert "/account/codes/" in page.url, "another door opened without a one-time code"
    page.goto("/account/codes/totp/activate/")
    secret = page.locator("code.secret").text_content() or ""
    page.locator("input[name=code]").fill(one_time_code(secret, time.time()))
    page.locator("main form .button-primary").first.click()
    page.wait_for_url("**/account/codes/recovery-codes/**")
    page.goto("/")
    assert page.url.endswith("/")
    with owner_of_journeys() as session:
        stored = session.execute("select data::text from mfa_authenticator").fetchall()
    assert stored
    assert all(secret not in row[0] for row in stored)

    again = visitor(None)
    again.goto("/account/login/")
    again.locator("input[name=login]").fill("second_caseworker@test.invalid")
    again.locator("input[name=password]").fill(PASSWORD)
    again.locator("button[type=submit], .button-primary").first.click()
    again.wait_for_url("**/account/codes/authenticate/**")
    again.goto("/cases/")
    assert "/account/" in again.url, "the password alone opened a door"
