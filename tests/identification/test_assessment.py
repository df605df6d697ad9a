"""Who assesses, what is opened to whom, the hold on removal, and the person's own word."""

from __future__ import annotations

import pytest

from mooring.casework.actions import give_access
from mooring.casework.models import Case, Event, Grant, StageReached, Task
from mooring.identification import actions
from mooring.identification.models import (
    Answer,
    Assessment,
    ImmigrationInformation,
    Outcome,
    PersonFacts,
    PoliceInformation,
    RemovalHold,
)
from mooring.identification.reading import sections_of
from mooring.law import Finding
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.identification.on_the_way import SECRET, decided, filled, fresh, opened, under_assessment


def stage(case: Case, officer: Officer) -> str:
    with acting_as(officer):
        return str(StageReached.objects.standing().get(case=case).stage)


@pytest.mark.parametrize(
    ("basis", "authority", "who"),
    [
        ("eu_right_of_residence", "national_centre", "assessor"),
        ("eu_no_right_of_residence", "immigration_service", "caseworker"),
        ("citizen", "national_centre", "assessor"),
        ("none", "immigration_service", "caseworker"),
        ("asylum_seeker", "immigration_service", "caseworker"),
    ],
)
def test_the_authority_is_a_function_of_the_residence_basis(
    basis: str, authority: str, who: str, officers: Cast
) -> None:
    case = under_assessment(officers, basis)
    assessing = getattr(officers, who)
    with acting_as(assessing):
        assessment = Assessment.objects.get()
        assert (assessment.authority, assessment.desk) == (authority, assessing.desk)
        assert Task.objects.get(kind="assessment.decide").for_desk == assessing.desk
    assert stage(case, assessing) == "assessment"


def test_while_the_basis_is_not_known_nobody_can_be_asked_and_the_refusal_says_what_to_do(officers: Cast) -> None:
    case = opened(officers)
    with pytest.raises(Refused) as refused:
        actions.request_assessment(by=officers.social_worker, case=case)
    assert refused.value.refusal.why is Why.HOUSE_RULE
    assert "residence basis" in refused.value.refusal.instead
    assert stage(case, officers.social_worker) == "presumed"


def test_only_a_lead_asks_and_only_once(officers: Cast) -> None:
    case = filled(officers)
    with pytest.raises(Refused):
        actions.request_assessment(by=officers.colleague, case=fresh(case))
    actions.request_assessment(by=officers.social_worker, case=case)
    with pytest.raises(Refused):
        actions.request_assessment(by=officers.social_worker, case=case)


@pytest.mark.parametrize("who", ["police", "stranger", "assessor", "administrator", "departure"])
def test_nobody_else_asks_for_an_assessment(who: str, officers: Cast) -> None:
    with pytest.raises(Refused):
        actions.request_assessment(by=getattr(officers, who), case=fresh(filled(officers)))


def test_the_immigration_service_gets_its_compartments_and_the_centre_does_not(officers: Cast) -> None:
    case = under_assessment(officers, "none")
    held = fresh(case).held_by
    with acting_as(officers.caseworker):
        assert held(officers.caseworker) == {"entry": True, "core": True, "immigration": True, "police": False}
    case = under_assessment(officers, "citizen")
    with acting_as(officers.assessor):
        assert case.held_by(officers.assessor) == {"entry": True, "core": True}


def test_health_answers_do_not_reach_the_authority(officers: Cast) -> None:
    case = filled(officers)
    by = officers.social_worker
    meeting = actions.hold_conversation(
        by=by, case=case, held_on=case.opened_at, place="office", interpreter="person_said_no"
    )
    actions.write_section(by=by, conversation=meeting, section="health_now", words=SECRET)
    actions.request_assessment(by=by, case=case)
    with acting_as(officers.caseworker):
        assert set(Answer.objects.values_list("section", flat=True)) == {"journey"}


def test_another_residence_basis_moves_the_assessment_to_the_other_authority(officers: Cast) -> None:
    case = under_assessment(officers, "none")
    by = officers.social_worker
    actions.record_residence(by=by, case=case, basis="permit", known_how="papers_seen", stay_lawful=True)
    actions.request_assessment(by=by, case=fresh(case))
    with acting_as(officers.assessor):
        assert Assessment.objects.standing().get().authority == "national_centre"
    with acting_as(officers.caseworker):
        assert not Case.objects.exists()


def test_the_departure_authority_sees_the_hold_and_nothing_else(officers: Cast) -> None:
    under_assessment(officers, departure_number="U-1234")
    officer = officers.departure
    with acting_as(officer):
        hold = RemovalHold.objects.standing().get(ended_at=None)
        assert (hold.authority_number(), hold.reference[:2]) == ("U-1234", "H-")
        assert Finding.from_record(hold.finding).says == "Do not remove; ask the immigration service."
        assert set(Grant.objects.values_list("compartment", "may_write")) == {("removal_hold", False)}
        for model in (Case, StageReached, Event, Assessment, Answer, PersonFacts, Outcome, Task, PoliceInformation):
            assert not model._default_manager.exists(), model


def test_the_departure_authority_cannot_end_the_hold(officers: Cast) -> None:
    under_assessment(officers)
    with acting_as(officers.departure):
        hold = RemovalHold.objects.get()
        assert RemovalHold.objects.filter(pk=hold.pk).update(superseded_by=hold.pk) == 0


