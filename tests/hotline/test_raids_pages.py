"""The pages of notices of actions, as each of the cast finds them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mooring.hotline import actions
from mooring.hotline.models import ActionNotice, ActionReader, ActionSignal, ActionTick
from mooring.identification import actions as identification
from mooring.identification.models import PlacementDecision
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from mooring.statistics import of_actions, vintages
from tests.cast import Cast
from tests.hotline import ahead
from tests.hotline.ahead import ADDRESS, STANDS
from tests.hotline.test_raids import second_liaison
from tests.visiting import page, visit


def local(moment: object) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")  # type: ignore[arg-type]


def told(**more: object) -> dict[str, object]:
    return {
        "source": "police_action",
        "region": "DK-84",
        "starts_at": local(ahead.tonight()),
        "expected_people": "4",
        "languages_0": "ro",
        "wanted": ["social_workers"],
        "address": ADDRESS,
        "coordinators": ["coordinator@test.invalid"],
        **more,
    }


def test_the_police_tell_of_an_action_in_one_form(officers: Cast) -> None:
    client = visit(officers.police)
    answer = client.post(reverse("action_new"), told())
    assert answer.status_code == 302, answer.content.decode()
    words = page(client, answer["Location"])
    assert ADDRESS in words and "Announced" in words and "the coordinator" in words
    with acting_as(officers.coordinator):
        assert {reader.officer.name for reader in ActionReader.objects.all()} == {"police Test", "coordinator Test"}


def test_what_else_the_team_should_know_is_told_and_the_day_leads_to_it(officers: Cast) -> None:
    notice = ahead.announced(officers)
    at = reverse("action", args=[notice.reference])
    for officer in (officers.police, officers.coordinator):
        assert ahead.WORDS in page(visit(officer), at)  # no button's words stand in their place
        assert at in page(visit(officer), "/")
    assert "A gap in the roster" in page(visit(officers.coordinator), "/")
    assert at not in page(visit(officers.hotline), "/")


def test_what_was_typed_stays_when_something_is_missing(officers: Cast) -> None:
    answer = visit(officers.police).post(reverse("action_new"), told(starts_at=""))
    assert answer.status_code == 422 and ADDRESS in answer.content.decode()


def test_an_hour_that_has_passed_is_noticed(officers: Cast) -> None:
    sent = told(starts_at=local(clock.now() - timedelta(hours=1)))
    assert visit(officers.police).post(reverse("action_new"), sent).status_code == 422


def test_the_coordinator_reads_rosters_and_confirms(officers: Cast) -> None:
    notice = ahead.announced(officers)
    ahead.interpreter(officers)
    client = visit(officers.coordinator)
    at = reverse("action", args=[notice.reference])
    assert "I have read it" in page(client, at)
    assert client.post(reverse("action_receive", args=[notice.reference])).status_code == 302
    words = page(client, at)
    assert "2 social workers are missing: 0 of 2 come" in words and "No interpreter for Romanian" in words
    roster = reverse("action_roster", args=[notice.reference])
    form = client.get(roster).context["form"]
    (interpreter, _label) = form.fields["interpreters"].choices[0]
    sent = {"officers": ["social_worker@test.invalid", "colleague@test.invalid"], "interpreters": [interpreter]}
    assert client.post(roster, sent).status_code == 302
    words = page(client, at)
    assert "The roster is full" in words and ahead.ALIAS in words
    assert client.post(reverse("action_confirm", args=[notice.reference])).status_code == 302
    seen_by_police = page(visit(officers.police), at)
    assert "Confirmed" in seen_by_police and "2 social workers" in seen_by_police
    assert ahead.TELEPHONE not in seen_by_police and "colleague Test" not in seen_by_police.split("Who sees this")[0]


def test_two_actions_in_the_same_hours_show_who_is_on_both(officers: Cast) -> None:
    first, second = ahead.received(officers), ahead.announced(officers, region="DK-82", languages=["th"])
    by = officers.coordinator
    with acting_as(by):
        actions.receive_action(by=by, notice=second)
        for notice in (first, second):
            actions.put_on_roster(by=by, notice=notice, officers=[officers.social_worker, officers.colleague])
    words = page(visit(by), reverse("actions"))
    assert "2 actions in the same hours" in words
    assert "colleague Test is on another roster in the same hours" in words
    assert "No interpreter for Thai" in words


def test_the_team_on_the_day_ticks_begins_notes_and_sees_the_clock(officers: Cast) -> None:
    notice = ahead.confirmed(officers)
    worker = officers.social_worker
    client = visit(worker)
    at = reverse("action", args=[notice.reference])
    words = page(client, at)
    for shown in ("Ask alone", "You may promise", "Health: the hours", "Held by the police: 72 hours", ADDRESS):
        assert shown in words, shown
    assert client.post(reverse("action_tick", args=[notice.reference, "arrive"])).status_code == 302
    with acting_as(worker):
        assert ActionTick.objects.get().item == "arrive"
    answer = client.post(reverse("action_begin", args=[notice.reference]))
    with acting_as(worker):
        signal = ActionSignal.objects.select_related("signal").get().signal
        assert (signal.source, signal.expected_people) == ("police_action", 4)
        identification.note_encounter(by=worker, signal=signal, age_impression="adult")
    assert answer["Location"] == reverse("signal", args=[signal.reference])
    place = reverse("placement_record", args=[signal.reference, 1])
    assert "The decision is theirs" in page(client, place)
    sent = {"decision": "held", "decided_at": local(clock.now() - timedelta(hours=1))}
    assert client.post(place, sent).status_code == 302
    words = page(client, answer["Location"])
    assert "Held in detention" in words and "Aliens Act, s. 36" in words and "The detention must have ended" in words
    assert "Person 1: the detention must have ended" in page(client, at)
    assert "1 person" not in page(visit(officers.coordinator), reverse("actions"))
    assert client.post(place, sent | {"decision": "crisis_centre"}).status_code == 302
    with acting_as(worker):
        assert PlacementDecision.objects.standing().get().decision == "crisis_centre"
    assert "Person 1: the detention" not in page(client, at)


def test_the_decision_of_the_police_is_open_to_the_desk_of_the_signal_alone(officers: Cast) -> None:
    signal = identification.receive_signal(by=officers.social_worker, source="police_action")
    with acting_as(officers.social_worker):
        one = identification.note_encounter(by=officers.social_worker, signal=signal)
        identification.record_placement_decision(
            by=officers.social_worker, encounter=one, decision="let_go", decided_at=clock.now()
        )
    at = reverse("placement_record", args=[signal.reference, 1])
    assert visit(officers.colleague).get(at).status_code == 200
    assert visit(officers.stranger).get(at).status_code == 404
    assert visit(officers.police).get(at).status_code == 403
    for who in (officers.stranger, officers.police, officers.coordinator):
        with acting_as(who):
            assert not PlacementDecision.objects.exists()


BUTTONS = ("action_receive", "action_confirm", "action_begin", "action_end", "action_close", "action_call_off")
FORMS = ("action", "action_change", "action_roster", "action_name_reader")


@pytest.mark.parametrize("who", ["curious", "hotline", "stranger", "colleague", "control", "social_worker"])
def test_to_whom_it_was_not_opened_it_is_as_if_it_did_not_exist(officers: Cast, who: str) -> None:
    curious = second_liaison(officers)
    notice = ahead.announced(officers)
    client = visit(curious if who == "curious" else getattr(officers, who))
    for name in (*FORMS, *BUTTONS):
        theirs = client.get(reverse(name, args=[notice.reference]))
        none = client.get(reverse(name, args=["A-0000-0000"]))
        assert theirs.status_code == none.status_code and theirs.status_code in (403, 404), name
        posted = client.post(reverse(name, args=[notice.reference]))
        assert posted.status_code in (403, 404, 405), name
    assert client.get(reverse("action", args=[notice.reference])).status_code == 404
    words = page(client, reverse("actions"))
    assert notice.reference not in words and "Nothing is ahead" in words
    if who in ("curious", "control"):
        assert "Nothing is over yet" in page(client, reverse("action_own_figures"))


def test_roles_without_the_verb_do_not_come_in(officers: Cast) -> None:
    notice = ahead.announced(officers)
    for who in ("statistician", "administrator", "caseworker", "departure", "ministry"):
        client = visit(getattr(officers, who))
        assert client.get(reverse("actions")).status_code == 403
        assert client.get(reverse("action", args=[notice.reference])).status_code == 403


@pytest.mark.parametrize("state", STANDS)
def test_the_page_opens_for_every_side_in_every_state(officers: Cast, state: str) -> None:
    notice = STANDS[state](officers)
    for officer in (officers.police, officers.coordinator):
        client = visit(officer)
        words = page(client, reverse("action", args=[notice.reference]))
        assert (ADDRESS in words) == (state not in ("closed", "called_off"))
        page(client, reverse("actions"))
    page(visit(officers.police), reverse("action_own_figures"))


def test_a_button_leads_back_to_the_notice_after_signing_in_again(officers: Cast) -> None:
    notice = ahead.announced(officers)
    answer = visit(officers.coordinator).get(reverse("action_receive", args=[notice.reference]))
    assert (answer.status_code, answer["Location"]) == (302, reverse("action", args=[notice.reference]))
    assert ahead.again(officers.coordinator, notice).standing.state == "announced"


def test_the_police_see_counts_and_the_small_are_hidden(officers: Cast) -> None:
    notice = ahead.under_way(officers)
    worker = officers.social_worker
    with acting_as(worker):
        signal = ActionSignal.objects.select_related("signal").get().signal
        for number in range(5):
            identification.note_encounter(
                by=worker, signal=signal, informed=True, asked_to_talk="yes" if number else "no"
            )
        actions.end_action(by=worker, notice=notice)
    words = page(visit(officers.police), reverse("action_own_figures"))
    assert "too few to be told" in words
    assert signal.reference not in words


def test_the_counter_counts_actions_by_region_without_an_address(officers: Cast) -> None:
    notice = ahead.ended(officers)
    ahead.called_off(officers)
    with clock.at(clock.now() + timedelta(days=2)):
        lines = of_actions.of_actions("region", vintages.Vintage(clock.today(), clock.now()))
    assert (lines[-1].told, lines[-1].came_about, lines[-1].called_off, lines[-1].met) == (2, 1, 1, 0)
    for who in ("statistician", "coordinator"):
        assert notice.reference not in page(visit(getattr(officers, who)), reverse("figures_actions"))
    assert visit(officers.police).get(reverse("figures_actions")).status_code == 403


def test_nothing_of_it_travels_in_a_title_or_an_address(officers: Cast) -> None:
    notice = ahead.announced(officers)
    words = page(visit(officers.police), reverse("action", args=[notice.reference]))
    title = words.partition("<title>")[2].partition("</title>")[0]
    assert "Canary" not in title and "Capital" not in title
    assert ActionNotice.__doc__
