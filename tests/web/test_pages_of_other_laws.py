"""The same pages under the law of another country: none breaks, and what its pack does not answer is said, not guessed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from mooring.casework.models import Case
from mooring.identification import actions
from mooring.identification.models import Encounter
from mooring.law import country
from mooring.safeguards import clock
from mooring.web.doors import DOORS
from mooring.web.guard import CASE
from tests.cast import Cast
from tests.identification.on_the_way import SECRET, filled, fresh
from tests.visiting import page, visit

WHO = ("social_worker", "authority")
OF_A_CASE = [door for door in DOORS if door.path.startswith(CASE) and "<" not in door.path[len(CASE) :]]
OF_NO_CASE = [door for door in DOORS if "<" not in door.path and door.verb is not None]


@pytest.fixture(autouse=True, params=["united_kingdom", "council_of_europe"])
def law(request: pytest.FixtureRequest, settings: Settings) -> Iterator[str]:
    settings.MOORING_COUNTRY = country(request.param)
    yield str(request.param)


def case_at(officers: Cast, step: str) -> Case:
    case = filled(officers, basis="not_known_yet")
    if step == "presumed":
        return fresh(case)
    actions.request_assessment(by=officers.social_worker, case=case, consents=True)
    by, day = officers.authority, clock.today()
    if step in ("recovering", "concluded"):
        actions.decide_stage(by=by, case=fresh(case), positive=True, decided_on=day, ground=SECRET)
    if step == "concluded":
        actions.decide(by=by, case=fresh(case), outcome="identified", decided_on=day, ground=SECRET)
    return fresh(case)


def said_no(officers: Cast) -> Encounter:
    by = officers.social_worker
    signal = actions.receive_signal(by=by, source="police_action", region="GB-ENG" if _kingdom() else "unknown")
    return actions.note_encounter(by=by, signal=signal, asked_to_talk="no", health_needs=["pep"])


def _kingdom() -> bool:
    from django.conf import settings

    return bool(settings.MOORING_COUNTRY.key == "united_kingdom")


def opens(client: Client, address: str) -> None:
    assert client.get(address).status_code in (200, 302, 403, 404, 409, 422), address


@pytest.mark.parametrize(
    ("who", "step"),
    [
        ("social_worker", "presumed"),
        ("social_worker", "concluded"),
        ("authority", "waiting"),
        ("authority", "recovering"),
        ("authority", "concluded"),
    ],
)
def test_no_page_of_a_case_breaks(who: str, step: str, officers: Cast) -> None:
    case, officer = case_at(officers, step), getattr(officers, who)
    client = visit(officer)
    page(client, reverse("case", args=[case]))
    # What a role has no verb for is refused before the law is asked.
    for door in OF_A_CASE:
        if officer.may(door.verb):
            opens(client, reverse(door.name, args=[case]))


@pytest.mark.parametrize("who", ["social_worker", "authority", "statistician", "departure", "police"])
def test_no_other_page_breaks(who: str, officers: Cast) -> None:
    case_at(officers, "recovering")
    officer = getattr(officers, who)
    client = visit(officer)
    for door in OF_NO_CASE:
        if officer.may(str(door.verb)):
            opens(client, reverse(door.name))


def test_no_page_of_a_signal_breaks(officers: Cast) -> None:
    met = said_no(officers)
    client, signal = visit(officers.social_worker), met.signal.reference
    region = "England" if _kingdom() else "Not known"
    for name in ("signal", "signals"):
        assert region in page(client, reverse(name, args=[signal] if name == "signal" else []))
    for name in ("encounter_again", "encounter_open_case", "encounter_notify"):
        page(client, reverse(name, args=[signal, met.number]))


def test_the_residence_basis_is_not_asked_for_where_the_law_does_not_hang_on_it(officers: Cast) -> None:
    case = case_at(officers, "presumed")
    words = page(visit(officers.social_worker), reverse("assessment_request", args=[case]))
    assert "You may promise" not in words and "data-kept-form" in words
    assert "The residence basis, so that it is known who assesses" not in words


def test_the_period_is_called_by_the_name_that_the_law_gives_it(law: str, officers: Cast) -> None:
    case = case_at(officers, "recovering")
    name = "Recovery period" if law == "united_kingdom" else "Recovery and reflection period"
    for who in WHO:
        words = page(visit(getattr(officers, who)), reverse("case", args=[case]))
        assert name in words and "Reflection period" not in words.replace("Recovery and reflection period", "")
    words = page(visit(officers.social_worker), reverse("reflection", args=[case]))
    assert name in words and "at least 30" in words and "of at most" not in words


def test_the_decision_is_on_the_stage_that_is_due(law: str, officers: Cast) -> None:
    case = case_at(officers, "waiting")
    client = visit(officers.authority)
    assert "Decide: Reasonable grounds" in page(client, reverse("decide", args=[case]))
    sent = client.post(
        reverse("decide", args=[case]),
        {"positive": "yes", "ground": SECRET, "ground_codes": ["indicators"], "decided_on": clock.today().isoformat()},
    )
    assert sent.status_code == 302
    last = "Conclusive grounds" if law == "united_kingdom" else "Identification"
    assert f"Decide: {last}" in page(client, reverse("decide", args=[case]))


def test_what_a_pack_does_not_answer_is_said(law: str, officers: Cast) -> None:
    case = case_at(officers, "recovering")
    words = page(visit(officers.authority), reverse("decide", args=[case]))
    unanswered = "law pack does not answer" in words
    assert unanswered is (law == "council_of_europe")


def test_consent_is_asked_for_where_the_law_asks_for_it(law: str, officers: Cast) -> None:
    case = case_at(officers, "presumed")
    words = page(visit(officers.social_worker), reverse("assessment_request", args=[case]))
    assert ('name="consents"' in words) is (law == "united_kingdom")


def test_an_adult_who_said_no_is_notified_of_from_the_page(law: str, officers: Cast) -> None:
    met = said_no(officers)
    client, signal = visit(officers.social_worker), met.signal.reference
    words = page(client, reverse("signal", args=[signal]))
    assert ("Duty to notify" in words) is (law == "united_kingdom")
    sent = client.post(reverse("encounter_notify", args=[signal, met.number]), {"sent": ["reason", "gender"]})
    assert sent.status_code == (302 if law == "united_kingdom" else 422)
    again = page(client, reverse("signal", args=[signal]))
    assert ("Notified without a name" in again) is (law == "united_kingdom")
