"""Guessing is limited: counted by all processes together, by where it comes from, with nothing kept that names anybody."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import psycopg
import pytest
from allauth.account.adapter import get_adapter
from django.core.cache import cache, caches
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from mooring.running import environment
from mooring.running.environment import BadSetting
from mooring.web.sign_in.adapters import why_no_passkeys
from mooring.web.sign_in.shared_counts import SharedCounts
from tests.cast import PASSWORD

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]
WHO = "social_worker@test.invalid"


def guess(password: str = "a wrong guess", **headers: str) -> Client:
    client = Client()
    client.post("/account/login/", {"login": WHO, "password": password}, headers=headers)
    return client


@pytest.mark.django_db
def test_after_five_wrong_guesses_even_the_right_password_waits() -> None:
    for _ in range(5):
        guess()
    assert not guess(PASSWORD).session.get("account_authentication_methods")
    cache.clear()
    assert guess(PASSWORD).session.get("account_authentication_methods")


@pytest.mark.django_db
def test_another_process_counts_on_from_there() -> None:
    here, there = SharedCounts("", {}), SharedCounts("", {})
    assert here.add("attempts", [1.5], 60)
    assert not there.add("attempts", [2.5], 60)
    assert there.get("attempts") == [1.5]
    there.set("attempts", [1.5, 2.5], 60)
    assert here.get("attempts") == [1.5, 2.5]
    assert here.delete("attempts")
    assert there.get("attempts", "nothing") == "nothing"
    here.set("attempts", 1, -1)
    assert there.get("attempts") is None
    assert there.add("attempts", 2, 60)
    assert isinstance(caches["default"], SharedCounts)


def test_what_is_counted_names_nobody(own_database: str, as_owner: Owner) -> None:
    guess(**{"x-forwarded-for": "203.0.113.7"})
    with as_owner() as owner:
        rows = owner.execute("select key, value::text from safeguards_sharedcount").fetchall()
    assert rows
    assert all(len(key) == 64 for key, _value in rows)
    text = str(rows)
    assert WHO not in text
    assert "203.0.113" not in text
    assert "127.0.0.1" not in text


@pytest.mark.parametrize(
    ("proxies", "told", "seen"),
    [
        (0, "203.0.113.7", "198.51.100.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "10.0.0.1, 203.0.113.7", "203.0.113.7"),
        (2, "10.0.0.1, 203.0.113.7, 192.0.2.1", "203.0.113.7"),
        (2, "203.0.113.7", "198.51.100.1"),
        (1, "nonsense", "::"),
    ],
)
def test_where_a_guess_comes_from_is_what_our_own_proxies_saw(
    proxies: int, told: str, seen: str, settings: Settings, rf: RequestFactory
) -> None:
    settings.MOORING_PROXIES = proxies
    request = rf.get("/", headers={"x-forwarded-for": told}, REMOTE_ADDR="198.51.100.1")
    assert get_adapter(request).get_client_ip(request) == seen


def test_production_without_a_word_about_its_proxies_does_not_start() -> None:
    production = environment.read({"MOORING_MODE": "production"})
    assert any("MOORING_PROXIES" in sentence for sentence in environment.refusals(production))
    declared = environment.read({"MOORING_MODE": "production", "MOORING_PROXIES": "1"})
    assert not any("MOORING_PROXIES" in sentence for sentence in environment.refusals(declared))


@pytest.mark.parametrize("name", ["MOORING_PROXIES", "MOORING_IDLE_MINUTES"])
@pytest.mark.parametrize("value", ["many", "-1", "1000"])
def test_a_number_that_is_none_is_refused(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        environment.read({name: value})


@pytest.mark.parametrize(
    ("host", "secure", "why"),
    [
        ("localhost:8000", False, ""),
        ("mooring.example", True, ""),
        ("mooring.example", False, "not_secure"),
        ("127.0.0.1:8000", False, "number"),
        ("[::1]:8000", True, "number"),
        ("192.0.2.1", True, "number"),
    ],
)
def test_passkeys_are_offered_where_a_browser_will_use_them(
    host: str, secure: bool, why: str, settings: Settings, rf: RequestFactory
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    assert why_no_passkeys(rf.get("/", headers={"host": host}, secure=secure)) == why
