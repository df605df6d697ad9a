"""Every role at every door, on a case of hers, of her agency, of another's, and of nobody: generated from the list of doors.

What may be opened follows from three things only: the verb of the door, the roles that know it, and the grants on the case. A case
that is not hers is answered as one that does not exist: the same status, the same words, the same questions to the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from mooring.casework.compartments import Compartment
from mooring.casework.models import Case, Grant, Ground, StageReached
from mooring.casework.pseudonym import new_pseudonym
from mooring.casework.stages import Stage
from mooring.safeguards import clock, keys
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.random_keys import random_key
from mooring.safeguards.roles import all_roles
from mooring.web.doors import DOORS
from mooring.web.guard import Door
from tests.cast import CAST, Cast
from tests.visiting import visit

GUARDED = [door for door in DOORS if door.verb is not None]
INTO_A_CASE = [door for door in GUARDED if door.leads_into_a_case]
OF_THE_HOUSE = [door for door in GUARDED if not door.leads_into_a_case]
PLAYS = {role: who for who, (_, _, role) in reversed(CAST.items())} | {"administrator": "administrator"}
OPENED = {200, 302, 422}
# Doors to something that nobody has made here: hers to open, and the page says that nothing stands behind them yet.
NOTHING_THERE_YET = {
    "figures_counted_chart",
    "own_file",
    "own_file_pdf",
    "own_file_data",
    "own_file_hand_over",
    "reflection_extend",
    "reflection_correct",
    "reflection_refuse",
    "reflection_correct_refusal",
    "reflection_letter_write",
    "reflection_take_back",
    "reflection_give_back",
    "permit_give",
    "permit_refuse",
    "permit_withdraw",
    "permit_end",
    "plan_copy_pdf",
    "wait_end",
    "child_missing_step",
    "child_found",
    "figures_returns_chart",
}
MADE_UP = {"code": "timeline", "number": 1, "format": "csv", "kind": "csv", "version": 1}


def address(door: Door, pseudonym: str = "") -> str:
    """An address of this door, with something plausible in every part of it that varies."""
    names = re.findall(r"<(?:\w+:)?(\w+)>", door.path)
    for other in ("x" * 32, 1):
        try:
            return reverse(
                door.name, kwargs={name: pseudonym if name == "case" else MADE_UP.get(name, other) for name in names}
            )
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address of {door.name} could be made up")


def nothing_there(door: Door) -> bool:
    """Whether what the door leads to, or the row that its address names besides the case, does not exist here."""
    return door.name in NOTHING_THERE_YET or len(re.findall(r"<", door.path)) > (1 if door.leads_into_a_case else 0)


def found_case(by: Officer) -> Case:
    """A case in every part of which this officer works, and nobody else; whatever her role."""
    key, moment = random_key(), clock.now()
    with acting_as(by):
        Grant.objects.bulk_create(
            Grant(
                case_id=key,
                compartment=part,
                officer=by,
                ground=Ground.FOUNDING,
                given_by=by,
                since=moment,
                case_opened_at=moment,
                as_lead=True,
            )
            for part in Compartment.values
        )
        keys.make_data_key(key)
        case = Case(id=key, pseudonym=new_pseudonym(settings.MOORING_PSEUDONYM_PREFIX), opened_at=moment, opened_by=by)
        case.save(force_insert=True)
        StageReached(case=case, stage=Stage.PRESUMED, since=moment, recorded_by=by).save(force_insert=True)
    return case


def told(answer: Any, pseudonym: str) -> str:
    """The words of an answer, without what differs at each asking: tokens, and the address itself."""
    text = unescape(answer.content.decode())
    text = re.sub(r'(name="csrfmiddlewaretoken" value|data-csrf|hx-headers|form_owner" value)="[^"]*"', "", text)
    return text.replace(pseudonym, "")


def questions(asked: CaptureQueriesContext) -> list[str]:
    """The questions to the database, without what they were asked about."""
    return [re.sub(r"'[^']*'|\"s\d+_x\d+\"|\b\d+\b", "?", query["sql"]) for query in asked.captured_queries]


@pytest.fixture
def colleague() -> Callable[[Officer], Officer | None]:
    def found(officer: Officer) -> Officer | None:
        (posting,) = officer.running_postings()
        others = Officer.objects.filter(postings__desk__agency=posting.desk.agency_id).exclude(pk=officer.pk)
        return others.order_by("email").first()

    return found


def test_every_role_is_played_by_somebody() -> None:
    assert set(all_roles()) <= set(PLAYS)


@pytest.mark.parametrize("role", sorted(all_roles()))
def test_a_door_of_the_house_opens_to_the_roles_that_know_its_verb_and_to_nobody_else(
    role: str, officers: Cast
) -> None:
    client = visit(getattr(officers, PLAYS[role]))
    wrong = []
    for door in OF_THE_HOUSE:
        status = client.get(address(door)).status_code
        may = door.verb in all_roles()[role].verbs
        right = status in OPENED or (nothing_there(door) and status in (403, 404)) if may else status == 403
        if not right:
            wrong.append((door.name, door.verb, may, status))
    assert wrong == []


@pytest.mark.parametrize("role", sorted(all_roles()))
def test_a_door_into_a_case_of_hers_opens_to_the_roles_that_know_its_verb(role: str, officers: Cast) -> None:
    officer = getattr(officers, PLAYS[role])
    mine = found_case(officer)
    client = visit(officer)
    wrong = []
    for door in INTO_A_CASE:
        status = client.get(address(door, mine.pseudonym)).status_code
        may = door.verb in all_roles()[role].verbs
        right = status in OPENED or (nothing_there(door) and status in (403, 404)) if may else status == 403
        if not right:
            wrong.append((door.name, door.verb, may, status))
    assert wrong == []


EVERY_WAY = {"social_worker", "police_liaison", "administrator"}


def ways_in(client: Client, where: str, *, every: bool) -> Iterator[Any]:
    """A page; for some roles, because it takes long, also a fragment of a page and a form that is sent."""
    yield client.get(where)
    if every:
        yield client.get(where, headers={"HX-Request": "true"})
        yield client.post(where, {"words": "x"})


@pytest.mark.parametrize("role", sorted(all_roles()))
def test_a_case_that_is_not_hers_is_answered_as_one_that_does_not_exist(
    role: str, officers: Cast, colleague: Callable[[Officer], Officer | None]
) -> None:
    officer = getattr(officers, PLAYS[role])
    client = visit(officer)
    other = officers.stranger if officer.pk != officers.stranger.pk else officers.social_worker
    nearby = colleague(officer) if role in EVERY_WAY else None
    theirs = [found_case(by).pseudonym for by in (other, nearby) if by is not None]
    nobodys = new_pseudonym(settings.MOORING_PSEUDONYM_PREFIX)
    wrong = []
    for door in INTO_A_CASE:
        may = door.verb in all_roles()[role].verbs
        # What a role has no verb for is refused whatever the case; three roles walk there too, by the page alone.
        if not may and role not in EVERY_WAY:
            continue
        every = may and role in EVERY_WAY
        answers = [
            [
                (answer.status_code, told(answer, pseudonym))
                for answer in ways_in(client, address(door, pseudonym), every=every)
            ]
            for pseudonym in (nobodys, *theirs)
        ]
        assert {status for status, _ in answers[0]} <= {403, 404, 405}, door.name
        if any(each != answers[0] for each in answers[1:]):
            wrong.append(door.name)
    assert wrong == []


@pytest.mark.parametrize("role", ["social_worker", "police_liaison", "administrator"])
def test_the_database_is_asked_the_same_about_a_case_that_is_not_hers_and_one_that_does_not_exist(
    role: str, officers: Cast
) -> None:
    officer = officers.stranger if role == "social_worker" else getattr(officers, PLAYS[role])
    client = visit(officer)
    theirs = found_case(officers.social_worker).pseudonym
    nobodys = new_pseudonym(settings.MOORING_PSEUDONYM_PREFIX)
    client.get(address(INTO_A_CASE[0], nobodys))  # what is asked once in a process
    for door in INTO_A_CASE:
        with CaptureQueriesContext(connection) as about_theirs:
            client.get(address(door, theirs))
        with CaptureQueriesContext(connection) as about_none:
            client.get(address(door, nobodys))
        assert questions(about_theirs) == questions(about_none), door.name
