"""Refusals, takings back, the permit for a case at court, alarms, letters and the feed: the period whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from mooring.casework import actions as casework
from mooring.casework.models import AlreadySuperseded, Case, Deadline, Event, Task
from mooring.law import NotProvidedFor, country
from mooring.referral.actions.groups import end_calendar, give_calendar
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models.notices import Notice
from mooring.safeguards.officer_in_charge import acting_as
from mooring.support import letters, panel, period_alarms, turns
from mooring.support.actions.period import correct, extend, grant, request, standing_period
from mooring.support.actions.period_letter import write_letter
from mooring.support.actions.period_permit import (
    ask_for_permit,
    end_permit,
    give_permit,
    refuse_permit,
    standing_permit,
    withdraw_permit,
)
from mooring.support.actions.period_refusal import correct_refusal, refuse
from mooring.support.actions.period_taking_back import give_back, take_back
from mooring.support.models import (
    PeriodAlarm,
    PeriodLetter,
    PeriodRequest,
    PeriodTakenBack,
    ProceedingsPermit,
    ReflectionPeriod,
    RequestRefusal,
)
from mooring.support.permit_states import PERMIT_STATES
from mooring.support.states import PeriodState
from tests.cast import Cast
from tests.support.conftest import Decide, another_request
from tests.visiting import visit

HERE = ZoneInfo("Europe/Copenhagen")
MARCH = datetime(2027, 3, 1, 9, tzinfo=UTC)


def asked(case: Case, officers: Cast, asked_for: str = "period", on: date | None = None) -> PeriodRequest:
    return request(by=officers.social_worker, case=case, asked_by="person", asked_for=asked_for, asked_on=on)


def granted(case: Case, officers: Cast, decided_on: date) -> ReflectionPeriod:
    return grant(by=officers.caseworker, case=case, situation="ordered", decided_on=decided_on, requested_on=decided_on)


def state_of(case: Case, officers: Cast) -> PeriodState:
    with acting_as(officers.caseworker):
        found = panel.period_shown(case, standing_period(case), panel.waiting_kinds(case))["state"]
        assert isinstance(found, PeriodState)
        return found


# Refusals


def test_what_the_law_gives_is_not_refused(identified: Case, officers: Cast) -> None:
    one = asked(identified, officers)
    with pytest.raises(Refused, match="house_rule"):
        refuse(by=officers.caseworker, asked=one, situation="ordered", words="Not today.")
    with acting_as(officers.caseworker):
        assert not RequestRefusal.objects.exists()


def test_a_request_is_refused_by_the_law_and_the_team_tells_the_person(identified: Case, officers: Cast) -> None:
    one = asked(identified, officers)
    refusal = refuse(
        by=officers.caseworker,
        asked=one,
        situation="neither",
        complaint="possible",
        complain_to="The appeals board, by letter.",
        complain_until=date(2027, 1, 10),
    )
    assert (refusal.ground, refusal.finding["answer"]) == ("not_ordered_to_leave", "not_ordered_to_leave")
    assert state_of(identified, officers) is PeriodState.REFUSED
    with acting_as(officers.social_worker):
        assert not Deadline.objects.open().filter(kind__in=turns.PERIOD_KINDS).exists()
        assert Task.objects.get(kind=turns.REFUSED).for_desk == officers.social_worker.desk
        assert RequestRefusal.objects.get().words("complain_to") == "The appeals board, by letter."
    with pytest.raises(AlreadySuperseded):
        refuse(by=officers.caseworker, asked=one, situation="neither")
    asked(identified, officers)
    assert state_of(identified, officers) is PeriodState.ASKED, "who was refused may ask again"


def test_a_refusal_recorded_in_error_is_corrected_and_stays_readable(identified: Case, officers: Cast) -> None:
    with clock.at(MARCH):
        refusal = refuse(by=officers.caseworker, asked=asked(identified, officers), situation="neither")
    with clock.at(MARCH + timedelta(days=3)):
        with pytest.raises(Refused):
            correct_refusal(by=officers.caseworker, refusal=refusal, given=False, words=" ")
        correct_refusal(by=officers.caseworker, refusal=refusal, given=False, words="Wrong case.")
        assert state_of(identified, officers) is PeriodState.ASKED
        with acting_as(officers.caseworker):
            assert RequestRefusal.objects.as_known_at(MARCH + timedelta(days=1)).get() == refusal
            assert not RequestRefusal.objects.standing().get().given
            assert Deadline.objects.open().filter(kind=turns.DECIDE).exists(), "the request waits again"
        granted(identified, officers, clock.today())


@pytest.mark.parametrize(
    ("ground", "asked_after", "borne_out"),
    [
        ("nothing_left", 5, False),
        ("asked_too_late", 5, False),
        ("asked_too_late", 31, True),
        ("reasons_not_found", 5, True),
        ("not_identified", 5, False),
    ],
)
def test_more_days_are_refused_only_on_a_ground_that_the_law_bears_out(
    ground: str, asked_after: int, borne_out: bool, identified: Case, officers: Cast
) -> None:
    with clock.at(MARCH):
        granted(identified, officers, clock.today())
    with clock.at(MARCH + timedelta(days=asked_after)):
        one = asked(identified, officers, "extension")
        if not borne_out:
            with pytest.raises(Refused):
                refuse(by=officers.caseworker, asked=one, ground=ground, words="Because.")
            return
        refuse(by=officers.caseworker, asked=one, ground=ground, words="Because.")
        ended = asked_after > 29
        assert state_of(identified, officers) is (PeriodState.ENDED if ended else PeriodState.RUNNING)


def test_who_was_refused_and_is_then_identified_is_asked_again(case: Case, decide: Decide, officers: Cast) -> None:
    refusal = refuse(by=officers.caseworker, asked=asked(case, officers), situation="ordered")
    assert refusal.ground == "not_identified"
    decide(case, officers.caseworker)
    with acting_as(officers.caseworker):
        assert Deadline.objects.open().get(case=case, kind__in=turns.PERIOD_KINDS).kind == turns.ASK


# Taking back


def test_denmark_knows_no_provision_to_take_a_period_away_and_says_what_else(identified: Case, officers: Cast) -> None:
    period = granted(identified, officers, date(2026, 11, 20))
    with pytest.raises(NotProvidedFor) as refused:
        take_back(by=officers.caseworker, period=period, ground="public_order", words="No.")
    assert refused.value.finding.answer == "not_provided_for"
    page = visit(officers.caseworker).get(reverse("reflection_take_back", args=[identified])).content.decode()
    assert "the granted days stand" in page
    assert "What can be done instead" in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]


def test_where_the_law_names_a_ground_the_authority_takes_it_away_and_it_is_appended(
    identified: Case, officers: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    period = granted(identified, officers, date(2026, 11, 20))
    monkeypatch.setattr(settings, "MOORING_COUNTRY", country("united_kingdom"))
    with pytest.raises(Refused):
        take_back(by=officers.caseworker, period=period, ground="kindness", words="No.")
    with pytest.raises(Refused):
        take_back(by=officers.caseworker, period=period, ground="bad_faith", words="")
    taken = take_back(by=officers.caseworker, period=period, ground="bad_faith", words="Satisfied of it.")
    assert state_of(identified, officers) is PeriodState.TAKEN_BACK
    with acting_as(officers.caseworker):
        assert not Deadline.objects.open().filter(kind=turns.END).exists()
    with pytest.raises(AlreadySuperseded):
        take_back(by=officers.caseworker, period=period, ground="bad_faith", words="Again.")
    with pytest.raises(Refused):
        extend(by=officers.caseworker, period=period, reason="special_reasons", days=5)
    give_back(by=officers.caseworker, taken=taken, words="The court said no.")
    monkeypatch.undo()
    assert state_of(identified, officers) is not PeriodState.TAKEN_BACK
    with acting_as(officers.caseworker):
        assert PeriodTakenBack.objects.count() == 2
        assert Deadline.objects.open().filter(kind=turns.END).exists()


# The permit


def test_a_permit_goes_from_asked_to_ended_and_no_help_hangs_on_it(case: Case, officers: Cast) -> None:
    with clock.at(MARCH):
        one = ask_for_permit(by=officers.social_worker, case=case, asked_by="prosecution")
        given = give_permit(by=officers.caseworker, permit=one, until=date(2027, 6, 1))
        anew = give_permit(by=officers.caseworker, permit=given, until=date(2027, 9, 1))
        with acting_as(officers.caseworker):
            assert Deadline.objects.open().get(kind=turns.PERMIT_END).due_at == clock.end_of(date(2027, 9, 1))
        with pytest.raises(AlreadySuperseded):
            give_permit(by=officers.caseworker, permit=given, until=date(2027, 7, 1))
        end_permit(by=officers.caseworker, permit=anew, ended_on=date(2027, 3, 1))
        with acting_as(officers.caseworker):
            assert not Deadline.objects.open().filter(kind=turns.PERMIT_END).exists()
            assert standing_permit(case) is None
        again = ask_for_permit(by=officers.social_worker, case=case, asked_by="person")
        refused = refuse_permit(by=officers.caseworker, permit=again, words="It is not needed.")
    assert "support_apart" in [reason["code"] for reason in refused.finding["because"]]


def test_every_move_of_a_permit_that_the_table_does_not_know_is_refused(case: Case, officers: Cast) -> None:
    assert not PERMIT_STATES.faults()
    one = ask_for_permit(by=officers.social_worker, case=case, asked_by="police")
    with pytest.raises(Refused):
        ask_for_permit(by=officers.social_worker, case=case, asked_by="police")
    with pytest.raises(Refused):
        end_permit(by=officers.caseworker, permit=one, ended_on=clock.today())
    gone = withdraw_permit(by=officers.social_worker, permit=one)
    late: dict[Callable[..., object], dict[str, object]] = {
        give_permit: {"until": clock.today()},
        refuse_permit: {"words": "Not needed."},
        end_permit: {"ended_on": clock.today()},
        withdraw_permit: {},
    }
    for deed, more in late.items():
        with pytest.raises(Refused):
            deed(by=officers.caseworker, permit=gone, **more)


def test_a_country_whose_pack_does_not_answer_is_told_so_kindly(
    case: Case, officers: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("united_kingdom", "council_of_europe"):
        monkeypatch.setattr(settings, "MOORING_COUNTRY", country(name))
        client = visit(officers.social_worker)
        page = client.get(reverse("permit", args=[case]))
        assert page.status_code == 200
        assert "The law pack does not say" in page.content.decode()
        sent = client.post(reverse("permit_ask", args=[case]), {"asked_by": "lawyer", "asked_on": "2026-11-20"})
        assert sent.status_code == 422
        assert client.get(reverse("reflection", args=[case])).status_code == 200


# Alarms


def test_each_alarm_comes_once_for_a_last_day_and_a_changed_day_makes_new_ones(
    identified: Case, officers: Cast
) -> None:
    with clock.at(MARCH):
        period = granted(identified, officers, date(2027, 3, 1))  # to 30 March
    told: list[int] = []
    for day in range(31):
        with clock.at(MARCH + timedelta(days=day)):
            told += [day] * period_alarms.climb()
            assert period_alarms.climb() == 0
    assert told == [15, 22, 27]
    with clock.at(MARCH + timedelta(days=27)):
        extend(by=officers.caseworker, period=period, reason="special_reasons", days=10)  # to 9 April
        assert period_alarms.climb() == 1, "13 days are left again"
    with acting_as(officers.social_worker):
        kinds = list(Notice.objects.filter(officer=officers.social_worker).values_list("kind", flat=True))
        assert sorted(kinds) == ["period.ends_in_a_week", "period.ends_in_two_days", *["period.ends_in_two_weeks"] * 2]
    with acting_as(officers.caseworker):
        addresses = set(Notice.objects.filter(officer=officers.caseworker).values_list("address", flat=True))
        assert addresses == {f"/cases/{identified}/period/"}
    with acting_as(officers.stranger):
        assert not PeriodAlarm.objects.exists()


def test_alarms_that_were_missed_are_told_as_one(identified: Case, officers: Cast) -> None:
    with clock.at(MARCH):
        granted(identified, officers, date(2027, 3, 1))
    with clock.at(MARCH + timedelta(days=28)):
        assert period_alarms.climb() == 1
    with acting_as(officers.caseworker):
        assert Notice.objects.get(officer=officers.caseworker).kind == "period.ends_in_two_days"


def test_the_end_is_on_the_day_of_the_team_and_goes_when_it_no_longer_holds(identified: Case, officers: Cast) -> None:
    with clock.at(MARCH):
        period = granted(identified, officers, date(2027, 3, 1))
    with clock.at(MARCH + timedelta(days=20)):
        period_alarms.climb()
        page = visit(officers.social_worker).get(reverse("day")).content.decode()
        assert "Days that end soon" in page
        assert "10 days left" in page
        for who, shown in (("stranger", False), ("second_caseworker", True)):
            other = getattr(officers, who)
            with acting_as(other):
                assert (period_alarms.ending_for(other) is not None) is shown
        extend(by=officers.caseworker, period=period, reason="special_reasons", days=40)
        with acting_as(officers.social_worker):
            assert period_alarms.ending_for(officers.social_worker) is None


def test_a_closed_case_raises_no_alarm(identified: Case, officers: Cast) -> None:
    with clock.at(MARCH):
        granted(identified, officers, date(2027, 3, 1))
        casework.close(by=officers.social_worker, case=identified)
    with clock.at(MARCH + timedelta(days=28)):
        assert period_alarms.climb() == 0


def test_the_end_of_the_least_days_is_a_reminder_and_never_overdue(
    identified: Case, officers: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "MOORING_COUNTRY", country("united_kingdom"))
    with clock.at(MARCH):
        period = grant(by=officers.caseworker, case=identified, situation="neither", decided_on=date(2027, 3, 1))
    assert period.last_day is not None
    with clock.at(datetime(2027, 3, 30, 12, tzinfo=UTC)):
        period_alarms.climb()
        with acting_as(officers.caseworker):
            assert Deadline.objects.open().filter(kind=turns.END).exists(), "it is still to come"
    with clock.at(datetime(2027, 3, 31, 6, tzinfo=UTC)):
        period_alarms.climb()
        with acting_as(officers.caseworker):
            assert not Deadline.objects.open().filter(kind=turns.END).exists()
            assert Deadline.objects.standing().get(kind=turns.END).met_at is not None
            assert state_of(identified, officers) is PeriodState.UNTIL_DECIDED


# The calendar


def test_a_calendar_is_told_the_days_and_nothing_else(identified: Case, officers: Cast) -> None:
    period = granted(identified, officers, clock.today())
    token = give_calendar(by=officers.caseworker)
    answer = Client().get(reverse("calendar_clocks", args=[token]))
    body = answer.content.decode()
    assert period.last_day is not None
    assert f"DTSTART;VALUE=DATE:{period.last_day:%Y%m%d}" in body
    assert body.count("BEGIN:VALARM") == 3
    for given_away in (str(identified), "eflection", "raffick", "permit", str(period.pk)):
        assert given_away not in body
    others = Client().get(reverse("calendar_clocks", args=[give_calendar(by=officers.assessor)])).content.decode()
    assert "VEVENT" not in others, "a clock stands in the calendar of who holds the pen"
    end_calendar(by=officers.caseworker)
    for dead in (token, "x" * 43):
        assert Client().get(reverse("calendar_clocks", args=[dead])).status_code == 404


# Letters


def test_a_letter_is_drafted_from_what_was_decided_in_the_language_of_the_person(
    identified: Case, officers: Cast
) -> None:
    with clock.at(MARCH):
        granted(identified, officers, date(2027, 3, 1))
        client = visit(officers.social_worker)
        typed = {"kind": "granted", "language": "ti", "sentence": "We meet on Monday.", "preview": "1"}
        page = client.post(reverse("reflection_letter_write", args=[identified]), typed).content.decode()
        assert "March 30, 2027" in page.replace("30 March 2027", "March 30, 2027")
        assert "The letter is in English" in page
        assert "We meet on Monday." in page
        with acting_as(officers.social_worker):
            assert not PeriodLetter.objects.exists(), "it was only looked at"
        typed["language"] = "ar"
        page = client.post(reverse("reflection_letter_write", args=[identified]), typed).content.decode()
        assert 'lang="ar" dir="rtl"' in page
        assert "30 مارس" in page
        assert "Nobody who speaks the language has read our words in it yet" in page
        typed.pop("preview")
        kept = client.post(reverse("reflection_letter_write", args=[identified]), typed, follow=True)
        assert kept.content.startswith(b"%PDF-")
        assert str(identified) not in kept["Content-Disposition"]
    with acting_as(officers.social_worker):
        letter = PeriodLetter.objects.get()
        assert (letter.language, letter.written_in) == ("ar", "ar")
        assert any("§ 33" in line for line in letter.content()["lines"]), "the law as its own country names it"
        assert Event.objects.get(kind="reflection.write_letter").codes["kind"] == "granted"


def test_a_letter_that_is_safe_if_found_gives_nothing_away(identified: Case, officers: Cast) -> None:
    refuse(by=officers.caseworker, asked=asked(identified, officers), situation="neither")
    letter = write_letter(by=officers.social_worker, case=identified, kind="refused", language="en", neutral=True)
    with acting_as(officers.social_worker):
        content = PeriodLetter.objects.get(pk=letter.pk).content()
    said = " ".join([content["title"], content["office"], content["reference"], *content["lines"]]).lower()
    for word in ("traffick", "victim", "identified", "reflection", "aliens act", "police", str(identified).lower()):
        assert word not in said
    assert "a letter for you" in said


def test_a_letter_about_what_did_not_happen_is_not_written(identified: Case, officers: Cast) -> None:
    with pytest.raises(Refused):
        write_letter(by=officers.social_worker, case=identified, kind="granted", language="en")
    with acting_as(officers.social_worker):
        assert letters.kinds_for(identified) == []


def test_a_last_day_on_a_holiday_is_told_with_the_working_day_before(identified: Case, officers: Cast) -> None:
    with clock.at(MARCH):
        period = granted(identified, officers, date(2027, 2, 27))  # to Easter Sunday, 28 March
        assert period.last_day == date(2027, 3, 28), "calendar days count as the law says"
        page = visit(officers.social_worker).get(reverse("reflection", args=[identified])).content.decode()
    assert "by March 24, 2027" in page or "by 24 March 2027" in page


# Corrections stay as they were known


def test_what_was_known_on_a_day_stays_known_after_every_correction(identified: Case, officers: Cast) -> None:
    moments = [MARCH + timedelta(days=n) for n in range(4)]
    with clock.at(moments[0]):
        rows = [granted(identified, officers, date(2027, 3, 1))]
    for number, moment in enumerate(moments[1:], start=2):
        with clock.at(moment):
            day = date(2027, 3, number)
            rows.append(
                correct(
                    by=officers.caseworker,
                    period=rows[-1],
                    situation="ordered",
                    decided_on=date(2027, 3, 1),
                    begins=day,
                    requested_on=date(2027, 3, 1),
                    ground="The first day again.",
                )
            )
    with acting_as(officers.caseworker):
        for row, moment in zip(rows, moments, strict=True):
            assert ReflectionPeriod.objects.as_known_at(moment + timedelta(hours=1)).get() == row


# Who may


@pytest.mark.parametrize("who", ["social_worker", "police", "stranger", "departure", "statistician", "shelter"])
def test_only_the_authority_refuses_takes_away_and_gives_a_permit(who: str, identified: Case, officers: Cast) -> None:
    one = asked(identified, officers)
    permit = ask_for_permit(by=officers.social_worker, case=identified, asked_by="prosecution")
    one.case = permit.case = another_request(identified)
    by = getattr(officers, who)
    with pytest.raises(Refused):
        refuse(by=by, asked=one, situation="neither")
    with pytest.raises(Refused):
        give_permit(by=by, permit=permit, until=date(2030, 1, 1))


def test_a_stranger_reads_none_of_it_and_the_machine_alone_raises_alarms(identified: Case, officers: Cast) -> None:
    refuse(by=officers.caseworker, asked=asked(identified, officers), situation="neither")
    ask_for_permit(by=officers.social_worker, case=identified, asked_by="person")
    write_letter(by=officers.social_worker, case=identified, kind="refused", language="en")
    with acting_as(officers.stranger), connection.cursor() as cursor:
        for model in (RequestRefusal, ProceedingsPermit, PeriodLetter):
            assert not model.objects.exists()
        cursor.execute("select has_function_privilege('mooring_app', 'mooring_climb_periods(date)', 'execute')")
        assert cursor.fetchone() == (False,)
    client = visit(officers.stranger)
    assert client.get(reverse("permit", args=[identified])).status_code == 404
