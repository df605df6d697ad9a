"""Asking for, granting, extending and correcting a reflection period, by the law of the day of each decision."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from functools import partial

import psycopg
import pytest
from django.db import DatabaseError, transaction

from mooring.casework import actions as casework
from mooring.casework import events, known, labels
from mooring.casework.models import AlreadySuperseded, Case, Deadline, Event, Task
from mooring.casework.stages import Stage
from mooring.law import Finding, NotProvidedFor
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support import heard, turns
from mooring.support.actions.period import correct, extend, grant, request, standing_period
from mooring.support.law_of_the_period import last_outcome, presumed_situation
from mooring.support.models import Extension, PeriodKind, PeriodRequest, ReflectionPeriod
from tests.cast import Cast
from tests.support.conftest import Decide, another_request

Owner = Callable[[], AbstractContextManager[psycopg.Connection]]


def granted(case: Case, officers: Cast, decided_on: date, situation: str = "ordered") -> ReflectionPeriod:
    """A period granted by the caseworker, asked for on the day of the decision."""
    return grant(by=officers.caseworker, case=case, situation=situation, decided_on=decided_on, requested_on=decided_on)


def kinds_waiting(case: Case, officers: Cast) -> dict[str, str]:
    """The open deadlines of the period: for which desk each waits."""
    with acting_as(officers.caseworker):
        found = Deadline.objects.open().filter(case=case, kind__in=turns.PERIOD_KINDS)
        return dict(found.values_list("kind", "pen_desk__code"))


def test_thirty_days_are_granted_and_the_last_day_counts(identified: Case, officers: Cast) -> None:
    period = granted(identified, officers, date(2014, 5, 1))
    assert (period.kind, period.begins, period.last_day) == (PeriodKind.REFLECTION, date(2014, 5, 1), date(2014, 5, 30))
    finding = Finding.from_record(period.finding)
    assert finding.on == date(2014, 5, 1)
    assert any("33(14)" in label for label in finding.citations())


def test_a_legal_resident_is_given_a_restitution_period_of_equal_length(identified: Case, officers: Cast) -> None:
    period = granted(identified, officers, date(2026, 11, 20), situation="legal")
    assert (period.kind, period.initial_days) == (PeriodKind.RESTITUTION, 30)


def test_the_law_of_2012_refuses_what_the_law_of_2014_grants(identified: Case, officers: Cast) -> None:
    period = granted(identified, officers, date(2012, 3, 1))
    extend(by=officers.caseworker, period=period, reason="special_reasons", days=60, decided_on=date(2012, 3, 20))
    with pytest.raises(NotProvidedFor) as refused:
        extend(by=officers.caseworker, period=period, reason="special_reasons", days=15, decided_on=date(2012, 5, 1))
    finding = refused.value.finding
    assert (finding.answer, finding.days("total_after"), finding.days("total_days")) == ("beyond_the_total", 105, 100)
    assert finding.days("days_left") == 10
    assert "10 are left" in str(refused.value)
    assert any("33(14)" in label for label in finding.citations())
    later = extend(
        by=officers.caseworker, period=period, reason="special_reasons", days=15, decided_on=date(2014, 5, 1)
    )
    assert later.last_day == date(2012, 3, 1) + timedelta(days=104)


def test_a_reason_that_the_law_does_not_know_extends_nothing(identified: Case, officers: Cast) -> None:
    period = granted(identified, officers, date(2026, 11, 1))
    with pytest.raises(NotProvidedFor) as refused:
        extend(by=officers.caseworker, period=period, reason="kindness", days=5)
    assert refused.value.finding.answer == "reason_not_provided_for"
    with acting_as(officers.caseworker):
        assert not Extension.objects.exists()


def test_when_nobody_has_asked_there_is_no_period_today(identified: Case, officers: Cast) -> None:
    with pytest.raises(Refused, match="house_rule"):
        grant(by=officers.caseworker, case=identified, situation="ordered", decided_on=date(2026, 11, 20))
    asked = request(by=officers.social_worker, case=identified, asked_by="person", asked_on=date(2026, 11, 19))
    period = grant(by=officers.caseworker, case=identified, situation="ordered", decided_on=date(2026, 11, 20))
    assert period.requested_on == asked.asked_on


def test_in_2008_the_authority_gave_it_of_its_own_motion(identified: Case, officers: Cast) -> None:
    period = grant(by=officers.caseworker, case=identified, situation="ordered", decided_on=date(2008, 6, 1))
    assert (period.starts, period.requested_on) == ("of_own_motion", None)


def test_who_is_not_ordered_to_leave_is_told_why_there_is_none(identified: Case, officers: Cast) -> None:
    with pytest.raises(NotProvidedFor) as refused:
        granted(identified, officers, date(2026, 11, 20), situation="neither")
    assert refused.value.finding.answer == "not_ordered_to_leave"
    with acting_as(officers.caseworker):
        assert not ReflectionPeriod.objects.exists()


def test_who_is_not_identified_is_given_none_and_told_what_is_open_meanwhile(case: Case, officers: Cast) -> None:
    with pytest.raises(NotProvidedFor) as refused:
        granted(case, officers, date(2026, 11, 20))
    assert refused.value.finding.answer == "not_identified"
    assert "tonight" in str(refused.value)


def test_immediate_departure_is_recorded_with_its_ground_and_no_day(identified: Case, officers: Cast) -> None:
    day = date(2026, 11, 20)
    with pytest.raises(Refused):
        grant(by=officers.caseworker, case=identified, situation="ordered", decided_on=day, public_order=True)
    none = grant(
        by=officers.caseworker,
        case=identified,
        situation="ordered",
        decided_on=day,
        public_order=True,
        ground="Expelled.",
    )
    assert (none.is_none, none.begins, none.last_day, none.initial_days) == (True, None, None, 0)
    with acting_as(officers.caseworker):
        assert ReflectionPeriod.objects.get().words("ground") == "Expelled."
    with pytest.raises(Refused):
        extend(by=officers.caseworker, period=none, reason="special_reasons", days=5)
    assert turns.END not in kinds_waiting(identified, officers)


def test_a_second_decision_does_not_stand_beside_the_first(identified: Case, officers: Cast) -> None:
    granted(identified, officers, date(2026, 11, 20))
    with pytest.raises(Refused):
        granted(identified, officers, date(2026, 11, 21))


def test_an_extension_of_what_was_corrected_meanwhile_is_stopped(identified: Case, officers: Cast) -> None:
    period = granted(identified, officers, date(2026, 11, 10))
    day = date(2026, 11, 11)
    correct(
        by=officers.caseworker,
        period=period,
        situation="ordered",
        decided_on=day,
        begins=day,
        requested_on=day,
        ground="A slip.",
    )
    with acting_as(officers.caseworker):
        stale = ReflectionPeriod.objects.get(pk=period.pk)
    with pytest.raises(AlreadySuperseded):
        extend(by=officers.caseworker, period=stale, reason="special_reasons", days=5)


# Whose turn


def test_support_listens_to_decisions_and_to_their_corrections() -> None:
    for deed in ("identification.decide", "identification.correct"):
        assert heard.outcome_decided in events._handlers[deed]


def test_a_decision_starts_the_alarm_that_somebody_asks(identified: Case, officers: Cast) -> None:
    assert kinds_waiting(identified, officers) == {turns.ASK: "centre-social"}
    with acting_as(officers.caseworker):
        deadline = Deadline.objects.open().get(case=identified, kind=turns.ASK)
    finding = Finding.from_record(deadline.finding)
    assert finding["starts"] == "on_request"
    assert not finding.provisions[-1].is_law, "the week is a rule of the house, and says so"
    assert timedelta(days=7) <= deadline.due_at - clock.now() < timedelta(days=8)


def test_the_turn_goes_from_the_team_to_the_authority_and_on(identified: Case, officers: Cast) -> None:
    request(by=officers.social_worker, case=identified, asked_by="person", asked_on=date(2026, 11, 20))
    assert kinds_waiting(identified, officers) == {turns.DECIDE: "immigration-assessment"}
    period = granted(identified, officers, date(2026, 11, 20))
    assert kinds_waiting(identified, officers) == {turns.END: "immigration-assessment"}
    request(
        by=officers.social_worker,
        case=identified,
        asked_by="person",
        asked_for="extension",
        asked_on=date(2026, 11, 21),
    )
    assert kinds_waiting(identified, officers) == {
        turns.DECIDE: "immigration-assessment",
        turns.END: "immigration-assessment",
    }
    extension = extend(by=officers.second_caseworker, period=period, reason="special_reasons", days=30)
    assert kinds_waiting(identified, officers) == {turns.END: "immigration-assessment"}
    with acting_as(officers.caseworker):
        end = Deadline.objects.open().get(case=identified, kind=turns.END)
    assert end.due_at == clock.end_of(extension.last_day)


def test_a_request_made_before_the_decision_is_not_forgotten(case: Case, decide: Decide, officers: Cast) -> None:
    request(by=officers.social_worker, case=case, asked_by="lawyer", asked_on=date(2026, 11, 1))
    assert kinds_waiting(case, officers) == {}
    decide(case, officers.caseworker)
    assert kinds_waiting(case, officers) == {turns.DECIDE: "immigration-assessment"}


def test_in_2008_the_decision_waits_for_the_authority_and_not_for_a_request(
    case: Case, decide: Decide, officers: Cast
) -> None:
    decide(case, officers.caseworker, decided_on=date(2008, 6, 1))
    assert kinds_waiting(case, officers) == {turns.DECIDE: "immigration-assessment"}


def test_who_is_not_identified_waits_for_nothing(case: Case, decide: Decide, officers: Cast) -> None:
    decide(case, officers.caseworker, outcome="not_identified")
    assert kinds_waiting(case, officers) == {}


def test_a_changed_assessment_ends_no_period_and_sets_the_authority_a_task(
    identified: Case, decide: Decide, officers: Cast
) -> None:
    period = granted(identified, officers, date(2026, 11, 20))
    decide(identified, officers.second_caseworker, outcome="not_identified")
    with acting_as(officers.caseworker):
        assert standing_period(identified) == period
        assert last_outcome(identified) == "not_identified"
        task = Task.objects.get(kind=turns.AFTER_CORRECTION, for_desk=officers.caseworker.desk)
        assert "stands as it was recorded" in str(labels.label(task.kind))
    with pytest.raises(NotProvidedFor) as refused:
        extend(by=officers.caseworker, period=period, reason="special_reasons", days=5)
    assert refused.value.finding.answer == "not_identified"


def test_a_closed_case_waits_for_nothing(identified: Case, officers: Cast) -> None:
    granted(identified, officers, date(2026, 11, 20))
    casework.close(by=officers.social_worker, case=identified)
    assert kinds_waiting(identified, officers) == {}


# Corrections


def test_a_correction_keeps_what_was_known_before(identified: Case, officers: Cast) -> None:
    first = datetime(2027, 3, 2, 9, tzinfo=UTC)
    with clock.at(first):
        period = granted(identified, officers, date(2027, 3, 1))
        extend(by=officers.caseworker, period=period, reason="special_reasons", days=20)
    with clock.at(first + timedelta(days=9)):
        day = date(2027, 3, 5)
        corrected = correct(
            by=officers.caseworker,
            period=period,
            situation="ordered",
            decided_on=day,
            begins=day,
            requested_on=day,
            extension_days=[10],
            ground="The decision is of the fifth.",
        )
    with acting_as(officers.caseworker):
        assert list(ReflectionPeriod.objects.standing()) == [corrected]
        assert list(ReflectionPeriod.objects.as_known_at(first + timedelta(days=5))) == [period]
        standing = Extension.objects.standing().get()
        assert (standing.days, standing.begins, standing.last_day) == (10, date(2027, 4, 4), date(2027, 4, 13))
        assert Extension.objects.as_known_at(first + timedelta(days=5)).get().last_day == date(2027, 4, 19)
        end = Deadline.objects.open().get(case=identified, kind=turns.END)
        assert end.due_at == clock.end_of(date(2027, 4, 13))


def test_a_correction_cannot_give_more_than_the_law_of_that_day(identified: Case, officers: Cast) -> None:
    period = granted(identified, officers, date(2012, 3, 1))
    extend(by=officers.caseworker, period=period, reason="special_reasons", days=60, decided_on=date(2012, 3, 20))
    day = date(2012, 3, 1)
    with pytest.raises(NotProvidedFor):
        correct(
            by=officers.caseworker,
            period=period,
            situation="ordered",
            decided_on=day,
            begins=day,
            extension_days=[71],
            ground="No.",
        )
    with acting_as(officers.caseworker):
        assert ReflectionPeriod.objects.get().superseded_by is None


def test_an_extension_that_never_was_is_corrected_to_no_days(identified: Case, officers: Cast) -> None:
    period = granted(identified, officers, date(2026, 11, 1))
    extend(by=officers.caseworker, period=period, reason="special_reasons", days=60)
    day = date(2026, 11, 1)
    correct(
        by=officers.caseworker,
        period=period,
        situation="ordered",
        decided_on=day,
        begins=day,
        extension_days=[0],
        ground="Written on the wrong case.",
    )
    with acting_as(officers.caseworker):
        standing = standing_period(identified)
        assert standing is not None
        assert standing.extra_days == 0  # type: ignore[attr-defined]


def test_a_correction_says_why(identified: Case, officers: Cast) -> None:
    period = granted(identified, officers, date(2026, 11, 1))
    day = date(2026, 11, 2)
    with pytest.raises(Refused):
        correct(by=officers.caseworker, period=period, situation="ordered", decided_on=day, begins=day, ground=" ")


# Who may


@pytest.mark.parametrize("who", ["social_worker", "police", "stranger", "departure", "statistician", "administrator"])
def test_only_the_authority_grants(who: str, identified: Case, officers: Cast) -> None:
    with pytest.raises(Refused):
        grant(
            by=getattr(officers, who),
            case=another_request(identified),
            situation="ordered",
            requested_on=date(2026, 11, 20),
        )


@pytest.mark.parametrize("who", ["stranger", "caseworker", "unposted"])
def test_only_the_team_records_a_request(who: str, identified: Case, officers: Cast) -> None:
    with pytest.raises(Refused):
        request(by=getattr(officers, who), case=another_request(identified), asked_by="person")


def test_a_stranger_sees_no_row_and_writes_none(identified: Case, officers: Cast) -> None:
    period = granted(identified, officers, date(2026, 11, 20))
    stranger = officers.stranger
    with acting_as(stranger):
        assert not ReflectionPeriod.objects.exists()
        assert not PeriodRequest.objects.exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            PeriodRequest(
                case=identified, asked_for="period", asked_by="person", asked_on=date(2026, 11, 1), recorded_by=stranger
            ).save(force_insert=True)
        assert not ReflectionPeriod.objects.filter(pk=period.pk).update(superseded_by=period.pk)


def test_each_deed_writes_one_line_in_the_ledger_and_one_in_the_timeline(own_database: str, as_owner: Owner) -> None:
    officers = Cast()
    lead, caseworker = officers.social_worker, officers.caseworker
    case = casework.open_case(by=lead)
    casework.give_access(by=lead, case=case, compartment="core", desk=caseworker.desk)
    with acting_as(lead):
        casework.move_to(case, Stage.ASSESSMENT, by=lead)
    with acting_as(caseworker):
        casework.move_to(case, Stage.IDENTIFIED, by=caseworker)
    request(by=lead, case=case, asked_by="person", asked_on=date(2026, 11, 20))
    period = grant(by=caseworker, case=case, situation="ordered", decided_on=date(2026, 11, 20))
    extend(by=caseworker, period=period, reason="special_reasons", days=10)
    correct(
        by=caseworker,
        period=period,
        situation="ordered",
        decided_on=date(2026, 11, 20),
        begins=date(2026, 11, 20),
        extension_days=[9],
        ground="Nine.",
    )
    with as_owner() as session:
        rows = session.execute(
            "select verb, count(*) from safeguards_ledgerline where verb like 'reflection.%%' and outcome = 'done' group by verb",
            [],
        ).fetchall()
    expected = {f"reflection.{verb}": 1 for verb in ("request", "grant", "extend", "correct")}
    assert dict(rows) == expected
    with acting_as(lead):
        kinds = list(Event.objects.filter(case=case, kind__startswith="reflection.").values_list("kind", flat=True))
    assert sorted(kinds) == sorted(expected)


def _always(answer: object, case: Case) -> object:
    return answer


def test_the_residence_recorded_elsewhere_is_only_a_presumption(
    identified: Case, officers: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for basis, expected in [
        ("permit", "legal"),
        ("none", None),
        ("not_known_yet", None),
        ("asylum_seeker", None),
        (None, None),
    ]:
        answers: dict[str, known.Provider] = {"residence_basis": partial(_always, basis)}
        monkeypatch.setattr(known, "_providers", answers)
        assert presumed_situation(identified) == expected
    monkeypatch.setattr(known, "_providers", {})
    assert presumed_situation(identified) is None
