"""Everybody has a contact person from the first day."""

from __future__ import annotations

import pytest

from mooring.casework.models import Case, Deadline
from mooring.law import Finding
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support import turns
from mooring.support.actions.contact_person import appoint, who_can_be
from mooring.support.models import ContactPerson
from tests.cast import Cast
from tests.support.conftest import another_request


def test_a_contact_person_is_due_the_day_a_case_is_opened(case: Case, officers: Cast) -> None:
    with acting_as(officers.social_worker):
        deadline = Deadline.objects.open().get(case=case, kind=turns.CONTACT_PERSON)
        assert deadline.pen_desk == officers.social_worker.desk
    assert deadline.due_at == clock.end_of(clock.today())
    assert not any(provision.is_law for provision in Finding.from_record(deadline.finding).provisions)


def test_the_appointment_meets_the_deadline_and_a_new_one_takes_its_place(case: Case, officers: Cast) -> None:
    lead, colleague = officers.social_worker, officers.colleague
    first = appoint(by=lead, case=case, officer=lead)
    second = appoint(by=lead, case=case, officer=colleague)
    with acting_as(lead):
        assert not Deadline.objects.open().filter(case=case, kind=turns.CONTACT_PERSON).exists()
        assert turns.contact_person_of(case) == second
        assert ContactPerson.objects.get(pk=first.pk).superseded_by == second


def test_only_an_officer_to_whom_the_plan_is_open_can_be_contact_person(case: Case, officers: Cast) -> None:
    with acting_as(officers.social_worker):
        assert set(who_can_be(case)) == {officers.social_worker, officers.colleague}
    with pytest.raises(Refused):
        appoint(by=officers.social_worker, case=case, officer=officers.stranger)


@pytest.mark.parametrize("who", ["stranger", "caseworker", "assessor", "police", "unposted"])
def test_only_the_team_appoints(who: str, case: Case, officers: Cast) -> None:
    with pytest.raises(Refused):
        appoint(by=getattr(officers, who), case=another_request(case), officer=officers.social_worker)


def test_a_stranger_does_not_see_who_it_is(case: Case, officers: Cast) -> None:
    appoint(by=officers.social_worker, case=case, officer=officers.social_worker)
    with acting_as(officers.stranger):
        assert not ContactPerson.objects.exists()
    with acting_as(officers.caseworker):
        assert ContactPerson.objects.get().desk.code == "centre-social"
