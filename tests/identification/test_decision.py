"""The decision under four eyes, its correction by vintages, and that the person is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mooring.casework.events import on
from mooring.casework.models import Event, StageReached, Task
from mooring.identification import actions
from mooring.identification.models import Assessment, IndicatorObserved, Outcome
from mooring.names.actions import agree_safe_contact
from mooring.safeguards import clock
from mooring.safeguards.access import Refused, Why
from mooring.safeguards.deeds import Done
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.identification.on_the_way import SECRET, decided, filled, fresh, under_assessment


def test_the_authority_decides_and_the_team_is_asked_to_tell_the_person(officers: Cast) -> None:
    case, outcome = decided(officers)
    assert (outcome.authority, outcome.legal_test) == ("immigration_service", "sensible_reason_to_assume")
    with acting_as(officers.colleague):
        assert StageReached.objects.standing().get().stage == "identified"
        task = Task.objects.standing().get(kind="outcome.tell", done_at=None)
        assert task.for_desk == officers.social_worker.desk
        assert not Task.objects.standing().filter(kind="assessment.decide", done_at=None).exists()
        assert Assessment.objects.standing().get().ended_how == "decided"
        event = Event.objects.get(kind="identification.decide")
        assert event.codes["outcome"] == "identified"
        standing = Outcome.objects.standing().get()
        standing.case = fresh(case)
        assert standing.words("ground") == SECRET


@pytest.mark.parametrize(
    "who", ["social_worker", "police", "departure", "stranger", "assessor", "administrator", "statistician"]
)
def test_nobody_but_the_desk_that_assesses_decides(who: str, officers: Cast) -> None:
    case = under_assessment(officers)
    with pytest.raises(Refused):
        actions.decide(
            by=getattr(officers, who), case=case, outcome="identified", decided_on=clock.today(), ground=SECRET
        )


def test_who_filled_in_the_form_does_not_decide_on_it(officers: Cast) -> None:
    case, caseworker = under_assessment(officers), officers.caseworker
    with acting_as(caseworker):
        sign = IndicatorObserved(
            case=fresh(case),
            indicator="ilo-labour-1-01",
            list_code="ilo-labour",
            list_version="2009-1",
            observed=True,
            recorded_by=caseworker,
        )
        sign.save(force_insert=True)
    with pytest.raises(Refused) as refused:
        actions.decide(by=caseworker, case=case, outcome="identified", decided_on=clock.today(), ground=SECRET)
    assert refused.value.refusal.why is Why.HOUSE_RULE
    second = officers.second_caseworker
    made = actions.decide(by=second, case=fresh(case), outcome="identified", decided_on=clock.today(), ground=SECRET)
    assert made.recorded_by == second


def test_without_an_open_assessment_nothing_is_decided(officers: Cast) -> None:
    case, _ = decided(officers)
    with pytest.raises(Refused):
        actions.decide(by=officers.caseworker, case=case, outcome="identified", decided_on=clock.today(), ground=SECRET)


@pytest.mark.parametrize(
    ("days", "noted", "allowed"), [(1, True, False), (-1, False, False), (-1, True, True), (0, False, True)]
)
def test_the_day_of_decision_may_be_past_on_purpose_and_never_to_come(
    days: int, noted: bool, allowed: bool, officers: Cast
) -> None:
    case, day = under_assessment(officers), clock.today() + timedelta(days=days)

    def attempt() -> Outcome:
        return actions.decide(
            by=officers.caseworker, case=case, outcome="identified", decided_on=day, ground=SECRET, before_opening=noted
        )

    if allowed:
        assert attempt().decided_on == day
    else:
        with pytest.raises(Refused):
            attempt()


def test_other_outcomes_are_not_the_authoritys_to_give(officers: Cast) -> None:
    case = under_assessment(officers)
    for code in ("withdrawn", "did_not_wish_assessment", "trafficked"):
        with pytest.raises(Refused):
            actions.decide(by=officers.caseworker, case=case, outcome=code, decided_on=clock.today(), ground=SECRET)


def test_when_the_basis_has_changed_the_wrong_authority_does_not_decide(officers: Cast) -> None:
    case = under_assessment(officers, "none")
    actions.record_residence(by=officers.social_worker, case=fresh(case), basis="citizen", known_how="papers_seen")
    with pytest.raises(Refused) as refused:
        actions.decide(by=officers.caseworker, case=case, outcome="identified", decided_on=clock.today(), ground=SECRET)
    assert refused.value.refusal.why is Why.HOUSE_RULE


def test_other_rooms_hear_of_the_decision_and_of_its_correction(officers: Cast) -> None:
    heard: list[Done] = []
    on("identification.decide", heard.append)
    on("identification.correct", heard.append)
    case, outcome = decided(officers)
    actions.correct(
        by=officers.second_caseworker,
        case=case,
        outcome="not_identified",
        decided_on=clock.today(),
        reason="court",
        words=SECRET,
    )
    assert [one.deed.name for one in heard] == ["identification.decide", "identification.correct"]
    assert heard[0].thing == case and heard[0].result == outcome


def test_a_correction_keeps_what_was_known_before(officers: Cast) -> None:
    start = clock.now() + timedelta(days=60)
    with clock.at(start):
        case, _ = decided(officers)
    with clock.at(start + timedelta(days=40)):
        correction = actions.correct(
            by=officers.caseworker,
            case=fresh(case),
            outcome="not_identified",
            decided_on=clock.today(),
            reason="new_information",
            words=SECRET,
        )
    assert correction.ground_codes == []
    with acting_as(officers.social_worker):
        then = Outcome.objects.as_known_at(start + timedelta(days=30)).get()
        now = Outcome.objects.as_known_at(start + timedelta(days=50)).get()
        assert (then.outcome, now.outcome) == ("identified", "not_identified")
        assert not Outcome.objects.as_known_at(start).exists()
        assert StageReached.objects.standing().get().stage == "not_identified"
        correction.case = fresh(case)
        assert correction.words("ground") == SECRET


def test_one_decision_stands(officers: Cast) -> None:
    case, _ = decided(officers)
    for outcome in ("not_identified", "identified"):
        actions.correct(
            by=officers.caseworker,
            case=fresh(case),
            outcome=outcome,
            decided_on=clock.today(),
            reason="mistake",
            words="x",
        )
    with acting_as(officers.caseworker):
        assert Outcome.objects.count() == 3
        assert Outcome.objects.standing().get().outcome == "identified"


@pytest.mark.parametrize("who", ["social_worker", "assessor", "stranger", "police"])
def test_others_correct_nothing(who: str, officers: Cast) -> None:
    case, _ = decided(officers)
    with pytest.raises(Refused):
        actions.correct(
            by=getattr(officers, who),
            case=case,
            outcome="not_identified",
            decided_on=clock.today(),
            reason="court",
            words="x",
        )


def test_the_person_is_told_by_a_safe_way_only(officers: Cast) -> None:
    case, _ = decided(officers)
    worker = officers.social_worker
    with pytest.raises(Refused):
        actions.tell_outcome(by=worker, case=case, language="ro", channel="telephone", told_reconsideration=True)
    agree_safe_contact(by=worker, case=case, channel="telephone", language="ro")
    actions.tell_outcome(by=worker, case=case, language="ro", channel="telephone", told_reconsideration=False)
    with acting_as(worker):
        assert Task.objects.standing().filter(kind="outcome.tell", done_at=None).exists()
    actions.tell_outcome(by=worker, case=case, language="ro", channel="in_person", told_reconsideration=True)
    with acting_as(worker):
        assert not Task.objects.standing().filter(kind="outcome.tell", done_at=None).exists()


def test_there_is_nothing_to_tell_before_a_decision_nor_by_the_authority(officers: Cast) -> None:
    case = filled(officers)
    for by in (officers.social_worker, officers.caseworker):
        with pytest.raises(Refused):
            actions.tell_outcome(by=by, case=fresh(case), language="ro", channel="in_person", told_reconsideration=True)
