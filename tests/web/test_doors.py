"""Every door of the house, walked one by one: none is open by oversight, and a stranger learns nothing at any of them."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from mooring.casework.models import Case
from mooring.casework.pseudonym import new_pseudonym
from mooring.safeguards.roles import all_roles
from mooring.web.doors import DOORS
from mooring.web.guard import Door
from tests.cast import Cast
from tests.web.conftest import Visit

# Doors that ask for no verb, and why.
OPEN_ON_PURPOSE = {
    "draft": "answers 401 by itself, so that a page learns that its session has ended",
    "demo": "the demo's doorstep; there is no such page in any other mode",
    "demo_letters": "the demo's letter box; there is no such page in any other mode",
    "push_worker": "a script without data, which a browser fetches by itself",
    "public_help_any": "whoever is in trouble has no account here",
    "public_help": "the same, in her language",
    "public_stories": "the same: what became of others, who agreed to have it told",
    "tip_report": "whoever saw something tells it without a name",
    "tip_write": "the same",
    "tip_answers": "the same, with a receipt",
    "sealed_page": "an agency without access has a link and a code, which open this and nothing else",
    "invitation": "whoever was given a link that works once has no other way in",
    "invitation_link": "the same; it takes the token out of the address",
    "own_code": "for an officer who serves nowhere yet; leads to sign-in by itself",
    "calendar_feed": "a calendar program cannot sign in; its token opens when one meets, and nothing else",
    "calendar_clocks": "the same; its token opens on which days something ends, and nothing else",
}
GUARDED = [door for door in DOORS if door.verb is not None]


def name_of(door: Door) -> str:
    return door.name


def address_of(door: Door, pseudonym: str) -> str:
    """An address of this door, with something plausible in every part of it that varies."""
    made_up = {"case": pseudonym, "code": "timeline", "page": "cases/", "named": "x" * 32, "format": "csv", "number": 1}
    names = re.findall(r"<(?:\w+:)?(\w+)>", door.path)
    try:
        return reverse(door.name, kwargs={name: made_up.get(name, "x" * 32) for name in names})
    except NoReverseMatch:
        return reverse(door.name, kwargs={name: made_up.get(name, 1) for name in names})


@pytest.mark.parametrize("door", DOORS, ids=name_of)
def test_a_door_asks_for_a_verb_that_some_role_has_or_is_open_on_purpose(door: Door) -> None:
    known = {verb for role in all_roles().values() for verb in role.verbs}
    assert door.verb in known or (door.verb is None and door.name in OPEN_ON_PURPOSE)


@pytest.mark.django_db
@pytest.mark.parametrize("door", GUARDED, ids=name_of)
def test_whoever_is_not_signed_in_is_led_to_sign_in(door: Door) -> None:
    for answer in (
        Client().get(address_of(door, new_pseudonym("DK"))),
        Client().post(address_of(door, new_pseudonym("DK"))),
    ):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize("door", [door for door in GUARDED if not door.writes], ids=name_of)
def test_a_door_that_only_shows_takes_nothing(door: Door, case: Case, officers: Cast, visit: Visit) -> None:
    assert visit(officers.social_worker).post(address_of(door, case.pseudonym)).status_code == 405


@pytest.mark.parametrize("door", GUARDED, ids=name_of)
def test_an_unposted_officer_is_told_whom_to_ask(door: Door, officers: Cast, visit: Visit) -> None:
    answer = visit(officers.unposted).get(address_of(door, new_pseudonym("DK")))
    assert answer.status_code in (403, 404)
    if not door.leads_into_a_case:
        assert "posting" in answer.content.decode()
