"""The pages of calls, of the roster and of who is on duty, as each of the cast finds them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from mooring.casework.models import Case
from mooring.hotline import actions
from mooring.hotline.models import Call, CallBack
from mooring.identification.models import Signal
from mooring.safeguards import clock
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from tests.cast import Cast
from tests.hotline.test_calls import HER_WORDS, a_call, a_call_back
from tests.hotline.test_roster import EVENING, MORNING, a_shift, name_of, offered, standing, the_desk, tomorrow
from tests.visiting import page, visit

SHORTEST = {"caller": "citizen", "danger_now": "no", "region": "DK-84", "urgency": "can_wait"}


def send(officer: Officer, address: str, **fields: object) -> object:
    return visit(officer).post(address, {"form_owner": reference("officer", officer.pk), **fields})


def test_a_call_is_written_down_on_one_page(officers: Cast) -> None:
    answer = send(
        officers.hotline, reverse("call_new"), **SHORTEST, became="nothing", reason="advised", words=HER_WORDS
    )
    assert answer.status_code == 302  # type: ignore[attr-defined]
    shown = page(visit(officers.hotline), answer["Location"])  # type: ignore[index]
    assert HER_WORDS in shown and "the caller was advised" in shown
    assert HER_WORDS not in page(visit(officers.hotline), reverse("calls"))


def test_a_call_becomes_a_signal_from_the_sheet(officers: Cast) -> None:
    send(officers.hotline, reverse("call_new"), **SHORTEST, became="signal", words=HER_WORDS)
    with acting_as(officers.hotline):
        assert Signal.objects.get().source == "hotline"


def test_the_sheet_leads_to_the_case_when_the_person_wishes_one(officers: Cast) -> None:
    sheet = SHORTEST | {
        "caller": "person",
        "became": "case",
        "number": "+45 00 00 00 00",
        "due_at": "2099-01-01T10:00",
        "health_needs": ["pep"],
    }
    answer = send(officers.hotline, reverse("call_new"), **sheet)
    assert answer.status_code == 302, answer.content.decode()  # type: ignore[attr-defined]
    assert answer["Location"].startswith("/cases/")  # type: ignore[index]
    page(visit(officers.hotline), answer["Location"])  # type: ignore[index]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"became": "nothing"}, "Say why nothing more comes of it."),
        ({"became": "case"}, "A case is opened only at the wish of the person."),
        ({"became": "known_case", "pseudonym": "DK-XXXX-XXXX-X"}, "There is no such case."),
        ({"became": "signal", "number": "+45 00 00 00 00"}, "Say when to ring back."),
        ({"became": "signal", "number": "letters"}, "Write a telephone number."),
        (
            {"became": "signal", "number": "+45 00 00 00 00", "due_at": "0001-01-01T00:00"},
            "This lies too far back. Check the year.",
        ),
        (
            {"became": "signal", "number": "+45 00 00 00 00", "due_at": "2099-01-01T03:40"}
            | {"safe_from": "09:00", "safe_until": "16:00"},
            "That is not one of the safe hours.",
        ),
    ],
)
def test_a_slip_is_told_and_nothing_typed_is_lost(officers: Cast, more: dict[str, str], says: str) -> None:
    answer = send(officers.hotline, reverse("call_new"), **SHORTEST, **more, words=HER_WORDS)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    shown = answer.content.decode()  # type: ignore[attr-defined]
    assert says in shown and HER_WORDS in shown
    with acting_as(officers.hotline):
        assert not Call.objects.exists()


def test_another_desks_case_is_answered_like_one_that_does_not_exist(officers: Cast) -> None:
    with acting_as(officers.stranger):
        from mooring.casework import actions as casework

        theirs = casework.open_case(by=officers.stranger)
    given = [
        send(officers.hotline, reverse("call_new"), **SHORTEST, became="known_case", pseudonym=named)
        for named in (theirs.pseudonym, "DK-XXXX-XXXX-X")
    ]
    shown = [
        re.sub(r'value="[^"]*"|[\d.]+ ms', "", one.content.decode())  # type: ignore[attr-defined]
        for one in given
    ]
    assert shown[0].count("There is no such case.") == shown[1].count("There is no such case.") > 0
    with acting_as(officers.stranger):
        assert Case.objects.filter(pk=theirs.pk).exists()


def test_the_number_is_shown_on_asking_and_not_before(officers: Cast) -> None:
    call_back = a_call_back(officers, a_call(officers))
    at = reverse("call_back", args=[reference("call_back", call_back.pk)])
    before = page(visit(officers.night_hotline), at)
    assert "+45 00 00 00 00" not in before and "lighthouse" in before
    answer = visit(officers.night_hotline).post(f"{at}number/")
    assert 'href="tel:+4500000000"' in answer.content.decode()
    assert send(officers.night_hotline, at, how="reached").status_code == 302  # type: ignore[attr-defined]
    assert visit(officers.night_hotline).get(at).status_code == 404
    with acting_as(officers.hotline):
        assert not CallBack.objects.open().exists()


def test_outcome_and_call_back_can_be_said_later(officers: Cast) -> None:
    call = a_call(officers)
    at = {name: reverse(name, args=[call.reference]) for name in ("call", "call_outcome", "call_back_new")}
    for address in at.values():
        page(visit(officers.hotline), address)
    answer = send(officers.hotline, at["call_back_new"], number="+45 00 00 00 00", due_at="2099-01-01T10:00")
    assert answer.status_code == 302, answer.content.decode()  # type: ignore[attr-defined]
    assert send(officers.hotline, at["call_outcome"], became="signal").status_code == 302  # type: ignore[attr-defined]
    assert "A signal" in page(visit(officers.hotline), at["call"])


def test_health_windows_stand_first_on_a_call(officers: Cast) -> None:
    call = a_call(officers, health_needs=["pep"], health_happened_at=clock.now() - timedelta(hours=3))
    shown = page(visit(officers.hotline), reverse("call", args=[call.reference]))
    assert shown.index("Protection against HIV after exposure") < shown.index("What came of it")


def test_the_stranger_finds_no_call_and_no_roster_of_another_desk(officers: Cast) -> None:
    call = a_call(officers)
    call_back = a_call_back(officers, call)
    shift = a_shift(officers, "hotline")
    for name, args in [
        ("call", [call.reference]),
        ("call_outcome", [call.reference]),
        ("call_back_new", [call.reference]),
        ("call_back", [reference("call_back", call_back.pk)]),
    ]:
        for who in ("stranger", "coordinator", "police"):
            assert visit(getattr(officers, who)).get(reverse(name, args=args)).status_code in (403, 404), (name, who)
    visit(officers.stranger).post(reverse("roster_shift", args=[reference("shift", shift.pk), "give-back"]))
    assert [one.officer for one in standing(officers)] == [officers.hotline]


def test_who_is_on_duty_is_one_button_away_for_the_police(officers: Cast) -> None:
    actions.set_line(by=officers.coordinator, desk=the_desk(), number="+45 00 11 22 33")
    now = clock.now()
    for day in (clock.today() - timedelta(days=1), clock.today()):
        a_shift(officers, "hotline", day=day)
        a_shift(officers, "night_hotline", day=day, begins=EVENING, ends=MORNING)
    shown = page(visit(officers.police), reverse("duty"))
    assert 'href="tel:+4500112233"' in shown
    assert "hotline Test" in shown, now
    assert "Take a call" not in shown
    assert "Take a call" in page(visit(officers.hotline), reverse("duty"))
    assert visit(officers.statistician).get(reverse("duty")).status_code == 403


def test_the_roster_is_planned_taken_and_swapped_on_its_pages(officers: Cast) -> None:
    page(visit(officers.coordinator), reverse("roster"))
    page(visit(officers.coordinator), reverse("roster_plan"))
    page(visit(officers.coordinator), reverse("roster_line"))
    desk = reference("desk", the_desk().pk)
    line = send(officers.coordinator, reverse("roster_line"), desk=desk, number="+45 00 11 22 33")
    assert line.status_code == 302, line.content.decode()  # type: ignore[attr-defined]
    plan = {"desk": desk, "kind": "night", "begins": "20:00", "ends": "08:00", "first": tomorrow().isoformat()}
    planned = send(officers.coordinator, reverse("roster_plan"), **plan, weekdays=[str(day) for day in range(7)])
    assert planned.status_code == 302, planned.content.decode()  # type: ignore[attr-defined]
    [shift] = standing(officers)
    shown = page(visit(officers.hotline), reverse("roster"))
    assert "Nobody" in shown and "Take" in shown
    visit(officers.hotline).post(reverse("roster_shift", args=[reference("shift", shift.pk), "take"]))
    [taken] = standing(officers)
    assert taken.officer == officers.hotline
    at = reverse("roster_offer", args=[reference("shift", taken.pk)])
    page(visit(officers.hotline), at)
    to = reference("officer", officers.night_hotline.pk)
    assert send(officers.hotline, at, to=to).status_code == 302  # type: ignore[attr-defined]
    assert "hotline Test offers you a shift" in page(visit(officers.night_hotline), reverse("roster"))
    assert "You offered a shift" in page(visit(officers.hotline), reverse("roster"))


def test_an_offer_is_answered_by_a_button(officers: Cast) -> None:
    swap = offered(officers)
    at = reverse("roster_offer_answer", args=[reference("swap", swap.pk), "accepted"])
    assert visit(officers.stranger).post(at).status_code == 404
    assert visit(officers.night_hotline).post(at).status_code == 302
    assert {name_of(one) for one in standing(officers) if one.begins_at == swap.shift.begins_at} == {
        "night hotline Test"
    }


def test_the_coordinator_takes_a_shift_off_and_a_worker_does_not(officers: Cast) -> None:
    shift = a_shift(officers, "hotline")
    at = reverse("roster_withdraw", args=[reference("shift", shift.pk)])
    assert visit(officers.hotline).post(at).status_code == 403
    assert visit(officers.coordinator).post(at).status_code == 302
    assert standing(officers) == []
