"""A deed: one transaction, one guard, one ledger line, and everybody who listens hears it or nobody does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from mooring.casework import actions as casework
from mooring.casework.models import Case, Event, Note
from mooring.safeguards import deeds
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.deeds import ALL_DEEDS, DeedTakenTwice, Done, deed, listen
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as, acting_officer_key
from tests.cast import Cast


@pytest.fixture
def heard() -> Iterator[list[Done]]:
    """What a room that listens has heard."""
    ears: list[Done] = []
    listen(ears.append)
    yield ears
    deeds._listeners.remove(ears.append)


def test_who_listens_hears_of_a_deed_in_its_own_transaction(officers: Cast, heard: list[Done]) -> None:
    lead = officers.social_worker
    seen: list[tuple[bool, int | None, bool]] = []

    def in_the_middle(done: Done) -> None:
        seen.append((connection.in_atomic_block, acting_officer_key(), Case.objects.exists()))

    listen(in_the_middle)
    try:
        case = casework.open_case(by=lead)
    finally:
        deeds._listeners.remove(in_the_middle)
    assert seen == [(True, lead.pk, True)]
    assert [(done.deed.name, done.by, done.thing, done.result) for done in heard] == [("case.open", lead, case, case)]


def test_a_failure_of_who_listens_undoes_the_deed(officers: Cast) -> None:
    lead = officers.social_worker
    case = casework.open_case(by=lead)

    def stumbles(done: Done) -> None:
        raise ArithmeticError

    listen(stumbles)
    try:
        with pytest.raises(ArithmeticError):
            casework.write_note(by=lead, case=case, words="Half a deed is none.")
    finally:
        deeds._listeners.remove(stumbles)
    with acting_as(lead):
        assert not Note.objects.exists()
        assert not Event.objects.filter(kind="note.write").exists()


def test_two_functions_cannot_share_the_name_of_a_deed() -> None:
    with pytest.raises(DeedTakenTwice):

        @deed("case.open")
        def open_something_else(*, by: Officer) -> None:
            """Never."""

    assert ALL_DEEDS["case.open"].function.__qualname__ == "open_case"


def test_a_deed_on_a_case_writes_one_event_and_says_by_whom(officers: Cast) -> None:
    lead = officers.social_worker
    case = casework.open_case(by=lead)
    casework.write_note(by=lead, case=case, words="Something.")
    with acting_as(lead):
        events = Event.objects.filter(case=case).order_by("recorded_at")
        assert sorted(event.kind for event in events) == ["case.open", "note.write"]
        assert {(event.by_id, event.agency_id) for event in events} == {(lead.pk, lead.agency.pk)}


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("stranger", Why.UNSEEN),
        ("assessor", Why.UNSEEN),
        ("statistician", Why.NOT_IN_ROLE),
        ("administrator", Why.NOT_IN_ROLE),
        ("unposted", Why.NOT_POSTED),
    ],
)
def test_a_refusal_says_why_and_never_that_the_case_exists(who: str, why: Why, officers: Cast) -> None:
    case = casework.open_case(by=officers.social_worker)
    asked = Case(id=case.pk, pseudonym=case.pseudonym, opened_at=case.opened_at)
    with pytest.raises(Refused) as refused:
        casework.write_note(by=getattr(officers, who), case=asked, words="Not mine to write.")
    assert refused.value.refusal.why is why
    assert case.pseudonym not in str(refused.value) + refused.value.refusal.reason + refused.value.refusal.instead


def test_a_refusal_by_role_says_whom_to_ask(officers: Cast) -> None:
    with pytest.raises(Refused) as refused:
        casework.open_case(by=officers.statistician)
    assert "Social worker" in refused.value.refusal.instead
