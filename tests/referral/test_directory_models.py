"""The directory: everybody who serves reads it, the administrator alone writes it, and nothing in it is overwritten."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from mooring.referral.models import Mandate, QuickerHand
from mooring.safeguards.models import Agency, Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast


def mandate(by: Officer, **more: object) -> Mandate:
    given: dict[str, object] = {
        "agency": Agency.objects.get(code="harbour"),
        "service": "outreach_street",
        "since": date(2011, 1, 1),
        "source": "invented",
        "recorded_by": by,
    }
    return Mandate(**(given | more))


def serves_as(role: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select mooring_serves_as(%s)", [role])
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(("who", "role"), [("coordinator", "centre_coordinator"), ("stranger", "social_worker")])
def test_the_database_knows_in_which_role_an_officer_serves(who: str, role: str, officers: Cast) -> None:
    with acting_as(getattr(officers, who)):
        assert serves_as(role)
        assert not serves_as("administrator")
    assert not serves_as(role)


def test_an_administrator_writes_in_the_directory_and_everybody_who_serves_reads_it(officers: Cast) -> None:
    with acting_as(officers.administrator):
        mandate(officers.administrator).save(force_insert=True)
    with acting_as(officers.stranger):
        assert Mandate.objects.count() == 1
    with acting_as(officers.unposted):
        assert Mandate.objects.count() == 0
    assert Mandate.objects.count() == 0


@pytest.mark.parametrize("who", ["stranger", "coordinator", "unposted"])
def test_nobody_else_writes_in_it(who: str, officers: Cast) -> None:
    officer = getattr(officers, who)
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(officer):
        mandate(officer).save(force_insert=True)


def test_not_even_an_administrator_writes_in_anothers_name(officers: Cast) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(officers.administrator):
        mandate(officers.coordinator).save(force_insert=True)


def test_a_mandate_is_superseded_once_and_never_changed(officers: Cast) -> None:
    by = officers.administrator
    with acting_as(by):
        first = mandate(by)
        first.save(force_insert=True)
        first.supersede(first.copy(until=date(2014, 12, 31), recorded_by=by))
        assert [row.until for row in Mandate.objects.standing()] == [date(2014, 12, 31)]
        with pytest.raises(QuickerHand):
            first.supersede(first.copy(recorded_by=by))
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(by):
        Mandate.objects.update(service="hotline")
