"""When the days are over: it is said that they are, what came before can still be recorded, and what else is open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from mooring.casework.models import Case
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.support.actions.period import grant, request
from tests.cast import Cast
from tests.support.conftest import another_request
from tests.visiting import page, visit

DECIDED = date(2026, 11, 20)


def test_a_period_that_is_over_says_so_and_takes_only_what_came_before(identified: Case, officers: Cast) -> None:
    lead = officers.social_worker
    grant(
        by=officers.caseworker,
        case=identified,
        situation="ordered",
        decided_on=DECIDED,
        requested_on=DECIDED,
    )
    before = page(visit(lead), reverse("reflection", args=[identified]))
    assert "Record a request<" in before
    assert "The period ended on" not in before
    with clock.at(clock.now() + timedelta(days=45)):
        after = page(visit(lead), reverse("reflection", args=[identified]))
        assert "The period ended on" in after
        assert "Record a request<" not in after
        assert "Record a request made before it ended" in after
        case = another_request(identified)
        with pytest.raises(Refused) as told:
            request(by=lead, case=case, asked_by="person", asked_for="extension")
        assert "ended on" in str(told.value.refusal.reason)
        assert "permit" in str(told.value.refusal.instead)
        request(by=lead, case=case, asked_by="person", asked_for="extension", asked_on=DECIDED + timedelta(days=20))
