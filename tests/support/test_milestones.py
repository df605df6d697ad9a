"""Those who stay: it begins when the residence basis or the person says so, and no step has to be taken."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mooring.casework.models import AlreadySuperseded, Case, Deadline
from mooring.identification import actions as identification
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support.actions.milestones import (
    DEADLINE,
    change_milestone,
    milestones_of,
    note_staying,
    write_milestone,
)
from mooring.support.models import Milestone, Staying
from mooring.support.staying import stays
from tests.cast import Cast
from tests.support.conftest import another_request


def is_staying(case: Case, officers: Cast) -> bool:
    with acting_as(officers.social_worker):
        return stays(another_request(case)).is_so


def test_the_residence_basis_opens_the_way_and_the_person_has_the_last_word(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    assert not is_staying(case, officers)
    identification.record_residence(by=lead, case=case, basis="eu_right_of_residence", known_how="said_by_person")
    assert is_staying(case, officers)
    note_staying(by=lead, case=case, stays=False, said="I want to go home.")
    assert not is_staying(case, officers)
    note_staying(by=lead, case=case, stays=True)
    identification.record_residence(by=lead, case=case, basis="none", known_how="said_by_person")
    assert is_staying(case, officers), "a wish needs no residence basis"


def test_the_next_step_hoped_for_is_a_reminder_until_nothing_is_hoped_for_on_a_day(case: Case, officers: Cast) -> None:
    lead, today = officers.social_worker, clock.today()
    far = write_milestone(by=lead, case=case, step="first_job", expected_on=today + timedelta(days=90))
    near = write_milestone(by=lead, case=case, step="health_card", expected_on=today + timedelta(days=5), helper="Me.")
    write_milestone(by=lead, case=case, step="bank_account", reached_on=today)
    assert due(case, officers) == [clock.end_of(today + timedelta(days=5))]
    change_milestone(by=lead, milestone=near, expected_on=near.expected_on, reached_on=today, helper="Me.")
    assert due(case, officers) == [clock.end_of(today + timedelta(days=90))]
    change_milestone(by=lead, milestone=far, let_go_on=today, note="Wants to study instead.")
    assert due(case, officers) == []
    with acting_as(lead):
        assert [step.step for step in milestones_of(case)] == ["health_card", "bank_account", "first_job"]
        assert Milestone.objects.filter(case=case).count() == 5, "what stood before stays readable"


def due(case: Case, officers: Cast) -> list[object]:
    with acting_as(officers.social_worker):
        return [deadline.due_at for deadline in Deadline.objects.open().filter(case=case, kind=DEADLINE)]


def test_what_cannot_be_is_refused(case: Case, officers: Cast) -> None:
    lead, today = officers.social_worker, clock.today()
    step = write_milestone(by=lead, case=case, step="own_lease")
    for wrong in (
        {"step": "own_lease"},
        {"step": "other"},
        {"step": "school", "reached_on": today + timedelta(days=1)},
    ):
        with pytest.raises(Refused):
            write_milestone(by=lead, case=case, **wrong)
    with pytest.raises(Refused):
        change_milestone(by=lead, milestone=step, reached_on=today, let_go_on=today)
    with pytest.raises(Refused):
        note_staying(by=lead, case=case, stays=True, said_on=today + timedelta(days=1))
    for words in ("A bicycle.", "A cat."):
        write_milestone(by=lead, case=case, step="other", note=words)
    with acting_as(lead), pytest.raises(IntegrityError), transaction.atomic():
        Milestone(case=case, number=9, step="own_lease", recorded_by=lead).save(force_insert=True)


def test_two_who_change_a_step_do_not_write_over_each_other(case: Case, officers: Cast) -> None:
    step = write_milestone(by=officers.social_worker, case=case, step="school")
    with acting_as(officers.colleague):
        seen = Milestone.objects.get(pk=step.pk)
        seen.case = another_request(case)
    change_milestone(by=officers.social_worker, milestone=step, reached_on=clock.today())
    with pytest.raises(AlreadySuperseded):
        change_milestone(by=officers.colleague, milestone=seen, let_go_on=clock.today())


@pytest.mark.parametrize("who", ["stranger", "caseworker", "assessor", "police", "departure"])
def test_only_the_team_writes_of_staying(who: str, case: Case, officers: Cast) -> None:
    lead, other = officers.social_worker, getattr(officers, who)
    step = write_milestone(by=lead, case=case, step="school")
    note_staying(by=lead, case=case, stays=True, said="My words.")
    theirs = another_request(case)
    step.case = theirs
    for deed in (
        lambda: note_staying(by=other, case=theirs, stays=False),
        lambda: write_milestone(by=other, case=theirs, step="first_job"),
        lambda: change_milestone(by=other, milestone=step, reached_on=clock.today()),
    ):
        with pytest.raises(Refused):
            deed()
    with acting_as(other):
        assert Milestone.objects.exists() is Staying.objects.exists() is (who == "assessor")
