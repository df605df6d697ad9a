"""When the days are over: it is said that they are, and what the person asks for is recorded and answered all the same."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from mooring.casework.models import Case, Deadline
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support import turns
from mooring.support.actions.period import grant, request
from mooring.support.actions.period_refusal import refuse
from tests.cast import Cast
from tests.support.conftest import another_request
from tests.visiting import page, visit

DECIDED = date(2026, 11, 20)


def test_a_period_that_is_over_says_so_and_what_is_asked_late_is_still_answered(
    identified: Case, officers: Cast
) -> None:
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
        assert "Record a request, also a late one" in after
        case = another_request(identified)
        late = request(by=lead, case=case, asked_by="person", asked_for="extension")
        with acting_as(officers.caseworker):
            assert Deadline.objects.open().filter(case=case, kind=turns.DECIDE).exists()
        answered = refuse(by=officers.caseworker, asked=late, ground="asked_too_late", words="Because.")
        assert answered.ground == "asked_too_late"