@pytest.mark.parametrize("who", ["stranger", "police", "administrator", "statistician", "assessor"])
def test_nobody_else_sees_the_hold(who: str, officers: Cast) -> None:
    under_assessment(officers)
    with acting_as(getattr(officers, who)):
        assert not RemovalHold.objects.exists()


def test_the_hold_ends_with_the_decision(officers: Cast) -> None:
    decided(officers, "not_identified")
    officer = officers.departure
    with acting_as(officer):
        assert not RemovalHold.objects.exists()
    with acting_as(officers.social_worker):
        assert RemovalHold.objects.count() == 2


def test_withdrawing_ends_assessment_hold_and_task_and_is_counted_as_her_word(officers: Cast) -> None:
    case = under_assessment(officers)
    outcome = actions.withdraw_assessment(by=officers.social_worker, case=case)
    assert (outcome.outcome, outcome.authority) == ("withdrawn", "immigration_service")
    with acting_as(officers.social_worker):
        assert Assessment.objects.standing().get().ended_how == "withdrawn"
        assert RemovalHold.objects.standing().get().ended_at is not None
        assert not Task.objects.standing().filter(done_at=None).exists()
    assert stage(case, officers.social_worker) == "withdrawn"


def test_who_did_not_wish_an_assessment_can_wish_one_later(officers: Cast) -> None:
    case = filled(officers)
    actions.assessment_not_wished(by=officers.social_worker, case=case)
    assert stage(case, officers.social_worker) == "no_assessment_wished"
    actions.request_assessment(by=officers.social_worker, case=case)
    assert stage(case, officers.social_worker) == "assessment"


def test_police_and_immigration_information_stay_in_their_compartments(officers: Cast) -> None:
    case = under_assessment(officers)
    caseworker, police, worker = officers.caseworker, officers.police, officers.social_worker
    give_access(by=worker, case=fresh(case), compartment="police", desk=police.desk)
    actions.add_immigration_information(by=caseworker, case=fresh(case), kind="dublin", words=SECRET)
    actions.add_police_information(by=police, case=fresh(case), kind="charge", words=SECRET)
    with pytest.raises(Refused):
        actions.add_police_information(by=worker, case=fresh(case), kind="charge", words=SECRET)
    seen = {}
    for officer in (caseworker, police, worker):
        with acting_as(officer):
            seen[officer.name] = (PoliceInformation.objects.count(), ImmigrationInformation.objects.count())
    assert list(seen.values()) == [(1, 1), (1, 0), (0, 0)]


def test_what_was_answered_at_an_earlier_meeting_is_shown_and_not_asked(officers: Cast) -> None:
    by, case = officers.social_worker, filled(officers)
    second = actions.hold_conversation(
        by=by, case=case, held_on=case.opened_at, place="shelter", interpreter="not_needed"
    )
    with acting_as(by):
        states = {state.section.code: state for state in sections_of(case, second)}
    assert second.number == 2
    assert states["journey"].at_earlier_meeting and states["journey"].words == SECRET
    assert states["wishes"].answer is None and not states["wishes"].at_earlier_meeting


def test_a_section_keeps_its_versions_and_their_authors(officers: Cast) -> None:
    by, case = officers.social_worker, filled(officers)
    with acting_as(by):
        meeting = Answer.objects.get().conversation
    colleague = officers.colleague
    meeting.case = fresh(case)
    actions.write_section(by=colleague, conversation=meeting, section="journey", words="More.")
    again = actions.write_section(by=by, conversation=meeting, section="journey", words="More.")
    with acting_as(by):
        assert Answer.objects.count() == 2
        assert again.recorded_by_id == colleague.pk


def test_an_indicator_that_stands_on_no_list_is_refused_and_signs_are_weighed_with_reasons(officers: Cast) -> None:
    by, case = officers.social_worker, filled(officers)
    with pytest.raises(Refused):
        actions.observe_indicator(by=by, case=case, indicator="looks-foreign", observed=True)
    actions.observe_indicator(by=by, case=case, indicator="ilo-labour-1-01", observed=True, evidence=SECRET)
    actions.observe_indicator(by=by, case=case, indicator="ilo-labour-1-01", observed=False, evidence=SECRET)
    assessment = actions.request_assessment(by=by, case=case, profile="adult_labour")
    assert assessment.strength is not None
    assert assessment.strength["because"]["code"] == "not_scored.nothing_recorded"


def test_only_a_lead_records_that_the_assessment_is_no_longer_wished(officers: Cast) -> None:
    case = under_assessment(officers)
    with pytest.raises(Refused):
        actions.withdraw_assessment(by=officers.colleague, case=case)
    with acting_as(officers.departure):
        assert RemovalHold.objects.get().ended_at is None


def test_the_departure_authority_no_longer_reads_a_hold_that_has_ended(officers: Cast) -> None:
    case = under_assessment(officers)
    actions.withdraw_assessment(by=officers.social_worker, case=case)
    with acting_as(officers.departure):
        assert not RemovalHold.objects.exists()
    with acting_as(officers.social_worker):
        assert RemovalHold.objects.standing().get().ended_at is not None
