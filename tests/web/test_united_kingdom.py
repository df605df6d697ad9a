"""The United Kingdom's way by its pages: an adult who consents, an adult who says no, and a child."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django import Settings

from mooring.casework.models import Case
from mooring.identification import actions
from mooring.identification.models import AnonymousNotice, Assessment, Encounter
from mooring.law import country
from mooring.safeguards import clock
from mooring.safeguards.officer_in_charge import acting_as
from tests.cast import Cast
from tests.identification.on_the_way import SECRET, fresh
from tests.visiting import page, visit


@pytest.fixture(autouse=True)
def kingdom(settings: Settings) -> None:
    settings.MOORING_COUNTRY = country("united_kingdom")


def met(officers: Cast, **codes: str) -> Encounter:
    by = officers.social_worker
    signal = actions.receive_signal(by=by, source="police_action", region="GB-ENG")
    return actions.note_encounter(by=by, signal=signal, informed=True, **({"asked_to_talk": "yes"} | codes))  # type: ignore[arg-type]


def opened(officers: Cast, encounter: Encounter, ground: str) -> Case:
    return fresh(actions.become_case(by=officers.social_worker, encounter=encounter, ground=ground))


def decision(choice: dict[str, str]) -> dict[str, object]:
    said = {"ground": SECRET, "ground_codes": ["indicators"], "decided_on": clock.today().isoformat()}
    return {**choice, **said}


def test_an_adult_who_consents_goes_from_reasonable_to_conclusive_grounds(officers: Cast) -> None:
    case = opened(officers, met(officers), "her_wish")
    team, authority = visit(officers.social_worker), visit(officers.authority)
    ask, decide = reverse("assessment_request", args=[case]), reverse("decide", args=[case])
    for refused in ({}, {"consents": "no"}):
        assert team.post(ask, refused).status_code == 422
    assert team.post(ask, {"consents": "yes"}).status_code == 302
    assert "Decide: Reasonable grounds" in page(authority, decide)
    assert authority.post(decide, decision({"positive": "yes"})).status_code == 302
    words = page(team, reverse("case", args=[case]))
    assert "Recovery period" in words and "at least 30" in words and "days left, today included" in words
    with clock.at(clock.now() + timedelta(days=31)):
        assert "it runs until the last decision" in page(team, reverse("reflection", args=[case]))
    assert authority.post(decide, decision({"outcome": "identified"})).status_code == 302
    after = page(team, reverse("case", args=[case]))
    assert "Identified" in after and "Reasonable grounds" in after


def test_of_an_adult_who_says_no_the_authority_hears_without_a_name_and_no_file_is_opened(officers: Cast) -> None:
    said_no = met(officers, asked_to_talk="no")
    team, signal = visit(officers.social_worker), said_no.signal.reference
    notice = reverse("encounter_notify", args=[signal, said_no.number])
    assert notice in page(team, reverse("signal", args=[signal]))
    assert team.post(notice, {"sent": ["name"]}).status_code == 422
    assert team.post(notice, {"sent": ["reason", "nationality"]}).status_code == 302
    with acting_as(officers.social_worker):
        assert AnonymousNotice.objects.get().sent == ["reason", "nationality"]
        assert not Case.objects.exists()
    assert notice not in page(team, reverse("signal", args=[signal]))


def test_a_child_is_referred_and_nobody_asks_for_its_consent(officers: Cast) -> None:
    child = met(officers, age_impression="child_or_in_doubt", asked_to_talk="not_yet")
    case = opened(officers, child, "child_provision")
    team, ask = visit(officers.social_worker), reverse("assessment_request", args=[case])
    words = page(team, ask)
    assert "consent is not needed" in words and 'name="consents"' not in words
    assert team.post(ask, {}).status_code == 302
    with acting_as(officers.social_worker):
        assert Assessment.objects.standing().get().consent == "child_without"
