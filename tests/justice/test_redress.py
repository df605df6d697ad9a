"""Care of a witness, the lawyer of the injured party, and claims for compensation with their clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings
from django.urls import reverse
from django.utils.timezone import localtime
from hypothesis import given, settings
from hypothesis import strategies as st

from mooring.casework import day_cards
from mooring.casework.models import AlreadySuperseded, Case, Deadline
from mooring.casework.own_file import sections
from mooring.justice import actions
from mooring.justice.actions.claims import REPORT, apply_kind
from mooring.justice.appeal_clock import appeal_kind
from mooring.justice.care_states import CARE_STATES
from mooring.justice.claim_states import CLAIM_STATES, ClaimState
from mooring.justice.models import Claim, Hearing, InjuredPartyLawyer, WitnessMeasure
from mooring.law import Finding, NotProvidedFor, country
from mooring.referral.pieces import written
from mooring.safeguards import clock
from mooring.safeguards.access import Refused
from mooring.safeguards.models import Officer
from mooring.safeguards.officer_in_charge import acting_as
from mooring.safeguards.references import reference
from mooring.safeguards.state_tables import BEGINNING
from tests.cast import Cast
from tests.visiting import page, visit

PLACE = "Court 7, an invented street"
HELD = "Was kept in a flat, in words of this test."
TODAY = date(2026, 11, 22)


def consider(by: Officer, case: Case, kind: str = "state_fund", **facts: Any) -> Claim:
    return actions.consider_claim(by=by, case=case, kind=kind, **facts)


def open_kinds(by: Officer, case: Case) -> set[str]:
    with acting_as(by):
        return set(Deadline.objects.open().filter(case=case).values_list("kind", flat=True))


# --- the tables


@pytest.mark.parametrize("table", [CLAIM_STATES, CARE_STATES], ids=lambda table: str(table.name))
def test_the_tables_are_whole(table: Any) -> None:
    assert table.faults() == []


@given(st.lists(st.sampled_from([str(state.code) for state in CLAIM_STATES.states]), max_size=8))
def test_no_way_leads_to_money_but_through_a_filing_and_an_award(steps: list[str]) -> None:
    walked, here = [], BEGINNING
    for step in steps:
        if CLAIM_STATES.may(here, step):
            walked.append(step)
            here = step
    if "paid" in walked:
        assert walked.index("filed") < walked.index("awarded") < walked.index("paid")
    assert "withdrawn" not in walked[:-1] and "paid" not in walked[:-1]


# --- the law


@given(
    hours=st.integers(min_value=0, max_value=400),
    years_ago=st.integers(min_value=0, max_value=1500),
    exception=st.sampled_from(["", "held_or_controlled"]),
    late=st.sampled_from(["", "fear_of_reprisal"]),
)
@settings(max_examples=60)
def test_a_claim_on_the_state_is_provided_for_in_time_or_with_a_ground(
    hours: int, years_ago: int, exception: str, late: str
) -> None:
    law = country("denmark").law
    happened = datetime(2024, 2, 29, 12, tzinfo=UTC)
    on = happened.date() + timedelta(days=years_ago)
    finding = law.compensation_claim(
        "state_fund",
        on,
        ended_on=happened.date(),
        happened=happened,
        reported=happened + timedelta(hours=hours),
        exception=exception,
        late_ground=late,
    )
    in_time, soon = hours <= 72, on <= date(2026, 2, 28)
    assert finding.provides == ((in_time or bool(exception)) and (soon or bool(late)))
    assert finding.confirmed


# --- care


def test_what_spares_a_witness_is_offered_then_wished_then_arranged(case: Case, officers: Cast) -> None:
    lead = officers.social_worker

    def step(state: str) -> WitnessMeasure:
        return actions.record_measure(by=lead, case=case, measure="separate_waiting_room", state=state)

    with pytest.raises(Refused):
        step("arranged")
    for state in ("offered", "declined", "wished", "arranged", "done"):
        step(state)
    with pytest.raises(Refused):
        step("wished")
    with acting_as(lead):
        assert WitnessMeasure.objects.filter(case=case).count() == 5
        assert WitnessMeasure.objects.standing().get(case=case).state == "done"


def test_a_measure_the_law_does_not_name_is_not_offered(case: Case, officers: Cast) -> None:
    for measure in ("magic", "video_interview_of_child"):
        with pytest.raises(Refused):
            actions.record_measure(by=officers.social_worker, case=case, measure=measure, state="offered")


def test_a_day_in_court_is_sealed_reminds_a_week_before_and_is_met_when_it_is_off(case: Case, officers: Cast) -> None:
    lead, when = officers.social_worker, clock.now() + timedelta(days=10)
    hearing = actions.record_hearing(by=lead, case=case, kind="court", held_at=when, place=PLACE)
    with acting_as(lead):
        due = Deadline.objects.open().get(case=case, kind="hearing_care")
        assert due.due_at == when - timedelta(days=7) and due.compartment == "support"
        assert PLACE.encode() not in bytes(Hearing.objects.get(case=case).place_sealed or b"")
        assert any(each["template"] == "justice/day.html" for each in day_cards.cards_for(lead))
    hearing.case = case
    actions.record_hearing(by=lead, case=case, kind="court", held_at=when, is_off=True, instead_of=hearing)
    assert "hearing_care" not in open_kinds(lead, case)
    with pytest.raises(AlreadySuperseded):
        actions.record_hearing(by=lead, case=case, kind="court", held_at=when, instead_of=hearing)


@pytest.mark.parametrize("who", ["stranger", "police", "caseworker", "departure", "planner"])
def test_the_police_and_who_holds_no_support_see_and_write_nothing_of_it(case: Case, officers: Cast, who: str) -> None:
    lead, other = officers.social_worker, getattr(officers, who)
    actions.record_hearing(by=lead, case=case, kind="court", held_at=clock.now() + timedelta(days=3), place=PLACE)
    actions.record_measure(by=lead, case=case, measure="breaks", state="offered")
    actions.record_lawyer(by=lead, case=case, stands="appointed", name="An invented lawyer")
    claim = consider(lead, case)
    with acting_as(other):
        for model in (Hearing, WitnessMeasure, InjuredPartyLawyer, Claim):
            assert not model.objects.filter(case=case).exists(), model
    with pytest.raises(Refused):
        actions.record_measure(by=other, case=case, measure="breaks", state="wished")
    browser = visit(other)
    named = reference("claim", claim.thread)
    for name, args in (
        ("redress", [case]),
        ("witness_care", [case]),
        ("hearing_new", [case]),
        ("injured_party_lawyer", [case]),
        ("claim_consider", [case]),
        ("claim", [case, named]),
        ("claim_file", [case, named]),
    ):
        assert browser.get(reverse(name, args=args)).status_code in (403, 404), name


# --- claims


def test_a_report_that_can_still_be_made_in_time_has_its_hours_as_a_clock(case: Case, officers: Cast) -> None:
    lead, happened = officers.social_worker, clock.now() - timedelta(hours=20)
    consider(lead, case, happened_at=happened, ended_on=clock.today())
    with acting_as(lead):
        due = Deadline.objects.open().get(case=case, kind=REPORT)
    assert due.due_at == happened + timedelta(hours=72)
    assert apply_kind("state_fund") in open_kinds(lead, case)


def test_a_claim_whose_report_came_late_is_filed_only_with_the_ground_on_record(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    ended = clock.today() - timedelta(days=60)
    claim = consider(lead, case, ended_on=ended)
    claim.case = case
    with pytest.raises(NotProvidedFor) as refused:
        actions.file_claim(by=lead, claim=claim)
    assert refused.value.finding.answer == "needs_exception"
    with pytest.raises(Refused):
        actions.prepare_claim(by=lead, claim=claim, exception="held_or_controlled")
    prepared = actions.prepare_claim(by=lead, claim=claim, exception="held_or_controlled", exception_words=HELD)
    prepared.case = case
    filed = actions.file_claim(by=lead, claim=prepared, asked_minor=7_500_000)
    assert apply_kind("state_fund") not in open_kinds(lead, case)
    filed.case = case
    wrongs: tuple[dict[str, Any], ...] = ({}, {"awarded_minor": 100, "rejected_because": "other"})
    for wrong in wrongs:
        with pytest.raises(Refused):
            actions.decide_claim(by=lead, claim=filed, **wrong)
    rejected = actions.decide_claim(by=lead, claim=filed, rejected_because="not_reported_in_time")
    appealed = actions.appeal_claim(by=lead, claim=rejected)
    awarded = actions.decide_claim(by=lead, claim=appealed, awarded_minor=5_000_050)
    paid = actions.pay_claim(by=lead, claim=awarded, paid_minor=5_000_050)
    assert str(paid.paid) == "50000.5" and paid.asked_minor == 7_500_000
    with acting_as(lead):
        assert paid.words("exception") == HELD
        assert Claim.objects.filter(case=case).count() == 7
    with pytest.raises(Refused):
        actions.withdraw_claim(by=lead, claim=paid)


def test_every_move_that_is_not_in_the_table_is_refused(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    claim = consider(lead, case, kind="perpetrator")
    steps: tuple[tuple[Any, dict[str, Any]], ...] = (
        (actions.decide_claim, {"awarded_minor": 1}),
        (actions.pay_claim, {"paid_minor": 1}),
        (actions.appeal_claim, {}),
    )
    for deed, more in steps:
        with pytest.raises(Refused):
            deed(by=lead, claim=claim, **more)
    with acting_as(lead):
        assert Claim.objects.get(case=case).state == ClaimState.CONSIDERED


def decided(by: Officer, case: Case, kind: str, on: date, **decision: Any) -> Claim:
    """A claim of 1,000 that was decided on a day."""
    filed = actions.file_claim(by=by, claim=consider(by, case, kind=kind), asked_minor=100_000)
    return actions.decide_claim(by=by, claim=filed, since=on, **decision)


def test_who_gets_less_than_was_asked_for_has_four_weeks_from_the_judgment_and_is_reminded(
    case: Case, officers: Cast
) -> None:
    lead, on = officers.social_worker, clock.today() - timedelta(days=3)
    claim = decided(lead, case, "lost_wages", on, awarded_minor=60_000)
    with acting_as(lead):
        due = Deadline.objects.open().get(case=case, kind=appeal_kind("lost_wages"))
        found = Finding.from_record(claim.appeal_finding or {})
    assert found.day("last_day") == on + timedelta(days=28) and "s. 372(1)" in str(found.citations())
    assert timedelta(0) <= found.day("last_day") - localtime(due.due_at).date() <= timedelta(days=4)
    browser, named = visit(lead), reference("claim", claim.thread)
    shown = page(browser, reverse("claim", args=[case, named]))
    assert "or let it stand" in shown and "s. 372(1)" in shown
    stays = reverse("claim_let_stand", args=[case, named])
    assert browser.post(stays, {"since": clock.today().isoformat(), "words": "Is content."}).status_code == 302
    assert appeal_kind("lost_wages") not in open_kinds(lead, case)
    with acting_as(lead):
        standing = Claim.objects.standing().get(case=case)
        assert (standing.state, standing.decided_on, standing.words("words")) == ("awarded", on, "Is content.")
    standing.case = case
    actions.appeal_claim(by=lead, claim=standing)  # whoever thinks again in time is heard


def test_too_late_an_appeal_needs_permission_and_after_a_year_there_is_none(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    late = decided(lead, case, "perpetrator", clock.today() - timedelta(days=40), rejected_because="no_crime_proven")
    with pytest.raises(NotProvidedFor) as refused:
        actions.appeal_claim(by=lead, claim=late)
    assert refused.value.finding.answer == "needs_permission" and not refused.value.finding.confirmed
    actions.appeal_claim(by=lead, claim=late, permission_asked=True)
    over = decided(lead, case, "lost_wages", clock.today() - timedelta(days=400), rejected_because="other")
    with pytest.raises(NotProvidedFor):
        actions.appeal_claim(by=lead, claim=over, permission_asked=True)
    browser, named = visit(lead), reference("claim", over.thread)
    sent = browser.post(
        reverse("claim_appeal", args=[case, named]), {"since": clock.today().isoformat(), "words": "typed"}
    )
    assert sent.status_code == 422 and "typed" in sent.content.decode()


def test_nothing_follows_on_a_decision_before_its_day(case: Case, officers: Cast) -> None:
    """Else an appeal that comes too late would be in time by a slip of the pen."""
    lead, on = officers.social_worker, clock.today() - timedelta(days=90)
    claim = decided(lead, case, "lost_wages", on, awarded_minor=50_000)
    earlier = on - timedelta(days=1)
    steps: tuple[tuple[Any, dict[str, Any]], ...] = (
        (actions.appeal_claim, {}),
        (actions.let_stand, {}),
        (actions.pay_claim, {"paid_minor": 1}),
    )
    for step, told in steps:
        with pytest.raises(Refused) as refused:
            step(by=lead, claim=claim, since=earlier, **told)
        assert "before the decision" in refused.value.refusal.reason


def test_where_no_law_says_until_when_the_house_reminds_and_who_got_all_is_not_reminded(
    case: Case, officers: Cast
) -> None:
    lead = officers.social_worker
    facts: dict[str, Any] = {
        "ended_on": clock.today() - timedelta(days=9),
        "exception": "held_or_controlled",
        "exception_words": HELD,
    }
    filed = actions.file_claim(by=lead, claim=consider(lead, case, **facts), asked_minor=100_000)
    actions.decide_claim(by=lead, claim=filed, rejected_because="no_loss_proven")
    with acting_as(lead):
        due = Deadline.objects.open().get(case=case, kind=appeal_kind("state_fund"))
    assert localtime(due.due_at).date() == clock.today() + timedelta(days=28)
    assert "not law" in str(Finding.from_record(due.finding).citations())
    decided(lead, case, "perpetrator", clock.today(), awarded_minor=100_000)
    assert appeal_kind("perpetrator") not in open_kinds(lead, case)


def test_one_claim_of_a_kind_is_open_at_a_time_and_another_can_follow_a_withdrawn_one(
    case: Case, officers: Cast
) -> None:
    lead = officers.social_worker
    claim = consider(lead, case, kind="lost_wages", ended_on=date(2025, 3, 31))
    with pytest.raises(Refused):
        consider(lead, case, kind="lost_wages")
    with acting_as(lead), pytest.raises(IntegrityError), transaction.atomic():
        Claim(case=case, kind="lost_wages", state="considered", finding={}, recorded_by=lead).save(force_insert=True)
    actions.withdraw_claim(by=lead, claim=claim)
    assert apply_kind("lost_wages") not in open_kinds(lead, case)
    consider(lead, case, kind="lost_wages")
    with pytest.raises((AlreadySuperseded, Refused)):
        actions.prepare_claim(by=lead, claim=claim)


def test_a_claim_goes_its_way_through_the_pages_and_what_was_typed_is_kept_when_the_law_refuses(
    case: Case, officers: Cast
) -> None:
    browser = visit(officers.social_worker)
    assert "Nobody has to testify" in page(browser, reverse("redress", args=[case]))
    begun = browser.post(reverse("claim_consider", args=[case]), {"kind": "state_fund", "ended_on": "2026-06-01"})
    assert begun.status_code == 302
    with acting_as(officers.social_worker):
        thread = Claim.objects.get(case=case).thread
    named = reference("claim", thread)
    filing = reverse("claim_file", args=[case, named])
    today = clock.today().isoformat()
    refused = browser.post(filing, {"since": today, "asked": "1000.50", "ended_on": "2026-06-01", "words": "typed"})
    told = refused.content.decode()
    assert refused.status_code == 422 and "typed" in told and "s. 10(2)" in told
    half = browser.post(filing, {"since": today, "exception": "fear_of_reprisal"})
    assert half.status_code == 422 and "write what happened" in half.content.decode()
    sent = {"since": today, "asked": "1000.50", "exception": "fear_of_reprisal", "exception_words": HELD}
    assert browser.post(filing, {**sent, "ended_on": "2026-06-01"}).status_code == 302
    assert browser.get(filing).status_code == 403
    award = {"since": today, "awarded": "900"}
    assert browser.post(reverse("claim_decide", args=[case, named]), award).status_code == 302
    shown = page(browser, reverse("claim", args=[case, named]))
    assert HELD in shown and "900.00" in shown and str(thread) not in shown
    assert "Awarded" in page(browser, f"/cases/{case}/panels/redress/")


def test_the_pages_of_care_take_what_is_right_and_keep_what_is_wrong(case: Case, officers: Cast) -> None:
    browser, today = visit(officers.social_worker), clock.today().isoformat()
    care = reverse("witness_care", args=[case])
    wrong = browser.post(care, {"measure": "breaks", "state": "done", "since": today, "words": "typed"})
    assert wrong.status_code == 422 and "typed" in wrong.content.decode()
    assert browser.post(care, {"measure": "breaks", "state": "offered", "since": today}).status_code == 302
    new = reverse("hearing_new", args=[case])
    assert browser.post(new, {"kind": "court", "held_at": "02026-01-01", "place": PLACE}).status_code == 422
    assert browser.post(new, {"kind": "court", "held_at": "2027-03-01T10:00", "place": PLACE}).status_code == 302
    with acting_as(officers.social_worker):
        hearing = Hearing.objects.get(case=case)
    change = reverse("hearing_change", args=[case, reference("hearing", hearing.pk)])
    assert PLACE in page(browser, change) and PLACE not in page(browser, reverse("redress", args=[case]))
    lawyer = reverse("injured_party_lawyer", args=[case])
    assert browser.post(lawyer, {"stands": "appointed", "since": today}).status_code == 422
    assert browser.post(lawyer, {"stands": "asked_for", "since": today}).status_code == 302
    other = reverse("hearing_change", args=[case, reference("claim", hearing.pk)])
    assert browser.get(other).status_code == 404


# --- what others learn


def test_a_referral_tells_the_care_that_is_wished_and_never_what_was_declined(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    for measure, last in (("breaks", "wished"), ("closed_doors", "declined")):
        actions.record_measure(by=lead, case=case, measure=measure, state="offered")
        actions.record_measure(by=lead, case=case, measure=measure, state=last)
    consider(lead, case, ended_on=date(2026, 6, 1), exception="held_or_controlled", exception_words=HELD)
    with acting_as(lead):
        told = str(written(case, ["witness_care", "claims", "next_hearing", "injured_party_lawyer"]))
        own = str([part.lines for each in sections(lead, case) for part in each.parts])
    assert "Breaks" in told and "Closed doors" not in told and HELD not in told
    assert HELD in own


def test_figures_tell_no_sum_of_fewer_than_five(case: Case, officers: Cast) -> None:
    lead = officers.social_worker
    claim = consider(lead, case, kind="perpetrator")
    filed = actions.file_claim(by=lead, claim=claim)
    actions.decide_claim(by=lead, claim=filed, awarded_minor=4_321_000)
    shown = page(visit(officers.coordinator), reverse("redress_counted"))
    assert "the sum is not told" in shown and "43" not in shown.replace("&#x27;", "").split("<main")[-1]
    assert visit(lead).get(reverse("redress_counted")).status_code == 403


@pytest.mark.parametrize("pack", ["united_kingdom", "council_of_europe"])
def test_where_the_law_does_not_answer_the_pages_say_so_kindly(case: Case, officers: Cast, pack: str) -> None:
    with override_settings(MOORING_COUNTRY=country(pack)):
        browser = visit(officers.social_worker)
        assert "does not answer here" in page(browser, reverse("redress", args=[case]))
        assert "Ask a lawyer" in page(browser, reverse("claim_consider", args=[case]))
        assert "Ask a lawyer" in page(browser, reverse("witness_care", args=[case]))
