"""Sign-in: a password and a one-time code; in a demo, a choice of whom to be."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from mooring.casework.models import Case
from tests.cast import PASSWORD, Cast
from tests.web.conftest import Visit

TOLERANCE = 1
Owner = Callable[[], AbstractContextManager[psycopg.Connection]]


def code_now(secret: str) -> str:
    """What an authenticator app would show."""
    code: str = format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[TOLERANCE]))
    return code


def with_password(client: Client, email: str = "social_worker@test.invalid", following: str = "") -> str:
    answer = client.post("/account/login/", {"login": email, "password": PASSWORD, "next": following})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def set_up_codes(client: Client) -> str:
    """Set up the authenticator app; answers its secret."""
    page = client.get("/account/codes/totp/activate/")
    assert page.status_code == 200, page.headers
    secret: str = page.context["form"].secret
    answer = client.post("/account/codes/totp/activate/", {"code": code_now(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


@pytest.mark.django_db
def test_without_one_time_codes_no_door_opens() -> None:
    client = Client()
    with_password(client)
    answer = client.get("/cases/")
    assert answer.status_code == 302
    assert answer["Location"] == "/account/codes/totp/activate/"


@pytest.mark.django_db
def test_with_one_time_codes_the_day_opens_and_the_next_sign_in_asks_for_one() -> None:
    first = Client()
    with_password(first)
    secret = set_up_codes(first)
    assert first.get("/").status_code == 200
    later = Client()
    assert "/account/codes/authenticate/" in with_password(later)
    assert later.get("/").status_code == 302
    cache.clear()  # one code counts once; this is the same half minute
    answer = later.post("/account/codes/authenticate/", {"code": code_now(secret)})
    assert answer.status_code == 302, answer.content.decode()
    assert later.get("/").status_code == 200


def test_the_secret_of_the_codes_lies_sealed(own_database: str, as_owner: Owner) -> None:
    client = Client()
    with_password(client)
    secret = set_up_codes(client)
    with as_owner() as owner:
        rows = owner.execute("select data::text from mfa_authenticator").fetchall()
    assert rows
    assert all(secret not in row[0] for row in rows)
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert get_adapter().decrypt(stored) == secret


@pytest.mark.django_db
def test_nobody_registers_herself() -> None:
    answer = Client().post(
        "/account/signup/", {"email": "somebody@test.invalid", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert "somebody@test.invalid" not in answer.content.decode()
    with pytest.raises(AssertionError):
        with_password(Client(), "somebody@test.invalid")


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["test", "production"])
def test_outside_a_demo_there_is_no_choosing_whom_to_be(mode: str, settings: Settings) -> None:
    settings.MOORING_MODE = mode
    assert Client().get("/demo/").status_code == 404
    assert Client().post("/demo/", {"officer": "x"}).status_code == 404


def test_in_a_demo_one_becomes_a_member_of_the_cast(settings: Settings, officers: Cast) -> None:
    settings.MOORING_MODE = "demo"
    client = Client()
    page = client.get("/demo/")
    cast = dict(page.context["agencies"])["Test police"]
    assert [who["role"] for who in cast] == ["Police liaison"]
    assert "compartment of its own" in page.content.decode()
    assert client.post("/demo/", {"officer": cast[0]["reference"]})["Location"] == "/"
    assert client.get("/").context["officer"] == officers.police
    client.post("/account/logout/")
    assert client.get("/").status_code == 302


def test_a_demo_sign_in_is_worth_nothing_in_production(settings: Settings, officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    assert client.get("/").status_code == 200
    settings.MOORING_MODE = "production"
    assert client.get("/").status_code == 302


def test_whoever_signs_out_of_a_case_sees_it_no_more(case: Case, officers: Cast, visit: Visit) -> None:
    client = visit(officers.social_worker)
    assert client.get(f"/cases/{case}/").status_code == 200
    client.post("/account/logout/")
    assert client.get(f"/cases/{case}/").status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["signup/", "email/", "password/reset/", "password/reset/done/", "confirm-email/"])
def test_nobody_signs_up_changes_her_address_or_has_letters_sent(page: str, visit: Visit) -> None:
    assert Client().get(f"/account/{page}").status_code == 404
    assert visit(Cast().social_worker).get(f"/account/{page}").status_code == 404


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    "sent", ["{", "[]", "5", '{"id": 5, "response": null}', '{"rawId": "AA", "response": {"userHandle": []}}']
)
def test_what_is_no_passkey_is_a_wrong_one(sent: str) -> None:
    answer = Client().post("/account/codes/webauthn/login/", {"credential": sent})
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/")
